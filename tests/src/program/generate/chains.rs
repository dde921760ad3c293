//! Conditions that bind: `if let … && let …`, and `while let`.

use super::basics::statement;
use super::{Builder, Target, boxed};
use asl_dsl::shape::Type;
use asl_hir::{BinaryOp, Expr, ExprKind, Stmt};

impl Builder {
    /// `let pattern = value`, its names in scope from here on.
    fn let_condition(&mut self, depth: u32) -> Expr {
        let value = self.matched_value(depth);
        let value = self.scrutinee(value);
        let on = self.type_of(&value);
        let pattern = self.refutable(&on, 2);
        self.node(ExprKind::Let { pattern, value: boxed(value) }, &Type::Bool)
    }

    /// `let … && test && let …`: each part sees what those before it bind.
    pub(super) fn chain(&mut self, depth: u32) -> Expr {
        let mut cond = self.let_condition(depth);
        for _ in 0..self.random.below(3) {
            let more = match self.random.one_in(2) {
                true => self.let_condition(depth.min(1)),
                false => self.expr(&Type::Bool, 1),
            };
            cond = self.binary(BinaryOp::And, cond, more, &Type::Bool);
        }
        cond
    }

    /// `while count < 3 && let … { count += 1; … }`.
    pub(super) fn while_let(&mut self, label: Option<String>, depth: u32, stmts: &mut Vec<Stmt>) {
        let counter = self.counter(stmts);
        let repeat = self.scoped(|builder| {
            let left = builder.counted_up(counter);
            // A jump without label must not stand in the condition of a `while` (E0590).
            let targets = builder.targets.clone();
            builder.targets.retain(|target| target.label.is_some());
            let more = builder.chain(depth);
            builder.targets = targets;
            let cond = builder.binary(BinaryOp::And, left, more, &Type::Bool);
            let up = builder.count_up(counter);
            let target = Target { label: label.clone(), value: None, repeats: true };
            let body = builder.loop_body(target, vec![up], depth);
            ExprKind::While { label, cond: boxed(cond), body: boxed(body) }
        });
        let repeat = self.node(repeat, &Type::Unit);
        stmts.push(statement(repeat));
    }
}
