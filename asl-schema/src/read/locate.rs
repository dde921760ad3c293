//! From a place in the definition to a range in the text. Built only when there is something to report.

use indexmap::IndexMap;
use jsonc_parser::ast::Value;
use jsonc_parser::common::{Range, Ranged};
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};

use crate::diagnostic::Diagnostic;
use crate::path::{Path, Segment};
use crate::source::{Position, Span};

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

/// The ranges of everything in a JSON text.
pub(crate) struct Locator<'t> {
    root: Option<Node>,
    doubled: Vec<Doubled>,
    lines: LineIndex<'t>,
}

/// A value and where it is.
struct Node {
    range: Range,
    children: Children,
}

enum Children {
    None,
    List(Vec<Node>),
    /// Each key with its own range. Of a key that is written twice the last one counts, as everywhere in JSON.
    Object(IndexMap<String, (Range, Node)>),
}

/// A key that an object repeats: its place, the first, the repetition.
struct Doubled(Path, Range, Range);

impl<'t> Locator<'t> {
    /// Parses the text once more, keeping ranges. For text that is not JSON every place is its beginning.
    pub(crate) fn new(text: &'t str) -> Locator<'t> {
        let parsed = parse_to_ast(text, &CollectOptions::default(), &STRICT);
        let mut doubled = Vec::new();
        let root =
            parsed.ok().and_then(|parsed| parsed.value).map(|value| Node::new(value, &Path::root(), &mut doubled));
        Locator { root, doubled, lines: LineIndex::new(text) }
    }

    /// Why the text is not JSON, and where; `None` when this parser has nothing against it.
    pub(super) fn syntax_error(text: &str) -> Option<(String, Span)> {
        let error = parse_to_ast(text, &CollectOptions::default(), &STRICT).err()?;
        let message = error.kind().to_string();
        let mut letters = message.chars();
        let message = letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default();
        let Range { start, end } = error.range();
        Some((message, LineIndex::new(text).span(start, end)))
    }

    /// Fills the ranges of a diagnostic.
    pub(crate) fn locate(&self, diagnostic: &mut Diagnostic) {
        if diagnostic.span.is_none() {
            diagnostic.span = Some(self.span(&diagnostic.path, diagnostic.field.as_deref()));
        }
        for label in &mut diagnostic.labels {
            label.span.get_or_insert_with(|| self.span(&label.path, None));
        }
    }

    /// The range of what `path` names: a scalar's value, the key of an object or list, the key of `field` if the object has it. Where the
    /// text has no such place, the nearest one around it.
    pub(crate) fn span(&self, path: &Path, field: Option<&str>) -> Span {
        let Some(mut node) = self.root.as_ref() else { return self.lines.span(0, 0) };
        let mut name = None;
        for segment in path.segments() {
            let next = match (segment, &node.children) {
                (Segment::Key(key), Children::Object(entries)) => {
                    entries.get(key).map(|(range, node)| (Some(*range), node))
                }
                (Segment::Index(index), Children::List(items)) => items.get(*index).map(|node| (None, node)),
                _ => None,
            };
            let Some(next) = next else { return self.mark(node, name) };
            (name, node) = next;
        }
        match (field, &node.children) {
            (Some(field), Children::Object(entries)) => {
                entries.get(field).map_or_else(|| self.mark(node, name), |(key, _)| self.range(*key))
            }
            _ => self.mark(node, name),
        }
    }

    /// What stands for a value: itself when it is short, else its key, else its opening bracket.
    fn mark(&self, node: &Node, name: Option<Range>) -> Span {
        match (&node.children, name) {
            (Children::None, _) => self.range(node.range),
            (_, Some(name)) => self.range(name),
            (_, None) => self.lines.span(node.range.start, node.range.start + 1),
        }
    }

    /// Every key that an object repeats: its place, the range of the first, the range of the repetition.
    pub(super) fn doubled_keys(&self) -> impl Iterator<Item = (Path, Span, Span)> {
        self.doubled.iter().map(|Doubled(path, first, second)| (path.clone(), self.range(*first), self.range(*second)))
    }

    fn range(&self, range: Range) -> Span {
        self.lines.span(range.start, range.end)
    }
}

impl Node {
    /// Recursion is bounded: the parser refuses deep text.
    fn new(value: Value<'_>, at: &Path, doubled: &mut Vec<Doubled>) -> Node {
        let range = value.range();
        let children = match value {
            Value::Array(array) => {
                let nodes = array
                    .elements
                    .into_iter()
                    .enumerate()
                    .map(|(index, item)| Node::new(item, &at.index(index), doubled));
                Children::List(nodes.collect())
            }
            Value::Object(object) => {
                let mut entries = IndexMap::with_capacity(object.properties.len());
                for property in object.properties {
                    let (key_range, key) = (property.name.range(), property.name.into_string());
                    let path = at.key(key.as_str());
                    let node = Node::new(property.value, &path, doubled);
                    if let Some((first, _)) = entries.insert(key, (key_range, node)) {
                        doubled.push(Doubled(path, first, key_range));
                    }
                }
                Children::Object(entries)
            }
            _ => Children::None,
        };
        Node { range, children }
    }
}

/// Byte offsets to lines and columns.
pub(super) struct LineIndex<'t> {
    text: &'t str,
    /// Where each line begins.
    starts: Vec<usize>,
    /// How many characters there are before each block, so that a definition in one long line costs no more than another.
    characters: Vec<usize>,
}

const BLOCK: usize = 1024;

impl<'t> LineIndex<'t> {
    pub(super) fn new(text: &'t str) -> LineIndex<'t> {
        let after_breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(offset, _)| offset + 1);
        let starts = std::iter::once(0).chain(after_breaks).collect();
        let mut characters = vec![0];
        let mut total = 0;
        for block in text.as_bytes().chunks(BLOCK) {
            total += beginnings(block);
            characters.push(total);
        }
        LineIndex { text, starts, characters }
    }

    pub(super) fn span(&self, start: usize, end: usize) -> Span {
        Span { start: self.position(start), end: self.position(end) }
    }

    fn position(&self, offset: usize) -> Position {
        let offset = self.boundary(offset);
        let line = self.starts.partition_point(|start| *start <= offset).saturating_sub(1);
        let start = self.starts.get(line).copied().unwrap_or_default();
        let column = self.characters_before(offset).saturating_sub(self.characters_before(start));
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        Position { offset, line: count(line + 1), column: count(column + 1) }
    }

    fn characters_before(&self, offset: usize) -> usize {
        let block = offset / BLOCK;
        let rest = self.text.as_bytes().get(block * BLOCK..offset).map_or(0, beginnings);
        self.characters.get(block).copied().unwrap_or_default() + rest
    }

    /// The offset of a line (from 1) and a column in bytes (from 1).
    pub(super) fn offset(&self, line: usize, column: usize) -> usize {
        let start = self.starts.get(line.saturating_sub(1)).copied().unwrap_or(self.text.len());
        self.boundary(start + column.saturating_sub(1))
    }

    /// The start of the character that `offset` is in, at most the end of the text.
    fn boundary(&self, offset: usize) -> usize {
        let offset = offset.min(self.text.len());
        (0..=offset).rev().find(|place| self.text.is_char_boundary(*place)).unwrap_or(0)
    }
}

/// The number of characters that begin in these bytes of UTF-8.
fn beginnings(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xC0 != 0x80).count()
}
