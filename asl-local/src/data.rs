//! How data goes into a state and comes out of it: `InputPath` to `OutputPath`, `Arguments` to `Output`, `Assign`.
//!
//! All expressions of a state see the variables as they were on entry; what is assigned is handed back and becomes visible with the next state.

mod effective;
mod json;
mod result;
mod trace;

use indexmap::IndexMap;
use serde_json::Value;

pub(crate) use self::json::Json;
pub(crate) use self::trace::Trace;

/// Variables that a state assigns, in the order they are written.
pub(crate) type Assigned = IndexMap<String, Json>;

/// What a state hands on.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Finished {
    pub(crate) output: Json,
    pub(crate) assigned: Assigned,
}

/// An object of variables. Templates of `Assign` are objects; what isn't one assigns nothing.
pub(crate) fn assigned(value: Value) -> Assigned {
    match value {
        Value::Object(fields) => fields.into_iter().map(|(name, value)| (name, Json::new(value))).collect(),
        _ => Assigned::new(),
    }
}
