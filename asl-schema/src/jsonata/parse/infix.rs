//! What follows an operand.

use super::{Expect, Operator, Parsed, Parser};
use crate::jsonata::fault::{Fault, fault};
use crate::jsonata::{
    Binary, BinaryOperator, Bind, Binding, Conditional, Expr, ExprKind, Path, SortTerm, Span, Step, StepKind,
};

impl<'a> Parser<'a> {
    pub(super) fn infix(&mut self, operator: Operator, span: Span, left: Expr<'a>) -> Parsed<'a> {
        match operator {
            Operator::Dot => self.step(left),
            Operator::OpenBracket => self.filter(left, span),
            Operator::OpenBrace => {
                self.has_suspect = true;
                let (pairs, height) = self.pairs()?;
                self.extend_path(left, StepKind::Group(pairs), span, height)
            }
            Operator::Caret => self.sort(left, span),
            Operator::At => {
                self.has_suspect = true;
                let variable = self.bound_variable(operator)?;
                self.extend_path(left, StepKind::Focus(variable), span, 0)
            }
            Operator::Hash => {
                let variable = self.bound_variable(operator)?;
                self.extend_path(left, StepKind::Index(variable), span, 0)
            }
            Operator::OpenParen => self.call(left),
            Operator::ColonEqual => self.bind(left),
            Operator::Question => self.conditional(left),
            _ => self.binary(operator, span, left),
        }
    }

    fn binary(&mut self, operator: Operator, operator_span: Span, left: Expr<'a>) -> Parsed<'a> {
        let Some(binary) = operator.binary() else {
            let message = format!("Syntax error: \"{}\"", operator.text());
            return Err(fault("S0201", message, operator_span.range()));
        };
        let power = match binary {
            // What later versions give when there is nothing takes all that follows, as the last part of a conditional does.
            BinaryOperator::Default | BinaryOperator::Coalesce => 0,
            _ => operator.power(),
        };
        let right = self.expression(power)?;
        let (start, height) = (left.span, left.height.max(right.height));
        self.node(ExprKind::Binary(Box::new(Binary { operator: binary, operator_span, left, right })), start, height)
    }

    fn conditional(&mut self, condition: Expr<'a>) -> Parsed<'a> {
        let (start, mut height) = (condition.span, condition.height);
        let then = self.child(&mut height)?;
        let otherwise = if self.accept(Operator::Colon)? { Some(self.child(&mut height)?) } else { None };
        self.node(ExprKind::Conditional(Box::new(Conditional { condition, then, otherwise })), start, height)
    }

    fn bind(&mut self, left: Expr<'a>) -> Parsed<'a> {
        let Some(variable) = variable(&left) else {
            let message = "The left side of := must be a variable name (start with $)";
            return Err(fault("S0212", message, left.span.range()));
        };
        // One less than its own power: it binds to the right.
        let value = self.expression(Operator::ColonEqual.power() - 1)?;
        let height = value.height;
        self.node(ExprKind::Bind(Box::new(Bind { variable, value })), left.span, height)
    }

    /// After `@` and `#`.
    fn bound_variable(&mut self, operator: Operator) -> Result<Binding<'a>, Fault> {
        let right = self.expression(operator.power())?;
        match right.kind {
            ExprKind::Variable(name) => Ok(Binding { name, span: right.span }),
            _ => {
                let message =
                    format!("The right side of \"{}\" must be a variable name (start with $)", operator.text());
                Err(fault("S0214", message, right.span.range()))
            }
        }
    }

    fn step(&mut self, left: Expr<'a>) -> Parsed<'a> {
        let right = self.expression(Operator::Dot.power())?;
        let height = right.height;
        self.has_suspect |= may_be_literal(&right);
        match right.kind {
            // `.b[0]` was read as a path of its own.
            ExprKind::Path(rest) => {
                let Path { head, steps } = *rest;
                let (mut path, start, below) = self.open_path(left);
                path.steps.push(Step { span: head.span, kind: StepKind::Map(head) });
                path.steps.extend(steps);
                self.node(ExprKind::Path(path), start, below.max(height - 1))
            }
            _ => {
                let span = right.span;
                self.extend_path(left, StepKind::Map(right), span, height)
            }
        }
    }

    fn filter(&mut self, left: Expr<'a>, start: Span) -> Parsed<'a> {
        if self.accept(Operator::CloseBracket)? {
            return self.extend_path(left, StepKind::KeepArray, start, 0);
        }
        let predicate = self.expression(0)?;
        self.close(Operator::CloseBracket, Expect::Operator)?;
        let height = predicate.height;
        self.extend_path(left, StepKind::Filter(predicate), start, height)
    }

    fn sort(&mut self, left: Expr<'a>, start: Span) -> Parsed<'a> {
        self.close(Operator::OpenParen, Expect::Operand)?;
        let mut terms = Vec::new();
        let mut height = 0;
        loop {
            let descending = self.at(Operator::Greater);
            if descending || self.at(Operator::Less) {
                self.take(Expect::Operand)?;
            }
            terms.push(SortTerm { descending, key: self.child(&mut height)? });
            if !self.accept(Operator::Comma)? {
                break;
            }
        }
        self.close(Operator::CloseParen, Expect::Operand)?;
        self.extend_path(left, StepKind::Sort(terms), start, height)
    }

    /// The left side with one step more, which stands from `start` to the last consumed token.
    fn extend_path(&mut self, left: Expr<'a>, kind: StepKind<'a>, start: Span, height: u16) -> Parsed<'a> {
        let (mut path, path_start, below) = self.open_path(left);
        path.steps.push(Step { kind, span: start.to(self.last) });
        self.node(ExprKind::Path(path), path_start, below.max(height))
    }

    /// The left side as a path to go on with, where it begins and how high its parts are.
    fn open_path(&mut self, left: Expr<'a>) -> (Box<Path<'a>>, Span, u16) {
        self.has_suspect |= may_be_literal(&left);
        let (span, height) = (left.span, left.height);
        match left.kind {
            ExprKind::Path(path) => (path, span, height - 1),
            _ => (Box::new(Path { head: left, steps: Vec::new() }), span, height),
        }
    }
}

/// The variable that an expression is, whether or not `[]` follows it.
pub(super) fn variable<'a>(expr: &Expr<'a>) -> Option<Binding<'a>> {
    match &expr.kind {
        ExprKind::Variable(name) => Some(Binding { name, span: expr.span }),
        ExprKind::Path(path) if path.steps.iter().all(|step| step.kind == StepKind::KeepArray) => variable(&path.head),
        _ => None,
    }
}

/// Whether it can be one of the literals that are no steps.
fn may_be_literal(expr: &Expr<'_>) -> bool {
    matches!(expr.kind, ExprKind::Null | ExprKind::Bool(_) | ExprKind::Number(_) | ExprKind::Negate(_))
}
