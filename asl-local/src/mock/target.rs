//! Whom an answer is for: a state or resource by its name, or a function declared with `#[task]` or `#[workflow]`.
//!
//! `on` and its siblings take either. Two implementations of one trait are told apart by a marker, which the compiler finds from the target.

use serde::Serialize;
use serde::de::DeserializeOwned;

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
    #[doc(hidden)]
    fn whom(self) -> Whom;
}

impl<T: Into<String>> Target<Named> for T {
    fn whom(self) -> Whom {
        Whom(Subject::Name(self.into()))
    }
}

/// A closure that answers the calls of a target `T`.
///
/// For a name it takes the call's input as a type of its own and gives a `Result`; an input that isn't of this type fails the call with
/// `Mock.InputMismatch`. For a task it takes the task's arguments by value and returns what the task returns. `Signature` is found by the
/// compiler.
#[diagnostic::on_unimplemented(
    message = "this closure doesn't answer the calls of the target",
    label = "not its answer",
    note = "for a task it takes the task's arguments, each by value, and returns what the task returns",
    note = "for a name it takes the input as a type of its own and returns a `Result`"
)]
pub trait Respond<'m, T, Kind, Signature> {
    #[doc(hidden)]
    fn source(self) -> Source<'m>;
}

impl<'m, T, Q, R, E, F> Respond<'m, T, Named, fn(Q) -> Result<R, E>> for F
where
    F: FnMut(Q) -> Result<R, E> + 'm,
    Q: DeserializeOwned,
    R: Serialize,
    E: Into<TaskError>,
{
    fn source(mut self) -> Source<'m> {
        Source::request(move |request| match Q::deserialize(request) {
            Ok(request) => match self(request) {
                Ok(result) => Answer::result(&result),
                Err(error) => Answer::fails(error),
            },
            Err(error) => Answer::misread(format!("{error} in the input {request}")),
        })
    }
}

/// Marks an answer that is said in the words of the service.
#[derive(Debug)]
pub struct AsAnswer;

/// One of the answers in a list for a target `T`: an [`Answer`], or for a task what the task returns.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no answer of this target",
    label = "not an answer",
    note = "for a task, list what the task returns; for anything, list `Answer::result(&…)` and `Answer::fails(…)`"
)]
pub trait Listed<T, Kind, Form> {
    #[doc(hidden)]
    fn into_answer(self) -> Answer;
}

impl<T, Kind> Listed<T, Kind, AsAnswer> for Answer {
    fn into_answer(self) -> Answer {
        self
    }
}
