//! Calls, and the functions that expressions define: `function` is a name until its parentheses close.

use super::infix::variable;
use super::{Expect, Operator, Parsed, Parser, Token, shown};
use crate::jsonata::fault::{Fault, fault};
use crate::jsonata::{Argument, Call, Expr, ExprKind, Lambda, Span, signature};

impl<'a> Parser<'a> {
    pub(super) fn call(&mut self, function: Expr<'a>) -> Parsed<'a> {
        let (start, mut height) = (function.span, function.height);
        let mut arguments = Vec::new();
        while !self.at(Operator::CloseParen) || !arguments.is_empty() {
            arguments.push(if self.at(Operator::Question) {
                Argument::Placeholder(self.take(Expect::Operand)?.1)
            } else {
                Argument::Value(self.child(&mut height)?)
            });
            if !self.accept(Operator::Comma)? {
                break;
            }
        }
        self.close(Operator::CloseParen, Expect::Operator)?;
        if matches!(function.kind, ExprKind::Name("function" | "λ")) {
            return self.lambda(start, arguments);
        }
        self.node(ExprKind::Call(Box::new(Call { function, arguments })), start, height)
    }

    fn lambda(&mut self, start: Span, arguments: Vec<Argument<'a>>) -> Parsed<'a> {
        let mut parameters = Vec::with_capacity(arguments.len());
        for argument in &arguments {
            let (found, span) = match argument {
                Argument::Value(expr) => (variable(expr), expr.span),
                Argument::Placeholder(span) => (None, *span),
            };
            parameters.push(found.ok_or_else(|| {
                let index = parameters.len() + 1;
                let message =
                    format!("Parameter {index} of function definition must be a variable name (start with $)");
                fault("S0208", message, span.range())
            })?);
        }
        let signature = if self.at(Operator::Less) { Some(self.signature()?) } else { None };
        self.close(Operator::OpenBrace, Expect::Operand)?;
        let body = self.expression(0)?;
        self.close(Operator::CloseBrace, Expect::Operand)?;
        let height = body.height;
        self.node(ExprKind::Lambda(Box::new(Lambda { parameters, signature, body })), start, height)
    }

    /// From `<` to its `>`. The reference puts the tokens together again, so blanks are none of it.
    fn signature(&mut self) -> Result<Span, Fault> {
        let start = self.span;
        let mut depth = 1;
        let mut text = "<".to_owned();
        while depth > 0 && !self.at(Operator::OpenBrace) && self.token != Token::End {
            self.take(Expect::Operand)?;
            match self.token {
                Token::Operator(Operator::Greater) => depth -= 1,
                Token::Operator(Operator::Less) => depth += 1,
                _ => {}
            }
            text.push_str(shown(&self.token).trim_matches('"'));
        }
        self.close(Operator::Greater, Expect::Operand)?;
        signature::check(&text, start)?;
        Ok(start.to(self.last))
    }
}
