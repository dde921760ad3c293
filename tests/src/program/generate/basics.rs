//! Nodes as the front end makes them: each with its type known to the evaluator, and with a slot where the front end asks.

use super::{Builder, boxed, pattern};
use asl_dsl::shape::Type;
use asl_dsl::task::{ConstValue, SlotInfo};
use asl_hir::{
    BinaryOp, Block, Closure, ConstId, Expr, ExprKind, Literal, Pattern, PatternKind, SlotId, Span, Stmt, VarId,
};

impl Builder {
    /// A node, whose line is the place of its type in the table of what is known.
    pub(super) fn node(&mut self, kind: ExprKind, ty: &Type) -> Expr {
        let line = self.known.len() as u32;
        self.known.push(ty.clone());
        Expr { kind, span: Span { line, column: 1 }, ty: None }
    }

    pub(super) fn type_of(&self, e: &Expr) -> Type {
        self.known.get(e.span.line as usize).cloned().unwrap_or(Type::Unknown)
    }

    /// The type of an expression is asked for.
    pub(super) fn tie(&mut self, mut e: Expr) -> Expr {
        let ty = self.type_of(&e);
        e.ty = Some(self.slot(&ty));
        e
    }

    /// The type of an expression is asked for unless it follows.
    pub(super) fn told(&mut self, e: Expr) -> Expr {
        if e.type_follows() { e } else { self.tie(e) }
    }

    pub(super) fn constant(&mut self, value: ConstValue) -> ConstId {
        self.consts.push(value);
        ConstId(self.consts.len() as u32 - 1)
    }

    pub(super) fn read(&mut self, var: VarId, ty: &Type) -> Expr {
        self.node(ExprKind::Var(var), ty)
    }

    pub(super) fn lit(&mut self, literal: Literal, ty: &Type) -> Expr {
        self.node(ExprKind::Lit(literal), ty)
    }

    pub(super) fn int(&mut self, n: i64, ty: &Type) -> Expr {
        let literal = self.lit(Literal::Int(n.unsigned_abs().to_string()), ty);
        if n >= 0 {
            return literal;
        }
        self.node(ExprKind::Unary { op: asl_hir::UnaryOp::Neg, operand: boxed(literal) }, ty)
    }

    pub(super) fn str(&mut self, text: &str) -> Expr {
        self.lit(Literal::Str(text.to_owned()), &Type::String)
    }

    pub(super) fn unit(&mut self) -> Expr {
        self.lit(Literal::Unit, &Type::Unit)
    }

    pub(super) fn binary(&mut self, op: BinaryOp, left: Expr, right: Expr, ty: &Type) -> Expr {
        use BinaryOp::{Ge, Gt, Le, Lt};
        let literal = matches!(left.kind, ExprKind::Lit(_)) || matches!(right.kind, ExprKind::Lit(_));
        let known = left.type_follows() || right.type_follows();
        let left = match op {
            Lt | Le | Gt | Ge if !literal => self.told(left),
            _ if known => left,
            _ => self.told(left),
        };
        self.node(ExprKind::Binary { op, left: boxed(left), right: boxed(right) }, ty)
    }

    /// `receiver.name(args)`.
    pub(super) fn method(&mut self, receiver: Expr, name: &str, args: Vec<Expr>, ty: &Type) -> Expr {
        let receiver = self.told(receiver);
        let mut e = self.node(ExprKind::Method { receiver: boxed(receiver), name: name.to_owned(), args }, ty);
        match name {
            "collect" | "fold" | "into" => e = self.tie(e),
            "parse" | "try_into" => {
                let ok = if let Type::Result(ok, _) = ty { (**ok).clone() } else { Type::Unknown };
                e.ty = Some(self.slot(&Type::Result(Box::new(ok), Box::new(Type::Unit))));
            }
            _ => {}
        }
        e
    }

    /// A closure of parameters with these types; `body` is given what they are.
    pub(super) fn closure(&mut self, params: &[Type], body: impl FnOnce(&mut Self) -> Expr) -> Expr {
        let effects = std::mem::replace(&mut self.effects, false);
        let returns = self.returns.take();
        let closure = self.behind(|builder| {
            let params = params.iter().map(|ty| builder.irrefutable(ty, 1)).collect();
            let body = body(builder);
            let body = builder.told(body);
            Closure { params, body: boxed(body) }
        });
        self.effects = effects;
        self.returns = returns;
        self.node(ExprKind::Closure(closure), &Type::Unknown)
    }

    /// The closure of a parameter that is a variable; `body` is given a read of it.
    pub(super) fn closure_of(&mut self, ty: &Type, body: impl FnOnce(&mut Self, Expr) -> Expr) -> Expr {
        let effects = std::mem::replace(&mut self.effects, false);
        let returns = self.returns.take();
        let closure = self.behind(|builder| {
            let name = builder.name();
            let var = builder.bind(&name, ty, false);
            let read = builder.read(var, ty);
            let body = body(builder, read);
            let body = builder.told(body);
            Closure { params: vec![bind(var)], body: boxed(body) }
        });
        self.effects = effects;
        self.returns = returns;
        self.node(ExprKind::Closure(closure), &Type::Unknown)
    }

    pub(super) fn block(&mut self, stmts: Vec<Stmt>, tail: Option<Expr>, ty: &Type) -> Expr {
        self.node(ExprKind::Block(Block { stmts, tail: tail.map(boxed) }), ty)
    }

    /// `let pattern = value;`, whose bindings have slots where the front end asks.
    pub(super) fn let_stmt(&mut self, pattern: Pattern, value: Expr, annotated: bool) -> Stmt {
        if annotated || !value.type_follows() {
            self.see(&pattern);
        }
        Stmt::Let { pattern, value: Some(value), otherwise: None, name: None }
    }

    /// Asks for the types of what a pattern binds.
    pub(super) fn see(&mut self, pattern: &Pattern) {
        for var in pattern.bindings() {
            let ty = self.scope.iter().find(|known| known.var == var).map(|known| known.ty.clone());
            if let Some(ty) = ty {
                let slot = self.slot(&ty);
                if let Some(var) = self.vars.get_mut(var.0 as usize) {
                    var.ty = Some(slot);
                }
            }
        }
    }

    /// The slot of a call.
    pub(super) fn callee(&mut self, info: SlotInfo) -> SlotId {
        self.types.push(info);
        SlotId(self.types.len() as u32 - 1)
    }
}

pub(super) fn bind(var: VarId) -> Pattern {
    pattern(PatternKind::Bind { var, sub: None })
}

pub(super) fn statement(expr: Expr) -> Stmt {
    Stmt::Expr { expr, name: None }
}
