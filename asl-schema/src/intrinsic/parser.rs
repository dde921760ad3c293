//! How a call is read. A path in it is found by its end and read by [`crate::jsonpath`].

use std::ops::Range;

use super::MAX_DEPTH;
use super::call::{Argument, Call, Text, Value};
use super::function::Function;
use crate::cursor::Cursor;
use crate::diagnostic::{closest, quoted as shown};
use crate::jsonpath;
use crate::syntax::SyntaxError;

pub(super) struct Parser<'a> {
    text: &'a str,
    cursor: Cursor<'a>,
    depth: usize,
}

impl<'a> Parser<'a> {
    pub(super) fn new(text: &'a str) -> Parser<'a> {
        Parser { text, cursor: Cursor::new(text, 0..text.len()), depth: 0 }
    }

    pub(super) fn whole(mut self) -> Result<Call<'a>, SyntaxError> {
        if self.cursor.peek().is_some_and(is_blank) {
            let message = "a blank before the name of an intrinsic function";
            return Err(SyntaxError::new(message, self.cursor.next_char()).with_help("remove it"));
        }
        let call = self.call()?;
        self.skip_blanks();
        let rest = self.cursor.rest();
        if rest.is_empty() {
            return Ok(call);
        }
        let span = self.cursor.at()..self.text.len();
        Err(SyntaxError::new(format!("{} after the call", shown(rest)), span))
    }

    fn skip_blanks(&mut self) {
        self.cursor.skip_while(is_blank);
    }

    fn call(&mut self) -> Result<Call<'a>, SyntaxError> {
        let name_span = self.cursor.skip_while(is_part_of_name);
        let name = self.cursor.slice(name_span.clone());
        if !name.starts_with(Function::PREFIX) {
            return Err(not_a_name(name, name_span, self.cursor.next_char()));
        }
        self.skip_blanks();
        let open = self.cursor.next_char();
        if !self.cursor.eat(b'(') {
            return Err(SyntaxError::new(format!("no `(` after {}", shown(name)), open)
                .with_help(format!("write the arguments in parentheses: {}", shown(&format!("{name}(…)")))));
        }
        if self.depth == MAX_DEPTH {
            return Err(SyntaxError::new(format!("calls nest deeper than {MAX_DEPTH} levels"), name_span));
        }
        self.depth += 1;
        let arguments = self.arguments(open)?;
        self.depth -= 1;
        Ok(Call { name, arguments, span: name_span.start..self.cursor.at(), name_span })
    }

    fn arguments(&mut self, open: Range<usize>) -> Result<Vec<Argument<'a>>, SyntaxError> {
        let mut arguments = Vec::new();
        self.skip_blanks();
        if self.cursor.eat(b')') {
            return Ok(arguments);
        }
        loop {
            self.skip_blanks();
            let start = self.cursor.at();
            let value = self.value(&open)?;
            arguments.push(Argument { value, span: start..self.cursor.at() });
            self.skip_blanks();
            if self.cursor.eat(b')') {
                return Ok(arguments);
            }
            if !self.cursor.eat(b',') {
                let found = self.cursor.next_char();
                return Err(if found.is_empty() {
                    never_closed(open)
                } else {
                    let character = shown(self.cursor.slice(found.clone()));
                    SyntaxError::new(format!("{character} after an argument, where `,` or `)` is expected"), found)
                });
            }
        }
    }

    fn value(&mut self, open: &Range<usize>) -> Result<Value<'a>, SyntaxError> {
        match self.cursor.peek() {
            None => Err(never_closed(open.clone())),
            Some(b'\'') => self.string().map(Value::Text),
            Some(b'$') => self.path(),
            Some(b'-' | b'+' | b'.' | b'0'..=b'9') => self.number(),
            Some(b',' | b')') => Err(SyntaxError::new("an argument is missing", self.cursor.next_char())),
            Some(b'"') => Err(SyntaxError::new("a text in double quotes", self.cursor.next_char())
                .with_help("write texts in single quotes: `'…'`")),
            Some(_) => self.word(),
        }
    }

    /// `'…'`; the first escape that is none ends it, as AWS refuses it.
    fn string(&mut self) -> Result<Text<'a>, SyntaxError> {
        let open = self.cursor.next_char();
        self.cursor.advance(1);
        let start = self.cursor.at();
        loop {
            self.cursor.skip_while(|byte| byte != b'\'' && byte != b'\\');
            match (self.cursor.peek(), self.cursor.ahead(1)) {
                (None, _) | (Some(b'\\'), None) => {
                    return Err(SyntaxError::new("the quote `'` is never closed", open));
                }
                (Some(b'\\'), Some(b'\'' | b'{' | b'}' | b'\\')) => self.cursor.advance(2),
                (Some(b'\\'), Some(_)) => {
                    let backslash = self.cursor.at();
                    self.cursor.advance(1);
                    let span = backslash..self.cursor.next_char().end;
                    let message = format!("{} is no escape", shown(self.cursor.slice(span.clone())));
                    return Err(SyntaxError::new(message, span)
                        .with_help(r"write `\\` for a backslash; the other escapes are `\'`, `\{` and `\}`"));
                }
                (Some(_), _) => break,
            }
        }
        let span = start..self.cursor.at();
        self.cursor.advance(1);
        Ok(Text { raw: self.cursor.slice(span.clone()), span })
    }

    fn number(&mut self) -> Result<Value<'a>, SyntaxError> {
        let span = self.cursor.skip_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'+' | b'.'));
        let text = self.cursor.slice(span.clone());
        if is_number(text) {
            return Ok(Value::Number(text));
        }
        Err(SyntaxError::new(format!("{} is no number", shown(text)), span))
    }

    /// A path goes up to the `,` or `)` that stands outside its own brackets, parentheses and quotes.
    fn path(&mut self) -> Result<Value<'a>, SyntaxError> {
        let start = self.cursor.at();
        let end = path_end(self.cursor.clone());
        let length = self.cursor.slice(start..end).trim_end_matches(|letter: char| letter.is_ascii_whitespace()).len();
        self.cursor.advance(length);
        jsonpath::parse_within(self.text, start..start + length).map(Value::Path)
    }

    /// `true`, `false`, `null`, a call within the call, or something that lacks its quotes or its `$`.
    fn word(&mut self) -> Result<Value<'a>, SyntaxError> {
        let before = self.cursor.clone();
        let span = self.cursor.skip_while(|byte| !matches!(byte, b',' | b'(' | b')' | b'\'') && !is_blank(byte));
        let word = self.cursor.slice(span.clone());
        match word {
            "true" => return Ok(Value::Bool(true)),
            "false" => return Ok(Value::Bool(false)),
            "null" => return Ok(Value::Null),
            _ => {}
        }
        self.skip_blanks();
        if self.cursor.peek() == Some(b'(') || word.starts_with(Function::PREFIX) {
            self.cursor = before;
            return self.call().map(Value::Call);
        }
        Err(SyntaxError::new(format!("{} is no argument", shown(word)), span)
            .with_help(format!("write {} for the text, or a path that starts with `$`", shown(&format!("'{word}'")))))
    }
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r')
}

fn is_part_of_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'.' || byte == b'_'
}

fn never_closed(open: Range<usize>) -> SyntaxError {
    SyntaxError::new("the parenthesis `(` is never closed", open)
}

fn not_a_name(name: &str, span: Range<usize>, next: Range<usize>) -> SyntaxError {
    if name.is_empty() {
        return SyntaxError::new("the name of an intrinsic function is missing", next);
    }
    let error = SyntaxError::new(format!("{} is no name of an intrinsic function", shown(name)), span);
    let prefixed = format!("{}{name}", Function::PREFIX);
    if Function::named(&prefixed).is_some() {
        return error.with_help(format!("write `{prefixed}`"));
    }
    match closest(&prefixed, Function::names()).or_else(|| closest(name, Function::names())) {
        Some(near) => error.with_help(format!("did you mean `{near}`?")),
        None => error.with_help("write `States.` before the name"),
    }
}

/// A number as JSON has it: a digit on both sides of the point, no `+` before it. Zeros before it do no harm.
fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    digits.starts_with(|first: char| first.is_ascii_digit())
        && digits.ends_with(|last: char| last.is_ascii_digit())
        && !digits.contains(".e")
        && !digits.contains(".E")
        && text.parse::<f64>().is_ok_and(f64::is_finite)
}

/// Where a path ends that begins at the cursor.
fn path_end(mut cursor: Cursor<'_>) -> usize {
    let (mut brackets, mut parentheses) = (0_usize, 0_usize);
    let mut quote = None;
    while let Some(byte) = cursor.peek() {
        match (byte, quote) {
            (b'\\', _) if brackets + parentheses > 0 => {
                cursor.advance(1);
                cursor.advance(cursor.next_char().len().saturating_sub(1));
            }
            (_, Some(open)) if byte == open => quote = None,
            (_, Some(_)) => {}
            (b'\'' | b'"', None) if brackets + parentheses > 0 => quote = Some(byte),
            (b'[', None) => brackets += 1,
            (b']', None) => brackets = brackets.saturating_sub(1),
            (b'(', None) if brackets == 0 => parentheses += 1,
            (b')', None) if brackets == 0 && parentheses > 0 => parentheses -= 1,
            (b',' | b')', None) if brackets + parentheses == 0 => break,
            _ => {}
        }
        cursor.advance(1);
    }
    cursor.at()
}
