//! From a place in the definition to a range in the text. Built only when there is something to report.

use std::collections::HashMap;

use jsonc_parser::ast::{Object, ObjectProp, Value};
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
    root: Option<Value<'t>>,
    lines: LineIndex<'t>,
}

impl<'t> Locator<'t> {
    /// Parses the text once more, keeping ranges. For text that is not JSON every place is the whole of it.
    pub(crate) fn new(text: &'t str) -> Locator<'t> {
        let root = parse_to_ast(text, &CollectOptions::default(), &STRICT).ok().and_then(|result| result.value);
        Locator { root, lines: LineIndex::new(text) }
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
        let Some(root) = &self.root else { return self.lines.span(0, 0) };
        let mut value = root;
        let mut name = None;
        for segment in path.segments() {
            let next = match (segment, value) {
                (Segment::Key(key), Value::Object(object)) => last_property(object, key).map(|property| {
                    name = Some(property.name.range());
                    &property.value
                }),
                (Segment::Index(index), Value::Array(array)) => array.elements.get(*index).inspect(|_| name = None),
                _ => None,
            };
            let Some(next) = next else { return self.mark(value, name) };
            value = next;
        }
        if let (Some(field), Value::Object(object)) = (field, value)
            && let Some(property) = last_property(object, field)
        {
            let Range { start, end } = property.name.range();
            return self.lines.span(start, end);
        }
        self.mark(value, name)
    }

    /// What stands for a value: itself when it is short, else its key, else its opening bracket.
    fn mark(&self, value: &Value<'_>, name: Option<Range>) -> Span {
        let Range { start, end } = value.range();
        match (value, name) {
            (Value::Object(_) | Value::Array(_), Some(name)) => self.lines.span(name.start, name.end),
            (Value::Object(_) | Value::Array(_), None) => self.lines.span(start, start + 1),
            _ => self.lines.span(start, end),
        }
    }

    /// Every key that an object repeats: its place, the range of the first, the range of the repetition.
    pub(super) fn doubled_keys(&self) -> Vec<(Path, Span, Span)> {
        let mut found = Vec::new();
        if let Some(root) = &self.root {
            self.doubled_in(root, &Path::root(), &mut found);
        }
        found
    }

    /// Recursion is bounded: the text was parsed before, by a parser that stops at 128 levels.
    fn doubled_in(&self, value: &Value<'_>, at: &Path, found: &mut Vec<(Path, Span, Span)>) {
        match value {
            Value::Object(object) => {
                let mut seen: HashMap<&str, Range> = HashMap::new();
                for property in &object.properties {
                    let (key, range) = (property.name.as_str(), property.name.range());
                    let path = at.key(key);
                    if let Some(first) = seen.get(key) {
                        let first = self.lines.span(first.start, first.end);
                        found.push((path.clone(), first, self.lines.span(range.start, range.end)));
                    } else {
                        seen.insert(key, range);
                    }
                    self.doubled_in(&property.value, &path, found);
                }
            }
            Value::Array(array) => {
                for (index, element) in array.elements.iter().enumerate() {
                    self.doubled_in(element, &at.index(index), found);
                }
            }
            _ => {}
        }
    }
}

/// Of a key that is written twice the last one counts, as everywhere in JSON.
fn last_property<'o, 't>(object: &'o Object<'t>, key: &str) -> Option<&'o ObjectProp<'t>> {
    object.properties.iter().rev().find(|property| property.name.as_str() == key)
}

/// Byte offsets to lines and columns.
pub(super) struct LineIndex<'t> {
    text: &'t str,
    starts: Vec<usize>,
}

impl<'t> LineIndex<'t> {
    pub(super) fn new(text: &'t str) -> LineIndex<'t> {
        let after_breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(offset, _)| offset + 1);
        LineIndex { text, starts: std::iter::once(0).chain(after_breaks).collect() }
    }

    pub(super) fn span(&self, start: usize, end: usize) -> Span {
        Span { start: self.position(start), end: self.position(end) }
    }

    fn position(&self, offset: usize) -> Position {
        let offset = self.boundary(offset);
        let line = self.starts.partition_point(|start| *start <= offset).saturating_sub(1);
        let start = self.starts.get(line).copied().unwrap_or_default();
        let column = self.text.get(start..offset).map_or(0, |before| before.chars().count());
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        Position { offset, line: count(line + 1), column: count(column + 1) }
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
