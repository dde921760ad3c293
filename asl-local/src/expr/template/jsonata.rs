//! Templates of JSONata states: `Output`, `Arguments`, `Assign`, `ItemSelector` and the like.

use std::fmt::Write;

use serde_json::{Map, Value};

use crate::expr::jsonata::{Bindings, Engine, evaluate_field};
use crate::expr::{Error, MAX_DEPTH};

/// The value of a template: every string in `{% … %}` evaluated, at any depth; keys are data. `field` is where the template stands, relative to its state:
/// `Output`, `Choices[1]/Condition`.
///
/// # Errors
/// `States.QueryEvaluationError` for the first expression that fails or gives nothing, with the field as its location: `Output/values[0]`.
pub fn evaluate(template: &Value, field: &str, engine: &dyn Engine, bindings: &Bindings<'_>) -> Result<Value, Error> {
    Walk { engine, bindings, field: field.to_owned() }.value(template, 0)
}

/// What stands between the delimiters, trimmed, if a string is an expression.
///
/// ```
/// use asl_local::expr::template::jsonata::expression;
/// assert_eq!(expression("{% $states.input %}"), Some("$states.input"));
/// assert_eq!(expression(" {% $states.input %} "), None);
/// ```
pub fn expression(text: &str) -> Option<&str> {
    let inner = text.strip_prefix("{%")?.strip_suffix("%}")?;
    Some(inner.trim())
}

struct Walk<'t> {
    engine: &'t dyn Engine,
    bindings: &'t Bindings<'t>,
    /// Where the value stands that is evaluated; grows and shrinks with the depth.
    field: String,
}

impl Walk<'_> {
    fn value(&mut self, template: &Value, depth: usize) -> Result<Value, Error> {
        if depth > MAX_DEPTH {
            return Err(Error::unsupported(format!("a template that nests deeper than {MAX_DEPTH} levels")));
        }
        match template {
            Value::String(text) => match expression(text) {
                Some(code) => evaluate_field(code, &self.field, self.engine, self.bindings),
                None => Ok(template.clone()),
            },
            Value::Array(items) => {
                let mut values = Vec::with_capacity(items.len());
                for (index, item) in items.iter().enumerate() {
                    values.push(self.within(format_args!("[{index}]"), item, depth)?);
                }
                Ok(Value::Array(values))
            }
            Value::Object(members) => {
                let mut values = Map::with_capacity(members.len());
                for (key, member) in members {
                    values.insert(key.clone(), self.within(format_args!("/{key}"), member, depth)?);
                }
                Ok(Value::Object(values))
            }
            literal => Ok(literal.clone()),
        }
    }

    fn within(&mut self, step: std::fmt::Arguments<'_>, template: &Value, depth: usize) -> Result<Value, Error> {
        let length = self.field.len();
        // Writing to a `String` does not fail.
        let _ = self.field.write_fmt(step);
        let value = self.value(template, depth + 1);
        self.field.truncate(length);
        value
    }
}
