//! Loops, each with a counter that ends it.

use super::basics::{bind, statement};
use super::types::{I64, is_data};
use super::{Builder, Target, boxed};
use asl_dsl::shape::Type;
use asl_hir::{BinaryOp, Expr, ExprKind, Pattern, Stmt};

impl Builder {
    pub(super) fn label(&mut self) -> String {
        self.labels += 1;
        format!("l{}", self.labels)
    }

    fn maybe_label(&mut self) -> Option<String> {
        self.random.one_in(2).then(|| self.label())
    }

    /// A counter, in a variable that nothing else changes.
    pub(super) fn counter(&mut self, stmts: &mut Vec<Stmt>) -> asl_hir::VarId {
        let name = self.fresh_name();
        let zero = self.int(0, &I64);
        let var = self.bind(&name, &I64, true);
        let stmt = self.let_stmt(bind(var), zero, false);
        stmts.push(stmt);
        if let Some(known) = self.scope.iter_mut().find(|known| known.var == var) {
            known.assignable = false;
        }
        var
    }

    /// `count < 3`.
    pub(super) fn counted_up(&mut self, counter: asl_hir::VarId) -> Expr {
        let left = self.read(counter, &I64);
        let most = 1 + self.random.below(3) as i64;
        let most = self.int(most, &I64);
        self.less_than(left, most)
    }

    pub(super) fn count_up(&mut self, var: asl_hir::VarId) -> Stmt {
        let place = self.read(var, &I64);
        let one = self.int(1, &I64);
        let up = ExprKind::Assign { place: boxed(place), op: Some(BinaryOp::Add), value: boxed(one) };
        let up = self.node(up, &Type::Unit);
        statement(up)
    }

    /// `for`, `while`, `loop`.
    pub(super) fn repeated(&mut self, depth: u32, stmts: &mut Vec<Stmt>) {
        self.loops += 1;
        let label = self.maybe_label();
        match self.random.below(5) {
            4 => self.while_let(label, depth, stmts),
            0 | 1 => {
                let (item, iter) = self.iterated(depth);
                let target = Target { label: label.clone(), value: None, repeats: true };
                let repeat = self.scoped(|builder| {
                    let pattern = builder.irrefutable(&item, 1);
                    if !iter.type_follows() {
                        builder.see(&pattern);
                    }
                    let body = builder.loop_body(target, Vec::new(), depth);
                    for_loop(label, pattern, iter, body)
                });
                let repeat = self.node(repeat, &Type::Unit);
                stmts.push(statement(repeat));
            }
            2 => {
                let counter = self.counter(stmts);
                let mut cond = self.counted_up(counter);
                if self.random.one_in(2) {
                    // A jump without label must not stand in the condition of a `while` (E0590).
                    let targets = self.targets.clone();
                    self.targets.retain(|target| target.label.is_some());
                    let more = self.expr(&Type::Bool, 2);
                    self.targets = targets;
                    cond = self.binary(BinaryOp::And, cond, more, &Type::Bool);
                }
                let up = self.count_up(counter);
                let target = Target { label: label.clone(), value: None, repeats: true };
                let body = self.loop_body(target, vec![up], depth);
                let repeat = ExprKind::While { label, cond: boxed(cond), body: boxed(body) };
                let repeat = self.node(repeat, &Type::Unit);
                stmts.push(statement(repeat));
            }
            _ => {
                let repeat = self.endless(label, None, depth, stmts);
                stmts.push(statement(repeat));
            }
        }
        self.loops -= 1;
    }

    fn iterated(&mut self, depth: u32) -> (Type, Expr) {
        match self.random.below(5) {
            0 => {
                let ty = self.random.pick(&[I64, Type::USIZE]).clone();
                let from = self.int(0, &ty);
                let most = 1 + self.random.below(3) as i64;
                let to = self.int(most, &ty);
                let inclusive = self.random.one_in(3);
                let range = ExprKind::Range { from: boxed(from), to: boxed(to), inclusive };
                (ty.clone(), self.node(range, &Type::list(ty)))
            }
            1 => {
                let held = self.any_type(1);
                let map = self.expr(&Type::Map(Box::new(held.clone())), depth);
                let pair = Type::Tuple(vec![Type::String, held]);
                let entries = match self.random.below(3) {
                    0 => self.told(map),
                    1 => self.method(map, "iter", Vec::new(), &Type::list(pair.clone())),
                    _ => self.method(map, "into_iter", Vec::new(), &Type::list(pair.clone())),
                };
                (pair, entries)
            }
            2 => {
                let item = self.any_type(1);
                let ty = Type::list(item.clone());
                let list = self.expr(&ty, depth);
                let list = self.method(list, "iter", Vec::new(), &ty);
                let pair = Type::Tuple(vec![Type::USIZE, item]);
                (pair.clone(), self.method(list, "enumerate", Vec::new(), &Type::list(pair)))
            }
            _ => {
                let item = self.any_type(1);
                let list = self.expr(&Type::list(item.clone()), depth);
                let list = match list.kind {
                    ExprKind::Method { .. } => list,
                    _ => self.told(list),
                };
                (item, list)
            }
        }
    }

    pub(super) fn loop_body(&mut self, target: Target, mut first: Vec<Stmt>, depth: u32) -> Expr {
        self.targets.push(target);
        let body = self.scoped(|builder| {
            let many = 1 + builder.random.below(3);
            first.extend(builder.stmts(many, depth));
            builder.block(first, None, &Type::Unit)
        });
        self.targets.pop();
        body
    }

    /// `loop`, which a counter ends.
    fn endless(&mut self, label: Option<String>, value: Option<&Type>, depth: u32, stmts: &mut Vec<Stmt>) -> Expr {
        let counter = self.counter(stmts);
        let up = self.count_up(counter);
        let left = self.read(counter, &I64);
        let most = 1 + self.random.below(3) as i64;
        let most = self.int(most, &I64);
        let over = self.binary(BinaryOp::Gt, left, most, &Type::Bool);
        // Inside of this loop a jump without label means no other one.
        let targets = self.targets.clone();
        self.targets.retain(|target| target.label.is_some());
        let last = value.map(|ty| boxed(self.expr(ty, 1)));
        self.targets = targets;
        let leave = self.node(ExprKind::Break { label: label.clone(), value: last }, &Type::Unknown);
        let then = self.block(vec![statement(leave)], None, &Type::Unit);
        let stop = ExprKind::If { cond: boxed(over), then: boxed(then), otherwise: None };
        let stop = self.node(stop, &Type::Unit);
        let target = Target { label: label.clone(), value: value.cloned(), repeats: true };
        let body = self.loop_body(target, vec![up, statement(stop)], depth);
        let ty = value.cloned().unwrap_or(Type::Unit);
        self.node(ExprKind::Loop { label, body: boxed(body) }, &ty)
    }

    /// `loop { … break value; }` as a value.
    pub(super) fn loop_value(&mut self, ty: &Type, depth: u32) -> Expr {
        if self.loops >= 2 || !is_data(ty) {
            return self.leaf(ty);
        }
        self.loops += 1;
        let label = self.maybe_label();
        let made = self.scoped(|builder| {
            let mut stmts = Vec::new();
            let repeat = builder.endless(label, Some(ty), depth, &mut stmts);
            builder.block(stmts, Some(repeat), ty)
        });
        self.loops -= 1;
        made
    }
}

fn for_loop(label: Option<String>, pattern: Pattern, iter: Expr, body: Expr) -> ExprKind {
    ExprKind::For { label, pattern, iter: boxed(iter), body: boxed(body) }
}
