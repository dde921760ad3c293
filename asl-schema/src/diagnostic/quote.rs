//! The user's own text inside a message.

/// The most characters of a text that a message repeats.
const LONGEST: usize = 80;

/// Text for a message: see [`quoted`].
#[derive(Debug, Clone, Copy)]
pub struct Quoted<'a>(&'a str);

/// The user's text in backticks, on one line and of bounded length, so that no name or string can break or flood a message.
///
/// ```
/// assert_eq!(asl_schema::quoted("Ship it").to_string(), "`Ship it`");
/// assert_eq!(asl_schema::quoted("two\nlines").to_string(), r"`two\nlines`");
/// assert_eq!(asl_schema::quoted(&"x".repeat(10_000)).to_string().chars().count(), 83);
/// ```
pub fn quoted(text: &str) -> Quoted<'_> {
    Quoted(text)
}

impl std::fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.0.char_indices().nth(LONGEST) {
            Some((end, _)) => write!(f, "`{}…`", without_controls(self.0.get(..end).unwrap_or_default())),
            None => write!(f, "`{}`", without_controls(self.0)),
        }
    }
}

/// The text with control characters (and the marks that turn text around) written as escapes.
pub(crate) fn without_controls(text: &str) -> String {
    let turns =
        |letter: char| matches!(letter, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        if letter.is_control() || turns(letter) {
            out.extend(letter.escape_default());
        } else {
            out.push(letter);
        }
    }
    out
}
