//! An expression of a type: which of the many ways to come by one.

use super::basics::bind;
use super::types::{I64, is_data, is_ordered, same};
use super::{Builder, Target, Visible, boxed};
use asl_dsl::shape::Type;
use asl_hir::{Expr, ExprKind, Literal};

impl Builder {
    /// An expression of a type. `depth` bounds how far it nests.
    pub(super) fn expr(&mut self, ty: &Type, depth: u32) -> Expr {
        self.left -= 1;
        if depth == 0 || self.left <= 0 {
            return self.leaf(ty);
        }
        match self.random.below(20) {
            0..4 => self.leaf(ty),
            4 => self.decided(ty, depth - 1),
            5..8 if self.effects => match self.call_for(ty, depth - 1) {
                Some(call) => call,
                None => self.specific(ty, depth - 1),
            },
            8 => self.projected(ty).unwrap_or_else(|| self.leaf(ty)),
            9 if self.effects => self.statement_value(ty, depth - 1),
            10 => self.reduced(ty, depth - 1),
            _ => self.specific(ty, depth - 1),
        }
    }

    /// An expression without effects.
    pub(super) fn pure(&mut self, ty: &Type, depth: u32) -> Expr {
        let effects = std::mem::replace(&mut self.effects, false);
        let e = self.expr(ty, depth);
        self.effects = effects;
        e
    }

    /// A variable, a part of one, or the least that makes a value.
    pub(super) fn leaf(&mut self, ty: &Type) -> Expr {
        let variables = self.of_type(ty);
        if !variables.is_empty() && !self.random.one_in(5) {
            let known = self.random.pick(&variables).clone();
            return self.read(known.var, ty);
        }
        if self.random.one_in(2)
            && let Some(part) = self.projected(ty)
        {
            return part;
        }
        self.simple(ty)
    }

    /// The least that makes a value.
    pub(super) fn simple(&mut self, ty: &Type) -> Expr {
        match ty {
            Type::Bool if self.least => self.lit(Literal::Bool(true), ty),
            Type::Int(_) if self.least => self.int(1, ty),
            Type::Float if self.least => self.lit(Literal::Float("1.0".to_owned()), ty),
            Type::Char if self.least => self.lit(Literal::Char('a'), ty),
            Type::Option(_) if self.least => self.node(ExprKind::None, ty),
            Type::List(_) if self.least => self.list(Vec::new(), ty),
            Type::Result(ok, _) if self.least => {
                let ok = self.simple(ok);
                self.node(ExprKind::Ok(boxed(ok)), ty)
            }
            Type::String if self.least => {
                let text = self.str("a");
                self.method(text, "to_string", Vec::new(), ty)
            }
            Type::Unit => self.unit(),
            Type::Bool => {
                let value = self.random.one_in(2);
                self.lit(Literal::Bool(value), ty)
            }
            Type::String if self.random.one_in(12) => self.placeholder(),
            // `LIMIT`.
            Type::Json => self.constant_of(ty).unwrap_or_else(|| self.unit()),
            _ if !self.least
                && self.random.one_in(8)
                && let Some(constant) = self.constant_of(ty) =>
            {
                constant
            }
            Type::Int(int) => {
                let n = self.some_integer(*int);
                self.int(n, ty)
            }
            Type::TaskToken => {
                let token = self.node(ExprKind::Ctor { name: "TaskToken".to_owned(), args: Vec::new() }, ty);
                self.tie(token)
            }
            Type::Float => {
                let x = self.random.below(13) as f64 / 4.0;
                self.lit(Literal::Float(format!("{x:?}")), ty)
            }
            Type::String => {
                let text = self.some_text();
                let text = self.str(&text);
                self.method(text, "to_string", Vec::new(), ty)
            }
            Type::Char => {
                let c = *self.random.pick(&['a', 'b', '"', '{', '😀']);
                self.lit(Literal::Char(c), ty)
            }
            Type::Option(inner) => match self.random.one_in(2) {
                true => self.node(ExprKind::None, ty),
                false => {
                    let inner = self.leaf(inner);
                    self.node(ExprKind::Some(boxed(inner)), ty)
                }
            },
            Type::List(inner) => {
                let many = self.random.below(3);
                let items = (0..many).map(|_| self.leaf(inner)).collect();
                self.list(items, ty)
            }
            Type::Map(_) => {
                let empty = self.node(ExprKind::Default, ty);
                self.tie(empty)
            }
            Type::Tuple(parts) => {
                let parts = parts.iter().map(|part| self.leaf(part)).collect();
                self.node(ExprKind::Tuple(parts), ty)
            }
            Type::Struct(_) | Type::Enum(_) | Type::Error(_) => self.made(ty, 0),
            Type::Result(ok, error) => match self.random.below(3) {
                0 => {
                    let error = self.leaf(error);
                    self.node(ExprKind::Err(boxed(error)), ty)
                }
                _ => {
                    let ok = self.leaf(ok);
                    self.node(ExprKind::Ok(boxed(ok)), ty)
                }
            },
            _ => self.unit(),
        }
    }

    pub(super) fn some_text(&mut self) -> String {
        const TEXTS: &[&str] = &[
            "a",
            "b",
            "ab",
            "",
            "ok",
            "12",
            "-7",
            "{% 1 %}",
            "$.x",
            "${Name}",
            "it's",
            "\"q\"",
            "a,b",
            " a b ",
            "héllo😀",
            "line\nbreak",
            "back\\slash",
            "%}",
            "1.5",
            "true",
        ];
        (*self.random.pick(TEXTS)).to_owned()
    }

    pub(super) fn list(&mut self, items: Vec<Expr>, ty: &Type) -> Expr {
        let empty = items.is_empty();
        let list = self.node(ExprKind::List(items), ty);
        if empty { self.tie(list) } else { list }
    }

    /// A part of a variable.
    pub(super) fn projected(&mut self, ty: &Type) -> Option<Expr> {
        let mut ways: Vec<(Visible, String, Type)> = Vec::new();
        for known in &self.scope {
            match &known.ty {
                Type::Struct(shape) => {
                    let fields = shape.fields.iter().map(|field| (field.rust.to_owned(), (field.ty)()));
                    ways.extend(fields.map(|(name, ty)| (known.clone(), name, ty)));
                }
                Type::Tuple(parts) => {
                    let parts = parts.iter().enumerate().map(|(i, part)| (i.to_string(), part.clone()));
                    ways.extend(parts.map(|(name, ty)| (known.clone(), name, ty)));
                }
                _ => {}
            }
        }
        let direct: Vec<_> = ways.iter().filter(|(_, _, part)| same(part, ty)).cloned().collect();
        if !direct.is_empty() {
            let (known, name, _) = self.random.pick(&direct).clone();
            let base = self.read(known.var, &known.ty);
            return Some(self.node(ExprKind::Field { base: boxed(base), name }, ty));
        }
        // One level deeper: `order.place` of a struct in a struct.
        for (known, name, part) in ways {
            let Type::Struct(shape) = &part else { continue };
            if let Some(field) = shape.fields.iter().find(|field| same(&(field.ty)(), ty)) {
                let base = self.read(known.var, &known.ty);
                let base = self.node(ExprKind::Field { base: boxed(base), name }, &part);
                return Some(self.node(ExprKind::Field { base: boxed(base), name: field.rust.to_owned() }, ty));
            }
        }
        None
    }

    /// `if`, `if let`, `match`.
    pub(super) fn decided(&mut self, ty: &Type, depth: u32) -> Expr {
        match self.random.below(4) {
            0 => {
                let cond = self.expr(&Type::Bool, depth);
                let (then, otherwise) = (self.arm_block(ty, depth), self.arm_block(ty, depth));
                self.if_else(cond, then, otherwise, ty)
            }
            1 => {
                let then = self.scoped(|builder| (builder.chain(depth), builder.arm_block(ty, depth)));
                let otherwise = self.arm_block(ty, depth);
                self.if_else(then.0, then.1, otherwise, ty)
            }
            _ => {
                let value = self.matched_value(depth);
                self.matching(value, ty, &mut |builder| builder.arm_value(ty, depth))
            }
        }
    }

    pub(super) fn if_else(&mut self, cond: Expr, then: Expr, otherwise: Expr, ty: &Type) -> Expr {
        let kind = ExprKind::If { cond: boxed(cond), then: boxed(then), otherwise: Some(boxed(otherwise)) };
        self.node(kind, ty)
    }

    /// What an arm gives: mostly a value, sometimes a jump.
    pub(super) fn arm_value(&mut self, ty: &Type, depth: u32) -> Expr {
        if self.random.one_in(8)
            && let Some(jump) = self.jump(1)
        {
            return jump;
        }
        if self.effects && self.random.one_in(4) {
            return self.block_of(ty, 2, depth);
        }
        self.expr(ty, depth)
    }

    fn arm_block(&mut self, ty: &Type, depth: u32) -> Expr {
        if self.effects && self.random.one_in(2) {
            return self.block_of(ty, 2, depth);
        }
        let value = self.scoped(|builder| builder.arm_value(ty, depth));
        self.block(Vec::new(), Some(value), ty)
    }

    /// `{ …; value }`.
    pub(super) fn block_of(&mut self, ty: &Type, stmts: u64, depth: u32) -> Expr {
        self.scoped(|builder| {
            let many = builder.random.below(stmts + 1);
            let stmts = builder.stmts(many, depth);
            let tail = builder.expr(ty, depth);
            builder.block(stmts, Some(tail), ty)
        })
    }

    /// A value made by statements: a block, a loop with a value, a labelled block, a join.
    fn statement_value(&mut self, ty: &Type, depth: u32) -> Expr {
        match self.random.below(6) {
            0 => self.loop_value(ty, depth),
            1 => {
                let label = self.label();
                let target = Target { label: Some(label.clone()), value: Some(ty.clone()), repeats: false };
                self.targets.push(target);
                let block = self.block_of(ty, 2, depth);
                self.targets.pop();
                let leave = ExprKind::Break { label: Some(label.clone()), value: Some(boxed(block)) };
                let leave = self.node(leave, &Type::Unknown);
                self.node(ExprKind::Loop { label: Some(label), body: boxed(leave) }, ty)
            }
            2 if is_data(ty) => {
                let parts = [ty.clone(), self.random.pick(&[I64, Type::Unit]).clone()];
                let join = self.join(&parts, depth);
                let join = self.told(join);
                self.node(ExprKind::Field { base: boxed(join), name: "0".to_owned() }, ty)
            }
            3 if is_data(ty) => {
                let error = self.error_type();
                let parts = [I64, ty.clone()];
                let join = self.try_join(&parts, &error, depth);
                let both = self.settled(join, depth);
                let name = self.fresh_name();
                self.scoped(|builder| {
                    let tuple = Type::Tuple(parts.to_vec());
                    let var = builder.bind(&name, &tuple, false);
                    let stmt = builder.let_stmt(bind(var), both, false);
                    let base = builder.read(var, &tuple);
                    let value = builder.node(ExprKind::Field { base: boxed(base), name: "1".to_owned() }, ty);
                    builder.block(vec![stmt], Some(value), ty)
                })
            }
            _ => self.block_of(ty, 2, depth),
        }
    }

    /// A value out of an option or a list.
    fn reduced(&mut self, ty: &Type, depth: u32) -> Expr {
        if matches!(ty, Type::Unit | Type::Result(..) | Type::Error(_)) {
            return self.leaf(ty);
        }
        let option = match ty {
            Type::Option(_) => return self.specific(ty, depth),
            ty => Type::option(ty.clone()),
        };
        match self.random.below(8) {
            0 => {
                let list = self.expr(&Type::list(ty.clone()), depth);
                let at = self.expr(&Type::USIZE, 1);
                let list = self.told(list);
                self.node(ExprKind::Index { base: boxed(list), index: boxed(at) }, ty)
            }
            1 => {
                let from = self.expr(ty, depth.min(1));
                let item = self.any_type(1);
                let list = self.expr(&Type::list(item.clone()), depth);
                let list = self.method(list, "iter", Vec::new(), &Type::list(item.clone()));
                let both = [ty.clone(), item];
                let step = self.closure(&both, |builder| builder.expr(ty, 2));
                self.method(list, "fold", vec![from, step], ty)
            }
            2 => {
                let held = self.any_type(1);
                let held = if let Type::Option(inner) = held { *inner } else { held };
                let option = self.expr(&Type::option(held.clone()), depth);
                let default = self.expr(ty, 1);
                let f = self.closure_of(&held, |builder, _| builder.expr(ty, 2));
                self.method(option, "map_or", vec![default, f], ty)
            }
            3 => {
                let held = self.any_type(1);
                let held = if let Type::Option(inner) = held { *inner } else { held };
                let option = self.expr(&Type::option(held.clone()), depth);
                let default = self.closure(&[], |builder| builder.expr(ty, 1));
                let f = self.closure_of(&held, |builder, _| builder.expr(ty, 2));
                self.method(option, "map_or_else", vec![default, f], ty)
            }
            4 => {
                let option = self.expr(&option, depth);
                let default = self.closure(&[], |builder| builder.expr(ty, 1));
                self.method(option, "unwrap_or_else", vec![default], ty)
            }
            5 if is_ordered(ty) || matches!(ty, Type::List(_)) => {
                let option = self.expr(&option, depth);
                self.method(option, "unwrap_or_default", Vec::new(), ty)
            }
            6 if self.effects && matches!(self.returns, Some(Type::Result(..))) => {
                let error = self.error_type();
                let result = self.expr(&Type::Result(Box::new(ty.clone()), Box::new(error)), depth);
                self.settled(result, depth)
            }
            6 if self.effects && matches!(self.returns, Some(Type::Option(_))) => {
                let option = self.expr(&option, depth);
                let option = self.told(option);
                self.node(ExprKind::Try(boxed(option)), ty)
            }
            7 if self.random.one_in(3) => {
                let option = self.expr(&option, depth);
                match self.random.one_in(2) {
                    true => self.method(option, "unwrap", Vec::new(), ty),
                    false => {
                        let message = self.str("there is one");
                        self.method(option, "expect", vec![message], ty)
                    }
                }
            }
            _ => {
                let option = self.expr(&option, depth);
                let default = self.expr(ty, 1);
                self.method(option, "unwrap_or", vec![default], ty)
            }
        }
    }

    /// A way that only this type has.
    fn specific(&mut self, ty: &Type, depth: u32) -> Expr {
        match ty {
            Type::Bool => self.condition(depth),
            Type::Int(_) => self.integer(ty, depth),
            Type::Float => self.float(depth),
            Type::String => self.text(depth),
            Type::Char => self.character(depth),
            Type::Option(inner) => self.option(inner, ty, depth),
            Type::List(inner) => self.collection(inner, ty, depth),
            Type::Map(held) => self.table(held, ty, depth),
            Type::Tuple(parts) => self.tuple(parts, ty, depth),
            Type::Struct(_) | Type::Enum(_) | Type::Error(_) => self.made(ty, depth),
            Type::Result(ok, error) => self.outcome(ok, error, ty, depth),
            _ => self.leaf(ty),
        }
    }
}
