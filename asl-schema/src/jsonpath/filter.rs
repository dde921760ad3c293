//! Filters: the tree of conditions, and how it is read.
//!
//! `or = and { "||" and }`, `and = not { "&&" not }`, `not = "!" not | "(" or ")" | comparison`, `comparison = value [ operator value ]`.

use std::ops::Range;

use super::literal::Literal;
use super::operator::Operator;
use super::parser::{Parser, Place};
use super::path::{JsonPath, StepKind};
use crate::diagnostic::quoted as shown;
use crate::syntax::SyntaxError;

/// A condition and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Filter<'a> {
    /// What it asks.
    pub condition: Condition<'a>,
    /// Its text.
    pub span: Range<usize>,
}

/// What a filter asks of an element.
#[derive(Debug, Clone, PartialEq)]
pub enum Condition<'a> {
    /// `a || b`: two or more, one of which holds.
    Any(Vec<Filter<'a>>),
    /// `a && b`: two or more, all of which hold.
    All(Vec<Filter<'a>>),
    /// `!(a)`
    Not(Box<Filter<'a>>),
    /// `@.x` or `!@.x`. AWS was measured to keep, for `!@.x`, elements in which `x` is absent or null.
    Exists {
        /// The path that is looked for.
        path: JsonPath<'a>,
        /// False when it must not be there.
        wanted: bool,
    },
    /// `a == b`
    Compare {
        /// The left side.
        left: Operand<'a>,
        /// What they are compared by.
        operator: Operator,
        /// The right side.
        right: Operand<'a>,
    },
}

/// A side of a comparison, or an argument of a function.
#[derive(Debug, Clone, PartialEq)]
pub enum Operand<'a> {
    /// A path from `@` or `$`.
    Path(JsonPath<'a>),
    /// A value, and where it stands.
    Literal(Literal<'a>, Range<usize>),
}

impl Operand<'_> {
    /// Where it stands.
    pub fn span(&self) -> Range<usize> {
        match self {
            Operand::Path(path) => path.span(),
            Operand::Literal(_, span) => span.clone(),
        }
    }
}

impl<'a> Parser<'a> {
    /// `?(…)]`: the bracket before it has been read.
    pub(super) fn filter(&mut self, open: Range<usize>) -> Result<StepKind<'a>, SyntaxError> {
        let mark = self.cursor.next_char();
        self.cursor.advance(1);
        self.cursor.skip_spaces();
        if self.cursor.peek() != Some(b'(') {
            return Err(SyntaxError::new("a filter is written in parentheses", mark).with_help("write `[?(@.x == 1)]`"));
        }
        let filter = self.nested(Parser::group)?;
        self.close(open)?;
        Ok(StepKind::Filter(Box::new(filter)))
    }

    /// `( or )`
    fn group(&mut self) -> Result<Filter<'a>, SyntaxError> {
        let open = self.cursor.next_char();
        self.cursor.advance(1);
        let filter = self.any()?;
        self.cursor.skip_spaces();
        if self.cursor.eat(b')') {
            return Ok(filter);
        }
        let found = self.cursor.next_char();
        if found.is_empty() {
            return Err(SyntaxError::new("the parenthesis `(` is never closed", open));
        }
        let message = format!("{}, where `&&`, `||` or `)` is expected", shown(self.cursor.slice(found.clone())));
        Err(SyntaxError::new(message, found))
    }

    fn any(&mut self) -> Result<Filter<'a>, SyntaxError> {
        self.joined(b'|', Parser::all, Condition::Any)
    }

    fn all(&mut self) -> Result<Filter<'a>, SyntaxError> {
        self.joined(b'&', Parser::not, Condition::All)
    }

    /// One or more conditions between which `sign` stands twice.
    fn joined(
        &mut self,
        sign: u8,
        part: fn(&mut Parser<'a>) -> Result<Filter<'a>, SyntaxError>,
        join: fn(Vec<Filter<'a>>) -> Condition<'a>,
    ) -> Result<Filter<'a>, SyntaxError> {
        let first = part(self)?;
        if !self.double(sign) {
            return Ok(first);
        }
        let start = first.span.start;
        let mut parts = vec![first, part(self)?];
        while self.double(sign) {
            parts.push(part(self)?);
        }
        let end = parts.last().map_or(start, |last| last.span.end);
        Ok(Filter { condition: join(parts), span: start..end })
    }

    fn double(&mut self, sign: u8) -> bool {
        self.cursor.skip_spaces();
        let is_next = self.cursor.peek() == Some(sign) && self.cursor.ahead(1) == Some(sign);
        if is_next {
            self.cursor.advance(2);
        }
        is_next
    }

    fn not(&mut self) -> Result<Filter<'a>, SyntaxError> {
        self.cursor.skip_spaces();
        let start = self.cursor.at();
        if self.cursor.peek() == Some(b'(') {
            let mut filter = self.nested(Parser::group)?;
            filter.span = start..self.cursor.at();
            return Ok(filter);
        }
        let negated = self.cursor.eat(b'!');
        if negated {
            self.cursor.skip_spaces();
            if !matches!(self.cursor.peek(), Some(b'@' | b'$')) {
                let filter = self.nested(Parser::not)?;
                let span = start..filter.span.end;
                return Ok(Filter { condition: Condition::Not(Box::new(filter)), span });
            }
        }
        self.comparison(start, negated)
    }

    fn comparison(&mut self, start: usize, negated: bool) -> Result<Filter<'a>, SyntaxError> {
        let left = self.operand(Place::Filter)?;
        self.cursor.skip_spaces();
        if matches!(self.cursor.peek(), None | Some(b')' | b']' | b'&' | b'|')) {
            let span = start..left.span().end;
            return match left {
                Operand::Path(path) => Ok(Filter { condition: Condition::Exists { path, wanted: !negated }, span }),
                Operand::Literal(..) => Err(SyntaxError::new("a value alone is no condition", span)),
            };
        }
        let operator = self.operator()?;
        self.cursor.skip_spaces();
        let right = self.operand(Place::Filter)?;
        let span = start..right.span().end;
        if negated {
            let message = "`!` before a comparison is ignored".to_owned();
            self.doubt(start..start + 1, message, Some("write the comparison in parentheses: `!(…)`".to_owned()));
        }
        Ok(Filter { condition: Condition::Compare { left, operator, right }, span })
    }

    /// Signs up to the first byte that is none, or a word up to a space, as Jayway reads them.
    fn operator(&mut self) -> Result<Operator, SyntaxError> {
        let is_sign = |byte| matches!(byte, b'<' | b'>' | b'=' | b'~' | b'!');
        let span = if self.cursor.peek().is_some_and(is_sign) {
            self.cursor.skip_while(is_sign)
        } else {
            self.cursor.skip_while(|byte| !matches!(byte, b' ' | b')' | b']'))
        };
        let text = self.cursor.slice(span.clone());
        Operator::read(text).ok_or_else(|| {
            let error = SyntaxError::new(format!("filters have no operator {}", shown(text)), span);
            match (text, crate::closest(text, Operator::spellings())) {
                ("=", _) => error.with_help("write `==`"),
                (_, Some(near)) => error.with_help(format!("did you mean `{near}`?")),
                _ => error,
            }
        })
    }

    pub(super) fn operand(&mut self, place: Place) -> Result<Operand<'a>, SyntaxError> {
        match self.cursor.peek() {
            Some(b'@' | b'$') => self.nested(|parser| parser.path(place)).map(Operand::Path),
            None => Err(SyntaxError::new("a value is missing at the end", self.cursor.next_char())),
            Some(_) => {
                let start = self.cursor.at();
                let literal = self.literal()?;
                Ok(Operand::Literal(literal, start..self.cursor.at()))
            }
        }
    }
}
