//! The line that a finding is about, with what is meant underlined.

use asl_schema::Span;

/// In characters; a longer line, such as a definition on one, would hide what is underlined.
const LONGEST: usize = 110;

/// The first line of the range, where it can be shown as it is.
pub(super) fn of(text: &str, span: Span) -> Option<String> {
    let line = text.lines().nth((span.start.line as usize).checked_sub(1)?)?;
    // A tab is as wide as the terminal says; one blank for one character keeps the marks below their letters.
    let shown = line.replace('\t', " ");
    let length = shown.chars().count();
    if length > LONGEST || shown.contains(|letter: char| letter.is_control() || is_mark(letter)) {
        return None;
    }
    let start = (span.start.column as usize).saturating_sub(1);
    let end = if span.end.line == span.start.line { (span.end.column as usize).saturating_sub(1) } else { length };
    let marks = "^".repeat(end.saturating_sub(start).max(1));
    let number = span.start.line.to_string();
    let (gutter, before) = (" ".repeat(number.len()), " ".repeat(start));
    Some(format!("{gutter} |\n{number} | {shown}\n{gutter} | {before}{marks}"))
}

/// Marks that turn the direction of text around: with them the line would not be what it looks like.
fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use asl_schema::{Options, check_str};

    fn shown(text: &str) -> Option<String> {
        let report = check_str(text, &Options::standard());
        super::of(text, report.errors().next().unwrap().span.unwrap())
    }

    #[test]
    fn the_line_is_shown_with_what_is_meant_underlined() {
        assert_eq!(
            shown("{\n\t\"StartAt\": \"Größe\", \"States\": { \"A\": { \"Type\": \"Succeed\" } } }").unwrap(),
            "  |\n2 |  \"StartAt\": \"Größe\", \"States\": { \"A\": { \"Type\": \"Succeed\" } } }\n  |             ^^^^^^^"
        );
    }

    #[test]
    fn what_is_missing_at_the_end_is_marked_there() {
        assert_eq!(shown("{\n").unwrap(), "  |\n1 | {\n  | ^");
    }

    #[test]
    fn lines_that_would_mislead_are_not_shown() {
        let line = |comment: &str| {
            format!("{{ \"Comment\": \"{comment}\", \"StartAt\": \"A\", \"States\": {{ \"B\": {{}} }} }}")
        };
        assert!(shown(&line("short")).is_some());
        assert_eq!(shown(&line(&"long".repeat(30))), None);
        assert_eq!(shown(&line("\u{202e}turned")), None);
    }
}
