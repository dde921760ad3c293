//! The data between the steps, for those who ask.

use serde_json::{Map, Value};

use super::Json;

/// Takes down what TestState calls inspection data; a run doesn't, and pays nothing.
#[derive(Debug, Default)]
pub(crate) struct Trace(Option<Map<String, Value>>);

impl Trace {
    /// A trace that writes nothing.
    pub(crate) fn off() -> Trace {
        Trace(None)
    }

    /// A trace that keeps what is written.
    pub(crate) fn on() -> Trace {
        Trace(Some(Map::new()))
    }

    /// Takes down a value under AWS's name for it.
    #[inline]
    pub(crate) fn note(&mut self, name: &str, value: &Json) {
        if self.0.is_some() {
            self.note_value(name, || (**value).clone());
        }
    }

    /// Takes down a number that was worked out.
    pub(crate) fn note_value(&mut self, name: &str, value: impl FnOnce() -> Value) {
        if let Some(notes) = &mut self.0 {
            notes.insert(name.to_owned(), value());
        }
    }

    /// What was taken down.
    pub(crate) fn into_notes(self) -> Map<String, Value> {
        self.0.unwrap_or_default()
    }
}
