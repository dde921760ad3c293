//! Whether an expression's type follows from its parts: where it doesn't, the front end asks rustc, and so a generated program has
//! a slot. The rule is that of the front end (`asl-macros`, `front/known.rs`), which can't be called from here; the gallery of compiled
//! programs holds the two together.

use asl_hir::{BinaryOp, Block, Expr, ExprKind, Literal, Stmt};

/// Whether it does.
pub(in crate::program) fn follows(e: &Expr) -> bool {
    if e.ty.is_some() {
        return true;
    }
    match &e.kind {
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
        | ExprKind::Call { .. }
        | ExprKind::Method { .. } => true,
        ExprKind::Field { base: inner, .. }
        | ExprKind::Some(inner)
        | ExprKind::Await(inner)
        | ExprKind::Try(inner)
        | ExprKind::Unary { operand: inner, .. }
        | ExprKind::Async(inner)
        | ExprKind::Index { base: inner, .. } => follows(inner),
        ExprKind::Binary { op, left, right } => yields_bool(*op) || follows(left) || follows(right),
        ExprKind::Range { from: left, to: right, .. } => follows(left) || follows(right),
        ExprKind::List(items) => items.iter().any(follows),
        ExprKind::Tuple(items) => items.iter().all(follows),
        ExprKind::Join { branches, fallible, .. } => !fallible && branches.iter().all(follows),
        ExprKind::Block(block) => block_follows(block),
        ExprKind::If { then, otherwise, .. } => match otherwise {
            Some(otherwise) => follows(then) || follows(otherwise),
            None => true,
        },
        ExprKind::Match { arms, .. } => arms.iter().any(|arm| follows(&arm.body)),
        _ => false,
    }
}

fn block_follows(block: &Block) -> bool {
    match &block.tail {
        Some(tail) => follows(tail),
        None => !block.stmts.last().is_some_and(diverges),
    }
}

fn diverges(stmt: &Stmt) -> bool {
    matches!(
        stmt,
        Stmt::Expr { expr, .. }
            if matches!(expr.kind, ExprKind::Return(_) | ExprKind::Break { .. } | ExprKind::Continue { .. })
    )
}

fn yields_bool(op: BinaryOp) -> bool {
    use BinaryOp::{And, Eq, Ge, Gt, Le, Lt, Ne, Or};
    matches!(op, And | Or | Eq | Ne | Lt | Le | Gt | Ge)
}
