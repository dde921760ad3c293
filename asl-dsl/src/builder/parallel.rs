//! Blocks side by side: a Parallel state.

use super::block::Yields;
use super::recorder::expr;
use super::{Call, Steps};
use asl_hir::{Expr, ExprKind};
use std::marker::PhantomData;
use std::panic::Location;

/// A tuple of closures, each a branch that ends with a value.
pub trait Branches<E, Outputs> {
    #[doc(hidden)]
    fn __record(self, steps: &mut Steps<E>, at: &Location<'_>) -> Vec<Expr>;
}

macro_rules! branches {
    ($($($out:ident $yields:ident $branch:ident)*;)*) => { $(
        impl<E, $($out, $yields: Yields<$out>, $branch: FnOnce(&mut Steps<E>) -> $yields),*>
            Branches<E, ($(($out, $yields),)*)> for ($($branch,)*)
        {
            #[allow(non_snake_case, clippy::allow_attributes, reason = "type parameters name the variables")]
            fn __record(self, steps: &mut Steps<E>, at: &Location<'_>) -> Vec<Expr> {
                let ($($branch,)*) = self;
                vec![$({
                    let body = steps.block::<$out, _>(at, $branch);
                    let span = body.span;
                    expr(ExprKind::Async(Box::new(body)), span)
                }),*]
            }
        }
    )* };
}

branches! {
    A Ya Fa B Yb Fb;
    A Ya Fa B Yb Fb C Yc Fc;
    A Ya Fa B Yb Fb C Yc Fc D Yd Fd;
    A Ya Fa B Yb Fb C Yc Fc D Yd Fd F Yf Ff;
    A Ya Fa B Yb Fb C Yc Fc D Yd Fd F Yf Ff G Yg Fg;
}

/// The tuple of the branches' values: `(A, B)` of `((A, _), (B, _))`.
pub trait Values {
    /// The tuple.
    type Tuple;
}

macro_rules! values {
    ($($($out:ident $yields:ident)*;)*) => { $(
        impl<$($out, $yields),*> Values for ($(($out, $yields),)*) {
            type Tuple = ($($out,)*);
        }
    )* };
}

values! {
    A Ya B Yb;
    A Ya B Yb C Yc;
    A Ya B Yb C Yc D Yd;
    A Ya B Yb C Yc D Yd F Yf;
    A Ya B Yb C Yc D Yd F Yf G Yg;
}

impl<E> Steps<E> {
    /// Runs blocks side by side: a Parallel state. Its value is the tuple of theirs; an error that a branch doesn't handle ends
    /// them all.
    #[track_caller]
    pub fn parallel<Outputs: Values>(&mut self, branches: impl Branches<E, Outputs>) -> Call<'_, E, Outputs::Tuple, E> {
        let at = Location::caller();
        let span = self.recorder.span(at);
        let branches = branches.__record(self, at);
        let future = expr(ExprKind::Join { branches, fallible: true, options: Vec::new() }, span);
        Call { steps: self, future, fallible: true, arms: Vec::new(), span, _types: PhantomData }
    }
}
