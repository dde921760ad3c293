//! Regular expressions of JavaScript in the syntax of the `regex` crate, which reads some of the same signs otherwise.
//!
//! The reference hands them to JavaScript without its flag `u`: `\w`, `\d` and `\b` know ASCII alone, `.` ends at four kinds of line ends, a brace that is
//! no repetition and a bracket in a class are themselves, and so is an escaped letter without a meaning (ECMA-262, annex B.1.2). Look-around and
//! back-references are refused before.

/// `\d`, `\w` and `\s` in a class.
const DIGITS: &str = "0-9";
const LETTERS: &str = "0-9A-Za-z_";
const SPACES: &str =
    r"\t\n\x0B\x0C\r\x20\u{A0}\u{1680}\u{2000}-\u{200A}\u{2028}\u{2029}\u{202F}\u{205F}\u{3000}\u{FEFF}";

/// What `.` does not match.
const LINE_ENDS: &str = r"\n\r\u{2028}\u{2029}";

/// The same expression for the crate; `None` where it has no meaning in JavaScript, as with `(?i)`.
pub(super) fn translate(pattern: &str) -> Option<String> {
    let mut translated = String::with_capacity(pattern.len());
    let mut rest = pattern;
    let mut in_class = false;
    while let Some(letter) = rest.chars().next() {
        let mut length = letter.len_utf8();
        match letter {
            '\\' => length += escape(rest.get(1..)?, in_class, &mut translated),
            '[' if in_class => translated.push_str(r"\["),
            '[' if rest.starts_with("[^]") => {
                translated.push_str(r"[\s\S]");
                length = 3;
            }
            '[' if rest.starts_with("[]") => {
                translated.push_str(r"[^\s\S]");
                length = 2;
            }
            ']' if in_class => {
                in_class = false;
                translated.push(']');
            }
            // Two of them are an operation of sets.
            '&' | '~' if in_class => translated.extend(['\\', letter]),
            _ if in_class => translated.push(letter),
            '[' => {
                in_class = true;
                translated.push('[');
            }
            '.' => translated.push_str(&format!("[^{LINE_ENDS}]")),
            '{' if !is_repetition(rest) => translated.push_str(r"\{"),
            '(' if rest.starts_with("(?") && !rest.starts_with("(?:") && !rest.starts_with("(?<") => return None,
            other => translated.push(other),
        }
        rest = rest.get(length..)?;
    }
    Some(translated)
}

/// Writes what the text behind a `\` begins with, and tells how long that is.
fn escape(rest: &str, in_class: bool, translated: &mut String) -> usize {
    let Some(letter) = rest.chars().next() else { return 0 };
    let mut class = |members: &str, is_negated: bool| {
        let text = match (is_negated, in_class) {
            (true, _) => format!("[^{members}]"),
            (false, true) => members.to_owned(),
            (false, false) => format!("[{members}]"),
        };
        translated.push_str(&text);
    };
    match letter {
        'd' | 'D' => class(DIGITS, letter == 'D'),
        'w' | 'W' => class(LETTERS, letter == 'W'),
        's' | 'S' => class(SPACES, letter == 'S'),
        'b' if in_class => translated.push_str(r"\x08"),
        'b' => translated.push_str(r"(?-u:\b)"),
        'B' => translated.push_str(r"(?-u:\B)"),
        '0' => translated.push_str(r"\x00"),
        'x' | 'u' if has_digits(rest, if letter == 'x' { 2 } else { 4 }) => translated.extend(['\\', letter]),
        't' | 'n' | 'r' | 'f' | 'v' | 'c' | 'k' | '1'..='9' => translated.extend(['\\', letter]),
        letter if letter.is_alphanumeric() || matches!(letter, '<' | '>') || !letter.is_ascii() => {
            translated.push(letter);
        }
        letter => translated.extend(['\\', letter]),
    }
    letter.len_utf8()
}

/// Whether so many hexadecimal digits follow the first letter.
fn has_digits(text: &str, count: usize) -> bool {
    text.get(1..=count).is_some_and(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()))
}

/// `{2}`, `{2,}`, `{2,3}`
fn is_repetition(text: &str) -> bool {
    let Some((inside, _)) = text.get(1..).unwrap_or_default().split_once('}') else { return false };
    let (least, most) = inside.split_once(',').unwrap_or((inside, ""));
    let is_number = |text: &str| text.bytes().all(|digit| digit.is_ascii_digit());
    !least.is_empty() && is_number(least) && is_number(most)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use regex::Regex;

    use super::*;

    /// What JavaScript finds first, as `exec` of a JavaScript engine told.
    #[test]
    fn as_javascript() {
        for (pattern, text, found) in [
            (r"\w+", "Zürich", Some("Z")),
            (r"\W", "aéb", Some("é")),
            (r"[\w.]+", "é.a", Some(".a")),
            (r"\d", "٣4", Some("4")),
            (r"\ba", "éa", Some("a")),
            (r"\s", "x\u{FEFF}", Some("\u{FEFF}")),
            (r"\s", "x\u{85}", None),
            (r"a.b", "a\rb", None),
            (r"[^]", "\n", Some("\n")),
            (r"[]", "x", None),
            (r"{a}", "{a}", Some("{a}")),
            (r"a{2,}", "aaa", Some("aaa")),
            (r"a{,2}", "a{,2}", Some("a{,2}")),
            (r"[[:alpha:]]", "A", None),
            (r"[a&&b]+", "a&&b", Some("a&&b")),
            (r"[a~~b]+", "a~~b", Some("a~~b")),
            (r"\<a\>", "<a>", Some("<a>")),
            (r"\a\z\p{L}", "azp{L}", Some("azp{L}")),
            (r"\x41\u0042", "AB", Some("AB")),
            (r"\/\-\_", "/-_", Some("/-_")),
            (r"[\b]", "\u{8}", Some("\u{8}")),
        ] {
            let regex = Regex::new(&translate(pattern).unwrap()).unwrap();
            assert_eq!(regex.find(text).map(|found| found.as_str()), found, "{pattern}");
        }
        assert_eq!(translate("(?i)a"), None);
        assert_eq!(translate("(?P<x>a)"), None);
    }

    proptest! {
        #[test]
        fn any_text(pattern in r"[\[\]\\(){}?.,^&~a-e0-9é:<]*") {
            if let Some(translated) = translate(&pattern) {
                let _ = Regex::new(&translated);
            }
        }
    }
}
