//! Tokens → tree: a Pratt parser with the reference's binding powers.

mod call;
mod infix;
mod prefix;

use super::fault::{Fault, fault};
use super::lex::{Expect, Lexer, Token};
use super::operator::Operator;
use super::{Expr, ExprKind, Span, parent, post};
use crate::SyntaxError;

/// How high the tree of an expression may be.
///
/// Step Functions evaluates 100 levels and no more, so what is refused here fails there; and code that recurses over a tree needs no bound of its own.
pub const MAX_HEIGHT: u16 = 128;

type Parsed<'a> = Result<Expr<'a>, Fault>;

/// Parses a JSONata expression.
///
/// # Errors
///
/// The first thing that is wrong, with the code and the sentence of the reference, or with neither when the expression nests deeper than [`MAX_HEIGHT`].
pub fn parse(text: &str) -> Result<Expr<'_>, SyntaxError> {
    if u32::try_from(text.len()).is_err() {
        return Err(SyntaxError::new("the expression is longer than 4 GiB", 0..0));
    }
    let Whole { expr, has_suspect, has_parent } = whole(text).map_err(|fault| *fault)?;
    if has_suspect {
        post::check(&expr)?;
    }
    if has_parent {
        parent::check(&expr)?;
    }
    Ok(expr)
}

/// An expression that the grammar accepts.
struct Whole<'a> {
    expr: Expr<'a>,
    /// Whether something was read that [`post`] may refuse.
    has_suspect: bool,
    /// Whether there is a `%`.
    has_parent: bool,
}

fn whole(text: &str) -> Result<Whole<'_>, Fault> {
    let mut parser = Parser::new(text)?;
    let expr = parser.expression(0)?;
    if parser.token != Token::End {
        let message = format!("Syntax error: {}", parser.got());
        return Err(parser.error("S0201", message));
    }
    if let Some(span) = parser.missing {
        return Err(fault("S0207", "Unexpected end of expression", span.range()));
    }
    Ok(Whole { expr, has_suspect: parser.has_suspect, has_parent: parser.has_parent })
}

/// The token at hand is the one that was not consumed yet.
struct Parser<'a> {
    lexer: Lexer<'a>,
    token: Token<'a>,
    span: Span,
    /// Where the last consumed token stands.
    last: Span,
    depth: u16,
    /// Where an operand was expected and the text ended. The reference says so only when nothing else is wrong.
    missing: Option<Span>,
    has_suspect: bool,
    has_parent: bool,
}

impl<'a> Parser<'a> {
    fn new(text: &'a str) -> Result<Parser<'a>, Fault> {
        let mut lexer = Lexer::new(text);
        let (token, span) = next(&mut lexer, Expect::Operand)?;
        let last = Span { start: 0, end: 0 };
        Ok(Parser { lexer, token, span, last, depth: 0, missing: None, has_suspect: false, has_parent: false })
    }

    /// An operand and every operator after it that binds more strongly than `power`.
    fn expression(&mut self, power: u8) -> Parsed<'a> {
        self.depth += 1;
        if self.depth > MAX_HEIGHT {
            return Err(too_deep(self.span));
        }
        let (token, span) = self.take(Expect::Operator)?;
        let mut left = self.prefix(token, span)?;
        while let Token::Operator(operator) = self.token {
            if operator.power() <= power {
                break;
            }
            let (_, span) = self.take(Expect::Operand)?;
            left = self.infix(operator, span, left)?;
        }
        self.depth -= 1;
        Ok(left)
    }

    /// The token at hand; the next one is read.
    #[inline]
    fn take(&mut self, expect: Expect) -> Result<(Token<'a>, Span), Fault> {
        let (next, next_span) = next(&mut self.lexer, expect)?;
        self.last = self.span;
        Ok((std::mem::replace(&mut self.token, next), std::mem::replace(&mut self.span, next_span)))
    }

    fn at(&self, operator: Operator) -> bool {
        self.token == Token::Operator(operator)
    }

    /// Consumes this operator, or says that it is missing.
    fn close(&mut self, operator: Operator, expect: Expect) -> Result<(), Fault> {
        if self.at(operator) {
            self.take(expect)?;
            return Ok(());
        }
        let wanted = operator.text();
        Err(if self.token == Token::End {
            self.error("S0203", format!("Expected \"{wanted}\" before end of expression"))
        } else {
            self.error("S0202", format!("Expected \"{wanted}\", got {}", self.got()))
        })
    }

    /// Consumes this operator if it is there.
    fn accept(&mut self, operator: Operator) -> Result<bool, Fault> {
        let there = self.at(operator);
        if there {
            self.take(Expect::Operand)?;
        }
        Ok(there)
    }

    /// An error at the token at hand.
    fn error(&self, code: &'static str, message: String) -> Fault {
        fault(code, message, self.span.range())
    }

    fn got(&self) -> String {
        shown(&self.token)
    }

    /// A node from `start` to the last consumed token, above children of this height.
    #[inline]
    fn node(&self, kind: ExprKind<'a>, start: Span, below: u16) -> Parsed<'a> {
        let span = start.to(self.last);
        if below >= MAX_HEIGHT {
            return Err(too_deep(span));
        }
        Ok(Expr { kind, span, height: below + 1 })
    }
}

/// The next token, unless it is one of those that mean nothing anywhere.
#[inline]
fn next<'a>(lexer: &mut Lexer<'a>, expect: Expect) -> Result<(Token<'a>, Span), Fault> {
    let (token, span) = lexer.next(expect)?;
    if let Token::Operator(sign @ (Operator::Exclamation | Operator::Tilde)) = token {
        let message = format!("Unknown operator: \"{}\"", sign.text());
        return Err(fault("S0204", message, span.range()));
    }
    Ok((token, span))
}

fn too_deep(span: Span) -> Fault {
    let message = format!("the expression nests deeper than {MAX_HEIGHT} levels");
    Box::new(
        SyntaxError::new(message, span.range())
            .with_help("bind its parts to variables, or join long lists with `$sum` and `$join`"),
    )
}

/// A token as the reference shows it in its sentences: its value as JSON.
fn shown(token: &Token<'_>) -> String {
    match token {
        Token::Name(name) | Token::Variable(name) => serde_json::Value::from(*name).to_string(),
        Token::String(text) => serde_json::Value::from(&**text).to_string(),
        Token::Number(number) => shown_number(*number),
        Token::Bool(value) => value.to_string(),
        Token::Null => "null".to_owned(),
        Token::Regex(_) => "{}".to_owned(),
        Token::Operator(operator) => format!("\"{}\"", operator.text()),
        Token::End => "\"(end)\"".to_owned(),
    }
}

/// A whole number without `.0`.
pub(super) fn shown_number(number: f64) -> String {
    serde_json::to_string(&number)
        .map_or_else(|_| number.to_string(), |text| text.strip_suffix(".0").map(str::to_owned).unwrap_or(text))
}
