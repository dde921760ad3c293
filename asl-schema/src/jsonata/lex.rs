//! Text → tokens, one at a time.
//!
//! Whether a `/` divides or begins a regular expression depends on what came before it, so the parser says what it expects.

mod literal;

use std::borrow::Cow;

use super::operator::Operator;
use super::{Regex, Span};
use crate::jsonata::fault::{Fault, fault};

/// What the text is made of.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Token<'a> {
    Name(&'a str),
    Variable(&'a str),
    String(Cow<'a, str>),
    Number(f64),
    Bool(bool),
    Null,
    Regex(Regex<'a>),
    Operator(Operator),
    End,
}

/// What may come next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Expect {
    /// An operand: `/` begins a regular expression.
    Operand,
    /// An operator: `/` divides.
    Operator,
}

/// The text and how far it is read.
pub(super) struct Lexer<'a> {
    text: &'a str,
    position: usize,
}

impl<'a> Lexer<'a> {
    pub(super) fn new(text: &'a str) -> Lexer<'a> {
        Lexer { text, position: 0 }
    }

    /// The next token; [`Token::End`] again and again at the end.
    #[inline]
    pub(super) fn next(&mut self, expect: Expect) -> Result<(Token<'a>, Span), Fault> {
        self.skip_blanks_and_comments()?;
        let start = self.position;
        let token = self.token(expect)?;
        Ok((token, self.span_from(start)))
    }

    #[inline]
    fn token(&mut self, expect: Expect) -> Result<Token<'a>, Fault> {
        let Some(first) = self.peek(0) else {
            return Ok(Token::End);
        };
        if first == b'/' && expect == Expect::Operand {
            return self.regex();
        }
        if let Some((operator, length)) = operator(first, self.peek(1)) {
            self.position += length;
            return Ok(Token::Operator(operator));
        }
        match first {
            b'"' | b'\'' => self.string(first),
            b'0'..=b'9' => self.number(),
            b'`' => self.quoted_name(),
            _ => Ok(self.word()),
        }
    }

    #[inline]
    fn skip_blanks_and_comments(&mut self) -> Result<(), Fault> {
        loop {
            while self.peek(0).is_some_and(is_blank) {
                self.position += 1;
            }
            if self.peek(0) != Some(b'/') || self.peek(1) != Some(b'*') {
                return Ok(());
            }
            let Some(length) = self.text.get(self.position + 2..).and_then(|comment| comment.find("*/")) else {
                let all = self.position..self.text.len();
                return Err(fault("S0106", "Comment has no closing tag", all));
            };
            self.position += 2 + length + 2;
        }
    }

    /// A name between backticks. It has no escapes.
    fn quoted_name(&mut self) -> Result<Token<'a>, Fault> {
        let start = self.position;
        let name = self.rest().get(1..).and_then(|rest| rest.split_once('`'));
        let Some((name, _)) = name else {
            let message = "Quoted property name must be terminated with a backquote (`)";
            return Err(fault("S0105", message, start..self.text.len()));
        };
        self.position += name.len() + 2;
        Ok(Token::Name(name))
    }

    /// A variable, a word of the language or a name: everything up to a blank or a sign.
    fn word(&mut self) -> Token<'a> {
        let rest = self.rest();
        let length = rest.bytes().position(ends_a_word).unwrap_or(rest.len());
        let word = rest.get(..length).unwrap_or_default();
        self.position += length;
        match word {
            "and" => Token::Operator(Operator::And),
            "or" => Token::Operator(Operator::Or),
            "in" => Token::Operator(Operator::In),
            "true" => Token::Bool(true),
            "false" => Token::Bool(false),
            "null" => Token::Null,
            name => name.strip_prefix('$').map_or(Token::Name(name), Token::Variable),
        }
    }

    fn peek(&self, ahead: usize) -> Option<u8> {
        self.text.as_bytes().get(self.position + ahead).copied()
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.position..).unwrap_or_default()
    }

    #[expect(clippy::cast_possible_truncation, reason = "`parse` refuses texts beyond u32")]
    fn span_from(&self, start: usize) -> Span {
        Span { start: start as u32, end: self.position as u32 }
    }
}

/// The reference's list; other blanks of Unicode are parts of names.
const fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0x0b)
}

/// Whether a byte ends a name, by byte.
static ENDS_A_WORD: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        table[byte as usize] = is_blank(byte) || sign(byte).is_some();
        byte += 1;
    }
    table
};

fn ends_a_word(byte: u8) -> bool {
    ENDS_A_WORD[usize::from(byte)]
}

/// The operator that the text begins with, and its length.
fn operator(first: u8, second: Option<u8>) -> Option<(Operator, usize)> {
    let two = match (first, second) {
        (b'.', Some(b'.')) => Operator::DotDot,
        (b':', Some(b'=')) => Operator::ColonEqual,
        (b'!', Some(b'=')) => Operator::NotEqual,
        (b'>', Some(b'=')) => Operator::GreaterEqual,
        (b'<', Some(b'=')) => Operator::LessEqual,
        (b'*', Some(b'*')) => Operator::StarStar,
        (b'~', Some(b'>')) => Operator::TildeGreater,
        (b'?', Some(b':')) => Operator::QuestionColon,
        (b'?', Some(b'?')) => Operator::QuestionQuestion,
        _ => return sign(first).map(|operator| (operator, 1)),
    };
    Some((two, 2))
}

const fn sign(byte: u8) -> Option<Operator> {
    Some(match byte {
        b'.' => Operator::Dot,
        b'[' => Operator::OpenBracket,
        b']' => Operator::CloseBracket,
        b'{' => Operator::OpenBrace,
        b'}' => Operator::CloseBrace,
        b'(' => Operator::OpenParen,
        b')' => Operator::CloseParen,
        b',' => Operator::Comma,
        b'@' => Operator::At,
        b'#' => Operator::Hash,
        b';' => Operator::Semicolon,
        b':' => Operator::Colon,
        b'?' => Operator::Question,
        b'+' => Operator::Plus,
        b'-' => Operator::Minus,
        b'*' => Operator::Star,
        b'/' => Operator::Slash,
        b'%' => Operator::Percent,
        b'|' => Operator::Bar,
        b'=' => Operator::Equal,
        b'<' => Operator::Less,
        b'>' => Operator::Greater,
        b'^' => Operator::Caret,
        b'&' => Operator::Ampersand,
        b'!' => Operator::Exclamation,
        b'~' => Operator::Tilde,
        _ => return None,
    })
}
