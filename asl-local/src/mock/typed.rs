//! Answers in the types of a task: what its function takes and returns, in the forms in which they travel.

use std::any::TypeId;

use asl_dsl::native::{Callee, Handler};
use asl_dsl::shape::{ErrorKind, ErrorShape, Outcome};
use asl_dsl::task::{Arguments, TaskDef, TaskInfo};
use asl_dsl::{Failure, WorkflowError};

use super::prepared::Source;
use super::target::{Listed, Respond, Subject, Target, Whom};
use super::{Answer, TaskError};

/// Marks a target that is a function with parameters `Args`.
#[derive(Debug)]
pub struct Declared<Args>(std::marker::PhantomData<Args>);

/// Marks what a task's function takes and returns.
#[derive(Debug)]
pub struct AsDeclared;

impl<F: Callee<Args>, Args> Target<Declared<Args>> for F {
    fn whom(self) -> Whom {
        Whom(Subject::Task { id: TypeId::of::<F::Def>(), info: <F::Def as TaskDef>::INFO })
    }
}

#[diagnostic::do_not_recommend]
impl<'m, F, Args, H> Respond<'m, F, Declared<Args>, AsDeclared> for H
where
    F: Callee<Args>,
    H: Handler<<F::Def as TaskDef>::Args, <F::Def as TaskDef>::Output> + 'm,
{
    fn source(mut self) -> Source<'m> {
        let info = <F::Def as TaskDef>::INFO;
        Source::request(move |request| match self.answer(Arguments::new(info.params, request.clone()), info.params) {
            Ok(output) => answer::<F::Def>(output),
            Err(error) => Answer::misread(error),
        })
    }
}

impl<F, Args, O> Listed<F, Declared<Args>, AsDeclared> for O
where
    F: Callee<Args>,
    F::Def: TaskDef<Output = O>,
{
    fn into_answer(self) -> Answer {
        answer::<F::Def>(self)
    }
}

/// What the service reports when the task's function returns `output`. An error without a name of its own, `#[error(other)]`, holds what was
/// reported and is reported so again.
fn answer<M: TaskDef>(output: M::Output) -> Answer {
    match output.into_result() {
        Ok(result) => Answer::result(&result),
        Err(error) => {
            let failure = error.to_failure();
            let has_name = names(<M::Output as Outcome>::Err::shape(), &failure.error);
            Answer::fails(if has_name { M::INFO.integration.failure(failure) } else { failure })
        }
    }
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
