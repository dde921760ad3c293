//! Stand-in until the real module lands: delete this file and the `#[path]` line in mod.rs then.
use super::cx::*;
use asl_hir::*;
pub(crate) struct Mutation {
    pub(crate) receiver: Value,
    pub(crate) result: Value,
}
pub(crate) fn is_mutation(_n: &str) -> bool {
    false
}
impl Cx<'_> {
    pub(crate) fn mutation(&mut self, _e: &Expr, _r: &Expr, _n: &str, _a: &[Expr]) -> Option<Mutation> {
        None
    }
    pub(crate) fn method(&mut self, e: &Expr, _r: &Expr, n: &str, _a: &[Expr]) -> Option<Value> {
        self.error(e.span, format!("cannot call `.{n}()` in a workflow yet"), None)
    }
}
