//! The variables that a state sees.

use std::sync::Arc;

use indexmap::IndexMap;
use serde_json::Value;

use crate::data::Json;
use crate::expr;

/// Assigned values by name. Copies share them until one side assigns: a branch starts with what its Parallel sees, and what it assigns ends with it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Variables(Arc<IndexMap<String, Stored>>);

#[derive(Debug, Clone)]
struct Stored {
    value: Json,
    bytes: usize,
}

impl Variables {
    /// Assigns all of `values`, whose JSON texts have so many bytes; they become visible together.
    pub(crate) fn assign(&mut self, values: &IndexMap<String, Json>, bytes: &[usize]) {
        if !values.is_empty() {
            let own = Arc::make_mut(&mut self.0);
            let bytes = bytes.iter().copied().chain(std::iter::repeat(0));
            own.extend(
                values
                    .iter()
                    .zip(bytes)
                    .map(|((name, value), bytes)| (name.clone(), Stored { value: value.clone(), bytes })),
            );
        }
    }

    /// How many bytes the value of that name has; 0 when there is none.
    pub(crate) fn bytes_of(&self, name: &str) -> usize {
        self.0.get(name).map_or(0, |stored| stored.bytes)
    }
}

impl expr::Variables for Variables {
    fn get(&self, name: &str) -> Option<&Value> {
        self.0.get(name).map(|stored| &*stored.value)
    }
}
