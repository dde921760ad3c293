//! How two sides of a condition compare.
//!
//! The rules are those of Jayway's `EvaluatorFactory` and `ValueNodes`: what is absent is equal to nothing, a number equals the text that reads so, and
//! an order exists among numbers and among texts only.

use std::borrow::Cow;
use std::cmp::Ordering;

use asl_schema::jsonpath::Operator;
use serde_json::{Number, Value};

use super::PathError;
use super::pattern::Pattern;
use super::walk::Budget;
use crate::expr::plain_text;

/// A side of a comparison.
pub(super) enum Side<'v> {
    Absent,
    Value(Cow<'v, Value>),
    Pattern(Pattern),
}

pub(super) fn compare(
    left: &Side<'_>,
    operator: Operator,
    right: &Side<'_>,
    budget: &Budget,
) -> Result<bool, PathError> {
    let order = || match (left, right) {
        (Side::Value(left), Side::Value(right)) => order(left, right),
        _ => None,
    };
    let (left_list, right_list) = (elements(left), elements(right));
    budget.spend(left_list.len().saturating_mul(right_list.len().max(1)).max(right_list.len()))?;
    Ok(match operator {
        Operator::Equal => equal(left, right),
        Operator::NotEqual => !equal(left, right),
        Operator::SameEqual => same_kind(left, right) && equal(left, right),
        Operator::NotSameEqual => !(same_kind(left, right) && equal(left, right)),
        Operator::Less => order() == Some(Ordering::Less),
        Operator::LessOrEqual => matches!(order(), Some(Ordering::Less | Ordering::Equal)),
        Operator::Greater => order() == Some(Ordering::Greater),
        Operator::GreaterOrEqual => matches!(order(), Some(Ordering::Greater | Ordering::Equal)),
        Operator::Matches => return matches(left, right),
        Operator::In => contains(right_list, left),
        Operator::NotIn => !contains(right_list, left),
        Operator::SubsetOf => is_list(left) && left_list.iter().all(|item| has(right_list, item)),
        Operator::AnyOf => left_list.iter().any(|item| has(right_list, item)),
        Operator::NoneOf => is_list(left) && is_list(right) && !left_list.iter().any(|item| has(right_list, item)),
        Operator::All => is_list(left) && right_list.iter().all(|item| has(left_list, item)),
        Operator::Contains => match (left, right) {
            (Side::Value(left), Side::Value(right)) => match (left.as_ref(), right.as_ref()) {
                (Value::String(left), Value::String(right)) => left.contains(right.as_str()),
                (Value::Array(items), item) => has(items, item),
                _ => false,
            },
            _ => false,
        },
        Operator::Size => {
            let size = match left {
                Side::Value(value) => match value.as_ref() {
                    Value::String(text) => Some(text.encode_utf16().count()),
                    Value::Array(items) => Some(items.len()),
                    Value::Object(members) => Some(members.len()),
                    _ => None,
                },
                _ => None,
            };
            let wanted = match right {
                Side::Value(value) => value.as_f64(),
                _ => None,
            };
            matches!((size, wanted), (Some(size), Some(wanted)) if size as f64 == wanted.trunc())
        }
        Operator::Empty => {
            let (Side::Value(left), Side::Value(right)) = (left, right) else { return Ok(false) };
            let is_empty = match left.as_ref() {
                Value::String(text) => text.is_empty(),
                Value::Array(items) => items.is_empty(),
                Value::Object(members) => members.is_empty(),
                _ => return Ok(false),
            };
            Value::Bool(is_empty) == **right
        }
        Operator::Type | Operator::Exists => {
            return Err(PathError::Unsupported(format!("the operator `{operator:?}` in a filter")));
        }
    })
}

fn matches(left: &Side<'_>, right: &Side<'_>) -> Result<bool, PathError> {
    let (pattern, other) = match (left, right) {
        (Side::Pattern(pattern), other) | (other, Side::Pattern(pattern)) => (pattern, other),
        _ => return Ok(false),
    };
    match other {
        Side::Value(value) => match value.as_ref() {
            Value::String(_) | Value::Number(_) | Value::Bool(_) => pattern.matches(&plain_text(value)),
            Value::Array(_) => Err(PathError::Unsupported("`=~` with a list".to_owned())),
            _ => pattern.matches(""),
        },
        Side::Absent => pattern.matches(""),
        Side::Pattern(_) => Ok(false),
    }
}

fn elements<'s>(side: &'s Side<'_>) -> &'s [Value] {
    match side {
        Side::Value(value) => value.as_array().map_or(&[], Vec::as_slice),
        _ => &[],
    }
}

fn is_list(side: &Side<'_>) -> bool {
    matches!(side, Side::Value(value) if value.is_array())
}

fn contains(list: &[Value], side: &Side<'_>) -> bool {
    match side {
        Side::Value(value) => has(list, value),
        _ => false,
    }
}

fn has(list: &[Value], wanted: &Value) -> bool {
    list.iter().any(|item| same(item, wanted))
}

fn equal(left: &Side<'_>, right: &Side<'_>) -> bool {
    match (left, right) {
        (Side::Value(left), Side::Value(right)) => same(left, right),
        _ => false,
    }
}

fn same_kind(left: &Side<'_>, right: &Side<'_>) -> bool {
    match (left, right) {
        (Side::Value(left), Side::Value(right)) => {
            let is_json = |value: &Value| value.is_array() || value.is_object();
            std::mem::discriminant(left.as_ref()) == std::mem::discriminant(right.as_ref())
                || (is_json(left) && is_json(right))
        }
        _ => false,
    }
}

/// Equality between values, where a number and the text of it are one.
fn same(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Number(_), Value::Number(_)) => order(left, right) == Some(Ordering::Equal),
        (Value::Number(number), Value::String(text)) => {
            let reads = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit() || b"+-.eE".contains(&byte));
            reads(text) && text.parse::<f64>().ok() == number.as_f64()
        }
        (Value::String(text), Value::Number(_)) => *text == plain_text(right),
        _ => left == right,
    }
}

fn order(left: &Value, right: &Value) -> Option<Ordering> {
    match (left, right) {
        (Value::Number(a), Value::Number(b)) => match (integer(a), integer(b)) {
            (Some(a), Some(b)) => Some(a.cmp(&b)),
            _ => a.as_f64()?.partial_cmp(&b.as_f64()?),
        },
        (Value::String(a), Value::String(b)) => Some(a.encode_utf16().cmp(b.encode_utf16())),
        _ => None,
    }
}

fn integer(number: &Number) -> Option<i128> {
    number.as_i64().map(i128::from).or_else(|| number.as_u64().map(i128::from))
}
