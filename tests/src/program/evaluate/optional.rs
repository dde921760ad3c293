//! Methods of `Option`, `Result` and maps.

use super::methods::Call;
use super::{Eval, Evaluator, panics, unsupported};
use crate::program::value::Value;
use asl_dsl::shape::Type;
use std::collections::BTreeMap;

impl Evaluator<'_> {
    pub(super) fn on_option(&mut self, call: &Call<'_>, held: Option<Value>) -> Eval {
        let some = |value: Value| Ok(Value::option(Some(value)));
        Ok(match (call.name, held) {
            ("is_some", held) => Value::Bool(held.is_some()),
            ("is_none", held) => Value::Bool(held.is_none()),
            ("is_some_and", None) => Value::Bool(false),
            ("is_none_or", None) => Value::Bool(true),
            ("is_some_and" | "is_none_or", Some(value)) => Value::Bool(self.test(call.closure(0)?, [value])?),
            ("map", Some(value)) => return some(self.apply(call.closure(0)?, [value])?),
            ("and_then", Some(value)) => self.apply(call.closure(0)?, [value])?,
            ("and", Some(_)) => call.value(0)?,
            ("map" | "and_then" | "and" | "filter" | "zip" | "flatten", None) => Value::Option(None),
            ("or" | "or_else" | "unwrap_or" | "unwrap_or_else", held) => match (call.name, held) {
                ("or" | "or_else", Some(value)) => return some(value),
                (_, Some(value)) => value,
                ("or" | "unwrap_or", None) => call.value(0)?,
                (_, None) => self.apply(call.closure(0)?, [])?,
            },
            ("xor", held) => match (held, call.value(0)?) {
                (Some(value), Value::Option(None)) => return some(value),
                (None, other @ Value::Option(Some(_))) => other,
                _ => Value::Option(None),
            },
            ("zip", Some(value)) => match call.value(0)? {
                Value::Option(Some(other)) => return some(Value::Tuple(vec![value, *other])),
                _ => Value::Option(None),
            },
            ("unwrap_or_default", Some(value)) => value,
            ("unwrap_or_default", None) => self.default_at(call)?,
            ("map_or", Some(value)) => self.apply(call.closure(1)?, [value])?,
            ("map_or", None) => call.value(0)?,
            ("map_or_else", Some(value)) => self.apply(call.closure(1)?, [value])?,
            ("map_or_else", None) => self.apply(call.closure(0)?, [])?,
            ("filter", Some(value)) => match self.test(call.closure(0)?, [value.clone()])? {
                true => return some(value),
                false => Value::Option(None),
            },
            ("flatten", Some(value)) => value,
            ("ok_or", held) => {
                let error = call.value(0)?;
                Value::result(held.ok_or(error))
            }
            ("ok_or_else", Some(value)) => Value::result(Ok(value)),
            ("ok_or_else", None) => Value::result(Err(self.apply(call.closure(0)?, [])?)),
            ("unwrap" | "expect", Some(value)) => value,
            ("unwrap" | "expect", None) => return panics("unwrap of None"),
            (_, held) => return self.on_list(call, held.into_iter().collect()),
        })
    }

    pub(super) fn on_result(&mut self, call: &Call<'_>, held: Result<Value, Value>) -> Eval {
        Ok(match (call.name, held) {
            ("is_ok", held) => Value::Bool(held.is_ok()),
            ("is_err", held) => Value::Bool(held.is_err()),
            ("ok", held) => Value::option(held.ok()),
            ("err", held) => Value::option(held.err()),
            ("map", Ok(value)) => Value::result(Ok(self.apply(call.closure(0)?, [value])?)),
            ("map_err", Err(error)) => Value::result(Err(self.apply(call.closure(0)?, [error])?)),
            ("and_then", Ok(value)) => self.apply(call.closure(0)?, [value])?,
            ("or_else", Err(error)) => self.apply(call.closure(0)?, [error])?,
            ("map" | "map_err" | "and_then" | "or_else", held) => Value::result(held),
            ("map_or", Ok(value)) => self.apply(call.closure(1)?, [value])?,
            ("map_or", Err(_)) => call.value(0)?,
            ("map_or_else", Ok(value)) => self.apply(call.closure(1)?, [value])?,
            ("map_or_else", Err(error)) => self.apply(call.closure(0)?, [error])?,
            ("unwrap" | "expect" | "unwrap_or" | "unwrap_or_else" | "unwrap_or_default", Ok(value)) => value,
            ("unwrap" | "expect", Err(_)) => return panics("unwrap of Err"),
            ("unwrap_or", Err(_)) => call.value(0)?,
            ("unwrap_or_else", Err(error)) => self.apply(call.closure(0)?, [error])?,
            ("unwrap_or_default", Err(_)) => self.default_at(call)?,
            (_, held) => return call.unknown(&Value::result(held)),
        })
    }

    fn default_at(&self, call: &Call<'_>) -> Eval {
        let ty: Option<Type> = self.type_of(call.e);
        ty.as_ref().and_then(Value::default_of).map_or_else(|| panics("a default whose type isn't known here"), Ok)
    }

    pub(super) fn on_map(&mut self, call: &Call<'_>, members: BTreeMap<String, Value>) -> Eval {
        let key = |at: usize| match call.value(at)? {
            Value::Text(key) => Ok(key),
            other => unsupported(format!("the key {other:?}")),
        };
        Ok(match call.name {
            "len" => Value::usize(members.len()),
            "is_empty" => Value::Bool(members.is_empty()),
            "contains_key" => Value::Bool(members.contains_key(&key(0)?)),
            "get" => Value::option(members.get(&key(0)?).cloned()),
            "keys" | "into_keys" => Value::List(members.into_keys().map(Value::Text).collect()),
            "values" | "into_values" => Value::List(members.into_values().collect()),
            _ => {
                let pairs = members.into_iter().map(|(key, value)| Value::Tuple(vec![Value::Text(key), value]));
                return self.on_list(call, pairs.collect());
            }
        })
    }
}
