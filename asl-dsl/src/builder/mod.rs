//! Workflows built by Rust code.
//!
//! What `#[workflow]` reads from a function's body, [`Builder`] is told step by step: so that loops, helper functions and
//! configuration can decide which steps there are. Every step gives a typed variable ([`Var`]), [`expr!`](crate::expr) writes
//! ordinary Rust over them, and the same lowering makes the machine: a workflow spelt both ways gives the same bytes.
//!
//! Since steps are statements and blocks are closures, a state that nothing reaches, a `Next` to nowhere or a
//! misspelt name can't be written.

mod args;
mod block;
mod call;
mod case;
mod ex;
mod parallel;
mod recorder;
mod steps;

pub use args::{ExArg, ExArgs};
#[doc(hidden)]
pub use block::Recording;
pub use block::{Done, Failed, Yields};
pub use call::Call;
pub use case::{Bindings, Case};
pub use ex::{Ex, Var};
pub use parallel::{Branches, Values};
pub use steps::Steps;

use crate::WorkflowError;
use crate::definition::Definition;
use crate::shape::Shape;
use crate::task::SlotInfo;
use asl_schema::Report;
use recorder::{Head, Recorder};
use std::marker::PhantomData;
use std::panic::Location;
use std::time::Duration;

/// The head of a workflow under construction.
///
/// ```
/// use asl_dsl::builder::Builder;
/// use asl_dsl::prelude::*;
/// use std::convert::Infallible;
///
/// #[task(lambda = "greet")]
/// async fn greet(name: String) -> String;
///
/// let definition = Builder::new("welcome").build::<Vec<String>, Vec<String>, Infallible>("names", |w, names| {
///     let greetings = w
///         .map("name", names, 5, |w, name| {
///             let greeting = w.task(greet, name).bind("greeting");
///             w.done(greeting)
///         })
///         .bind("greetings");
///     w.done(greetings)
/// })?;
/// assert_eq!(definition.name(), "welcome");
/// # Ok::<(), asl_dsl::Report>(())
/// ```
#[derive(Clone, Debug)]
pub struct Builder {
    name: String,
    comment: Option<String>,
    timeout: Option<Duration>,
}

impl Builder {
    /// A workflow of that name.
    pub fn new(name: impl Into<String>) -> Self {
        Builder { name: name.into(), comment: None, timeout: None }
    }

    /// The machine's `Comment`.
    #[must_use]
    pub fn comment(mut self, comment: impl Into<String>) -> Self {
        self.comment = Some(comment.into());
        self
    }

    /// The machine's `TimeoutSeconds`: whole seconds.
    #[must_use]
    pub fn timeout(mut self, limit: Duration) -> Self {
        self.timeout = Some(limit);
        self
    }

    /// Builds the workflow: `steps` adds its steps and ends with [`Steps::done`]. `input` names the variable that holds the
    /// execution's input, of type `In`. `E` is the error type that [`Steps::fail`] takes.
    ///
    /// # Errors
    /// Everything that can't be lowered, or what the checker finds wrong with the machine, with the places in the Rust source.
    #[track_caller]
    pub fn build<In, Out, E>(
        self,
        input: &str,
        steps: impl FnOnce(&mut Steps<E>, Var<In>) -> Done<Out>,
    ) -> Result<Definition, Report>
    where
        In: Shape,
        Out: Shape,
        E: WorkflowError,
    {
        let at = Location::caller();
        let mut recorder = Recorder::default();
        let span = recorder.span(at);
        if self.timeout.is_some_and(|limit| limit.subsec_nanos() != 0 || limit.is_zero()) {
            recorder.problem(
                at,
                "the workflow's time-out is not a whole number of seconds".to_owned(),
                "use `Duration::from_secs`",
            );
        }
        recorder.open();
        let id = recorder.declare(input, false, span);
        let mut w = Steps { recorder, _error: PhantomData };
        let Done(_) = steps(&mut w, Var::new(id));
        let mut recorder = w.recorder;
        let body = recorder.close(None, span);
        let head = Head {
            name: self.name,
            comment: self.comment,
            timeout: self.timeout.map(|limit| limit.as_secs()),
            input: input.to_owned(),
            input_type: SlotInfo::Value(In::describe()),
            output_type: SlotInfo::Value(Result::<Out, E>::describe()),
            span,
        };
        recorder.finish(head, id, body)
    }
}
