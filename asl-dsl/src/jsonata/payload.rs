//! An expression where a state takes a payload: `Arguments`, `Assign`, `Output`, `Items`, `Condition`.

use super::text::is_hazardous;
use super::{Jx, Names};
use serde_json::{Map, Number, Value};

impl Jx {
    /// The JSON that stands for it: literal objects, arrays and scalars as themselves, all else as `{% … %}` at the leaves.
    /// A literal text that some tool would read as something else becomes an expression, which keeps it data.
    pub(crate) fn to_payload(&self, names: Names<'_>) -> Value {
        let expression = || Value::String(format!("{{% {} %}}", self.to_text(names)));
        match self {
            Jx::Null => Value::Null,
            Jx::Bool(value) => Value::Bool(*value),
            // A number that serde_json would round stays an expression, for the engine to read as it can.
            Jx::Number(text) => match text.parse::<Number>() {
                Ok(number) if !number.is_f64() || self.as_int().is_none() => Value::Number(number),
                _ => expression(),
            },
            Jx::Str(text) if !is_hazardous(text) => Value::String(text.to_string()),
            Jx::Verbatim(text) => Value::String(text.to_string()),
            Jx::Object(members) if !members.iter().any(|(key, _)| is_hazardous(key)) => {
                let members = members.iter().map(|(key, value)| (key.to_string(), value.to_payload(names)));
                Value::Object(members.collect::<Map<_, _>>())
            }
            Jx::Array(elements) => Value::Array(elements.iter().map(|(value, _)| value.to_payload(names)).collect()),
            _ => expression(),
        }
    }
}
