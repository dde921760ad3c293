//! Values written in a filter or as an argument of a function.

use std::borrow::Cow;

use super::parser::Parser;
use super::quoted::quoted;
use crate::diagnostic::quoted as shown;
use crate::syntax::SyntaxError;

/// A value in a filter.
#[derive(Debug, Clone, PartialEq)]
pub enum Literal<'a> {
    /// `null`
    Null,
    /// `true`, `false`
    Bool(bool),
    /// A number without an exponent, as written; it parses as an `f64`.
    Number(&'a str),
    /// `'…'`, `"…"`, escapes resolved.
    Text(Cow<'a, str>),
    /// A word without quotes, read as a text. Always comes with a [`Doubt`](super::Doubt).
    Word(&'a str),
    /// `/pattern/flags`, a regular expression of Java.
    Pattern {
        /// Between the slashes, escapes kept.
        pattern: &'a str,
        /// Letters such as `i`.
        flags: &'a str,
    },
    /// `[1, 'a']`
    List(Vec<Literal<'a>>),
    /// `{'a': 1}`
    Object(Vec<(Cow<'a, str>, Literal<'a>)>),
}

impl<'a> Parser<'a> {
    pub(super) fn literal(&mut self) -> Result<Literal<'a>, SyntaxError> {
        match self.cursor.peek() {
            Some(b'\'' | b'"') => quoted(&mut self.cursor).map(|(text, _)| Literal::Text(text)),
            Some(b'0'..=b'9' | b'-' | b'.') => self.number(),
            Some(b'/') => self.pattern(),
            Some(b'[') => self.nested(Parser::list),
            Some(b'{') => self.nested(Parser::object),
            _ => self.word(),
        }
    }

    fn number(&mut self) -> Result<Literal<'a>, SyntaxError> {
        let is_part = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'+');
        let span = self.cursor.skip_while(is_part);
        let text = self.cursor.slice(span.clone());
        let is_plain = text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b'.'));
        if is_plain && text.parse::<f64>().is_ok() {
            return Ok(Literal::Number(text));
        }
        Err(SyntaxError::new(format!("{} is no number that a filter can read", shown(text)), span)
            .with_help("write digits with at most one `.` and no exponent"))
    }

    fn pattern(&mut self) -> Result<Literal<'a>, SyntaxError> {
        let open = self.cursor.next_char();
        self.cursor.advance(1);
        let start = self.cursor.at();
        loop {
            self.cursor.skip_while(|byte| byte != b'/' && byte != b'\\');
            match self.cursor.peek() {
                None => return Err(SyntaxError::new("the pattern that `/` begins is never closed", open)),
                Some(b'/') => break,
                Some(_) => {
                    self.cursor.advance(1);
                    self.cursor.advance(self.cursor.next_char().len());
                }
            }
        }
        let pattern = self.cursor.slice(start..self.cursor.at());
        self.cursor.advance(1);
        let flags = self.cursor.skip_while(|byte| byte.is_ascii_alphabetic());
        Ok(Literal::Pattern { pattern, flags: self.cursor.slice(flags) })
    }

    fn list(&mut self) -> Result<Literal<'a>, SyntaxError> {
        let mut values = Vec::new();
        self.members(b']', |parser| {
            values.push(parser.literal()?);
            Ok(())
        })?;
        Ok(Literal::List(values))
    }

    fn object(&mut self) -> Result<Literal<'a>, SyntaxError> {
        let mut members = Vec::new();
        self.members(b'}', |parser| {
            let key = match parser.cursor.peek() {
                Some(b'\'' | b'"') => quoted(&mut parser.cursor)?.0,
                _ => {
                    let key = parser.cursor.skip_while(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
                    Cow::Borrowed(parser.cursor.slice(key))
                }
            };
            parser.cursor.skip_spaces();
            if !parser.cursor.eat(b':') {
                return Err(SyntaxError::new("a key is followed by `:`", parser.cursor.next_char()));
            }
            parser.cursor.skip_spaces();
            members.push((key, parser.literal()?));
            Ok(())
        })?;
        Ok(Literal::Object(members))
    }

    /// What stands between an opening sign, which is next, and `close`, separated by commas.
    fn members(
        &mut self,
        close: u8,
        mut read: impl FnMut(&mut Parser<'a>) -> Result<(), SyntaxError>,
    ) -> Result<(), SyntaxError> {
        let open = self.cursor.next_char();
        self.cursor.advance(1);
        self.cursor.skip_spaces();
        if self.cursor.eat(close) {
            return Ok(());
        }
        loop {
            read(self)?;
            self.cursor.skip_spaces();
            if self.cursor.eat(close) {
                return Ok(());
            }
            if !self.cursor.eat(b',') {
                let found = self.cursor.next_char();
                return Err(if found.is_empty() {
                    SyntaxError::new(format!("{} is never closed", shown(self.cursor.slice(open.clone()))), open)
                } else {
                    SyntaxError::new(format!("a value is followed by `,` or `{}`", char::from(close)), found)
                });
            }
            self.cursor.skip_spaces();
        }
    }

    /// `true`, `false`, `null`, or a text that lacks its quotes. Jayway 2 refuses the latter; AWS publishes a definition with one.
    fn word(&mut self) -> Result<Literal<'a>, SyntaxError> {
        let span = self.cursor.skip_while(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80);
        let word = self.cursor.slice(span.clone());
        match word {
            "true" => Ok(Literal::Bool(true)),
            "false" => Ok(Literal::Bool(false)),
            "null" => Ok(Literal::Null),
            "" => {
                let found = self.cursor.next_char();
                if found.is_empty() {
                    return Err(SyntaxError::new("a value is missing at the end", found));
                }
                Err(SyntaxError::new(
                    format!("{}, where a value is expected", shown(self.cursor.slice(found.clone()))),
                    found,
                ))
            }
            _ => {
                self.doubt(
                    span,
                    format!("{} is a text without quotes", shown(word)),
                    Some(format!("write {}", shown(&format!("'{word}'")))),
                );
                Ok(Literal::Word(word))
            }
        }
    }
}
