//! `if`, `match`, conditions and blocks as expressions.

use super::share::Shared;
use super::types::unify;
use crate::jsonata::Jx;
use crate::lower::{Cx, Match, Value};
use crate::shape::Type;
use asl_hir::{Arm, BinaryOp, Block, Expr, ExprKind, Stmt};

impl Cx<'_> {
    /// Lowers a condition: `&&`, `||`, `!` and `let` inside it, and any other boolean. What a `let` binds is valid where the
    /// condition holds, and is known to this context from here on only after [`Cx::bind`].
    pub(crate) fn condition(&mut self, e: &Expr) -> Option<Match> {
        match &e.kind {
            ExprKind::Let { pattern, value } => {
                let value = self.value(value)?;
                if !pattern.bindings().is_empty() {
                    // What is bound is used outside the condition, where no binding of the condition's own reaches.
                    return self.test(pattern, &value);
                }
                let mut shared = Shared::default();
                let x = self.share(value.x, "it", &mut shared);
                let found = self.test(pattern, &Value { x, ty: value.ty })?;
                Some(Match { cond: found.cond.map(|cond| shared.around(cond)), binds: Vec::new() })
            }
            ExprKind::Binary { op: op @ (BinaryOp::And | BinaryOp::Or), .. } => {
                let mut operands = Vec::new();
                let mut first = e;
                while let ExprKind::Binary { op: inner, left, right } = &first.kind
                    && inner == op
                {
                    operands.push(&**right);
                    first = left;
                }
                operands.push(first);
                let mut binds = Vec::new();
                let mut conds = Vec::with_capacity(operands.len());
                for operand in operands.into_iter().rev() {
                    let found = self.condition(operand)?;
                    for (var, value) in &found.binds {
                        self.bind(*var, value.clone());
                    }
                    binds.extend(found.binds);
                    conds.push(found.cond.unwrap_or(Jx::Bool(true)));
                }
                let cond = if *op == BinaryOp::And { Jx::and_in_order(conds) } else { Jx::or_in_order(conds) };
                Some(Match { cond: (cond != Jx::Bool(true)).then_some(cond), binds })
            }
            _ => {
                let value = self.value_as(e, &Type::Bool)?;
                match value.ty.peel() {
                    Type::Bool => {
                        let cond = (value.x != Jx::Bool(true)).then_some(value.x);
                        Some(Match { cond, binds: Vec::new() })
                    }
                    ty => self.unsupported(e.span, "use as a condition a value of type", &ty, "write a comparison"),
                }
            }
        }
    }

    pub(super) fn if_else(&mut self, e: &Expr, want: &Type) -> Option<Value> {
        let mut branches = Vec::new();
        let mut ty = want.clone();
        let mut rest = Some(e);
        let mut last = Jx::Null;
        let mut shared = Shared::default();
        while let Some(e) = rest {
            // What the first `if let` takes apart is computed before anything else. A later one's is not: it starts anew.
            let (cond, then, otherwise) = match &e.kind {
                ExprKind::If { cond, then, otherwise }
                    if branches.is_empty() || !matches!(cond.kind, ExprKind::Let { .. }) =>
                {
                    (cond, then, otherwise)
                }
                _ => {
                    let value = self.value_as(e, &ty)?;
                    ty = unify(ty, value.ty);
                    last = value.x;
                    break;
                }
            };
            let found = match &cond.kind {
                ExprKind::Let { pattern, value } => {
                    let value = self.value(value)?;
                    let x = self.share(value.x, self.pattern_hint(pattern), &mut shared);
                    self.test(pattern, &Value { x, ty: value.ty })?
                }
                _ => self.condition(cond)?,
            };
            self.bind_all(&found);
            let value = self.value_as(then, &ty)?;
            ty = unify(ty, value.ty);
            branches.push((found.cond.unwrap_or(Jx::Bool(true)), value.x));
            rest = otherwise.as_deref();
        }
        let x = self.chosen(branches, last, &ty);
        Some(Value { x: shared.around(x), ty })
    }

    pub(super) fn match_arms(&mut self, scrutinee: &Expr, arms: &[Arm], want: &Type) -> Option<Value> {
        let value = self.value(scrutinee)?;
        let mut shared = Shared::default();
        let value = Value { x: self.share(value.x, "it", &mut shared), ty: value.ty };
        let mut ty = want.clone();
        let mut branches = Vec::with_capacity(arms.len());
        for arm in arms {
            let found = self.test(&arm.pattern, &value)?;
            self.bind_all(&found);
            let mut cond = found.cond.unwrap_or(Jx::Bool(true));
            if let Some(guard) = &arm.guard {
                let guard = self.condition(guard)?;
                self.bind_all(&guard);
                cond = Jx::and_then(cond, guard.cond.unwrap_or(Jx::Bool(true)));
            }
            if cond == Jx::Bool(false) {
                continue;
            }
            let body = self.value_as(&arm.body, &ty)?;
            ty = unify(ty, body.ty);
            branches.push((cond, body.x));
        }
        // rustc checked that the arms cover every value, so the last one matches what is left.
        let last = branches.pop().map_or(Jx::Null, |(_, value)| value);
        let x = self.chosen(branches, last, &ty);
        Some(Value { x: shared.around(x), ty })
    }

    fn chosen(&self, branches: Vec<(Jx, Jx)>, last: Jx, ty: &Type) -> Jx {
        if let (Type::Bool, [(cond, value)]) = (ty, branches.as_slice()) {
            match (value, &last) {
                (value, Jx::Bool(false)) => return Jx::and_then(cond.clone(), value.clone()),
                (Jx::Bool(true), last) => return Jx::or_else(cond.clone(), last.clone()),
                _ => {}
            }
        }
        Jx::choose(branches, last)
    }

    /// Makes what a pattern binds known.
    pub(crate) fn bind_all(&mut self, found: &Match) {
        for (var, value) in &found.binds {
            self.bind(*var, value.clone());
        }
    }

    pub(super) fn block(&mut self, block: &Block, want: &Type) -> Option<Value> {
        let mut shared = Shared::default();
        for stmt in &block.stmts {
            match stmt {
                Stmt::Let { pattern, value: Some(value), .. } => {
                    let value = self.value(value)?;
                    let x = self.share(value.x, self.pattern_hint(pattern), &mut shared);
                    self.bind_irrefutable(pattern, Value { x, ty: value.ty })?;
                }
                Stmt::Let { pattern, value: None, .. } => {
                    return self.error(
                        pattern.span,
                        "cannot assign a variable later inside an expression",
                        Some("give it its value in the `let`".to_owned()),
                    );
                }
                // A statement without effects: nothing but its errors.
                Stmt::Expr { expr, .. } => {
                    self.value(expr)?;
                }
            }
        }
        let value = match &block.tail {
            Some(tail) => self.value_as(tail, want)?,
            None => Value { x: Jx::Null, ty: Type::Unit },
        };
        Some(Value { x: shared.around(value.x), ty: value.ty })
    }
}
