//! Statements: what binds, changes and leaves.

use super::basics::{bind, statement};
use super::types::{I64, is_ordered};
use super::{Builder, Visible, boxed};
use asl_dsl::shape::Type;
use asl_hir::{BinaryOp, Expr, ExprKind, Stmt};

impl Builder {
    /// The body of the workflow.
    pub(super) fn body(&mut self, output: &Type) -> Expr {
        let many = 2 + self.random.below(6);
        let mut stmts = self.stmts(many, 3);
        if let Type::Result(ok, _) = output
            && self.random.one_in(2)
        {
            let value = self.expr(ok, 3);
            let tail = self.node(ExprKind::Ok(boxed(value)), output);
            return self.block(stmts, Some(tail), output);
        }
        let tail = self.expr(output, 3);
        if self.random.one_in(6) {
            let leave = self.node(ExprKind::Return(Some(boxed(tail))), &Type::Unknown);
            stmts.push(statement(leave));
            return self.block(stmts, None, output);
        }
        self.block(stmts, Some(tail), output)
    }

    pub(super) fn stmts(&mut self, many: u64, depth: u32) -> Vec<Stmt> {
        let mut stmts = Vec::new();
        for _ in 0..many {
            if self.left <= 0 {
                break;
            }
            self.stmt(depth, &mut stmts);
        }
        stmts
    }

    fn stmt(&mut self, depth: u32, stmts: &mut Vec<Stmt>) {
        match self.random.below(20) {
            0..5 => {
                let stmt = self.binding(depth);
                stmts.push(stmt);
            }
            5 | 6 => {
                let stmt = self.effect(depth);
                stmts.push(stmt);
            }
            7..11 => match self.change(depth) {
                Some(stmt) => stmts.push(stmt),
                None => {
                    let stmt = self.mutable(depth);
                    stmts.push(stmt);
                }
            },
            11 => {
                let stmt = self.mutable(depth);
                stmts.push(stmt);
            }
            12 => self.deferred(depth, stmts),
            13 => {
                let stmt = self.let_else(depth);
                stmts.push(stmt);
            }
            14 | 15 if depth > 0 => {
                let unit = Type::Unit;
                let stmt = match self.random.below(3) {
                    0 => {
                        let cond = self.expr(&Type::Bool, depth - 1);
                        let then = self.unit_block(depth - 1);
                        self.node(ExprKind::If { cond: boxed(cond), then: boxed(then), otherwise: None }, &unit)
                    }
                    1 => {
                        let cond = self.expr(&Type::Bool, depth - 1);
                        let (then, otherwise) = (self.unit_block(depth - 1), self.unit_block(depth - 1));
                        self.if_else(cond, then, otherwise, &unit)
                    }
                    _ => {
                        let value = self.matched_value(depth - 1);
                        self.matching(value, &unit, &mut |builder| builder.unit_block(depth - 1))
                    }
                };
                stmts.push(statement(stmt));
            }
            16..19 if depth > 0 && self.loops < 2 => self.repeated(depth - 1, stmts),
            _ => {
                if let Some(jump) = self.maybe_jump(depth) {
                    stmts.push(jump);
                }
            }
        }
    }

    fn binding(&mut self, depth: u32) -> Stmt {
        let ty = self.any_type(2);
        let value = self.expr(&ty, depth);
        let annotated = self.random.one_in(3);
        if matches!(ty, Type::Tuple(_) | Type::Struct(_)) && self.random.one_in(2) {
            let pattern = self.irrefutable(&ty, 1);
            return self.let_stmt(pattern, value, annotated);
        }
        let name = self.name();
        let var = self.bind(&name, &ty, false);
        self.let_stmt(bind(var), value, annotated)
    }

    fn mutable(&mut self, depth: u32) -> Stmt {
        let ty = match self.random.below(6) {
            0 | 1 => I64,
            2 => Type::String,
            3 => Type::list(self.any_type(1)),
            4 => Type::Map(Box::new(self.any_type(0))),
            _ => self.any_type(2),
        };
        let value = self.expr(&ty, depth.min(2));
        let name = self.name();
        let var = self.bind(&name, &ty, true);
        self.let_stmt(bind(var), value, self_annotates(&ty))
    }

    /// `let x; if … { x = a } else { x = b }`.
    fn deferred(&mut self, depth: u32, stmts: &mut Vec<Stmt>) {
        let ty = self.any_type(1);
        let cond = self.expr(&Type::Bool, depth.min(2));
        let (then, otherwise) = (self.expr(&ty, depth.min(2)), self.expr(&ty, depth.min(2)));
        let name = self.fresh_name();
        let var = self.bind(&name, &ty, false);
        let pattern = bind(var);
        self.see(&pattern);
        stmts.push(Stmt::Let { pattern, value: None, otherwise: None, name: None });
        let set = |builder: &mut Self, value: Expr| {
            let place = builder.read(var, &ty);
            let set = ExprKind::Assign { place: boxed(place), op: None, value: boxed(value) };
            let set = builder.node(set, &Type::Unit);
            builder.block(vec![statement(set)], None, &Type::Unit)
        };
        let (then, otherwise) = (set(self, then), set(self, otherwise));
        let decided = self.if_else(cond, then, otherwise, &Type::Unit);
        stmts.push(statement(decided));
    }

    /// `let Some(x) = … else { return … };`
    fn let_else(&mut self, depth: u32) -> Stmt {
        let value = self.matched_value(depth.min(2));
        let value = self.scrutinee(value);
        let on = self.type_of(&value);
        let otherwise = self.scoped(|builder| {
            let many = builder.random.below(2);
            let mut stmts = builder.stmts(many, 1);
            let leave = builder.leave();
            stmts.push(statement(leave));
            builder.block(stmts, None, &Type::Unknown)
        });
        let pattern = self.refutable(&on, 2);
        Stmt::Let { pattern, value: Some(value), otherwise: Some(otherwise), name: None }
    }

    /// What leaves for certain: a jump, or a `return`.
    fn leave(&mut self) -> Expr {
        match self.jump(1) {
            Some(jump) => jump,
            None => {
                let ty = self.returns.clone().unwrap_or(Type::Unit);
                let value = self.expr(&ty, 1);
                self.node(ExprKind::Return(Some(boxed(value))), &Type::Unknown)
            }
        }
    }

    /// `return`, `break` or `continue`.
    pub(super) fn jump(&mut self, depth: u32) -> Option<Expr> {
        if !self.effects {
            return None;
        }
        let inner = self.targets.last().cloned();
        let target = match self.random.below(3) {
            0 => None,
            1 => inner,
            _ if self.targets.is_empty() => None,
            _ => {
                let targets = self.targets.clone();
                Some(self.random.pick(&targets).clone())
            }
        };
        let Some(target) = target else {
            let ty = self.returns.clone()?;
            let value = self.expr(&ty, depth);
            return Some(self.node(ExprKind::Return(Some(boxed(value))), &Type::Unknown));
        };
        // Without a label a jump means the innermost loop, and must not stand in a labelled block (E0695).
        let target = match &target.label {
            Some(_) => target,
            None => self.targets.last().filter(|target| target.repeats && target.label.is_none()).cloned()?,
        };
        let label = target.label.clone();
        let kind = match &target.value {
            _ if target.repeats && self.random.one_in(2) => ExprKind::Continue { label },
            Some(ty) => {
                let value = self.expr(ty, depth);
                ExprKind::Break { label, value: Some(boxed(value)) }
            }
            None => ExprKind::Break { label, value: None },
        };
        Some(self.node(kind, &Type::Unknown))
    }

    /// `if … { return … }`: what follows stays reachable.
    fn maybe_jump(&mut self, depth: u32) -> Option<Stmt> {
        let cond = self.expr(&Type::Bool, depth.min(2));
        let jump = self.scoped(|builder| builder.jump(2))?;
        let then = self.block(vec![statement(jump)], None, &Type::Unit);
        let decided = ExprKind::If { cond: boxed(cond), then: boxed(then), otherwise: None };
        let decided = self.node(decided, &Type::Unit);
        Some(statement(decided))
    }

    pub(super) fn unit_block(&mut self, depth: u32) -> Expr {
        self.scoped(|builder| {
            let many = 1 + builder.random.below(2);
            let mut stmts = builder.stmts(many, depth);
            if builder.random.one_in(8)
                && let Some(jump) = builder.jump(1)
            {
                stmts.push(statement(jump));
            }
            builder.block(stmts, None, &Type::Unit)
        })
    }

    fn assignable(&self) -> Vec<Visible> {
        self.scope.iter().filter(|known| known.assignable).cloned().collect()
    }

    /// An assignment, or a method that changes its receiver.
    fn change(&mut self, depth: u32) -> Option<Stmt> {
        let known = {
            let all = self.assignable();
            if all.is_empty() {
                return None;
            }
            self.random.pick(&all).clone()
        };
        let place = self.read(known.var, &known.ty);
        let (place, ty) = self.part_of(place, known.ty);
        let unit = Type::Unit;
        let changed = match &ty {
            Type::Int(_) if self.random.below(3) < 2 => {
                let op = *self.random.pick(&[BinaryOp::Add, BinaryOp::Add, BinaryOp::Sub, BinaryOp::Mul]);
                let value = self.expr(&ty, depth);
                self.node(ExprKind::Assign { place: boxed(place), op: Some(op), value: boxed(value) }, &unit)
            }
            Type::String if self.random.below(3) < 2 => match self.random.below(4) {
                0 => {
                    let value = self.expr(&ty, depth);
                    let op = Some(BinaryOp::Add);
                    self.node(ExprKind::Assign { place: boxed(place), op, value: boxed(value) }, &unit)
                }
                1 => {
                    let c = self.expr(&Type::Char, 1);
                    self.method(place, "push", vec![c], &unit)
                }
                2 if self.random.one_in(3) => self.method(place, "clear", Vec::new(), &unit),
                _ => {
                    let more = self.expr(&ty, depth);
                    self.method(place, "push_str", vec![more], &unit)
                }
            },
            Type::List(item) if self.random.below(4) < 3 => self.list_change(place, item, &ty, depth),
            Type::Map(held) if self.random.below(4) < 3 => match self.random.below(6) {
                0 => {
                    let more = self.expr(&ty, depth);
                    self.method(place, "extend", vec![more], &unit)
                }
                1 => {
                    let key = self.key();
                    self.method(place, "remove", vec![key], &Type::option((**held).clone()))
                }
                2 if self.random.one_in(3) => self.method(place, "clear", Vec::new(), &unit),
                _ => {
                    let key = self.expr(&Type::String, 1);
                    let value = self.expr(held, depth);
                    self.method(place, "insert", vec![key, value], &Type::option((**held).clone()))
                }
            },
            Type::Option(inner) if self.random.one_in(3) => {
                let value = self.expr(inner, depth);
                let name = *self.random.pick(&["insert", "replace"]);
                self.method(place, name, vec![value], &ty)
            }
            _ => {
                let value = self.expr(&ty, depth);
                self.node(ExprKind::Assign { place: boxed(place), op: None, value: boxed(value) }, &unit)
            }
        };
        Some(statement(changed))
    }

    /// A place, or a part of it.
    fn part_of(&mut self, place: Expr, ty: Type) -> (Expr, Type) {
        if self.random.one_in(2) {
            return (place, ty);
        }
        match &ty {
            Type::Struct(shape) if !shape.fields.is_empty() => {
                let field = self.random.pick(shape.fields);
                let inner = (field.ty)();
                let part = ExprKind::Field { base: boxed(place), name: field.rust.to_owned() };
                let part = self.node(part, &inner);
                self.part_of(part, inner)
            }
            Type::Tuple(parts) => {
                let at = self.random.below(parts.len() as u64) as usize;
                let inner = parts.get(at).cloned().unwrap_or(I64);
                let part = self.node(ExprKind::Field { base: boxed(place), name: at.to_string() }, &inner);
                (part, inner)
            }
            Type::List(item) if self.random.one_in(3) => {
                let inner = (**item).clone();
                let at = self.random.below(2) as i64;
                let at = self.int(at, &Type::USIZE);
                let part = self.node(ExprKind::Index { base: boxed(place), index: boxed(at) }, &inner);
                (part, inner)
            }
            _ => (place, ty),
        }
    }

    fn list_change(&mut self, place: Expr, item: &Type, ty: &Type, depth: u32) -> Expr {
        let unit = Type::Unit;
        match self.random.below(12) {
            3 | 8 if is_ordered(item) && !matches!(item, Type::Float) => {
                let name = *self.random.pick(&["sort", "sort_unstable"]);
                self.method(place, name, Vec::new(), &unit)
            }
            0..4 => {
                let value = self.expr(item, depth);
                self.method(place, "push", vec![value], &unit)
            }
            4 => {
                let more = self.expr(ty, depth);
                let name = *self.random.pick(&["extend", "extend_from_slice"]);
                self.method(place, name, vec![more], &unit)
            }
            5 => self.method(place, "reverse", Vec::new(), &unit),
            6 => {
                let n = self.expr(&Type::USIZE, 1);
                self.method(place, "truncate", vec![n], &unit)
            }
            7 => {
                let test = self.closure_of(item, |builder, _| builder.expr(&Type::Bool, 2));
                self.method(place, "retain", vec![test], &unit)
            }
            8 | 9 => {
                let key_type = self.key_type();
                let key = self.closure_of(item, |builder, _| builder.expr(&key_type, 2));
                self.method(place, "sort_by_key", vec![key], &unit)
            }
            10 => {
                let zero = self.int(0, &Type::USIZE);
                let value = self.expr(item, depth);
                self.method(place, "insert", vec![zero, value], &unit)
            }
            _ => {
                if self.random.one_in(3) {
                    let zero = self.int(0, &Type::USIZE);
                    return self.method(place, "remove", vec![zero], item);
                }
                if self.random.one_in(4) {
                    return self.method(place, "clear", Vec::new(), &unit);
                }
                match item {
                    Type::Option(_) => self.method(place, "clear", Vec::new(), &unit),
                    item => self.method(place, "pop", Vec::new(), &Type::option(item.clone())),
                }
            }
        }
    }
}

/// An empty list or map says nothing of what it holds.
fn self_annotates(ty: &Type) -> bool {
    matches!(ty, Type::List(_) | Type::Map(_) | Type::Option(_))
}
