//! Values of the model ↔ values of the engine.

use indexmap::IndexMap;
use jsonata_core::value::{JArray, JValue};
use serde_json::{Map, Number, Value};

use super::super::{EngineError, States};
use super::integers::{BEYOND, Integers, MAX_EXACT};
use super::wanted::Wanted;
use crate::expr::MAX_DEPTH;

/// The engine marks its own wrappers with this member, so it can't be told from data.
pub(super) const RESERVED: &str = "__tuple__";

pub(super) struct Converter<'i> {
    integers: &'i Integers,
}

impl<'i> Converter<'i> {
    pub(super) fn new(integers: &'i Integers) -> Converter<'i> {
        Converter { integers }
    }

    /// The members of `$states` that are wanted.
    pub(super) fn states(&self, states: &States<'_>, wanted: &Wanted) -> Result<JValue, EngineError> {
        let mut object = IndexMap::with_capacity(4);
        for (name, value) in states.members() {
            let wanted = match wanted {
                Wanted::Whole => &Wanted::Whole,
                Wanted::Members(members) => match members.get(name) {
                    Some(wanted) => wanted,
                    None => continue,
                },
            };
            object.insert(name.to_owned(), self.parts(value, wanted)?);
        }
        Ok(JValue::object(object))
    }

    /// The parts of a value that are wanted. No expression names more levels than it may nest.
    pub(super) fn parts(&self, value: &Value, wanted: &Wanted) -> Result<JValue, EngineError> {
        let (Value::Object(members), Wanted::Members(wanted)) = (value, wanted) else { return self.value(value) };
        let mut object = IndexMap::with_capacity(wanted.len());
        for (name, wanted) in wanted {
            if let Some(member) = members.get(name) {
                object.insert(name.clone(), self.parts(member, wanted)?);
            }
        }
        Ok(JValue::object(object))
    }

    pub(super) fn value(&self, value: &Value) -> Result<JValue, EngineError> {
        self.at_depth(value, 0)
    }

    fn at_depth(&self, value: &Value, depth: usize) -> Result<JValue, EngineError> {
        if depth > MAX_DEPTH {
            return Err(EngineError::Unsupported(too_deep()));
        }
        Ok(match value {
            Value::Null => JValue::Null,
            Value::Bool(value) => JValue::Bool(*value),
            Value::String(text) => JValue::string(text.as_str()),
            Value::Number(number) => JValue::Number(self.number(number)),
            Value::Array(items) => {
                let is_flat = !items.iter().any(Value::is_array);
                let items = items.iter().map(|item| self.at_depth(item, depth + 1)).collect::<Result<_, _>>()?;
                JValue::Array(JArray::new_flat(items, is_flat))
            }
            Value::Object(members) => {
                let mut object = IndexMap::with_capacity(members.len());
                for (key, member) in members {
                    if key == RESERVED {
                        return Err(EngineError::Unsupported(format!("data with a field `{RESERVED}`")));
                    }
                    object.insert(key.clone(), self.at_depth(member, depth + 1)?);
                }
                JValue::object(object)
            }
        })
    }

    fn number(&self, number: &Number) -> f64 {
        if let Some(integer) = number.as_i64() {
            return self.integers.stand_in(integer);
        }
        let double = number.as_f64().unwrap_or(f64::NAN);
        let is_integer = double.fract() == 0.0 && double.abs() < BEYOND;
        if is_integer { self.integers.stand_in(double as i64) } else { double }
    }

    /// What the service writes: nothing for undefined, texts for numbers that JSON has not.
    pub(super) fn output(&self, value: &JValue) -> Result<Option<Value>, EngineError> {
        match value {
            JValue::Undefined => Ok(None),
            JValue::Lambda(_) | JValue::Builtin { .. } | JValue::Regex { .. } => Err(EngineError::ResultType),
            _ => self.json(value, 0).map(Some),
        }
    }

    fn json(&self, value: &JValue, depth: usize) -> Result<Value, EngineError> {
        if depth > MAX_DEPTH {
            return Err(EngineError::Unsupported(too_deep()));
        }
        Ok(match value {
            JValue::Null => Value::Null,
            JValue::Bool(value) => Value::Bool(*value),
            JValue::String(text) => Value::String(text.to_string()),
            JValue::Number(number) => self.json_number(*number)?,
            JValue::Array(items) => {
                Value::Array(items.iter().map(|item| self.json(item, depth + 1)).collect::<Result<_, _>>()?)
            }
            JValue::Object(members) => {
                let mut object = Map::with_capacity(members.len());
                for (key, member) in members.iter() {
                    if !member.is_undefined() {
                        object.insert(key.clone(), self.json(member, depth + 1)?);
                    }
                }
                Value::Object(object)
            }
            JValue::Undefined => return Err(EngineError::Unsupported("a list with a gap as a result".to_owned())),
            JValue::Lambda(_) | JValue::Builtin { .. } | JValue::Regex { .. } => {
                return Err(EngineError::Unsupported("a function within a result".to_owned()));
            }
        })
    }

    fn json_number(&self, number: f64) -> Result<Value, EngineError> {
        if let Some(integer) = self.integers.meaning(number) {
            return Ok(integer.into());
        }
        if number.is_nan() {
            return Ok("NaN".into());
        }
        if number.is_infinite() {
            return Ok(if number > 0.0 { "Infinity" } else { "-Infinity" }.into());
        }
        if number.fract() != 0.0 || number.abs() >= BEYOND {
            return Ok(Number::from_f64(number).map_or(Value::Null, Value::Number));
        }
        if number.abs() <= MAX_EXACT as f64 {
            return Ok((number as i64).into());
        }
        Err(EngineError::Unsupported("it computes an integer beyond 2⁵³".to_owned()))
    }
}

pub(super) fn too_deep() -> String {
    format!("a value that nests deeper than {MAX_DEPTH} levels")
}
