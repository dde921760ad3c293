//! Texts, numbers and regular expressions.

use std::borrow::Cow;

use super::{Lexer, Token};
use crate::jsonata::Regex;
use crate::jsonata::fault::{Fault, fault};

impl<'a> Lexer<'a> {
    /// A text in quotes; borrowed when nothing in it is escaped.
    pub(super) fn string(&mut self, quote: u8) -> Result<Token<'a>, Fault> {
        let start = self.position;
        self.position += 1;
        let mut value = Cow::Borrowed("");
        loop {
            let rest = self.rest();
            let Some(length) = rest.bytes().position(|byte| byte == quote || byte == b'\\') else {
                let message = "String literal must be terminated by a matching quote";
                return Err(fault("S0101", message, start..self.text.len()));
            };
            value += rest.get(..length).unwrap_or_default();
            self.position += length;
            if self.peek(0) == Some(quote) {
                self.position += 1;
                return Ok(Token::String(value));
            }
            value.to_mut().push(self.escape()?);
        }
    }

    /// From the backslash on. The escapes are JSON's.
    fn escape(&mut self) -> Result<char, Fault> {
        let start = self.position;
        let escaped = self.rest().chars().nth(1);
        self.position += 1 + escaped.map_or(0, char::len_utf8);
        Ok(match escaped {
            Some(itself @ ('"' | '\\' | '/')) => itself,
            Some('b') => '\u{8}',
            Some('f') => '\u{c}',
            Some('n') => '\n',
            Some('r') => '\r',
            Some('t') => '\t',
            Some('u') => self.unicode_escape(start)?,
            other => {
                let token = serde_json::Value::from(other.map(String::from).unwrap_or_default());
                let message = format!("Unsupported escape sequence: \\{token}");
                return Err(fault("S0103", message, start..self.position));
            }
        })
    }

    /// The digits of `\u`, and the second half of a pair. Half a pair alone, which JSONata keeps, becomes U+FFFD.
    fn unicode_escape(&mut self, start: usize) -> Result<char, Fault> {
        let high = self.hex_digits(start)?;
        if (0xd800..0xdc00).contains(&high) && self.rest().starts_with("\\u") {
            let between = self.position;
            self.position += 2;
            let low = self.hex_digits(between)?;
            if (0xdc00..0xe000).contains(&low) {
                let pair = 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00);
                return Ok(char::from_u32(pair).unwrap_or(char::REPLACEMENT_CHARACTER));
            }
            self.position = between;
        }
        Ok(char::from_u32(high).unwrap_or(char::REPLACEMENT_CHARACTER))
    }

    fn hex_digits(&mut self, start: usize) -> Result<u32, Fault> {
        let digits = self.rest().bytes().take(4).take_while(u8::is_ascii_hexdigit).count();
        let end = self.position + digits;
        // With fewer at the very end of the text, the reference misses the closing quote instead.
        if digits == 0 || (digits < 4 && end < self.text.len()) {
            let message = "The escape sequence \\u must be followed by 4 hex digits";
            return Err(fault("S0104", message, start..end));
        }
        let value = self.text.get(self.position..end).and_then(|digits| u32::from_str_radix(digits, 16).ok());
        self.position = end;
        Ok(value.unwrap_or_default())
    }

    /// A number as JSON writes it, without sign.
    pub(super) fn number(&mut self) -> Result<Token<'a>, Fault> {
        let start = self.position;
        if self.peek(0) == Some(b'0') {
            self.position += 1;
        } else {
            self.skip_digits(0);
        }
        if self.peek(0) == Some(b'.') {
            self.skip_digits(1);
        }
        if matches!(self.peek(0), Some(b'e' | b'E')) {
            self.skip_digits(if matches!(self.peek(1), Some(b'+' | b'-')) { 2 } else { 1 });
        }
        let written = self.text.get(start..self.position).unwrap_or_default();
        match written.parse::<f64>() {
            Ok(value) if value.is_finite() => Ok(Token::Number(value)),
            _ => {
                let message = format!("Number out of range: {}", serde_json::Value::from(written));
                Err(fault("S0102", message, start..self.position))
            }
        }
    }

    /// Skips what stands before the digits and the digits; nothing if there are no digits.
    fn skip_digits(&mut self, before: usize) {
        let digits = self.rest().bytes().skip(before).take_while(u8::is_ascii_digit).count();
        if digits > 0 {
            self.position += before + digits;
        }
    }

    /// From the opening slash to the flags. A slash within brackets does not close; the pattern itself is not looked at.
    pub(super) fn regex(&mut self) -> Result<Token<'a>, Fault> {
        let start = self.position;
        let body = self.rest().get(1..).unwrap_or_default();
        let mut depth = 0_i64;
        let mut backslashes = 0_usize;
        for (length, byte) in body.bytes().enumerate() {
            match byte {
                b'/' if depth == 0 && backslashes.is_multiple_of(2) => {
                    self.position += 1 + length + 1;
                    return self.end_of_regex(start, body.get(..length).unwrap_or_default());
                }
                // The reference looks at one backslash only.
                b'(' | b'[' | b'{' if backslashes == 0 => depth += 1,
                b')' | b']' | b'}' if backslashes == 0 => depth -= 1,
                _ => {}
            }
            backslashes = if byte == b'\\' { backslashes + 1 } else { 0 };
        }
        let message = "No terminating / in regular expression";
        Err(fault("S0302", message, start..self.text.len()))
    }

    fn end_of_regex(&mut self, start: usize, pattern: &'a str) -> Result<Token<'a>, Fault> {
        if pattern.is_empty() {
            let message = "Empty regular expressions are not allowed";
            return Err(fault("S0301", message, start..self.position));
        }
        let rest = self.rest();
        let length = rest.bytes().take_while(|byte| matches!(byte, b'i' | b'm')).count();
        self.position += length;
        Ok(Token::Regex(Regex { pattern, flags: rest.get(..length).unwrap_or_default() }))
    }
}
