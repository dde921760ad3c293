//! The entries of a mapping: the last of two equal keys counts, and `<<` adds what is not there.

use std::ops::Range;

use asl_schema::source::{Content, Node};
use indexmap::IndexMap;
use serde_json::{Map, Value};

use super::anchors::weight;
use super::{Fault, Result, Tree};

/// The entries of a mapping so far.
#[derive(Default)]
pub(super) struct Object {
    pub(super) values: Map<String, Value>,
    pub(super) nodes: IndexMap<String, (Range<usize>, Node)>,
    pub(super) height: usize,
    pub(super) weight: usize,
}

impl Object {
    /// Adds an entry. The last one of a key counts; gives where the key was written before.
    pub(super) fn insert(&mut self, key: String, range: Range<usize>, tree: Tree) -> Option<Range<usize>> {
        self.height = self.height.max(tree.height);
        self.weight += tree.weight + weight(&key);
        self.values.insert(key.clone(), tree.value);
        self.nodes.insert(key, (range, tree.node)).map(|(first, _)| first)
    }

    /// Adds what a `<<` stands for: one mapping or several, the earlier before the later, what is written here before both.
    pub(super) fn merge(&mut self, key: Range<usize>, tree: Tree) -> Result<()> {
        let (height, size) = (tree.height, tree.weight);
        let sources = match (tree.value, tree.node.content) {
            (Value::Array(values), Content::List(nodes)) => values.into_iter().zip(nodes).collect(),
            (value, content) => vec![(value, Node { range: tree.node.range, content })],
        };
        for source in sources {
            let (Value::Object(values), Content::Object(mut nodes)) = (source.0, source.1.content) else {
                return Err(Fault::new("`<<` merges an object or a list of objects", key));
            };
            for (name, value) in values {
                if let Some(entry) = nodes.swap_remove(&name).filter(|_| !self.values.contains_key(&name)) {
                    self.values.insert(name.clone(), value);
                    self.nodes.insert(name, entry);
                }
            }
        }
        self.height = self.height.max(height);
        self.weight += size;
        Ok(())
    }
}
