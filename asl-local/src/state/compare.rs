//! The operators of JSONPath rules. Values of another type than the operator's never match, and never fail.

use std::cmp::Ordering;

use asl_schema::model::Operator;
use serde_json::{Number, Value};

use crate::time;

/// What a type test such as `IsString` says; `None` for the operators that compare.
pub(super) fn has_type(operator: Operator, value: &Value) -> Option<bool> {
    Some(match operator {
        Operator::IsNull => value.is_null(),
        Operator::IsNumeric => value.is_number(),
        Operator::IsString => value.is_string(),
        Operator::IsBoolean => value.is_boolean(),
        Operator::IsTimestamp => value.as_str().is_some_and(|text| time::parse(text).is_some()),
        _ => return None,
    })
}

/// Whether `value` compares with `wanted` as the operator says.
pub(super) fn compare(operator: Operator, value: &Value, wanted: &Value) -> bool {
    // `StringLessThanEqualsPath` compares as `StringLessThanEquals`: the operand was read already.
    let name = operator.as_str();
    let name = name.strip_suffix("Path").unwrap_or(name);
    if let Some(relation) = name.strip_prefix("String") {
        let (Value::String(value), Value::String(wanted)) = (value, wanted) else { return false };
        return if relation == "Matches" { matches(value, wanted) } else { is(value.cmp(wanted), relation) };
    }
    if let Some(relation) = name.strip_prefix("Numeric") {
        let (Value::Number(value), Value::Number(wanted)) = (value, wanted) else { return false };
        return order(value, wanted).is_some_and(|order| is(order, relation));
    }
    if let Some(relation) = name.strip_prefix("Timestamp") {
        let moment = |value: &Value| value.as_str().and_then(time::parse);
        let (Some(value), Some(wanted)) = (moment(value), moment(wanted)) else { return false };
        return is(value.cmp(&wanted), relation);
    }
    // BooleanEquals
    matches!((value, wanted), (Value::Bool(value), Value::Bool(wanted)) if value == wanted)
}

fn is(order: Ordering, relation: &str) -> bool {
    match relation {
        "Equals" => order.is_eq(),
        "LessThan" => order.is_lt(),
        "GreaterThan" => order.is_gt(),
        "LessThanEquals" => order.is_le(),
        "GreaterThanEquals" => order.is_ge(),
        _ => false,
    }
}

/// Whole numbers are compared as such, all others as doubles.
fn order(one: &Number, other: &Number) -> Option<Ordering> {
    match (one.as_i64(), other.as_i64()) {
        (Some(one), Some(other)) => Some(one.cmp(&other)),
        _ => one.as_f64()?.partial_cmp(&other.as_f64()?),
    }
}

/// `StringMatches`: `*` stands for any text, `\*` for a star and `\\` for a backslash. Linear memory and at worst text times pattern.
fn matches(text: &str, pattern: &str) -> bool {
    let text: Vec<char> = text.chars().collect();
    let pattern = glob(pattern);
    let (mut at, mut p) = (0, 0);
    // The last star, and how much of the text it stands for so far.
    let mut star: Option<(usize, usize)> = None;
    while let Some(&letter) = text.get(at) {
        match pattern.get(p) {
            Some(Glob::Letter(wanted)) if *wanted == letter => (at, p) = (at + 1, p + 1),
            Some(Glob::Any) => {
                star = Some((p, at));
                p += 1;
            }
            _ => match &mut star {
                Some((place, from)) => {
                    *from += 1;
                    (at, p) = (*from, *place + 1);
                }
                None => return false,
            },
        }
    }
    pattern.get(p..).is_some_and(|rest| rest.iter().all(|part| matches!(part, Glob::Any)))
}

enum Glob {
    Any,
    Letter(char),
}

fn glob(pattern: &str) -> Vec<Glob> {
    let mut letters = pattern.chars().peekable();
    let mut parts = Vec::new();
    while let Some(letter) = letters.next() {
        parts.push(match (letter, letters.peek()) {
            ('*', _) => Glob::Any,
            ('\\', Some(&escaped @ ('*' | '\\'))) => {
                letters.next();
                Glob::Letter(escaped)
            }
            (letter, _) => Glob::Letter(letter),
        });
    }
    parts
}
