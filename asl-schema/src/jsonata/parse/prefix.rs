//! What an expression begins with.

use super::{Expect, Operator, Parsed, Parser, Token};
use crate::jsonata::fault::{Fault, fault};
use crate::jsonata::{Binary, BinaryOperator, Expr, ExprKind, Pair, Span, Transform};

/// A minus takes what binds more strongly than this: paths and calls, not a grouping.
const NEGATION: u8 = 70;

impl<'a> Parser<'a> {
    pub(super) fn prefix(&mut self, token: Token<'a>, span: Span) -> Parsed<'a> {
        let kind = match token {
            Token::Name(name) => ExprKind::Name(name),
            Token::Variable(name) => ExprKind::Variable(name),
            Token::String(text) => ExprKind::String(text),
            Token::Number(number) => ExprKind::Number(number),
            Token::Bool(value) => ExprKind::Bool(value),
            Token::Null => ExprKind::Null,
            Token::Regex(regex) => ExprKind::Regex(regex),
            Token::End => {
                self.missing.get_or_insert(span);
                ExprKind::Null
            }
            Token::Operator(operator) => return self.prefix_operator(operator, span),
        };
        self.node(kind, span, 0)
    }

    fn prefix_operator(&mut self, operator: Operator, span: Span) -> Parsed<'a> {
        match operator {
            Operator::And | Operator::Or | Operator::In => self.node(ExprKind::Name(operator.text()), span, 0),
            Operator::Star => self.node(ExprKind::Wildcard, span, 0),
            Operator::StarStar => self.node(ExprKind::Descendants, span, 0),
            Operator::Percent => {
                self.has_parent = true;
                self.node(ExprKind::Parent, span, 0)
            }
            Operator::Minus => {
                let operand = self.expression(NEGATION)?;
                let height = operand.height;
                self.node(ExprKind::Negate(Box::new(operand)), span, height)
            }
            Operator::OpenParen => self.block(span),
            Operator::OpenBracket => self.array(span),
            Operator::OpenBrace => {
                let (pairs, height) = self.pairs()?;
                self.node(ExprKind::Object(pairs), span, height)
            }
            Operator::Bar => self.transform(span),
            _ => {
                let message = format!("The symbol \"{}\" cannot be used as a unary operator", operator.text());
                Err(fault("S0211", message, span.range()))
            }
        }
    }

    fn block(&mut self, start: Span) -> Parsed<'a> {
        let mut expressions = Vec::new();
        let mut height = 0;
        while !self.at(Operator::CloseParen) {
            expressions.push(self.child(&mut height)?);
            if !self.accept(Operator::Semicolon)? {
                break;
            }
        }
        self.close(Operator::CloseParen, Expect::Operator)?;
        self.node(ExprKind::Block(expressions), start, height)
    }

    fn array(&mut self, start: Span) -> Parsed<'a> {
        let mut items = Vec::new();
        let mut height = 0;
        while !self.at(Operator::CloseBracket) || !items.is_empty() {
            let mut item = self.child(&mut height)?;
            if self.at(Operator::DotDot) {
                item = self.range(item)?;
                height = height.max(item.height);
            }
            items.push(item);
            if !self.accept(Operator::Comma)? {
                break;
            }
        }
        self.close(Operator::CloseBracket, Expect::Operator)?;
        self.node(ExprKind::Array(items), start, height)
    }

    fn range(&mut self, left: Expr<'a>) -> Parsed<'a> {
        let (_, operator_span) = self.take(Expect::Operand)?;
        let right = self.expression(0)?;
        let (start, height) = (left.span, left.height.max(right.height));
        let binary = Binary { operator: BinaryOperator::Range, operator_span, left, right };
        self.node(ExprKind::Binary(Box::new(binary)), start, height)
    }

    /// The pairs of an object or a grouping, the opening brace being consumed.
    pub(super) fn pairs(&mut self) -> Result<(Vec<Pair<'a>>, u16), Fault> {
        let mut pairs = Vec::new();
        let mut height = 0;
        while !self.at(Operator::CloseBrace) || !pairs.is_empty() {
            let key = self.child(&mut height)?;
            self.close(Operator::Colon, Expect::Operand)?;
            let value = self.child(&mut height)?;
            pairs.push(Pair { key, value });
            if !self.accept(Operator::Comma)? {
                break;
            }
        }
        self.close(Operator::CloseBrace, Expect::Operator)?;
        Ok((pairs, height))
    }

    fn transform(&mut self, start: Span) -> Parsed<'a> {
        let mut height = 0;
        let pattern = self.child(&mut height)?;
        self.close(Operator::Bar, Expect::Operand)?;
        let update = self.child(&mut height)?;
        let delete = if self.accept(Operator::Comma)? { Some(self.child(&mut height)?) } else { None };
        self.close(Operator::Bar, Expect::Operand)?;
        self.node(ExprKind::Transform(Box::new(Transform { pattern, update, delete })), start, height)
    }

    /// A whole expression; `height` becomes that of the highest so far.
    pub(super) fn child(&mut self, height: &mut u16) -> Parsed<'a> {
        let child = self.expression(0)?;
        *height = child.height.max(*height);
        Ok(child)
    }
}
