//! The lines of a text that a finding is about, however long they are.
//!
//! A definition can be one line of 300 KB. Of a line longer than [`LONGEST`] bytes only the surroundings of what is meant are shown; `...`
//! stands for the rest, as in the messages of rustc.

use std::ops::Range;

use asl_schema::Span;

/// The longest line that is shown whole.
const LONGEST: usize = 160;
/// How much of a longer line is shown before and after what is meant.
const AROUND: usize = 50;
/// How far the ends of a line are looked for.
const REACH: usize = 8 * LONGEST;
const DOTS: &str = "...";

/// Some lines of a text, and a range in them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Excerpt {
    pub(super) text: String,
    pub(super) range: Range<usize>,
    /// The number of the first line.
    pub(super) line: u32,
    /// The column of what is meant in the text, where the one in the excerpt is another.
    pub(super) cut: Option<Cut>,
}

/// The column (in characters, from 1) in the excerpt and in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cut {
    pub(super) shown: usize,
    pub(super) real: u32,
}

impl Excerpt {
    /// The line that the span begins in. Of a span over many lines the first is marked: it says where to look.
    pub(super) fn of(text: &str, span: Span) -> Excerpt {
        let Range { start, end } = line_at(text, span.start.offset);
        let line = text.get(start..end).unwrap_or_default();
        let from = span.start.offset.saturating_sub(start).min(line.len());
        let to = span.end.offset.saturating_sub(start).clamp(from, line.len());
        if line.len() <= LONGEST {
            return Excerpt { text: line.to_owned(), range: from..to, line: span.start.line, cut: None };
        }
        let left = boundary(line, from.saturating_sub(AROUND));
        let stop = boundary(line, to.min(from + LONGEST));
        let right = boundary(line, stop + AROUND);
        let before = if left > 0 { DOTS } else { "" };
        let after = if right < line.len() { DOTS } else { "" };
        let shown = format!("{before}{}{after}", line.get(left..right).unwrap_or_default());
        let start = before.len() + from - left;
        let column = shown.get(..start).unwrap_or_default().chars().count() + 1;
        Excerpt {
            range: start..start + stop.saturating_sub(from),
            text: shown,
            line: span.start.line,
            cut: Some(Cut { shown: column, real: span.start.column }),
        }
    }
}

/// The bytes of the line that the offset is in, its end of line not included. Of a line that is not shown whole only a part: thousands of
/// findings in one line must not cost its length each.
pub(super) fn line_at(text: &str, offset: usize) -> Range<usize> {
    let offset = boundary(text, offset);
    let (first, last) = (boundary(text, offset.saturating_sub(REACH)), boundary(text, offset + REACH));
    let before = text.get(first..offset).unwrap_or_default();
    let after = text.get(offset..last).unwrap_or_default();
    let start = before.rfind('\n').map_or(first, |at| first + at + 1);
    let end = after.find('\n').map_or(last, |at| offset + at);
    let line = text.get(start..end).unwrap_or_default();
    start..start + line.strip_suffix('\r').unwrap_or(line).len()
}

/// Whether the line is shown whole.
pub(super) fn is_short(line: &Range<usize>) -> bool {
    line.len() <= LONGEST
}

/// The start of the character at the offset, at most the end of the text.
fn boundary(text: &str, offset: usize) -> usize {
    let offset = offset.min(text.len());
    (0..=offset).rev().find(|place| text.is_char_boundary(*place)).unwrap_or(0)
}

#[cfg(test)]
mod tests;
