//! What must hold of every place that is reported.

use std::ops::Range;

use asl_schema::{Position, Span, SyntaxError};

/// The bytes are in the text, on the boundaries of characters.
pub(crate) fn in_text(text: &str, range: Range<usize>) {
    assert!(text.get(range.clone()).is_some(), "{range:?} is no part of a text of {} bytes", text.len());
}

/// The line and column of every byte of a text, as an editor counts them.
pub(crate) struct Places<'t> {
    text: &'t str,
    at: Vec<(u32, u32)>,
}

impl<'t> Places<'t> {
    /// Counts once, character by character.
    pub(crate) fn new(text: &'t str) -> Places<'t> {
        let (mut line, mut column, mut at) = (1, 1, Vec::with_capacity(text.len() + 1));
        for letter in text.chars() {
            at.extend([(line, column)].repeat(letter.len_utf8()));
            (line, column) = if letter == '\n' { (line + 1, 1) } else { (line, column + 1) };
        }
        at.push((line, column));
        Places { text, at }
    }

    /// The range is in the text, and its lines and columns are those of its offsets.
    pub(crate) fn span(&self, span: Span) {
        in_text(self.text, span.start.offset..span.end.offset);
        for Position { offset, line, column } in [span.start, span.end] {
            assert_eq!(self.at[offset], (line, column), "line and column of byte {offset}");
        }
    }
}

/// An error says something, on one line, about a part of the text.
pub(crate) fn syntax_error(text: &str, error: &SyntaxError) {
    in_text(text, error.span.clone());
    sentence(&error.message);
    error.help.iter().for_each(|help| sentence(help));
}

/// A message that the user's text in it can neither break into lines, nor turn around, nor flood.
pub(crate) fn sentence(message: &str) {
    assert!(!message.is_empty(), "an empty message");
    assert!(!message.contains(char::is_control), "a control character in {message:?}");
    assert!(!message.contains('\u{202e}'), "text that is turned around in {message:?}");
    assert!(message.chars().count() <= 1000, "a message of {} bytes: {message}", message.len());
}
