//! Whom an answer is for: a state or resource by its name, or a function declared with `#[task]` or `#[workflow]`.
//!
//! `on` and its siblings take either. Two implementations of one trait are told apart by a marker, which the compiler finds from the target.
//! What may answer depends on [`Target::Subject`], not on the target's own type: of a target that is none there is no subject, so that the
//! compiler has one thing to say and not two.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::prepared::Source;
use super::{Answer, TaskError};

/// Whom an answer is for.
#[doc(hidden)]
#[derive(Debug, Clone)]
pub struct Whom(pub(crate) Subject);

#[derive(Debug, Clone)]
pub(crate) enum Subject {
    /// The name of a state, or a resource.
    Name(String),
    /// A function: the type of its declaration, and what it declares.
    #[cfg(feature = "dsl")]
    Task { id: std::any::TypeId, info: asl_dsl::task::TaskInfo },
}

impl Subject {
    /// Whether both mean the same.
    pub(crate) fn is(&self, other: &Subject) -> bool {
        match (self, other) {
            (Subject::Name(a), Subject::Name(b)) => a == b,
            #[cfg(feature = "dsl")]
            (Subject::Task { id: a, .. }, Subject::Task { id: b, .. }) => a == b,
            #[cfg(feature = "dsl")]
            _ => false,
        }
    }

    /// Whether it means a call: by the state that makes it, by the resource, of an activity also by its own name, or by the function that declares it.
    #[cfg_attr(not(feature = "dsl"), expect(unused_variables, reason = "a name says nothing of the input"))]
    pub(crate) fn means(&self, state: &str, arn: &str, input: &Value) -> bool {
        match self {
            Subject::Name(name) => name == state || name == arn || arn.rsplit(':').next() == Some(name),
            #[cfg(feature = "dsl")]
            Subject::Task { info, .. } => info.integration.request(arn, input).is_some(),
        }
    }

    /// What a message calls it.
    pub(crate) fn name(&self) -> &str {
        match self {
            Subject::Name(name) => name,
            #[cfg(feature = "dsl")]
            Subject::Task { info, .. } => info.name,
        }
    }
}

/// Marks a target that is a name.
#[derive(Debug)]
pub struct Named;

/// What answers can be prepared for: the name of a state, a resource, or a function declared with `#[task]` or `#[workflow]`.
///
/// `Kind` says which, and is found by the compiler.
#[diagnostic::on_unimplemented(
    message = "answers can only be prepared for a state, a resource, or a function declared with `#[task]` or `#[workflow]`",
    label = "neither a name nor a task"
)]
pub trait Target<Kind> {
    /// What decides which answers fit: [`Named`], or the declaration of a task.
    type Subject;

    #[doc(hidden)]
    fn whom(self) -> Whom;
}

impl<T: Into<String>> Target<Named> for T {
    type Subject = Named;

    fn whom(self) -> Whom {
        Whom(Subject::Name(self.into()))
    }
}

/// A closure that answers the calls of a target.
///
/// For a name it takes the call's input as a type of its own and gives a `Result` whose error is one that a task [may raise](Raised); an input
/// that isn't of this type ends the run with `Local.InputMismatch`. For a task it takes the task's arguments by value and returns what the task
/// returns. `Signature` is found by the compiler.
#[diagnostic::on_unimplemented(
    message = "this closure doesn't answer the calls of the target",
    label = "not its answer",
    note = "for a task it takes the task's arguments, each by value, and returns what the task returns",
    note = "for a name it takes the input as a type of its own and returns a `Result`"
)]
pub trait Respond<'m, Subject, Signature> {
    #[doc(hidden)]
    fn source(self) -> Source<'m>;
}

impl<'m, Q, R, E, Form, F> Respond<'m, Named, (fn(Q) -> Result<R, E>, Form)> for F
where
    F: FnMut(Q) -> Result<R, E> + 'm,
    Q: DeserializeOwned,
    R: Serialize,
    E: Raised<Form>,
{
    fn source(mut self) -> Source<'m> {
        Source::whole(move |call| match Q::deserialize(call.input) {
            Ok(request) => match self(request) {
                Ok(result) => Answer::result(&result),
                Err(error) => Answer::fails(error.raised_by(call.resource)),
            },
            Err(error) => Answer::misread(format!("{error} in the input {}", call.input)),
        })
    }
}

/// An error that the answer to a name may be: a [`TaskError`] or what becomes one, such as `("Busy", "try later")`, which reaches the machine as
/// it is; or, with the feature `dsl`, an enum that derives `WorkflowError`, which reaches it in the form in which what the state calls reports
/// an error. `Form` is found by the compiler.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no error that a task can raise",
    label = "not an error of a task",
    note = "add `#[derive(WorkflowError)]` to the enum, or give a `TaskError` or a pair `(\"Name\", \"the cause\")`"
)]
pub trait Raised<Form> {
    #[doc(hidden)]
    fn raised_by(self, resource: &str) -> TaskError;
}

impl<E: Into<TaskError>> Raised<AsAnswer> for E {
    fn raised_by(self, _: &str) -> TaskError {
        self.into()
    }
}

/// Marks an answer that is said in the words of the service.
#[derive(Debug)]
pub struct AsAnswer;

/// One of the answers in a list for a target: an [`Answer`], or for a task what the task returns.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no answer of this target",
    label = "not an answer",
    note = "for a task, list what the task returns; for anything, list `Answer::result(&…)` and `Answer::fails(…)`"
)]
pub trait Listed<Subject, Form> {
    #[doc(hidden)]
    fn into_answer(self) -> Answer;
}

impl<Subject> Listed<Subject, AsAnswer> for Answer {
    fn into_answer(self) -> Answer {
        self
    }
}
