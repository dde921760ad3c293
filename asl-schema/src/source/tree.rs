//! The places of everything in a text that was read as a JSON value, whatever its format.

use std::ops::Range;

use indexmap::IndexMap;
use jsonc_parser::ast::Value;
use jsonc_parser::common::Ranged;
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};

use super::TextMap;
use crate::path::{Path, Segment};

/// JSON and nothing more.
const STRICT: ParseOptions = ParseOptions {
    allow_comments: false,
    allow_loose_object_property_names: false,
    allow_trailing_commas: false,
    allow_missing_commas: false,
    allow_single_quoted_strings: false,
    allow_hexadecimal_numbers: false,
    allow_unary_plus_numbers: false,
    allow_bare_decimal_point_numbers: false,
    allow_non_finite_numbers: false,
    allow_extended_string_escapes: false,
};

/// A value and where it was written. A reader of another format than JSON makes a tree of these beside the value.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// The bytes of the value, quotes and brackets included.
    pub range: Range<usize>,
    /// What is inside.
    pub content: Content,
}

/// What is inside a [`Node`].
#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    /// A number, a boolean, null, or a string of which nothing more is known.
    Scalar,
    /// A JSON string literal.
    JsonString,
    /// A string that is spelled in another way.
    Text(TextMap),
    /// A list.
    List(Vec<Node>),
    /// Each key with its own range. Of a key that is written twice the last one counts, as everywhere in JSON.
    Object(IndexMap<String, (Range<usize>, Node)>),
}

/// A key that an object has twice.
#[derive(Debug, Clone, PartialEq)]
pub struct Repeated {
    /// Its place in the definition.
    pub path: Path,
    /// Where the key was written first.
    pub first: Range<usize>,
    /// Where it was written again; the value there counts.
    pub second: Range<usize>,
}

impl Node {
    /// The tree of a JSON text, and the keys that objects in it repeat; `None` when it is not JSON.
    pub fn of_json(text: &str) -> Option<(Node, Vec<Repeated>)> {
        let value = parse_to_ast(text, &CollectOptions::default(), &STRICT).ok()?.value?;
        let mut repeated = Vec::new();
        let node = Node::convert(value, &Path::root(), &mut repeated);
        Some((node, repeated))
    }

    /// The tree of a JSON text, each range in it moved by `map`: the text is (a part of) a string in another text.
    pub fn of_embedded_json(text: &str, map: &TextMap) -> Option<Node> {
        let (mut node, _) = Node::of_json(text)?;
        node.embed(text, map);
        Some(node)
    }

    fn embed(&mut self, text: &str, map: &TextMap) {
        match &mut self.content {
            Content::Scalar | Content::Text(_) => {}
            Content::JsonString => {
                let literal = text.get(self.range.clone()).unwrap_or_default();
                if let Some(inner) = TextMap::of_json_string(literal, self.range.start) {
                    self.content = Content::Text(inner.through(map));
                }
            }
            Content::List(items) => items.iter_mut().for_each(|item| item.embed(text, map)),
            Content::Object(entries) => {
                for (key, node) in entries.values_mut() {
                    *key = map.range(key.clone());
                    node.embed(text, map);
                }
            }
        }
        self.range = map.range(self.range.clone());
    }

    /// Why the text is not JSON, and where; `None` when this parser has nothing against it.
    pub(crate) fn syntax_error(text: &str) -> Option<(String, Range<usize>)> {
        let error = parse_to_ast(text, &CollectOptions::default(), &STRICT).err()?;
        let message = error.kind().to_string();
        let mut letters = message.chars();
        let message = letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default();
        Some((message, error.range().start..error.range().end))
    }

    /// The value that one step leads to, with the range of its key.
    pub fn child(&self, segment: &Segment) -> Option<(Option<Range<usize>>, &Node)> {
        match (segment, &self.content) {
            (Segment::Key(key), Content::Object(entries)) => {
                entries.get(key).map(|(range, node)| (Some(range.clone()), node))
            }
            (Segment::Index(index), Content::List(items)) => items.get(*index).map(|node| (None, node)),
            _ => None,
        }
    }

    /// Recursion is bounded: the parser refuses deep text.
    fn convert(value: Value<'_>, at: &Path, repeated: &mut Vec<Repeated>) -> Node {
        let range = value.range().start..value.range().end;
        let content = match value {
            Value::StringLit(_) => Content::JsonString,
            Value::Array(array) => {
                let items = array.elements.into_iter().enumerate();
                Content::List(items.map(|(index, item)| Node::convert(item, &at.index(index), repeated)).collect())
            }
            Value::Object(object) => {
                let mut entries = IndexMap::with_capacity(object.properties.len());
                for property in object.properties {
                    let second = property.name.range().start..property.name.range().end;
                    let key = property.name.into_string();
                    let path = at.key(key.as_str());
                    let node = Node::convert(property.value, &path, repeated);
                    if let Some((first, _)) = entries.insert(key, (second.clone(), node)) {
                        repeated.push(Repeated { path, first, second });
                    }
                }
                Content::Object(entries)
            }
            _ => Content::Scalar,
        };
        Node { range, content }
    }
}
