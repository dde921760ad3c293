//! Whether an expression's type follows from its parts: what lowering can derive by itself, so that no slot need be spent on it.
//!
//! Who makes a program asks rustc for the other types; who reads one may rely on a slot or on this.

use crate::{Block, Expr, ExprKind, Literal, Stmt};

impl Expr {
    /// The type follows: from a slot somewhere inside, a variable, or the construct itself.
    pub fn type_follows(&self) -> bool {
        if self.ty.is_some() {
            return true;
        }
        match &self.kind {
            ExprKind::Lit(literal) => !matches!(literal, Literal::Int(_)),
            ExprKind::Var(_)
            | ExprKind::Format(_)
            | ExprKind::Duration { .. }
            | ExprKind::Sleep(_)
            | ExprKind::SleepUntil(_)
            | ExprKind::Let { .. }
            | ExprKind::Assign { .. }
            | ExprKind::While { .. }
            | ExprKind::For { .. }
            | ExprKind::Closure(_)
            // Its slot says what is called.
            | ExprKind::Call { .. }
            // One whose type doesn't follow has a slot.
            | ExprKind::Method { .. } => true,
            ExprKind::Field { base: inner, .. }
            | ExprKind::Some(inner)
            | ExprKind::Await(inner)
            | ExprKind::Try(inner)
            | ExprKind::Unary { operand: inner, .. }
            | ExprKind::Async(inner)
            | ExprKind::Index { base: inner, .. } => inner.type_follows(),
            ExprKind::Binary { op, left, right } => op.yields_bool() || left.type_follows() || right.type_follows(),
            ExprKind::Range { from: left, to: right, .. } => left.type_follows() || right.type_follows(),
            ExprKind::List(items) => items.iter().any(Expr::type_follows),
            ExprKind::Tuple(items) => items.iter().all(Expr::type_follows),
            // The branches' types make the tuple; the error of a fallible one is inferred from what follows.
            ExprKind::Join { branches, fallible, .. } => !fallible && branches.iter().all(Expr::type_follows),
            ExprKind::Block(block) => block.type_follows(),
            ExprKind::If { then, otherwise, .. } => match otherwise {
                Some(otherwise) => then.type_follows() || otherwise.type_follows(),
                None => true,
            },
            ExprKind::Match { arms, .. } => arms.iter().any(|arm| arm.body.type_follows()),
            _ => false,
        }
    }
}

impl Block {
    fn type_follows(&self) -> bool {
        match &self.tail {
            Some(tail) => tail.type_follows(),
            None => !self.stmts.last().is_some_and(diverges),
        }
    }
}

/// A block that ends so has no value, and says nothing about the type.
fn diverges(stmt: &Stmt) -> bool {
    matches!(
        stmt,
        Stmt::Expr { expr, .. }
            if matches!(expr.kind, ExprKind::Return(_) | ExprKind::Break { .. } | ExprKind::Continue { .. })
    )
}
