//! `as`: only where it keeps the number, or cuts a fraction.

use crate::jsonata::{BinOp, Jx};
use crate::lower::{Cx, Value};
use crate::shape::{Integer, Type};
use asl_hir::{Expr, ExprKind};

impl Cx<'_> {
    pub(super) fn cast(&mut self, operand: &Expr, e: &Expr) -> Option<Value> {
        let to = e.ty.map_or(Type::Unknown, |slot| self.slot(slot));
        // The target says nothing of the operand: `if a { b } else { c } as i64` is a cast of a `bool`.
        let value = self.value(operand)?;
        let x = match (value.ty.peel(), &to) {
            (Type::Int(from), Type::Int(into)) if from == *into || keeps_all(from, *into) => value.x,
            (Type::Int(_), Type::Int(into)) if fits(&value.x, *into) || is_small_count(operand) => value.x,
            (from @ Type::Int(_), Type::Int(_)) => {
                return self.error(
                    e.span,
                    format!(
                        "cannot cast `{from}` to `{to}`: Rust cuts off the bits that don't fit, JSON numbers have none"
                    ),
                    Some(format!("declare the value as `{to}` where it comes from, or use `.try_into()`")),
                );
            }
            (Type::Int(_) | Type::Float, Type::Float) => value.x,
            (Type::Float, Type::Int(into)) => {
                let mut shared = super::share::Shared::default();
                let x = self.share(value.x, "n", &mut shared);
                let negative = Jx::binary(BinOp::Lt, x.clone(), Jx::int(0));
                // Towards zero; an unsigned target stops at zero.
                let below = if into.signed { Jx::call("ceil", [x.clone()]) } else { Jx::int(0) };
                shared.around(Jx::cond(negative, below, Jx::call("floor", [x])))
            }
            (Type::Bool, Type::Int(_)) => Jx::cond(value.x, Jx::int(1), Jx::int(0)),
            (from, _) => {
                return self.unsupported(
                    e.span,
                    &format!("cast to `{to}` a value of type"),
                    &from,
                    "use a `match`, or compute it in a task",
                );
            }
        };
        Some(Value { x, ty: to })
    }
}

/// Every number of `from` is one of `into`. `u64 as i64` counts: numbers are exact to 2^53 only.
fn keeps_all(from: Integer, into: Integer) -> bool {
    match (from.signed, into.signed) {
        (true, true) | (false, false) => from.bits <= into.bits,
        (false, true) => from.bits < into.bits || into.bits == 64,
        (true, false) => false,
    }
}

fn fits(x: &Jx, into: Integer) -> bool {
    let bits = u32::from(into.bits);
    let (low, high) =
        if into.signed { (-(1_i128 << (bits - 1)), (1_i128 << (bits - 1)) - 1) } else { (0, (1_i128 << bits) - 1) };
    x.as_int().is_some_and(|value| (low..=high).contains(&value))
}

/// A length: a state's data holds at most 256 KiB, so every count fits 32 bits.
fn is_small_count(e: &Expr) -> bool {
    matches!(&e.kind, ExprKind::Method { name, .. } if name == "len" || name == "count")
}
