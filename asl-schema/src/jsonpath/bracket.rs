//! What stands in brackets: names in quotes, indexes, slices, `*`; a filter is read in `filter.rs`.

use std::ops::Range;

use super::parser::Parser;
use super::path::{Name, StepKind};
use super::quoted::quoted;
use crate::diagnostic::quoted as shown;
use crate::syntax::SyntaxError;

impl<'a> Parser<'a> {
    /// `[` is next.
    pub(super) fn bracket(&mut self) -> Result<StepKind<'a>, SyntaxError> {
        let open = self.cursor.next_char();
        self.cursor.advance(1);
        self.cursor.skip_spaces();
        match self.cursor.peek() {
            Some(b'\'' | b'"') => self.names(open),
            Some(b'0'..=b'9' | b'-' | b':') => self.indexes(open),
            Some(b'*') => {
                self.cursor.advance(1);
                self.close(open)?;
                Ok(StepKind::Wildcard)
            }
            Some(b'?') => self.filter(open),
            Some(b'(') => self.script(open),
            None => Err(never_closed(open)),
            Some(_) => Err(self.not_in_brackets()),
        }
    }

    /// `]`, after spaces.
    pub(super) fn close(&mut self, open: Range<usize>) -> Result<(), SyntaxError> {
        self.cursor.skip_spaces();
        if self.cursor.eat(b']') {
            return Ok(());
        }
        let found = self.cursor.next_char();
        if found.is_empty() {
            return Err(never_closed(open));
        }
        Err(SyntaxError::new(format!("{}, where `]` is expected", shown(self.cursor.slice(found.clone()))), found))
    }

    fn not_in_brackets(&mut self) -> SyntaxError {
        let found = self.cursor.skip_while(|byte| !matches!(byte, b']' | b',' | b' '));
        let word = self.cursor.slice(found.clone());
        let error = if word.is_empty() {
            SyntaxError::new("nothing between the brackets", self.cursor.next_char())
        } else {
            SyntaxError::new(format!("{} in brackets is no index, and names need quotes", shown(word)), found)
        };
        if !word.is_empty() && word.chars().all(|letter| letter.is_alphanumeric() || matches!(letter, '_' | '-')) {
            return error.with_help(format!("write {}", shown(&format!("['{word}']"))));
        }
        error.with_help("write a name in quotes, an index, a slice, `*` or `?(…)`")
    }

    /// `'a'` or `'a', 'b'`; one kind of quote for all.
    fn names(&mut self, open: Range<usize>) -> Result<StepKind<'a>, SyntaxError> {
        let quote = self.cursor.peek();
        let first = self.name()?;
        if self.cursor.eat(b']') {
            return Ok(StepKind::Name(first));
        }
        let mut names = vec![first];
        loop {
            self.cursor.skip_spaces();
            if !self.cursor.eat(b',') {
                self.close(open)?;
                break;
            }
            self.cursor.skip_spaces();
            if self.cursor.peek() != quote {
                return Err(if self.cursor.peek().is_none() {
                    never_closed(open)
                } else {
                    SyntaxError::new("a name in the same quotes is expected after the comma", self.cursor.next_char())
                });
            }
            names.push(self.name()?);
        }
        Ok(match names.pop() {
            Some(only) if names.is_empty() => StepKind::Name(only),
            last => {
                names.extend(last);
                StepKind::Names(names)
            }
        })
    }

    fn name(&mut self) -> Result<Name<'a>, SyntaxError> {
        let (key, span) = quoted(&mut self.cursor)?;
        Ok(Name { key, span })
    }

    /// `0`, `0,2`, `1:`; a comma at the end is allowed, as Jayway splits at commas and drops what is empty there.
    fn indexes(&mut self, open: Range<usize>) -> Result<StepKind<'a>, SyntaxError> {
        let first = self.index()?;
        if self.cursor.eat(b']') {
            return first.map_or_else(|| Err(no_index(&open, self.cursor.at())), |index| Ok(StepKind::Index(index)));
        }
        if self.cursor.peek() == Some(b':') {
            return self.slice(open, first);
        }
        let mut indexes = Vec::from_iter(first);
        loop {
            self.cursor.skip_spaces();
            if !self.cursor.eat(b',') {
                break;
            }
            self.cursor.skip_spaces();
            match self.index()? {
                Some(index) => indexes.push(index),
                None => break,
            }
        }
        self.close(open)?;
        Ok(match indexes.as_slice() {
            [only] => StepKind::Index(*only),
            _ => StepKind::Indexes(indexes),
        })
    }

    /// A number of Java's `int`, if one is next.
    fn index(&mut self) -> Result<Option<i32>, SyntaxError> {
        let span = self.cursor.skip_while(|byte| byte.is_ascii_digit() || byte == b'-');
        if span.is_empty() {
            return Ok(None);
        }
        let digits = self.cursor.slice(span.clone());
        digits.parse().map(Some).map_err(|_| {
            SyntaxError::new(format!("{} is no index from -2,147,483,648 to 2,147,483,647", shown(digits)), span)
        })
    }

    fn slice(&mut self, open: Range<usize>, from: Option<i32>) -> Result<StepKind<'a>, SyntaxError> {
        self.cursor.advance(1);
        let to = self.index()?;
        let step = self.cursor.skip_while(|byte| byte == b':' || byte == b'-' || byte.is_ascii_digit());
        if !step.is_empty() {
            let message = format!("{} is ignored, slices have no step", shown(self.cursor.slice(step.clone())));
            self.doubt(step, message, None);
        }
        self.close(open.clone())?;
        if from.is_none() && to.is_none() {
            let message = "a slice has a start or an end";
            return Err(
                SyntaxError::new(message, open.start..self.cursor.at()).with_help("write `[*]` for all elements")
            );
        }
        Ok(StepKind::Slice { from, to })
    }

    /// `(@.length-1)`, the one script of the first dialects that people still write.
    fn script(&mut self, open: Range<usize>) -> Result<StepKind<'a>, SyntaxError> {
        let start = self.cursor.at();
        self.cursor.skip_while(|byte| byte != b')' && byte != b']');
        let script: String = self.cursor.slice(start + 1..self.cursor.at()).split(' ').collect();
        let is_closed = self.cursor.eat(b')');
        let distance = script.strip_prefix("@.length-").filter(|_| is_closed).and_then(|digits| digits.parse().ok());
        let Some(distance) = distance.filter(|distance: &i32| *distance > 0) else {
            let message = "a script in brackets cannot be computed";
            return Err(SyntaxError::new(message, start..self.cursor.at())
                .with_help("write `?(…)` for a filter, or a negative index to count from the end"));
        };
        self.close(open)?;
        let message = "newer versions of the JSONPath library refuse a script in brackets".to_owned();
        self.doubt(start..self.cursor.at() - 1, message, Some(format!("write `[-{distance}]`")));
        Ok(StepKind::FromEnd(distance))
    }
}

fn never_closed(open: Range<usize>) -> SyntaxError {
    SyntaxError::new("the bracket `[` is never closed", open)
}

fn no_index(open: &Range<usize>, end: usize) -> SyntaxError {
    SyntaxError::new("nothing between the brackets", open.start..end)
}
