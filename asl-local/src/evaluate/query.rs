//! A field of a JSONata state.

use serde_json::{Map, Value};

use super::Env;
use crate::expr::jsonata::{Bindings, States, unexpected_type};
use crate::expr::template::jsonata::{self, expression};
use crate::failure::Fault;

/// A value with expressions in it, and the field it stands in.
#[derive(Debug)]
pub(crate) struct Query {
    template: Value,
    field: String,
    reads: Reads,
}

/// What the expressions need.
#[derive(Debug, Clone, Copy, Default)]
struct Reads {
    anything: bool,
    context: bool,
}

impl Query {
    /// Makes the value of a field ready; `field` is its place in the state.
    pub(crate) fn compile(template: &Value, field: &str) -> Query {
        let mut reads = Reads::default();
        collect(template, &mut reads);
        Query { template: template.clone(), field: field.to_owned(), reads }
    }

    /// A field that is one string.
    pub(crate) fn text(text: &str, field: &str) -> Query {
        Query::compile(&Value::from(text), field)
    }

    /// `Assign` and `Credentials`.
    pub(crate) fn of_object(object: &Map<String, Value>, field: &str) -> Query {
        Query::compile(&Value::Object(object.clone()), field)
    }

    pub(crate) fn uses_context(&self) -> bool {
        self.reads.context
    }

    /// The value.
    pub(crate) fn eval(&self, env: &Env<'_>) -> Result<Value, Fault> {
        if !self.reads.anything {
            return Ok(self.template.clone());
        }
        let states = States {
            input: Some(env.input),
            context: Some(env.context),
            result: env.result.map(|result| &**result),
            error_output: env.error.map(|error| &**error),
        };
        let bindings = Bindings {
            states,
            variables: env.variables,
            now_millis: i64::try_from(env.millis).unwrap_or(i64::MAX),
            entropy: env.entropy,
        };
        Ok(jsonata::evaluate(&self.template, &self.field, env.jsonata, &bindings)?)
    }

    /// The failure of a field whose value has another type than the field takes.
    pub(crate) fn unexpected(&self, expected: &str, value: &Value) -> Fault {
        let code = self.template.as_str().and_then(expression).unwrap_or_default();
        unexpected_type(code, &self.field, expected, value).into()
    }

    /// The same of a member of the field.
    pub(crate) fn unexpected_member(&self, member: &str, expected: &str, value: &Value) -> Fault {
        let code = self.template.get(member).and_then(Value::as_str).and_then(expression).unwrap_or_default();
        unexpected_type(code, &format!("{}/{member}", self.field), expected, value).into()
    }

    /// The failure of a field whose value the state can't take, in the state's words.
    pub(crate) fn refuse(&self, cause: impl Into<String>) -> Fault {
        Fault::query(Some(self.field.clone()), cause.into())
    }
}

fn collect(template: &Value, reads: &mut Reads) {
    let mut waiting = vec![template];
    while let Some(value) = waiting.pop() {
        match value {
            Value::String(text) => {
                if let Some(code) = expression(text) {
                    reads.anything = true;
                    reads.look_at(code);
                }
            }
            Value::Array(items) => waiting.extend(items),
            Value::Object(fields) => waiting.extend(fields.values()),
            _ => {}
        }
    }
}

impl Reads {
    /// Finds the context object in the text. A string literal that holds the word asks for it in vain.
    fn look_at(&mut self, code: &str) {
        for (at, word) in code.match_indices("$states") {
            let rest = code.get(at + word.len()..).unwrap_or_default();
            let is_other = ["input", "result", "errorOutput"]
                .iter()
                .any(|name| rest.strip_prefix('.').is_some_and(|rest| rest.starts_with(name)));
            // `%` leads from a member to the whole.
            self.context |= !is_other || code.contains('%');
        }
    }
}
