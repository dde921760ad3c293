//! `${Name}` in a definition: what a template fills before Step Functions sees it.

use std::ops::Range;

use asl_schema::source::TextMap;

/// The names in `${…}` and where the whole of each stands. `${!Name}`, which is an escaped one, is none.
pub(super) fn placeholders(text: &str) -> impl Iterator<Item = (&str, Range<usize>)> {
    text.match_indices("${").filter_map(|(start, _)| {
        let name = name(text.get(start + 2..)?)?;
        Some((name, start..start + name.len() + 3))
    })
}

/// The name that stands before a `}` at the beginning of a text.
pub(super) fn name(text: &str) -> Option<&str> {
    let is_part = |letter: char| letter.is_ascii_alphanumeric() || "_.:-".contains(letter);
    let length = text.find(|letter| !is_part(letter)).filter(|length| *length > 0)?;
    text.get(length..)?.starts_with('}').then_some(text.get(..length)?)
}

/// A text that a template composes, and where each byte of it was written.
#[derive(Debug, Clone, Default)]
pub(super) struct Text {
    pub(super) text: String,
    pub(super) map: TextMap,
    /// What CloudFormation fills in itself: parts that are placeholders here and something else when it is deployed.
    pub(super) filled: Vec<Range<usize>>,
}

impl Text {
    pub(super) fn new(source: usize) -> Text {
        Text { map: TextMap::new(source), ..Text::default() }
    }

    /// All of a file that is a definition in JSON.
    pub(super) fn of_file(text: &str) -> Text {
        Text { text: text.to_owned(), map: TextMap::plain(0..text.len()), filled: Vec::new() }
    }

    /// Adds what is written in the file.
    pub(super) fn push(&mut self, text: &str, map: &TextMap) {
        self.text.push_str(text);
        self.map.append(map);
    }

    /// Adds what the function or the name at `source` will be.
    pub(super) fn fill(&mut self, name: &str, source: Range<usize>) {
        let start = self.text.len();
        self.text.extend(["${", name, "}"]);
        self.map.push(self.text.len() - start, source);
        self.filled.push(start..self.text.len());
    }

    pub(super) fn append(&mut self, other: &Text) {
        let start = self.text.len();
        self.push(&other.text, &other.map);
        self.filled.extend(other.filled.iter().map(|range| range.start + start..range.end + start));
    }

    /// The names that something else than CloudFormation has to fill, and where in the file they are.
    pub(super) fn uses(&self) -> Vec<(String, Range<usize>)> {
        let open = placeholders(&self.text).filter(|(_, range)| {
            let index = self.filled.partition_point(|filled| filled.end <= range.start);
            self.filled.get(index).is_none_or(|filled| filled.start > range.start)
        });
        open.map(|(name, range)| (name.to_owned(), self.map.range(range))).collect()
    }

    /// With quotes around placeholders that stand for a number or an object: `"TimeoutSeconds": ${Timeout}` is JSON only when it is filled.
    pub(super) fn with_quotes(self) -> Text {
        let bare = bare_placeholders(&self.text);
        if bare.is_empty() {
            return self;
        }
        let mut quoted = Text::new(self.map.range(0..0).start);
        let mut at = 0;
        let copy = |range: Range<usize>, quoted: &mut Text| {
            quoted.push(self.text.get(range.clone()).unwrap_or_default(), &self.map.part(range));
        };
        for range in bare {
            copy(at..range.start, &mut quoted);
            let source = self.map.range(range.clone());
            quoted.push("\"", &quote(source.start));
            copy(range.clone(), &mut quoted);
            quoted.push("\"", &quote(source.end));
            at = range.end;
        }
        copy(at..self.text.len(), &mut quoted);
        quoted
    }
}

/// A definition in JSON as it is before a template fills numbers and objects in: those have quotes then. `None` when there are none.
pub(in crate::document) fn unfilled(text: &str) -> Option<(String, TextMap)> {
    if bare_placeholders(text).is_empty() {
        return None;
    }
    let Text { text, map, .. } = Text::of_file(text).with_quotes();
    Some((text, map))
}

/// A quote that is nowhere in the file.
fn quote(at: usize) -> TextMap {
    let mut map = TextMap::new(at);
    map.push(1, at..at);
    map
}

/// The placeholders that stand outside of the strings of a JSON text.
fn bare_placeholders(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let (mut at, mut in_string, mut bare) = (0, false, Vec::new());
    for (_, range) in placeholders(text) {
        while at < range.start {
            match bytes.get(at) {
                Some(b'"') => in_string = !in_string,
                Some(b'\\') => at += 1,
                _ => {}
            }
            at += 1;
        }
        if !in_string && at == range.start {
            bare.push(range.clone());
            at = range.end;
        }
    }
    bare
}
