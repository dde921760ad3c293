//! The operators of JSONPath rules. Values of another type than the operator's never match, and never fail.

use std::cmp::Ordering;

use asl_schema::model::Operator;
use serde_json::{Number, Value};

use crate::time;

/// What an operator asks, whether its operand is written or found at a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Comparison {
    IsPresent,
    IsNull,
    IsNumeric,
    IsString,
    IsBoolean,
    IsTimestamp,
    Boolean,
    Matches,
    Text(Relation),
    Number(Relation),
    Moment(Relation),
}

/// How two values of one kind stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Relation {
    Equals,
    LessThan,
    GreaterThan,
    LessThanEquals,
    GreaterThanEquals,
}

impl From<Operator> for Comparison {
    fn from(operator: Operator) -> Comparison {
        match operator {
            Operator::IsPresent => return Comparison::IsPresent,
            Operator::IsNull => return Comparison::IsNull,
            Operator::IsNumeric => return Comparison::IsNumeric,
            Operator::IsString => return Comparison::IsString,
            Operator::IsBoolean => return Comparison::IsBoolean,
            Operator::IsTimestamp => return Comparison::IsTimestamp,
            Operator::StringMatches => return Comparison::Matches,
            _ => {}
        }
        // `StringLessThanEqualsPath` compares as `StringLessThanEquals`: the operand is read before.
        let name = operator.as_str();
        let name = name.strip_suffix("Path").unwrap_or(name);
        let relation = |kind: &str| name.strip_prefix(kind).map(Relation::named);
        let text = relation("String").map(Comparison::Text);
        let number = || relation("Numeric").map(Comparison::Number);
        let moment = || relation("Timestamp").map(Comparison::Moment);
        text.or_else(number).or_else(moment).unwrap_or(Comparison::Boolean)
    }
}

impl Relation {
    fn named(name: &str) -> Relation {
        match name {
            "LessThan" => Relation::LessThan,
            "GreaterThan" => Relation::GreaterThan,
            "LessThanEquals" => Relation::LessThanEquals,
            "GreaterThanEquals" => Relation::GreaterThanEquals,
            _ => Relation::Equals,
        }
    }

    fn holds(self, order: Ordering) -> bool {
        match self {
            Relation::Equals => order.is_eq(),
            Relation::LessThan => order.is_lt(),
            Relation::GreaterThan => order.is_gt(),
            Relation::LessThanEquals => order.is_le(),
            Relation::GreaterThanEquals => order.is_ge(),
        }
    }
}

impl Comparison {
    /// What a type test such as `IsString` says; `None` for what compares.
    pub(super) fn has_type(self, value: &Value) -> Option<bool> {
        Some(match self {
            Comparison::IsNull => value.is_null(),
            Comparison::IsNumeric => value.is_number(),
            Comparison::IsString => value.is_string(),
            Comparison::IsBoolean => value.is_boolean(),
            Comparison::IsTimestamp => value.as_str().is_some_and(|text| time::parse(text).is_some()),
            _ => return None,
        })
    }

    /// Whether `value` compares with `wanted` as the operator says.
    pub(super) fn holds(self, value: &Value, wanted: &Value) -> bool {
        match (self, value, wanted) {
            (Comparison::Matches, Value::String(value), Value::String(wanted)) => matches(value, wanted),
            (Comparison::Text(relation), Value::String(value), Value::String(wanted)) => {
                relation.holds(value.cmp(wanted))
            }
            (Comparison::Number(relation), Value::Number(value), Value::Number(wanted)) => {
                order(value, wanted).is_some_and(|order| relation.holds(order))
            }
            (Comparison::Moment(relation), Value::String(value), Value::String(wanted)) => {
                let moments = time::parse(value).zip(time::parse(wanted));
                moments.is_some_and(|(value, wanted)| relation.holds(value.cmp(&wanted)))
            }
            (Comparison::Boolean, Value::Bool(value), Value::Bool(wanted)) => value == wanted,
            _ => false,
        }
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
