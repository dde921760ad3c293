//! From the root to the last step: dots, names, functions. What stands in brackets is read in `bracket.rs`.

use std::borrow::Cow;
use std::ops::Range;

use super::MAX_DEPTH;
use super::filter::Operand;
use super::path::{Doubt, Function, JsonPath, Name, Root, Step, StepKind};
use crate::cursor::Cursor;
use crate::diagnostic::quoted as shown;
use crate::syntax::SyntaxError;

/// What surrounds a path, which decides where it ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// It is the whole text.
    Whole,
    /// It is a side of a condition, and ends where Jayway sees an operator, a space or a parenthesis.
    Filter,
    /// It is an argument of a function.
    Argument,
}

impl Place {
    fn ends_at(self, byte: u8) -> bool {
        match self {
            Place::Whole => false,
            Place::Filter => matches!(byte, b' ' | b'<' | b'>' | b'=' | b'~' | b'!' | b')' | b']'),
            Place::Argument => matches!(byte, b' ' | b',' | b')'),
        }
    }
}

pub(super) struct Parser<'a> {
    pub(super) cursor: Cursor<'a>,
    doubts: Vec<Doubt>,
    depth: usize,
}

impl<'a> Parser<'a> {
    pub(super) fn new(text: &'a str, range: Range<usize>) -> Parser<'a> {
        Parser { cursor: Cursor::new(text, range), doubts: Vec::new(), depth: 0 }
    }

    pub(super) fn whole(mut self) -> Result<JsonPath<'a>, SyntaxError> {
        let mut path = self.path(Place::Whole)?;
        path.doubts = self.doubts;
        Ok(path)
    }

    /// Notes what parses and is probably a mistake.
    pub(super) fn doubt(&mut self, span: Range<usize>, message: String, help: Option<String>) {
        self.doubts.push(Doubt { message, span, help });
    }

    /// Goes one level deeper, if that is not too deep.
    pub(super) fn nested<T>(
        &mut self,
        read: impl FnOnce(&mut Parser<'a>) -> Result<T, SyntaxError>,
    ) -> Result<T, SyntaxError> {
        if self.depth == MAX_DEPTH {
            let message = format!("nests deeper than {MAX_DEPTH} levels");
            return Err(SyntaxError::new(message, self.cursor.next_char()));
        }
        self.depth += 1;
        let result = read(self);
        self.depth -= 1;
        result
    }

    pub(super) fn path(&mut self, place: Place) -> Result<JsonPath<'a>, SyntaxError> {
        let start = self.cursor.at();
        let root = self.root(place)?;
        let root_span = start..self.cursor.at();
        let mut steps = Vec::new();
        while let Some(byte) = self.cursor.peek() {
            if place.ends_at(byte) {
                break;
            }
            if steps.is_empty() && !matches!(byte, b'.' | b'[') {
                return Err(self.not_a_step(root));
            }
            self.step(byte, place, &mut steps)?;
        }
        Ok(JsonPath { root, root_span, steps, span: start..self.cursor.at(), doubts: Vec::new() })
    }

    fn root(&mut self, place: Place) -> Result<Root<'a>, SyntaxError> {
        let start = self.cursor.at();
        if place != Place::Whole && self.cursor.eat(b'@') {
            return Ok(Root::Item);
        }
        if !self.cursor.eat(b'$') {
            let rest = self.cursor.rest();
            let error = SyntaxError::new("a path starts with `$`", self.cursor.next_char());
            return Err(match rest.trim_start_matches([' ', '@', '.']) {
                "" => error.with_help("write `$` for the whole input"),
                _ if rest.starts_with(' ') => error.with_help("remove the space before `$`"),
                path => error.with_help(format!("write {}", shown(&format!("$.{path}")))),
            });
        }
        let root = if self.cursor.eat(b'$') {
            Root::Context
        } else if self.cursor.peek().is_none_or(|byte| matches!(byte, b'.' | b'[')) {
            return Ok(Root::Input);
        } else {
            match variable_length(self.cursor.rest()) {
                0 => return Ok(Root::Input),
                length => {
                    let name = self.cursor.at()..self.cursor.at() + length;
                    self.cursor.advance(length);
                    Root::Variable(self.cursor.slice(name))
                }
            }
        };
        if place != Place::Whole {
            // Jayway evaluates a path on one document and knows neither variables nor the context object.
            let message = "within a path only `@` and `$`, its own document, can be read";
            return Err(SyntaxError::new(message, start..self.cursor.at()));
        }
        Ok(root)
    }

    fn not_a_step(&self, root: Root<'_>) -> SyntaxError {
        let found = self.cursor.next_char();
        let after = match root {
            Root::Input => "`$`",
            Root::Context => "`$$`",
            Root::Variable(_) => "the name of a variable",
            Root::Item => "`@`",
        };
        let character = self.cursor.slice(found.clone());
        SyntaxError::new(format!("{} after {after}, where `.` or `[` can follow", shown(character)), found)
    }

    /// Reads a step, or a descent and the step it is for.
    fn step(&mut self, byte: u8, place: Place, steps: &mut Vec<Step<'a>>) -> Result<(), SyntaxError> {
        let start = self.cursor.at();
        if byte == b'.' {
            self.cursor.advance(1);
            let descent = self.cursor.eat(b'.');
            if descent {
                steps.push(Step { kind: StepKind::Descent, span: start..self.cursor.at() });
            }
            match self.cursor.peek() {
                None => return Err(self.nothing_after_dot(start)),
                Some(next) if place.ends_at(next) => return Err(self.nothing_after_dot(start)),
                Some(b'.') => {
                    let message = "three dots in a row, where a name or `*` follows one or two";
                    return Err(SyntaxError::new(message, self.cursor.next_char()));
                }
                Some(_) if descent => return self.step_after_dot(self.cursor.at(), place, steps),
                Some(_) => {}
            }
        }
        self.step_after_dot(start, place, steps)
    }

    fn nothing_after_dot(&self, start: usize) -> SyntaxError {
        SyntaxError::new("no name after the dot", start..self.cursor.at())
            .with_help("remove the dot, or write a name or `*` after it")
    }

    fn step_after_dot(&mut self, start: usize, place: Place, steps: &mut Vec<Step<'a>>) -> Result<(), SyntaxError> {
        let kind = match self.cursor.peek() {
            Some(b'[') => self.bracket()?,
            Some(b'*') => {
                self.cursor.advance(1);
                StepKind::Wildcard
            }
            _ => self.name_or_function(place)?,
        };
        steps.push(Step { kind, span: start..self.cursor.at() });
        Ok(())
    }

    /// `name` or `name(…)`. Jayway takes everything up to a space, `.`, `[` or `(`, so hyphens and most punctuation need no quotes.
    fn name_or_function(&mut self, place: Place) -> Result<StepKind<'a>, SyntaxError> {
        let span = self.cursor.skip_while(|byte| !matches!(byte, b'.' | b'[' | b'(' | b' ') && !place.ends_at(byte));
        let name = self.cursor.slice(span.clone());
        match self.cursor.peek() {
            Some(b' ') if span.is_empty() => {
                return Err(SyntaxError::new("a space, where a step is expected", self.cursor.next_char())
                    .with_help("remove the space"));
            }
            Some(b' ') if place == Place::Whole => {
                return Err(SyntaxError::new("a name after `.` cannot contain a space", self.cursor.next_char())
                    .with_help("write the name in brackets: `['unit price']`"));
            }
            Some(b'(') => return self.function(Name { key: Cow::Borrowed(name), span }),
            _ => {}
        }
        if place == Place::Filter && (name.contains("&&") || name.contains("||")) {
            let message = format!("{} is read as one name", shown(name));
            self.doubt(span.clone(), message, Some("write spaces around `&&` and `||`".to_owned()));
        }
        Ok(StepKind::Name(Name { key: Cow::Borrowed(name), span }))
    }

    fn function(&mut self, name: Name<'a>) -> Result<StepKind<'a>, SyntaxError> {
        let open = self.cursor.next_char();
        if name.key.is_empty() {
            return Err(SyntaxError::new("`(` without the name of a function", open));
        }
        if !Function::NAMES.contains(&name.key.as_ref()) {
            let help = crate::closest(&name.key, Function::NAMES).map(|near| format!("did you mean `{near}`?"));
            self.doubt(name.span.clone(), format!("there is no function {} in JSONPath", shown(&name.key)), help);
        }
        self.cursor.advance(1);
        let arguments = self.nested(|parser| parser.arguments(open))?;
        if arguments.is_empty() && self.cursor.peek().is_some_and(|byte| matches!(byte, b'.' | b'[')) {
            let message = format!("what follows {} finds nothing", shown(&format!("{}()", name.key)));
            self.doubt(self.cursor.next_char(), message, Some("write the function at the end of the path".to_owned()));
        }
        Ok(StepKind::Function(Box::new(Function { name, arguments })))
    }

    fn arguments(&mut self, open: Range<usize>) -> Result<Vec<Operand<'a>>, SyntaxError> {
        let mut arguments = Vec::new();
        self.cursor.skip_spaces();
        if self.cursor.eat(b')') {
            return Ok(arguments);
        }
        loop {
            self.cursor.skip_spaces();
            arguments.push(self.operand(Place::Argument)?);
            self.cursor.skip_spaces();
            match self.cursor.peek() {
                Some(b',') => self.cursor.advance(1),
                Some(b')') => {
                    self.cursor.advance(1);
                    return Ok(arguments);
                }
                None => return Err(SyntaxError::new("the parenthesis `(` is never closed", open)),
                Some(_) => {
                    return Err(SyntaxError::new("an argument is followed by `,` or `)`", self.cursor.next_char()));
                }
            }
        }
    }
}

/// How many bytes of `text` are the name of a variable: UAX #31, so it begins with a letter. The standard library has no table of what may follow
/// (marks, for one), so outside ASCII everything does that is visible; the names themselves are judged where they are assigned.
fn variable_length(text: &str) -> usize {
    let begins = |first: char| first.is_alphabetic() || first == '_';
    let goes_on = |next: char| {
        if next.is_ascii() {
            next.is_ascii_alphanumeric() || next == '_'
        } else {
            !next.is_whitespace() && !next.is_control()
        }
    };
    if !text.starts_with(begins) {
        return 0;
    }
    text.find(|next: char| !goes_on(next)).unwrap_or(text.len())
}
