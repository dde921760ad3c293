//! Lowering: a program and its tables in, a state machine out.
//!
//! `pure` and `methods` turn expressions without effects into JSONata; the rest turns effects into states and arcs.

mod cx;
pub(crate) mod pure;

pub(crate) use cx::{Cx, Error, Match, Value};

/// Method calls.
mod methods {
    use super::{Cx, Value};
    use asl_hir::Expr;

    impl Cx<'_> {
        /// Lowers a method call without effects.
        pub(crate) fn method(&mut self, e: &Expr, receiver: &Expr, name: &str, _: &[Expr]) -> Option<Value> {
            self.value(receiver)?;
            self.error(e.span, format!("cannot call `.{name}()` in a workflow yet"), None)
        }
    }
}
