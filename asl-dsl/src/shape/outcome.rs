//! How a value leaves and enters a call: a plain value is always a result, a `Result` may be an error instead.

use crate::error::WorkflowError;
use crate::shape::{Shape, Type};
use std::convert::Infallible;

/// What the `.await` of a task or workflow gives: plain data, or a `Result` whose error a `Catch` can name.
///
/// `#[derive(Shape)]` implements it as plain data; `Result<T, E>` needs a [`WorkflowError`] as `E`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` can't be the result of a task or workflow: its JSON shape is unknown",
    label = "no JSON shape",
    note = "add `#[derive(Shape)]` next to `#[derive(Serialize, Deserialize)]` on the type"
)]
pub trait Outcome: Shape + Sized {
    /// The data of a call that succeeded: what JSON holds.
    type Ok;
    /// The errors a caller can match on; [`Infallible`] when every error ends the caller too.
    type Err: WorkflowError;

    /// Rebuilds the value from what came back.
    fn from_result(result: Result<Self::Ok, Self::Err>) -> Self;

    /// Splits the value into what goes back.
    fn into_result(self) -> Result<Self::Ok, Self::Err>;
}

/// Implements [`Outcome`] as plain data.
macro_rules! plain_outcome {
    ($( [$($generics:tt)*] $ty:ty $(where $($bound:tt)*)? ;)*) => { $(
        #[diagnostic::do_not_recommend]
        impl<$($generics)*> $crate::shape::Outcome for $ty $(where $($bound)*)? {
            type Ok = Self;
            type Err = ::std::convert::Infallible;
            fn from_result(result: Result<Self, ::std::convert::Infallible>) -> Self {
                let Ok(value) = result;
                value
            }
            fn into_result(self) -> Result<Self, ::std::convert::Infallible> {
                Ok(self)
            }
        }
    )* };
}
pub(crate) use plain_outcome;

impl<T: Shape, E: WorkflowError> Shape for Result<T, E> {
    fn describe() -> Type {
        Type::Result(Box::new(T::describe()), Box::new(Type::Error(E::shape())))
    }
}

impl<T: Shape, E: WorkflowError> Outcome for Result<T, E> {
    type Ok = T;
    type Err = E;

    fn from_result(result: Self) -> Self {
        result
    }

    fn into_result(self) -> Self {
        self
    }
}

#[diagnostic::do_not_recommend]
impl Shape for Infallible {
    fn describe() -> Type {
        Type::Error(<Infallible as WorkflowError>::shape())
    }
}
