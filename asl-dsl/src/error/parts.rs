//! Taking apart what came back with an error, whichever way it travelled.

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

/// How many nested executions are unwrapped: far more than anybody nests.
const MAX_NESTING: usize = 16;

/// `Error` and `Cause` as received, with the payload found in them.
#[derive(Clone, Debug, PartialEq)]
pub struct ErrorParts {
    name: String,
    cause: String,
    payload: Map<String, Value>,
}

impl ErrorParts {
    /// Reads the parts: a Fail state's (`Cause` is the payload), a Lambda function's (the payload is the text in
    /// `errorMessage`) or a nested execution's (`Error` and `Cause` are in the cause).
    pub fn new(error: &str, cause: &str) -> Self {
        let (mut name, mut cause) = (error.to_owned(), cause.to_owned());
        let mut payload = object(&cause);
        for _ in 0..MAX_NESTING {
            match (name.as_str(), payload.get("Status"), payload.get("Error")) {
                ("States.TaskFailed", Some(Value::String(_)), Some(Value::String(inner))) => {
                    let inner_cause = payload.get("Cause").and_then(Value::as_str).unwrap_or_default().to_owned();
                    name = inner.clone();
                    payload = object(&inner_cause);
                    cause = inner_cause;
                }
                _ => break,
            }
        }
        if let Some(Value::String(message)) = payload.get("errorMessage") {
            payload = object(message);
        }
        ErrorParts { name, cause, payload }
    }

    /// The error's name; for a nested execution that of its own failure.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The cause as received; for a nested execution that of its own failure.
    pub fn cause(&self) -> &str {
        &self.cause
    }

    /// Whether a variant named `name` stands for this error. `States.TaskFailed` stands for all but `States.Timeout`.
    pub fn is(&self, name: &str) -> bool {
        crate::error::Failure::new(self.name.as_str(), "").matches(name)
    }

    /// Whether the payload has that field.
    pub fn has(&self, key: &str) -> bool {
        self.payload.contains_key(key)
    }

    /// One field of the payload. `None` if it is missing (and the type has no null) or of another type.
    pub fn field<T: DeserializeOwned>(&self, key: &str) -> Option<T> {
        serde_json::from_value(self.payload.get(key).cloned().unwrap_or(Value::Null)).ok()
    }
}

/// The object that `text` holds; empty if it holds none.
fn object(text: &str) -> Map<String, Value> {
    match serde_json::from_str(text) {
        Ok(Value::Object(object)) => object,
        _ => Map::new(),
    }
}
