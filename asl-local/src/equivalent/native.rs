//! The native side: the function, its calls answered from prepared answers.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use asl_dsl::native::{self, Asked, NativeRun, Reply};
use asl_dsl::task::{Arguments, Integration, WorkflowDef};
use asl_dsl::{Failure, NativeError};
use serde_json::Value;

use super::Native;
use crate::failure::names;
use crate::mock::{Mocks, Outcome, Prepared, Subject};
use crate::tape::TapeCall;

/// Runs the workflow on an input.
pub(super) fn run<W: WorkflowDef>(input: &Value, mocks: Mocks<'static>) -> Native {
    let mocks = Rc::new(RefCell::new(mocks));
    let mut run = NativeRun::new();
    let answers = mocks.clone();
    run.answer_with(move |asked| answer(&mut answers.borrow_mut(), asked));
    let ended = match W::call(Arguments::new(W::INFO.params, input.clone())) {
        Ok(call) => run.execute(call),
        Err(message) => Err(NativeError::Json { task: W::INFO.name, message }),
    };
    let tape = run.tape();
    let calls = tape.calls.iter().filter(|call| !ran_as_itself(call, &mut mocks.borrow_mut())).map(TapeCall::from);
    let calls = calls.collect();
    let leftovers = mocks.borrow().leftovers();
    Native { ended, calls, took: run.clock(), leftovers }
}

/// Whether the call is of a workflow whose body ran. It is no call that the machine asks answers for; those of the body are.
fn ran_as_itself(call: &native::Call, mocks: &mut Mocks<'static>) -> bool {
    let answered = |prepared: &Prepared<'_>| {
        matches!(&prepared.subject, Subject::Task { info, .. }
        if info.name == call.task && info.integration == call.integration)
    };
    matches!(call.integration, Integration::Workflow { .. }) && !mocks.tasks().any(|(_, prepared)| answered(prepared))
}

fn answer(mocks: &mut Mocks<'static>, asked: Asked<'_>) -> Option<Reply> {
    let (_, prepared) = mocks.tasks().find(|(id, _)| *id == asked.id)?;
    let answer = prepared.reply(asked.task, asked.request, asked.attempt)?;
    let is_activity = matches!(asked.task.integration, Integration::Activity { .. });
    // What no worker took misses no heartbeat.
    let is_untaken = is_activity && answer.outcome == Outcome::Never && answer.worker.is_none();
    let heartbeats = answer.heartbeat.or(is_untaken.then_some(Duration::ZERO));
    let result = match answer.outcome {
        Outcome::Succeeds(result) => Some(Ok(result)),
        Outcome::Fails(error) | Outcome::StartFails(error) | Outcome::SubmitFails(error) => {
            Some(Err(Failure::new(error.error.unwrap_or_default(), error.cause.unwrap_or_default())))
        }
        Outcome::Refused(cause) => Some(Err(Failure::new("States.Runtime", cause))),
        Outcome::Misread(cause) => Some(Err(Failure::new(names::MISREAD, cause))),
        Outcome::Never => None,
    };
    Some(Reply { answer: result, after: answer.after, heartbeats })
}
