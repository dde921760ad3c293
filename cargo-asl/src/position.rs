//! Lines and columns of texts that `asl-schema` did not read: configurations, and files that are no text.

use std::ops::Range;

use asl_schema::{Position, Span};

/// The lines and columns of a range of bytes.
pub(crate) fn span(text: &str, range: Range<usize>) -> Span {
    Span { start: position(text, range.start), end: position(text, range.end.max(range.start)) }
}

/// The line and column (in characters) of an offset, at most the end of the text.
pub(crate) fn position(text: &str, offset: usize) -> Position {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    let before = text.get(..offset).unwrap_or_default();
    let line = before.rsplit('\n').next().unwrap_or_default();
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    Position { offset, line: count(before.matches('\n').count() + 1), column: count(line.chars().count() + 1) }
}

#[cfg(test)]
mod tests {
    use super::position;

    #[test]
    fn columns_count_characters_of_the_line() {
        let at = |offset| {
            let place = position("é\r\n日本x", offset);
            (place.line, place.column, place.offset)
        };
        assert_eq!([at(0), at(1), at(2), at(4), at(10)], [(1, 1, 0), (1, 1, 0), (1, 2, 2), (2, 1, 4), (2, 3, 10)]);
        assert_eq!(at(99), (2, 4, 11));
    }
}
