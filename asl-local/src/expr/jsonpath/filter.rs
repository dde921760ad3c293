//! Conditions: `[?(@.price > 10 && @.kind in ['book', 'film'])]`. How two sides compare is in `compare.rs`.

use std::borrow::Cow;
use std::cell::RefCell;

use asl_schema::jsonpath::{Condition, Filter, JsonPath, Literal, Operand, Root};
use serde_json::{Number, Value};

use super::PathError;
use super::compare::{Side, compare};
use super::pattern::Pattern;
use super::walk::{Budget, Walk};

/// Judges elements by conditions.
pub(super) struct Judge<'v> {
    root: &'v Value,
    /// Patterns that were compiled, with what they were written as.
    patterns: RefCell<Vec<(String, Pattern)>>,
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
