//! From the model to JSON: fixed key order, the author's own order inside payloads, the same bytes every time.

use serde_json::Value;

use crate::json::{Json, entries_of};
use crate::model::{Catcher, Object, Retrier, State, StateMachine};
use crate::spec::wire::{Wire, write_state};

impl StateMachine {
    /// The definition as a JSON value, its keys in writing order.
    ///
    /// ```
    /// use asl_schema::model::{StateMachine, Succeed};
    /// let machine = StateMachine::new("Done").with_state("Done", Succeed::new());
    /// assert_eq!(machine.to_value(), serde_json::json!({ "StartAt": "Done", "States": { "Done": { "Type": "Succeed" } } }));
    /// ```
    pub fn to_value(&self) -> Value {
        Value::Object(self.write())
    }

    /// The definition as indented JSON text that ends with a newline.
    pub fn to_json_string(&self) -> String {
        pretty(&self.to_value())
    }
}

impl State {
    /// The state as a JSON value, `Type` first.
    pub fn to_value(&self) -> Value {
        Value::Object(write_state(self))
    }

    /// The state that a JSON object describes; the object again when its `Type` is missing or unknown.
    ///
    /// # Errors
    /// The value itself, unchanged, when it is not an object with one of the eight types.
    pub fn from_value(value: Value) -> Result<State, Value> {
        crate::spec::wire::read_state(value.into()).map_err(Json::into_value)
    }
}

impl Retrier {
    /// The retrier as a JSON value: an entry of `Retry`.
    pub fn to_value(&self) -> Value {
        Value::Object(self.write())
    }
}

impl Catcher {
    /// The catcher as a JSON value: an entry of `Catch`.
    pub fn to_value(&self) -> Value {
        Value::Object(self.write())
    }
}

impl From<Object> for StateMachine {
    /// Reads a JSON object. Nothing fails and nothing is lost: what the model has no place for is in `extra`, where the checker finds it.
    fn from(definition: Object) -> StateMachine {
        StateMachine::read(entries_of(definition))
    }
}

/// Indented JSON text that ends with a newline.
pub(crate) fn pretty(value: &Value) -> String {
    // `{:#}` of a JSON value is its indented text and cannot fail.
    format!("{value:#}\n")
}
