//! Patterns: whether a value matches, and what it binds.

use super::operators::compare;
use super::{Eval, Evaluator, unsupported};
use crate::program::value::Value;
use asl_hir::{Expr, ExprKind, Pattern, PatternKind};
use std::cmp::Ordering;

impl Evaluator<'_> {
    /// Matches, and binds what a pattern that matches binds.
    pub(super) fn matches(&mut self, pattern: &Pattern, value: &Value) -> Eval<bool> {
        match &pattern.kind {
            PatternKind::Wild => Ok(true),
            PatternKind::Bind { var, sub } => {
                if let Some(sub) = sub
                    && !self.matches(sub, value)?
                {
                    return Ok(false);
                }
                self.set(*var, value.clone());
                Ok(true)
            }
            PatternKind::Value(literal) => self.is_literal(literal, value),
            PatternKind::Range { from, to, inclusive } => {
                let from = from.as_ref().map(|bound| self.eval(bound)).transpose()?;
                let to = to.as_ref().map(|bound| self.eval(bound)).transpose()?;
                let above = match from {
                    Some(from) => compare(value, &from)? != Ordering::Less,
                    None => true,
                };
                let below = match to {
                    Some(to) => match compare(value, &to)? {
                        Ordering::Less => true,
                        Ordering::Equal => *inclusive,
                        Ordering::Greater => false,
                    },
                    None => true,
                };
                Ok(above && below)
            }
            PatternKind::Or(alternatives) => {
                for alternative in alternatives {
                    if self.matches(alternative, value)? {
                        return Ok(true);
                    }
                }
                Ok(false)
            }
            PatternKind::Tuple(parts) => match value {
                Value::Tuple(values) => self.match_each(parts, values),
                Value::Unit if parts.is_empty() => Ok(true),
                other => unsupported(format!("a tuple pattern on {other:?}")),
            },
            PatternKind::List(parts) => match value {
                Value::List(values) => Ok(parts.len() == values.len() && self.match_each(parts, values)?),
                other => unsupported(format!("a list pattern on {other:?}")),
            },
            PatternKind::Item { name, fields } => {
                let part = |field: &str| -> Option<Value> {
                    let at: Option<usize> = field.parse().ok();
                    match value {
                        Value::Struct(shape, values) => {
                            let at = shape.0.fields.iter().position(|shape| shape.rust == field);
                            at.and_then(|at| values.get(at)).cloned()
                        }
                        Value::Variant(shape, position, values) => {
                            let shapes = shape.0.variants.get(*position)?.fields;
                            let at = shapes.iter().position(|shape| shape.rust == field);
                            at.and_then(|at| values.get(at)).cloned()
                        }
                        Value::Error(shape, position, values) => {
                            let shapes = shape.0.variants.get(*position)?.fields;
                            let named = shapes.iter().position(|shape| shape.rust == field);
                            named.or(at).and_then(|at| values.get(at)).cloned()
                        }
                        Value::Option(Some(held)) | Value::Result(Ok(held) | Err(held)) => Some((**held).clone()),
                        _ => None,
                    }
                };
                if !is_called(value, name)? {
                    return Ok(false);
                }
                for field in fields {
                    match part(&field.name) {
                        Some(value) => {
                            if !self.matches(&field.pattern, &value)? {
                                return Ok(false);
                            }
                        }
                        None => return unsupported(format!("the field {} of a pattern", field.name)),
                    }
                }
                Ok(true)
            }
        }
    }

    fn match_each(&mut self, parts: &[Pattern], values: &[Value]) -> Eval<bool> {
        for (part, value) in parts.iter().zip(values) {
            if !self.matches(part, value)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn is_literal(&mut self, literal: &Expr, value: &Value) -> Eval<bool> {
        let wanted = self.eval(literal)?;
        if let (ExprKind::Const(_), Value::Json(json)) = (&literal.kind, &wanted) {
            return Ok(value.to_json().as_ref() == Some(json));
        }
        Ok(match (&wanted, value) {
            (Value::Text(a), Value::Char(b)) => *a == b.to_string(),
            (wanted, value) => wanted == value,
        })
    }
}

/// Whether a value is the variant, or the struct, of this name.
fn is_called(value: &Value, name: &str) -> Eval<bool> {
    Ok(match value {
        Value::Option(held) => name == if held.is_some() { "Some" } else { "None" },
        Value::Result(held) => name == if held.is_ok() { "Ok" } else { "Err" },
        Value::Struct(..) => true,
        Value::Variant(shape, position, _) => shape.0.variants.get(*position).is_some_and(|v| v.rust == name),
        Value::Error(shape, position, _) => shape.0.variants.get(*position).is_some_and(|v| v.rust == name),
        other => return unsupported(format!("the pattern {name} on {other:?}")),
    })
}
