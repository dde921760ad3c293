//! Operators: arithmetic with the width of its type, comparison, casts.

use super::{Eval, Evaluator, panics, unsupported};
use crate::program::value::{Int, Value, bounds};
use asl_dsl::shape::Type;
use asl_hir::{BinaryOp, Expr, UnaryOp};
use std::cmp::Ordering;

/// The greatest integer that a JSON number keeps exact.
const EXACT: i128 = (1 << 53) - 1;

impl Evaluator<'_> {
    pub(super) fn binary(&self, op: BinaryOp, left: Value, right: Value) -> Eval {
        use BinaryOp::{Add, And, Div, Eq, Ge, Gt, Le, Lt, Mul, Ne, Or, Rem, Sub};
        Ok(match (op, left, right) {
            (Eq, left, right) => Value::Bool(equal(&left, &right)),
            (Ne, left, right) => Value::Bool(!equal(&left, &right)),
            (Lt, left, right) => Value::Bool(compare(&left, &right)? == Ordering::Less),
            (Le, left, right) => Value::Bool(compare(&left, &right)? != Ordering::Greater),
            (Gt, left, right) => Value::Bool(compare(&left, &right)? == Ordering::Greater),
            (Ge, left, right) => Value::Bool(compare(&left, &right)? != Ordering::Less),
            (Add, Value::Text(left), Value::Text(right)) => text(left + &right)?,
            (Add, Value::Seconds(left), Value::Seconds(right)) => Value::Seconds(left + right),
            (op, Value::Int(left), Value::Int(right)) => {
                let (a, b) = (left.value, right.value);
                let value = match op {
                    Add => a.checked_add(b),
                    Sub => a.checked_sub(b),
                    Mul => a.checked_mul(b),
                    Div => a.checked_div(b),
                    Rem => a.checked_rem(b),
                    _ => return unsupported("an operator on integers"),
                };
                match value {
                    Some(value) => integer(Int { value, ty: left.ty.or(right.ty) })?,
                    None => return panics("division by zero, or overflow"),
                }
            }
            (op @ (Add | Sub | Mul | Div | Rem), Value::Float(a), Value::Float(b)) => float(match op {
                Add => a + b,
                Sub => a - b,
                Mul => a * b,
                Div => a / b,
                _ => a % b,
            })?,
            (And | Or, _, _) => return unsupported("a lazy operator"),
            (op, left, right) => return unsupported(format!("{left:?} {op:?} {right:?}")),
        })
    }

    pub(super) fn unary(&self, op: UnaryOp, operand: Value) -> Eval {
        Ok(match (op, operand) {
            (UnaryOp::Not, Value::Bool(value)) => Value::Bool(!value),
            (UnaryOp::Neg, Value::Int(int)) => integer(Int { value: -int.value, ty: int.ty })?,
            (UnaryOp::Neg, Value::Float(x)) => Value::Float(-x),
            (op, operand) => return unsupported(format!("{op:?} {operand:?}")),
        })
    }

    /// `value as T`: integers wrap, floats are cut and bounded.
    pub(super) fn cast(&self, value: Value, e: &Expr) -> Eval {
        let Some(target) = self.type_of(e) else { return unsupported("a cast to an unknown type") };
        Ok(match (value, target) {
            (Value::Int(int), Type::Int(ty)) => {
                let (least, greatest) = bounds(ty);
                if int.value < least || int.value > greatest {
                    return panics("a cast that wraps");
                }
                Value::Int(Int { value: int.value, ty: Some(ty) })
            }
            (Value::Int(int), Type::Float) => Value::Float(int.value as f64),
            (Value::Float(x), Type::Int(ty)) => {
                let (least, greatest) = bounds(ty);
                let value = (x.trunc() as i128).clamp(least, greatest);
                integer(Int { value, ty: Some(ty) })?
            }
            (Value::Float(x), Type::Float) => Value::Float(x),
            (Value::Bool(value), Type::Int(ty)) => Value::Int(Int { value: i128::from(value), ty: Some(ty) }),
            (value @ (Value::Text(_) | Value::Char(_) | Value::Bool(_)), _) => value,
            (value, target) => return unsupported(format!("{value:?} as {target}")),
        })
    }
}

/// An integer that its type and JSON can hold.
pub(super) fn integer(int: Int) -> Eval {
    if let Some(ty) = int.ty {
        let (least, greatest) = bounds(ty);
        if int.value < least || int.value > greatest {
            return panics("overflow");
        }
    }
    if int.value.abs() > EXACT {
        return panics("an integer beyond 2^53");
    }
    Ok(Value::Int(int))
}

/// A text that a state can hold: a machine's data ends at 256 KiB.
pub(super) fn text(text: String) -> Eval {
    match text.len() > 20_000 {
        true => panics("a text that is too long to try"),
        false => Ok(Value::Text(text)),
    }
}

/// A list that a state can hold.
pub(super) fn list(items: Vec<Value>) -> Eval {
    /// Counts values down; whether they are more than `left`.
    fn is_more(items: &[Value], left: &mut usize) -> bool {
        items.iter().any(|item| {
            let Some(less) = left.checked_sub(1) else { return true };
            *left = less;
            match item {
                Value::List(items) | Value::Tuple(items) | Value::Struct(_, items) => is_more(items, left),
                _ => false,
            }
        })
    }
    match is_more(&items, &mut 20_000) {
        true => panics("a list that is too long to try"),
        false => Ok(Value::List(items)),
    }
}

/// A float that JSON can hold.
pub(super) fn float(x: f64) -> Eval {
    match x.is_finite() {
        true => Ok(Value::Float(x)),
        false => panics("a float that JSON has no number for"),
    }
}

/// `==`.
pub(super) fn equal(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Text(a), Value::Char(b)) | (Value::Char(b), Value::Text(a)) => *a == b.to_string(),
        (a, b) => a == b,
    }
}

/// `Ord`, and `PartialOrd` of floats, which are numbers here.
pub(super) fn compare(left: &Value, right: &Value) -> Eval<Ordering> {
    Ok(match (left, right) {
        (Value::Unit, Value::Unit) => Ordering::Equal,
        (Value::Bool(a), Value::Bool(b)) => a.cmp(b),
        (Value::Int(a), Value::Int(b)) => a.value.cmp(&b.value),
        (Value::Float(a), Value::Float(b)) => a.partial_cmp(b).unwrap_or(Ordering::Equal),
        (Value::Text(a), Value::Text(b)) => a.cmp(b),
        (Value::Char(a), Value::Char(b)) => a.cmp(b),
        (Value::Seconds(a), Value::Seconds(b)) => a.cmp(b),
        (Value::Option(None), Value::Option(None)) => Ordering::Equal,
        (Value::Option(None), Value::Option(Some(_))) => Ordering::Less,
        (Value::Option(Some(_)), Value::Option(None)) => Ordering::Greater,
        (Value::Option(Some(a)), Value::Option(Some(b))) => compare(a, b)?,
        (Value::Tuple(a), Value::Tuple(b)) | (Value::List(a), Value::List(b)) => {
            for (a, b) in a.iter().zip(b) {
                match compare(a, b)? {
                    Ordering::Equal => {}
                    decided => return Ok(decided),
                }
            }
            a.len().cmp(&b.len())
        }
        (a, b) => return unsupported(format!("the order of {a:?} and {b:?}")),
    })
}
