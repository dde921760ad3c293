//! The arguments of a call: an expression per parameter.

use super::block::Recording;
use super::{Ex, Var};
use asl_hir::Expr;

/// Expressions for parameters of the types `Args` (a tuple): `()`, one expression or variable, or a tuple of them.
#[diagnostic::on_unimplemented(
    message = "the arguments don't fit the task",
    label = "expected expressions of the types `{Args}`",
    note = "write one `expr!(…)`, or a tuple of them for several parameters; `Ex::value(…)` for a Rust value"
)]
pub trait ExArgs<Args> {
    #[doc(hidden)]
    fn __take(self, recording: &mut Recording<'_>) -> Vec<Expr>;
}

/// An expression or variable for a parameter of type `Param`. JSON has no references, so a value fits a parameter that
/// borrows one.
#[diagnostic::on_unimplemented(
    message = "the argument doesn't fit the parameter",
    label = "expected an expression of type `{Param}`",
    note = "write `expr!(…)` of that type, or give a variable; a Rust value is `Ex::value(…)`"
)]
pub trait ExArg<Param> {
    #[doc(hidden)]
    fn __take_one(self, recording: &mut Recording<'_>) -> Expr;
}

macro_rules! fits {
    ($( [$($generic:ident)?] $value:ty => $param:ty;)*) => { $(
        impl<$($generic)?> ExArg<$param> for Ex<$value> {
            fn __take_one(self, recording: &mut Recording<'_>) -> Expr {
                recording.recorder.take(self, recording.at)
            }
        }

        impl<$($generic)?> ExArg<$param> for Var<$value> {
            fn __take_one(self, recording: &mut Recording<'_>) -> Expr {
                recording.recorder.take(Ex::from(self), recording.at)
            }
        }
    )* };
}

fits! {
    [T] T => T;
    [T] T => &T;
    [] String => &str;
    [] &String => &str;
    [T] Vec<T> => &[T];
    [T] &Vec<T> => &[T];
}

impl<A, One: ExArg<A>> ExArgs<(A,)> for One {
    fn __take(self, recording: &mut Recording<'_>) -> Vec<Expr> {
        vec![self.__take_one(recording)]
    }
}

macro_rules! tuples {
    ($($($arg:ident $value:ident)*;)*) => { $(
        impl<$($arg, $value: ExArg<$arg>),*> ExArgs<($($arg,)*)> for ($($value,)*) {
            #[allow(non_snake_case, unused, clippy::allow_attributes, reason = "the macro makes a case without arguments")]
            fn __take(self, recording: &mut Recording<'_>) -> Vec<Expr> {
                let ($($value,)*) = self;
                vec![$($value.__take_one(recording)),*]
            }
        }
    )* };
}

tuples! {
    ;
    A Va B Vb;
    A Va B Vb C Vc;
    A Va B Vb C Vc D Vd;
    A Va B Vb C Vc D Vd E Ve;
    A Va B Vb C Vc D Vd E Ve F Vf;
    A Va B Vb C Vc D Vd E Ve F Vf G Vg;
    A Va B Vb C Vc D Vd E Ve F Vf G Vg H Vh;
}
