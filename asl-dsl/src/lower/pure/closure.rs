//! Closures, applied where they are called.

use crate::lower::{Cx, Value};
use asl_hir::Closure;

impl Cx<'_> {
    /// What a closure returns for these arguments, written in place of the call. An argument that the body uses more than
    /// once should be cheap: [`share`](Cx::share) it.
    pub(crate) fn apply(&mut self, closure: &Closure, args: Vec<Value>) -> Option<Value> {
        if args.len() < closure.params.len() {
            return self.error(closure.body.span, "cannot call this closure: it has too many parameters", None);
        }
        for (pattern, value) in closure.params.iter().zip(args) {
            self.bind_irrefutable(pattern, value)?;
        }
        self.value(&closure.body)
    }
}
