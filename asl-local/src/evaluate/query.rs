//! A field of a JSONata state.

use serde_json::{Map, Value};

use super::Env;
use crate::data::Json;
use crate::expr::jsonata::{Bindings, unexpected_type};
use crate::expr::template::jsonata::{self, expression};
use crate::failure::Fault;

/// A value with expressions in it, and the field it stands in.
#[derive(Debug)]
pub(crate) struct Query {
    template: Value,
    field: String,
    reads: Reads,
}

/// Which members of `$states` the expressions name.
#[derive(Debug, Clone, Copy, Default)]
struct Reads {
    anything: bool,
    input: bool,
    context: bool,
    result: bool,
    error: bool,
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
        let states = self.states(env);
        let bindings = Bindings {
            states: &states,
            variables: env.variables,
            now_millis: i64::try_from(env.millis).unwrap_or(i64::MAX),
            entropy: env.entropy,
        };
        Ok(jsonata::evaluate(&self.template, &self.field, env.jsonata, &bindings)?)
    }

    /// `$states`, with the members that are asked for.
    fn states(&self, env: &Env<'_>) -> Value {
        let mut states = Map::new();
        let mut member = |wanted: bool, name: &str, value: Option<&Value>| {
            if let (true, Some(value)) = (wanted, value) {
                states.insert(name.to_owned(), value.clone());
            }
        };
        let plain = |value: Option<&'_ Json>| value.map(|value| (**value).clone());
        member(self.reads.input, "input", Some(env.input));
        member(self.reads.context, "context", Some(env.context));
        member(self.reads.result, "result", plain(env.result).as_ref());
        member(self.reads.error, "errorOutput", plain(env.error).as_ref());
        Value::Object(states)
    }

    /// The failure of a field whose value has another type than the field takes.
    pub(crate) fn unexpected(&self, expected: &str, value: &Value) -> Fault {
        let code = self.template.as_str().and_then(expression).unwrap_or_default();
        unexpected_type(code, &self.field, expected, value).into()
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
    /// Finds `$states` in the text. A string literal that holds the word asks for more than is needed, never for less.
    fn look_at(&mut self, code: &str) {
        for (at, word) in code.match_indices("$states") {
            let rest = code.get(at + word.len()..).unwrap_or_default();
            match rest.strip_prefix('.') {
                Some(rest) if rest.starts_with("input") => self.input = true,
                Some(rest) if rest.starts_with("result") => self.result = true,
                Some(rest) if rest.starts_with("errorOutput") => self.error = true,
                Some(rest) if rest.starts_with("context") => self.context = true,
                _ => (self.input, self.result, self.error, self.context) = (true, true, true, true),
            }
        }
    }
}
