//! The variables that a state sees.

use std::sync::Arc;

use indexmap::IndexMap;
use serde_json::Value;

use crate::expr;

/// Assigned values by name. Copies share them until one side assigns: a branch starts with what its Parallel sees, and what it assigns ends with it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Variables(Arc<IndexMap<String, Arc<Value>>>);

impl Variables {
    /// Assigns all of `values`; they become visible together.
    pub(crate) fn assign(&mut self, values: &IndexMap<String, Arc<Value>>) {
        if !values.is_empty() {
            let own = Arc::make_mut(&mut self.0);
            own.extend(values.iter().map(|(name, value)| (name.clone(), value.clone())));
        }
    }
}

impl expr::Variables for Variables {
    fn get(&self, name: &str) -> Option<&Value> {
        self.0.get(name).map(|value| &**value)
    }
}
