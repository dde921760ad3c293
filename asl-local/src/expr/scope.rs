//! What an expression can see.

use serde_json::{Map, Value};

use super::Entropy;

/// The variables that are visible where an expression stands, those of outer scopes included.
pub trait Variables {
    /// The value of `$name`; the name comes without `$`.
    fn get(&self, name: &str) -> Option<&Value>;
}

/// No variable is assigned.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoVariables;

impl Variables for NoVariables {
    fn get(&self, _: &str) -> Option<&Value> {
        None
    }
}

impl Variables for Map<String, Value> {
    fn get(&self, name: &str) -> Option<&Value> {
        Map::get(self, name)
    }
}

/// What paths and intrinsic functions see.
#[derive(Clone, Copy)]
pub struct Scope<'s> {
    /// `$`: what the field is evaluated on.
    pub input: &'s Value,
    /// `$$`: the context object.
    pub context: &'s Value,
    /// `$name`
    pub variables: &'s dyn Variables,
    /// What `States.UUID()` and `States.MathRandom()` draw from.
    pub entropy: &'s Entropy,
}

impl std::fmt::Debug for Scope<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Scope").field("input", self.input).field("context", self.context).finish_non_exhaustive()
    }
}
