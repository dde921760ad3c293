//! What `#[derive(Shape)]` calls. Not for hand-written code.

pub use serde::Serialize;

use serde_json::Value;

/// The JSON of a type's default.
pub fn default_json<T: Default + Serialize>() -> Option<Value> {
    to_json(&T::default())
}

/// A value as JSON; nothing if serde refuses it.
pub fn to_json<T: Serialize>(value: &T) -> Option<Value> {
    serde_json::to_value(value).ok()
}
