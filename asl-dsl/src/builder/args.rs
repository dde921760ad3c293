//! The arguments of a call: an expression per parameter.

use super::block::Recording;
use super::{Ex, Var};
use asl_hir::Expr;

/// Expressions for parameters of the types `Args` (a tuple): `()`, one expression or variable, or a tuple of them.
#[diagnostic::on_unimplemented(
    message = "the arguments don't fit the task",
    label = "expected expressions of the types `{Args}`",
    note = "write one `expr!(…)`, or a tuple of them for several parameters"
)]
pub trait ExArgs<Args> {
    #[doc(hidden)]
    fn __take(self, recording: &mut Recording<'_>) -> Vec<Expr>;
}

impl<A> ExArgs<(A,)> for Ex<A> {
    fn __take(self, recording: &mut Recording<'_>) -> Vec<Expr> {
        vec![recording.recorder.take(self, recording.at)]
    }
}

impl<A> ExArgs<(A,)> for Var<A> {
    fn __take(self, recording: &mut Recording<'_>) -> Vec<Expr> {
        vec![recording.recorder.take(Ex::from(self), recording.at)]
    }
}

macro_rules! tuples {
    ($($($arg:ident $value:ident)*;)*) => { $(
        impl<$($arg, $value: Into<Ex<$arg>>),*> ExArgs<($($arg,)*)> for ($($value,)*) {
            #[allow(non_snake_case, unused, clippy::allow_attributes, reason = "the macro makes a case without arguments")]
            fn __take(self, recording: &mut Recording<'_>) -> Vec<Expr> {
                let ($($value,)*) = self;
                vec![$(recording.recorder.take($value.into(), recording.at)),*]
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
