//! Operators: what `+` and `/` mean for the types at hand.

use super::share::Shared;
use super::types::unify;
use crate::jsonata::{BinOp, Jx, Sign};
use crate::lower::{Cx, Value};
use crate::shape::{Integer, Type};
use asl_hir::{BinaryOp, Expr, ExprKind, Literal, Span, UnaryOp};

impl Cx<'_> {
    /// `left op right`. A run of operators that group from the left is walked, not recursed into: it may be long.
    pub(super) fn binary(&mut self, e: &Expr, want: &Type) -> Option<Value> {
        let mut spine = Vec::new();
        let mut first = e;
        while let ExprKind::Binary { op, left, right } = &first.kind {
            if matches!(op, BinaryOp::And | BinaryOp::Or) || op.is_comparison() && !spine.is_empty() {
                break;
            }
            spine.push((*op, &**right, first.span));
            first = left;
        }
        if spine.is_empty() {
            let found = self.condition(e)?;
            return Some(Value { x: found.cond.unwrap_or(Jx::Bool(true)), ty: Type::Bool });
        }
        spine.reverse();
        // A comparison's operands have nothing to do with the type of its value.
        let comparison = matches!(spine.as_slice(), [.., (op, ..)] if op.is_comparison());
        let mut hint = if comparison { Type::Unknown } else { want.clone() };
        if is_only_literal(first)
            && let Some(typed) = spine.iter().map(|(_, right, _)| *right).find(|right| !is_only_literal(right))
        {
            hint = self.value_as(typed, &hint)?.ty;
        }
        let mut value = self.value_as(first, &hint)?;
        let mut terms: Vec<(Sign, Jx)> = Vec::new();
        let mut factors: Vec<Jx> = Vec::new();
        let sign = |op| if op == BinaryOp::Sub { Sign::Minus } else { Sign::Plus };
        for (op, right, span) in spine {
            let right = self.value_as(right, &value.ty)?;
            let numeric = is_number(&value.ty) && is_number(&right.ty);
            // Runs are collected, so that a sum of thousands of terms is built once.
            if op == BinaryOp::Mul && numeric && terms.is_empty() && !matches!(right.ty, Type::Duration) {
                if factors.is_empty() {
                    factors.push(value.x);
                    value.x = Jx::Null;
                }
                factors.push(right.x);
                value.ty = unify(value.ty, right.ty);
                continue;
            }
            if !factors.is_empty() {
                value.x = Jx::chain(BinOp::Mul, std::mem::take(&mut factors));
            }
            if matches!(op, BinaryOp::Add | BinaryOp::Sub) && numeric {
                if terms.is_empty() {
                    terms.push((Sign::Plus, value.x));
                    value.x = Jx::Null;
                }
                terms.push((sign(op), right.x));
                value.ty = unify(value.ty, right.ty);
                continue;
            }
            if !terms.is_empty() {
                value.x = Jx::sum(std::mem::take(&mut terms));
            }
            value = self.operate(op, value, right, span)?;
        }
        if !terms.is_empty() {
            value.x = Jx::sum(terms);
        }
        if !factors.is_empty() {
            value.x = Jx::chain(BinOp::Mul, factors);
        }
        Some(value)
    }

    /// Both operands, a literal taking the type of the other.
    pub(crate) fn operands(&mut self, left: &Expr, right: &Expr, want: &Type) -> Option<(Value, Value)> {
        if is_only_literal(left) && !is_only_literal(right) {
            let right = self.value_as(right, want)?;
            return Some((self.value_as(left, &right.ty)?, right));
        }
        let left = self.value_as(left, want)?;
        let right = self.value_as(right, &left.ty)?;
        Some((left, right))
    }

    /// `left op right`, also for `place op= right`. Not for the lazy operators.
    pub(crate) fn operate(&mut self, op: BinaryOp, left: Value, right: Value, span: Span) -> Option<Value> {
        let ty = unify(left.ty.peel(), right.ty.peel());
        let comparison = match op {
            BinaryOp::Eq => return self.equal(left, right, span),
            BinaryOp::Ne => {
                let equal = self.equal(left, right, span)?;
                return Some(Value { x: Jx::not(equal.x), ty: Type::Bool });
            }
            BinaryOp::Lt => Some(BinOp::Lt),
            BinaryOp::Le => Some(BinOp::Le),
            BinaryOp::Gt => Some(BinOp::Gt),
            BinaryOp::Ge => Some(BinOp::Ge),
            _ => None,
        };
        if let Some(op) = comparison {
            // Text is ordered by UTF-16 units here and by UTF-8 bytes in Rust: the same but for characters beyond U+FFFF.
            return match ty {
                Type::Int(_) | Type::Float | Type::Duration | Type::String | Type::Char => {
                    Some(Value { x: Jx::binary(op, left.x, right.x), ty: Type::Bool })
                }
                ty => self.unsupported(span, "order values of type", &ty, "compare numbers or strings: a field of it"),
            };
        }
        let (x, ty) = match (op, &ty) {
            (BinaryOp::Add, Type::String) => (Jx::concat(vec![left.x, right.x]), Type::String),
            (BinaryOp::Add, ty) if is_number(ty) => (Jx::add(left.x, right.x), ty.clone()),
            (BinaryOp::Sub, ty) if is_number(ty) => (Jx::sub(left.x, right.x), ty.clone()),
            (BinaryOp::Mul, ty) if is_number(ty) => {
                // `2 * duration` is a duration.
                let ty = if matches!(right.ty, Type::Duration) { Type::Duration } else { ty.clone() };
                (Jx::mul(left.x, right.x), ty)
            }
            (BinaryOp::Div, ty) if is_number(ty) => (self.quotient(left.x, right.x, ty, span)?, ty.clone()),
            (BinaryOp::Rem, Type::Int(_) | Type::Float) => (self.remainder(left.x, right.x, span)?, ty.clone()),
            (BinaryOp::And | BinaryOp::Or, Type::Bool) => {
                let logic = if op == BinaryOp::And { Jx::and_then } else { Jx::or_else };
                (logic(left.x, right.x), Type::Bool)
            }
            (_, ty) => {
                let sign = op.symbol();
                return self.unsupported(
                    span,
                    &format!("use `{sign}` on"),
                    ty,
                    "use it on numbers (`+` on strings too), or compute the value in a task",
                );
            }
        };
        Some(Value { x, ty })
    }

    /// `left / right`. JSONata divides to a fraction (and by zero to infinity); Rust's integers are cut towards zero.
    fn quotient(&mut self, left: Jx, right: Jx, ty: &Type, span: Span) -> Option<Jx> {
        self.dividing(left, right, span, |left, right| {
            let exact = |x| Jx::binary(BinOp::Div, x, right.clone());
            match ty {
                Type::Int(Integer { signed: true, .. }) => match (left.as_int(), right.as_int()) {
                    (Some(a), Some(b)) if b != 0 => Jx::int(a / b),
                    // `$floor` is wrong below zero; without its remainder the dividend divides evenly.
                    _ => exact(Jx::sub(left.clone(), Jx::binary(BinOp::Rem, left, right.clone()))),
                },
                Type::Int(_) => Jx::call("floor", [exact(left)]),
                _ => exact(left),
            }
        })
    }

    fn remainder(&mut self, left: Jx, right: Jx, span: Span) -> Option<Jx> {
        self.dividing(left, right, span, |left, right| Jx::binary(BinOp::Rem, left, right))
    }

    fn dividing(&mut self, left: Jx, right: Jx, span: Span, divide: impl FnOnce(Jx, Jx) -> Jx) -> Option<Jx> {
        match right.as_int() {
            Some(0) => self.error(span, "cannot divide by zero", Some("divide by something else".to_owned())),
            Some(_) => {
                let mut shared = Shared::default();
                let left = self.share(left, "n", &mut shared);
                Some(shared.around(divide(left, right)))
            }
            None => {
                let mut shared = Shared::default();
                let left = self.share(left, "n", &mut shared);
                let right = self.share(right, "by", &mut shared);
                let not_zero = Jx::ne(right.clone(), Jx::int(0));
                Some(shared.around(Jx::guarded(not_zero, divide(left, right), "attempt to divide by zero")))
            }
        }
    }

    pub(super) fn unary(&mut self, op: UnaryOp, operand: &Expr, want: &Type) -> Option<Value> {
        let value = self.value_as(operand, want)?;
        match (op, value.ty.peel()) {
            (UnaryOp::Not, Type::Bool) => Some(Value { x: Jx::not(value.x), ty: Type::Bool }),
            (UnaryOp::Neg, Type::Int(_) | Type::Float) => Some(Value { x: Jx::neg(value.x), ty: value.ty }),
            (UnaryOp::Not, ty) => {
                self.unsupported(operand.span, "use `!` on", &ty, "use `!` on conditions; bits have no translation")
            }
            (UnaryOp::Neg, ty) => self.unsupported(operand.span, "negate", &ty, "negate numbers"),
        }
    }

    /// `Duration::from_secs(amount)` and friends, in seconds.
    pub(super) fn duration(&mut self, amount: &Expr, scale: u64) -> Option<Value> {
        let amount = self.value_as(amount, &Type::USIZE)?;
        let x = if scale == 1 { amount.x } else { Jx::mul(amount.x, Jx::int(scale)) };
        Some(Value { x, ty: Type::Duration })
    }
}

/// An integer literal, or integer literals under operators: its type is whatever is expected.
fn is_only_literal(e: &Expr) -> bool {
    match &e.kind {
        ExprKind::Lit(Literal::Int(_)) => true,
        ExprKind::Unary { op: UnaryOp::Neg, operand } => is_only_literal(operand),
        ExprKind::Binary { op, left, right } => {
            !op.is_comparison()
                && !matches!(op, BinaryOp::And | BinaryOp::Or)
                && is_only_literal(right)
                && is_only_literal(left)
        }
        _ => false,
    }
}

fn is_number(ty: &Type) -> bool {
    matches!(ty.peel(), Type::Int(_) | Type::Float | Type::Duration)
}
