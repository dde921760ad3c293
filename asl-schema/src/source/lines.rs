//! Byte offsets to lines and columns.

use super::{Position, Span, TextMap};

/// The lines of a text; for a text inside a string of another one, the lines of the outer.
///
/// ```
/// use asl_schema::source::Lines;
/// let lines = Lines::of("a\né: b");
/// assert_eq!(lines.span(6, 7).to_string(), "2:4");
/// ```
#[derive(Debug)]
pub struct Lines<'t> {
    text: &'t str,
    /// Where each line begins.
    starts: Vec<usize>,
    /// How many characters there are before each block, so that a definition in one long line costs no more than another.
    characters: Vec<usize>,
    /// From offsets in the inner text to offsets in `text`.
    outer: Option<&'t TextMap>,
}

const BLOCK: usize = 1024;

impl<'t> Lines<'t> {
    /// The lines of a text that stands for itself. Looks at all of it once.
    pub fn of(text: &'t str) -> Lines<'t> {
        Lines::new(text, None)
    }

    pub(crate) fn new(text: &'t str, outer: Option<&'t TextMap>) -> Lines<'t> {
        let after_breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(offset, _)| offset + 1);
        let starts = std::iter::once(0).chain(after_breaks).collect();
        let mut characters = vec![0];
        let mut total = 0;
        for block in text.as_bytes().chunks(BLOCK) {
            total += beginnings(block);
            characters.push(total);
        }
        Lines { text, starts, characters, outer }
    }

    /// The text that the lines are of.
    pub(crate) fn text(&self) -> &'t str {
        self.text
    }

    /// The range between two offsets of the definition.
    pub fn span(&self, start: usize, end: usize) -> Span {
        let range = self.outer.map_or(start..end, |map| map.range(start..end));
        self.outer_span(range.start, range.end)
    }

    /// The range between two offsets of the text that the definition stands in.
    pub(crate) fn outer_span(&self, start: usize, end: usize) -> Span {
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

    /// The start of the character that `offset` is in, at most the end of the text.
    fn boundary(&self, offset: usize) -> usize {
        let offset = offset.min(self.text.len());
        (0..=offset).rev().find(|place| self.text.is_char_boundary(*place)).unwrap_or(0)
    }
}

/// The offset in `text` of a line (from 1) and a column in bytes (from 1), at most its end.
pub(crate) fn offset_of(text: &str, line: usize, column: usize) -> usize {
    let start = match line.saturating_sub(2) {
        _ if line <= 1 => Some(0),
        breaks => text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').nth(breaks).map(|(offset, _)| offset + 1),
    };
    let offset = start.map_or(text.len(), |start| (start + column.saturating_sub(1)).min(text.len()));
    (0..=offset).rev().find(|place| text.is_char_boundary(*place)).unwrap_or(0)
}

/// The number of characters that begin in these bytes of UTF-8.
fn beginnings(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xC0 != 0x80).count()
}
