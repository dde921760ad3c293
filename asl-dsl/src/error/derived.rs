//! What `#[derive(WorkflowError)]` calls. Not for hand-written code.

use serde::Serialize;
use serde_json::{Map, Value};

/// A payload being written.
#[derive(Debug, Default)]
pub struct Payload(Map<String, Value>);

impl Payload {
    /// Without fields.
    pub fn new() -> Self {
        Payload::default()
    }

    /// Adds a field; null if serde refuses the value.
    #[must_use]
    pub fn field<T: Serialize + ?Sized>(mut self, key: &str, value: &T) -> Self {
        self.0.insert(key.to_owned(), serde_json::to_value(value).unwrap_or_default());
        self
    }

    /// The payload as compact JSON text.
    pub fn into_text(self) -> String {
        Value::Object(self.0).to_string()
    }
}
