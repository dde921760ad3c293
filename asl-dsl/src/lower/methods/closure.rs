//! Closures in argument position: called with values, they become the value of their body.

use super::{Call, Value};
use crate::lower::Cx;
use crate::lower::pure::Shared;
use asl_hir::{Expr, ExprKind, Pattern, PatternKind, VarId};

impl Cx<'_> {
    /// The value of a closure's body for arguments. An argument that costs something is computed once.
    pub(super) fn call_with(&mut self, f: &Expr, args: impl IntoIterator<Item = Value>) -> Option<Value> {
        let ExprKind::Closure(closure) = &f.kind else {
            return self.error(
                f.span,
                "a function passed by name cannot run in a state machine",
                "write a closure: `|x| …`".to_owned(),
            );
        };
        let mut shared = Shared::default();
        let mut cheap = Vec::with_capacity(closure.params.len());
        for (arg, param) in args.into_iter().zip(&closure.params) {
            let hint = named(param).map_or("x", |var| self.ids.hint(var)).to_owned();
            cheap.push(Value { x: self.share(arg.x, &hint, &mut shared), ty: arg.ty });
        }
        let body = self.apply(closure, cheap)?;
        Some(Value { x: shared.around(body.x), ty: body.ty })
    }
}

/// The variable that takes an element: the last that the closure binds.
pub(super) fn element_name(call: &Call<'_>) -> Option<VarId> {
    let ExprKind::Closure(closure) = &call.args.last()?.kind else { return None };
    named(closure.params.last()?)
}

fn named(pattern: &Pattern) -> Option<VarId> {
    match &pattern.kind {
        PatternKind::Bind { var, .. } => Some(*var),
        PatternKind::Tuple(parts) => named(parts.last()?),
        _ => None,
    }
}
