//! Reads of what cannot be there, and where in the definition their code stands.

use std::collections::HashMap;
use std::ops::Range;

use serde_json::Value;

use super::scene::What;
use crate::check::context::{Context, StateId};
use crate::check::parsed::address;
use crate::data::Shape;
use crate::path::Path;
use crate::spec::wire::state_fields;
use crate::spec::{Fields, View};

/// A read of a field that certainly is not there.
#[derive(Debug, Clone)]
pub(crate) struct Finding<'a> {
    pub(crate) state: StateId,
    /// The string that the code stands in.
    pub(crate) text: &'a str,
    /// Where in the string the name stands.
    pub(crate) range: Range<usize>,
    pub(crate) name: String,
    /// What it is read from.
    pub(crate) of: Shape,
    /// What that is, if it is the whole of something.
    pub(crate) from: Option<What>,
    /// The code that leads there, otherwise.
    pub(crate) above: String,
}

/// How deep payloads are followed.
const DEEPEST: usize = 128;

/// The places of strings of a state, by their address: one walk for all, and only where there is something to report.
pub(crate) fn locate(context: &Context<'_>, state: StateId) -> HashMap<usize, Path> {
    let mut places = HashMap::new();
    if let Some(node) = context.states.get(state) {
        fields(state_fields(node.state), &context.state_path(state), &mut places);
    }
    places
}

fn fields(node: &dyn Fields, path: &Path, places: &mut HashMap<usize, Path>) {
    let mut all = Vec::new();
    node.each(&mut |field, view| all.push((field, view)));
    for (field, view) in all {
        let place = path.key(field.name);
        match view {
            View::Text(text) | View::Expression(text) => {
                places.insert(address(text), place);
            }
            View::Json(value) => strings(value, &place, 0, places),
            View::Object(entries) => entries.iter().for_each(|(key, value)| strings(value, &place.key(key), 1, places)),
            View::Node(inner) => fields(inner, &place, places),
            View::Nodes(list) => {
                for index in 0..list.len() {
                    if let Some(inner) = list.get(index) {
                        fields(inner, &place.index(index), places);
                    }
                }
            }
            View::Null | View::Flag | View::Number(_) | View::Texts(_) | View::States => {}
        }
    }
}

fn strings(value: &Value, path: &Path, depth: usize, places: &mut HashMap<usize, Path>) {
    match value {
        Value::String(text) => {
            places.insert(address(text), path.clone());
        }
        Value::Array(items) if depth < DEEPEST => {
            items.iter().enumerate().for_each(|(index, item)| strings(item, &path.index(index), depth + 1, places));
        }
        Value::Object(entries) if depth < DEEPEST => {
            entries.iter().for_each(|(key, value)| strings(value, &path.key(key), depth + 1, places));
        }
        _ => {}
    }
}
