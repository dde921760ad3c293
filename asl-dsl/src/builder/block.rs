//! How a block of steps ends.

use super::recorder::Recorder;
use super::{Ex, Var};
use asl_hir::Expr;
use std::marker::PhantomData;
use std::panic::Location;

/// The end of a workflow or of a Map's body: made by [`Steps::done`](super::Steps::done).
#[must_use = "a block ends with it: return it from the closure"]
pub struct Done<T>(pub(crate) PhantomData<fn() -> T>);

/// The end of a path that fails: made by [`Steps::fail`](super::Steps::fail).
#[must_use = "a block ends with it: return it from the closure"]
pub struct Failed(pub(crate) ());

/// How a block inside a workflow may end: with a value of type `T`, or by leaving the workflow.
#[diagnostic::on_unimplemented(
    message = "this block must end with a value of type `{T}`, or leave the workflow",
    label = "ends with `{Self}`",
    note = "return `expr!(…)`, a variable, `w.fail(…)` or `w.done(…)` from the closure"
)]
pub trait Yields<T> {
    #[doc(hidden)]
    fn __tail(self, recorder: &mut Recording<'_>) -> Option<Expr>;
}

/// What ends a block sees of the builder.
#[doc(hidden)]
pub struct Recording<'r> {
    pub(crate) recorder: &'r mut Recorder,
    pub(crate) at: &'r Location<'r>,
}

impl<T> Yields<T> for Ex<T> {
    fn __tail(self, recording: &mut Recording<'_>) -> Option<Expr> {
        Some(recording.recorder.take(self, recording.at))
    }
}

impl<T> Yields<T> for Var<T> {
    fn __tail(self, recording: &mut Recording<'_>) -> Option<Expr> {
        Some(recording.recorder.take(Ex::from(self), recording.at))
    }
}

impl Yields<()> for () {
    fn __tail(self, _: &mut Recording<'_>) -> Option<Expr> {
        None
    }
}

// Both left the workflow already: nothing follows.
impl<T> Yields<T> for Failed {
    fn __tail(self, _: &mut Recording<'_>) -> Option<Expr> {
        None
    }
}

impl<T, Out> Yields<T> for Done<Out> {
    fn __tail(self, _: &mut Recording<'_>) -> Option<Expr> {
        None
    }
}
