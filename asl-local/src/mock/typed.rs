//! Answers in the types of a task: what its function takes and returns, in the forms in which they travel.

use std::any::TypeId;

use asl_dsl::native::{Callee, Handler};
use asl_dsl::shape::{ErrorKind, ErrorShape, Outcome};
use asl_dsl::task::{Arguments, Integration, TaskDef, TaskInfo};
use asl_dsl::{Failure, WorkflowError};

use super::prepared::Source;
use super::target::{Listed, Raised, Respond, Subject, Target, Whom};
use super::{Answer, TaskError};

/// Marks a target that is a function with parameters `Args`.
#[derive(Debug)]
pub struct Declared<Args>(std::marker::PhantomData<Args>);

/// A task by its declaration `M`.
#[derive(Debug)]
pub struct TaskOf<M>(std::marker::PhantomData<M>);

/// Marks what is in the types that a task or an error is declared with.
#[derive(Debug)]
pub struct AsDeclared;

impl<F: Callee<Args>, Args> Target<Declared<Args>> for F {
    type Subject = TaskOf<F::Def>;

    fn whom(self) -> Whom {
        Whom(Subject::Task { id: TypeId::of::<F::Def>(), info: <F::Def as TaskDef>::INFO })
    }
}

#[diagnostic::do_not_recommend]
impl<'m, M, H> Respond<'m, TaskOf<M>, AsDeclared> for H
where
    M: TaskDef,
    H: Handler<M::Args, M::Output> + 'm,
{
    fn source(mut self) -> Source<'m> {
        let info = M::INFO;
        Source::request(move |request| match self.answer(Arguments::new(info.params, request.clone()), info.params) {
            Ok(output) => answer::<M>(output),
            Err(error) => Answer::misread(error),
        })
    }
}

impl<M: TaskDef<Output = O>, O> Listed<TaskOf<M>, AsDeclared> for O {
    fn into_answer(self) -> Answer {
        answer::<M>(self)
    }
}

#[diagnostic::do_not_recommend]
impl<E: WorkflowError> Raised<AsDeclared> for E {
    fn raised_by(self, resource: &str) -> TaskError {
        reported::<E>(self.to_failure(), &integration_of(resource)).into()
    }
}

/// Who reports an error when a state calls `resource`. All but the form of the error is left open.
fn integration_of(resource: &str) -> Integration {
    let service = resource.rsplit_once(":::").map(|(_, service)| service);
    match service {
        Some("lambda:invoke") => Integration::Lambda { function: "" },
        Some("states:startExecution.sync" | "states:startExecution.sync:2") => Integration::Workflow { machine: "" },
        None if resource.split(':').nth(2) == Some("lambda") => Integration::Lambda { function: "" },
        _ => Integration::Resource { arn: "" },
    }
}

/// What the service reports when the task's function returns `output`. An error without a name of its own, `#[error(other)]`, holds what was
/// reported and is reported so again.
fn answer<M: TaskDef>(output: M::Output) -> Answer {
    match output.into_result() {
        Ok(result) => Answer::result(&result),
        Err(error) => Answer::fails(reported::<<M::Output as Outcome>::Err>(error.to_failure(), &M::INFO.integration)),
    }
}

/// A failure as the integration reports it.
fn reported<E: WorkflowError>(failure: Failure, integration: &Integration) -> Failure {
    if names(E::shape(), &failure.error) { integration.failure(failure) } else { failure }
}

fn names(shape: &ErrorShape, name: &str) -> bool {
    shape.variants.iter().any(|variant| match variant.kind {
        ErrorKind::Named(own) => own == name,
        ErrorKind::Transparent(inner) => names(inner(), name),
        ErrorKind::Other => false,
    })
}

impl From<Failure> for TaskError {
    /// An empty cause is none.
    fn from(Failure { error, cause }: Failure) -> TaskError {
        TaskError { error: Some(error), cause: Some(cause).filter(|cause| !cause.is_empty()) }
    }
}

/// Whether a call of `resource` with these arguments, as they stand in a definition, may be one of the task: a constant that the definition
/// computes can be anything.
pub(crate) fn may_call(info: &TaskInfo, resource: &str, arguments: &serde_json::Value) -> bool {
    let fits = |(name, value): &(&str, &str)| match arguments.get(*name).and_then(serde_json::Value::as_str) {
        Some(text) => text == *value || text.starts_with("{%"),
        None => !arguments.is_object() || arguments.get(format!("{name}.$")).is_some(),
    };
    resource == info.integration.resource() && info.integration.constants().iter().all(fits)
}

/// What a message says of the task's calls: `lambda:invoke` of `charge-card`.
pub(crate) fn calls(info: &TaskInfo) -> String {
    let constants = info.integration.constants();
    let constants: Vec<String> = constants.iter().map(|(name, value)| format!("{name} `{value}`")).collect();
    match constants.as_slice() {
        [] => format!("`{}`", info.integration.resource()),
        several => format!("`{}` with {}", info.integration.resource(), several.join(", ")),
    }
}
