//! How a scalar's value is spelled in YAML: where each byte of it was written.
//!
//! The parser gives the value; this walks the source beside it. Whatever the walk does not explain ends it, and the scalar has a range and no
//! map: a range that is too wide is better than a wrong one.

use std::ops::Range;

use asl_schema::source::TextMap;
use granit_parser::ScalarStyle;

/// The map of the scalar at `range`, its quotes included; `None` when the source does not explain the value.
pub(super) fn map(text: &str, range: Range<usize>, style: ScalarStyle, value: &str) -> Option<TextMap> {
    match style {
        ScalarStyle::Literal | ScalarStyle::Folded => block(text, range.start, value),
        ScalarStyle::Plain => flow(text, range, style, value),
        ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => {
            flow(text, range.start + 1..range.end.checked_sub(1)?, style, value)
        }
    }
}

/// A block scalar, whose first line that is not blank has its content at `start`.
fn block(text: &str, start: usize, value: &str) -> Option<TextMap> {
    let bytes = text.as_bytes();
    let mut line = line_start(bytes, start);
    let indent = start - line;
    for _ in value.bytes().take_while(|byte| *byte == b'\n') {
        line = line_start(bytes, line.saturating_sub(break_before(bytes, line)));
    }
    let mut map = TextMap::new(start);
    while map.len() < value.len() {
        let end = line_end(bytes, line);
        let content = text.get((line + indent).min(end)..end)?;
        let rest = value.get(map.len()..)?;
        if rest.starts_with(content) {
            map.push(content.len(), end - content.len()..end);
        } else if !content.trim_matches([' ', '\t']).is_empty() {
            return None;
        }
        let next = end + break_at(bytes, end);
        match value.as_bytes().get(map.len()) {
            // A fold is a blank, or nothing beside an empty line. At the end of the text the last line's break may be missing.
            Some(b'\n' | b' ') => map.push(1, end..next),
            _ if next == end => break,
            _ => {}
        }
        line = next;
    }
    (map.len() == value.len()).then_some(map)
}

/// A plain or quoted scalar, without its quotes.
fn flow(text: &str, inner: Range<usize>, style: ScalarStyle, value: &str) -> Option<TextMap> {
    let bytes = text.as_bytes().get(..inner.end)?;
    let mut map = TextMap::new(inner.start);
    let (mut at, mut copied) = (inner.start, inner.start);
    loop {
        let (written, decoded) = match bytes.get(at) {
            None => (0, 0),
            Some(b' ' | b'\t' | b'\r' | b'\n') => match fold(bytes, at) {
                (blanks, 0) => {
                    at += blanks;
                    continue;
                }
                (run, breaks) => (run, if breaks == 1 { 1 } else { breaks - 1 }),
            },
            Some(b'\'') if style == ScalarStyle::SingleQuoted => (2, 1),
            Some(b'\\') if style == ScalarStyle::DoubleQuoted => {
                let value = value.get(map.len() + (at - copied)..)?;
                escape(bytes, at, value)
            }
            Some(_) => {
                at += 1;
                continue;
            }
        };
        let same = text.get(copied..at)?;
        if !value.get(map.len()..)?.starts_with(same) {
            return None;
        }
        map.push(same.len(), copied..at);
        if written == 0 {
            break;
        }
        map.push(decoded, at..at + written);
        at += written;
        copied = at;
    }
    (map.len() == value.len()).then_some(map)
}

/// The length of an escape in the source and of its value, which is what `value` begins with.
fn escape(bytes: &[u8], at: usize, value: &str) -> (usize, usize) {
    let digits = match bytes.get(at + 1) {
        Some(b'\r' | b'\n') => {
            let (run, breaks) = fold(bytes, at + 1);
            return (1 + run, breaks - 1);
        }
        Some(b'x') => 2,
        Some(b'u') => 4,
        Some(b'U') => 8,
        _ => 0,
    };
    let decoded = value.chars().next().map_or(0, char::len_utf8);
    // As in JSON, two escapes spell a character beyond the first plane.
    let pair = digits == 4 && decoded == 4;
    (if pair { 12 } else { 2 + digits }, decoded)
}

/// The length of a run of blanks and line breaks, and how many breaks it has.
fn fold(bytes: &[u8], start: usize) -> (usize, usize) {
    let (mut at, mut breaks) = (start, 0);
    loop {
        match bytes.get(at) {
            Some(b' ' | b'\t') => at += 1,
            Some(b'\r' | b'\n') => {
                at += break_at(bytes, at);
                breaks += 1;
            }
            _ => return (at - start, breaks),
        }
    }
}

/// The length of the line break at `at`; 0 when there is none.
fn break_at(bytes: &[u8], at: usize) -> usize {
    match (bytes.get(at), bytes.get(at + 1)) {
        (Some(b'\r'), Some(b'\n')) => 2,
        (Some(b'\r' | b'\n'), _) => 1,
        _ => 0,
    }
}

/// The length of the line break that ends before `at`.
fn break_before(bytes: &[u8], at: usize) -> usize {
    match bytes.get(..at) {
        Some([.., b'\r', b'\n']) => 2,
        Some([.., b'\r' | b'\n']) => 1,
        _ => 0,
    }
}

fn line_start(bytes: &[u8], at: usize) -> usize {
    let before = bytes.get(..at).unwrap_or_default();
    before.iter().rposition(|byte| matches!(byte, b'\r' | b'\n')).map_or(0, |place| place + 1)
}

fn line_end(bytes: &[u8], at: usize) -> usize {
    let rest = bytes.get(at..).unwrap_or_default();
    at + rest.iter().position(|byte| matches!(byte, b'\r' | b'\n')).unwrap_or(rest.len())
}
