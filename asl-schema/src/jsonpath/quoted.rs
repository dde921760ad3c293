//! Quoted names and texts, with their escapes.

use std::borrow::Cow;
use std::ops::Range;

use crate::cursor::Cursor;
use crate::syntax::SyntaxError;

/// Reads a text in quotes, `'…'` or `"…"`, of which the first is next. Gives the text, escapes resolved, and where it stands between its quotes.
pub(super) fn quoted<'a>(cursor: &mut Cursor<'a>) -> Result<(Cow<'a, str>, Range<usize>), SyntaxError> {
    let open = cursor.next_char();
    let Some(quote) = cursor.peek() else {
        return Err(SyntaxError::new("a text in quotes is missing", open));
    };
    cursor.advance(1);
    let start = cursor.at();
    let mut escapes = false;
    loop {
        cursor.skip_while(|byte| byte != quote && byte != b'\\');
        match cursor.peek() {
            None => {
                let message = format!("the quote `{}` is never closed", char::from(quote));
                return Err(SyntaxError::new(message, open));
            }
            Some(b'\\') => {
                escapes = true;
                cursor.advance(1);
                let escaped = cursor.next_char();
                cursor.advance(escaped.len());
            }
            Some(_) => break,
        }
    }
    let span = start..cursor.at();
    cursor.advance(1);
    let raw = cursor.slice(span.clone());
    let text = if escapes { Cow::Owned(unescape(raw, start)?) } else { Cow::Borrowed(raw) };
    Ok((text, span))
}

/// Jayway's escapes are Java's: `\b \f \n \r \t`, `\uXXXX`, and any other character stands for itself.
fn unescape(raw: &str, start: usize) -> Result<String, SyntaxError> {
    let mut text = String::with_capacity(raw.len());
    let mut units: Vec<u16> = Vec::new();
    let mut rest = raw;
    while let Some(character) = rest.chars().next() {
        let offset = start + (raw.len() - rest.len());
        rest = rest.get(character.len_utf8()..).unwrap_or_default();
        let escaped = if character == '\\' { rest.chars().next() } else { None };
        if escaped == Some('u') {
            let Some(unit) = rest.get(1..5).and_then(hexadecimal) else {
                let end = offset + 1 + rest.chars().take(5).map(char::len_utf8).sum::<usize>();
                return Err(SyntaxError::new("`\\u` is followed by four hexadecimal digits", offset..end));
            };
            units.push(unit);
            rest = rest.get(5..).unwrap_or_default();
            continue;
        }
        flush(&mut units, &mut text);
        match escaped {
            None => text.push(character),
            Some(escaped) => {
                text.push(match escaped {
                    'b' => '\u{8}',
                    'f' => '\u{c}',
                    'n' => '\n',
                    'r' => '\r',
                    't' => '\t',
                    other => other,
                });
                rest = rest.get(escaped.len_utf8()..).unwrap_or_default();
            }
        }
    }
    flush(&mut units, &mut text);
    Ok(text)
}

fn hexadecimal(digits: &str) -> Option<u16> {
    digits.bytes().all(|byte| byte.is_ascii_hexdigit()).then(|| u16::from_str_radix(digits, 16).ok())?
}

/// Two `\u` in a row may be one character; half a pair has no place in a Rust text.
fn flush(units: &mut Vec<u16>, text: &mut String) {
    if !units.is_empty() {
        text.push_str(&String::from_utf16_lossy(units));
        units.clear();
    }
}
