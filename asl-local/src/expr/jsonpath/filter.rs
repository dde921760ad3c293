//! Conditions: `[?(@.price > 10 && @.kind in ['book', 'film'])]`.
//!
//! The rules are those of Jayway's `EvaluatorFactory` and `ValueNodes`: what is absent is equal to nothing, a number equals the text that reads so, and
//! an order exists among numbers and among texts only.

use std::borrow::Cow;
use std::cell::RefCell;
use std::cmp::Ordering;

use asl_schema::jsonpath::{Condition, Filter, JsonPath, Literal, Operand, Operator, Root};
use serde_json::{Number, Value};

use super::PathError;
use super::pattern::Pattern;
use super::walk::{Budget, Walk};
use crate::expr::plain_text;

/// Judges elements by conditions.
pub(super) struct Judge<'v> {
    root: &'v Value,
    /// Patterns that were compiled, with what they were written as.
    patterns: RefCell<Vec<(String, Pattern)>>,
}

/// A side of a comparison.
enum Side<'v> {
    Absent,
    Value(Cow<'v, Value>),
    Pattern(Pattern),
}

impl<'v> Judge<'v> {
    pub(super) fn new(root: &'v Value) -> Judge<'v> {
        Judge { root, patterns: RefCell::default() }
    }

    pub(super) fn root(&self) -> &'v Value {
        self.root
    }

    pub(super) fn holds(&self, filter: &Filter<'_>, item: &'v Value, budget: &Budget) -> Result<bool, PathError> {
        budget.spend(1)?;
        match &filter.condition {
            Condition::Any(parts) => {
                for part in parts {
                    if self.holds(part, item, budget)? {
                        return Ok(true);
                    }
                }
                Ok(false)
            }
            Condition::All(parts) => {
                for part in parts {
                    if !self.holds(part, item, budget)? {
                        return Ok(false);
                    }
                }
                Ok(true)
            }
            Condition::Not(part) => Ok(!self.holds(part, item, budget)?),
            // Null counts as absent: `[?(!@.session)]` was compared.
            Condition::Exists { path, wanted } => {
                let found = self.follow(path, item, budget)?;
                Ok(matches!(&found, Some(value) if !value.is_null()) == *wanted)
            }
            Condition::Compare { left, operator, right } => {
                let (left, right) = (self.side(left, item, budget)?, self.side(right, item, budget)?);
                compare(&left, *operator, &right, budget)
            }
        }
    }

    fn side<'i>(&self, operand: &Operand<'_>, item: &'i Value, budget: &Budget) -> Result<Side<'i>, PathError>
    where
        'v: 'i,
    {
        match operand {
            Operand::Path(path) => Ok(self.follow(path, item, budget)?.map_or(Side::Absent, Side::Value)),
            Operand::Literal(Literal::Pattern { pattern, flags }, _) => self.pattern(pattern, flags).map(Side::Pattern),
            Operand::Literal(literal, span) => {
                budget.spend(span.len() / 8)?;
                let value = value_of(literal);
                Ok(value.map_or(Side::Absent, |value| Side::Value(Cow::Owned(value))))
            }
        }
    }

    /// The value of a path in a filter; nothing if it isn't there.
    fn follow<'i>(
        &self,
        path: &JsonPath<'_>,
        item: &'i Value,
        budget: &Budget,
    ) -> Result<Option<Cow<'i, Value>>, PathError>
    where
        'v: 'i,
    {
        let root: &'i Value = if path.root() == Root::Item { item } else { self.root };
        budget.spend(path.steps().len())?;
        let walk = Walk::new(root);
        let found = if path.is_definite() {
            walk.one(root, path.steps())
        } else {
            // That a list below a field that is missing is empty is the service's doing, not the library's, which evaluates filters.
            let fixed = path.static_chain().count();
            let (before, after) = path.steps().split_at_checked(fixed).unwrap_or_default();
            walk.one(root, before).and_then(|start| match start {
                Cow::Borrowed(start) => walk.all(start, after).map(Cow::Owned),
                Cow::Owned(_) => Err(PathError::Missing(String::new())),
            })
        };
        budget.spend(walk.spent())?;
        match found {
            Ok(value) => Ok(Some(value)),
            Err(PathError::Missing(_)) => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn pattern(&self, pattern: &str, flags: &str) -> Result<Pattern, PathError> {
        let written = format!("/{pattern}/{flags}");
        if let Some((_, known)) = self.patterns.borrow().iter().find(|(known, _)| *known == written) {
            return Ok(known.clone());
        }
        let compiled = Pattern::new(pattern, flags)?;
        self.patterns.borrow_mut().push((written, compiled.clone()));
        Ok(compiled)
    }
}

/// What a literal stands for; nothing for a pattern.
pub(super) fn value_of(literal: &Literal<'_>) -> Option<Value> {
    Some(match literal {
        Literal::Null => Value::Null,
        Literal::Bool(value) => Value::Bool(*value),
        Literal::Number(text) => match text.parse::<i64>() {
            Ok(number) => number.into(),
            Err(_) => Number::from_f64(text.parse().ok()?).map(Value::Number)?,
        },
        Literal::Text(text) => Value::String(text.to_string()),
        Literal::Word(word) => Value::String((*word).to_owned()),
        Literal::List(items) => Value::Array(items.iter().filter_map(value_of).collect()),
        Literal::Object(members) => {
            let members = members.iter().filter_map(|(key, value)| Some((key.to_string(), value_of(value)?)));
            Value::Object(members.collect())
        }
        Literal::Pattern { .. } => return None,
    })
}

fn compare(left: &Side<'_>, operator: Operator, right: &Side<'_>, budget: &Budget) -> Result<bool, PathError> {
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
