//! What a machine knows of the Rust workflow that it was made from: nested workflows by their functions, results in Rust's types, tapes of
//! native runs.

use std::sync::Arc;

use asl_dsl::WorkflowError;
use asl_dsl::native::{self, Callee};
use asl_dsl::shape::Outcome;
use asl_dsl::task::{Integration, TaskDef, WorkflowDef};

use crate::machine::Machine;
use crate::mock::{self, Answer, Mocks, TaskError};
use crate::program::Program;
use crate::run::{Run, Status};
use crate::tape::{TOKEN, Tape, TapeCall, without_token};

/// A workflow that runs as itself when a machine starts it.
pub(crate) struct Child {
    name: &'static str,
    /// As callers name it: an ARN or `${Placeholder}`.
    machine: String,
    program: Result<Arc<Program>, String>,
}

impl Child {
    fn of<W: WorkflowDef>() -> Child {
        let info = W::INFO;
        let machine = match info.integration {
            Integration::Workflow { machine } => machine.to_owned(),
            other => other.resource().to_owned(),
        };
        let program = match W::definition() {
            Ok(definition) => Ok(Arc::new(Program::of(definition.into_checked().into_machine()))),
            Err(report) => Err(report.to_string()),
        };
        Child { name: info.name, machine, program }
    }
}

impl Mocks<'_> {
    /// Runs `workflow` as itself when a machine starts it, with the same prepared answers. Otherwise it is answered like a task.
    pub fn workflow<W, Args>(&mut self, workflow: W) -> &mut Self
    where
        W: Callee<Args, Def: WorkflowDef>,
    {
        let _ = workflow;
        self.workflows.push(Child::of::<W::Def>());
        self
    }
}

impl Machine<'_> {
    /// Runs `workflow` as itself when the machine starts it; see [`Mocks::workflow`].
    #[must_use]
    pub fn workflow<W, Args>(mut self, workflow: W) -> Self
    where
        W: Callee<Args, Def: WorkflowDef>,
    {
        self.mocks.workflow(workflow);
        self
    }

    /// Makes the prepared workflows known to the engine. The text of a workflow that is none.
    pub(crate) fn adopt_workflows(&mut self) -> Option<String> {
        for child in &self.mocks.workflows {
            match &child.program {
                Ok(program) => self.settings.machines.insert(child.machine.clone(), program.clone()),
                Err(report) => return Some(format!("the workflow `{}` has no definition:\n{report}", child.name)),
            };
        }
        None
    }
}

impl Run {
    /// What the run came to, in the type that the workflow returns.
    ///
    /// # Panics
    /// When the run ended in a way that the type doesn't express: its message says how.
    #[track_caller]
    #[expect(clippy::panic, reason = "this is an assertion")]
    pub fn returned<W: Callee<Args>, Args>(&self, workflow: W) -> <W::Def as TaskDef>::Output {
        let _ = workflow;
        let name = <W::Def as TaskDef>::INFO.name;
        let (error, cause) = (self.error().unwrap_or_default(), self.cause().unwrap_or_default());
        match (self.status(), self.output()) {
            (Status::Succeeded, Some(output)) => match serde_json::from_value(output.clone()) {
                Ok(result) => Outcome::from_result(Ok(result)),
                Err(problem) => panic!("`{name}` returns something else than {output}: {problem}"),
            },
            (Status::Failed, _) => match WorkflowError::from_parts(error, cause) {
                Some(error) => Outcome::from_result(Err(error)),
                None => panic!("`{name}` has no error `{error}`, which the run failed with: {cause}"),
            },
            (status, _) => panic!("the run of `{name}` is {}: {error}: {cause}", status.as_str()),
        }
    }
}

impl From<&native::Tape> for Tape {
    /// The calls of a native run as a machine makes them. A nested workflow is one call, whatever its body called.
    fn from(tape: &native::Tape) -> Tape {
        let calls = tape.calls.iter().filter(|call| call.nested_in.is_none()).map(TapeCall::from).collect();
        Tape { calls, in_order: true }
    }
}

impl From<native::Tape> for Tape {
    fn from(tape: native::Tape) -> Tape {
        Tape::from(&tape)
    }
}

impl From<&native::Call> for TapeCall {
    fn from(call: &native::Call) -> TapeCall {
        let integration = &call.integration;
        let mut input = integration.arguments(call.request.clone());
        if integration.resource().ends_with(".waitForTaskToken") {
            input = without_token(&input, &is_native_token);
        }
        let outcome = match &call.answer {
            native::Answer::Result(result) => mock::Outcome::Succeeds(integration.answer(result.clone())),
            // It waited until its limit: the machine has one too.
            native::Answer::Error(failure) if failure.error == "States.Timeout" && !call.took.is_zero() => {
                mock::Outcome::Never
            }
            native::Answer::Error(failure) if matches!(integration, Integration::Workflow { .. }) => {
                mock::Outcome::Fails(TaskError::from(integration.failure(failure.clone())))
            }
            native::Answer::Error(failure) => mock::Outcome::Fails(TaskError::from(failure.clone())),
            native::Answer::None {} => mock::Outcome::Never,
        };
        let answer = Answer {
            outcome,
            after: call.took,
            submitted: None,
            worker: None,
            // What answered natively was in time.
            heartbeat: Some(std::time::Duration::ZERO).filter(|_| !call.took.is_zero()),
        };
        let answer = if answer.outcome == mock::Outcome::Never { Answer::never() } else { answer };
        TapeCall { state: None, resource: integration.resource().to_owned(), input, answer }
    }
}

/// `task-token-7`: what a native run writes.
fn is_native_token(text: &str) -> bool {
    text.strip_prefix(TOKEN).is_some_and(|number| {
        number.is_empty() || number.strip_prefix('-').is_some_and(|n| n.bytes().all(|byte| byte.is_ascii_digit()))
    })
}
