//! Expressions without effects as JSONata.
//!
//! In: an [`Expr`] that [`is_pure`] accepts, and what [`Cx`] knows of its variables. Out: a [`Value`], its JSONata and its
//! type; nothing here makes a state. Types are derived from the parts wherever the front end left no slot.
//!
//! What Rust and JSONata disagree on is decided in the file of the construct: `operators` (integers, division, text),
//! `equality`, `cast`, `lists` (lists of one, lists of lists, bounds), `pattern` (missing and null), `format`.
//!
//! **Integers are mathematical integers here, exact to 2^53.** A native debug run panics where a sum overflows its type or an
//! unsigned difference goes below zero; a state machine goes on with the number. Every other panic fails the state too,
//! with `States.QueryEvaluationError`: division by zero, a list index out of bounds.

mod branch;
mod cast;
mod closure;
mod construct;
mod equality;
pub(crate) mod errors;
mod fields;
mod format;
mod lists;
mod operators;
mod pattern;
mod places;
mod share;
mod types;

#[cfg(test)]
mod tests;

pub(crate) use lists::element_or;
pub(crate) use share::Shared;
pub(crate) use types::{element, unify};

use super::methods::is_mutation;
use super::token::task_token;
use super::{Cx, Value};
use crate::jsonata::Jx;
use crate::shape::Type;
use crate::task::ConstValue;
use asl_hir::{ConstId, Expr, ExprKind, Literal, Span, Stmt, VarId, walk_expr};

/// How deep expressions may nest. The service evaluates at most 100 levels, and nobody reads so many.
const MAX_NESTING: u32 = 96;

/// Whether an expression has no effects and leaves no enclosing construct: it only computes a value.
pub(crate) fn is_pure(e: &Expr) -> bool {
    let mut pure = match &e.kind {
        ExprKind::Call { .. }
        | ExprKind::Sleep(_)
        | ExprKind::SleepUntil(_)
        | ExprKind::Join { .. }
        | ExprKind::MapEach { .. }
        | ExprKind::Async(_)
        | ExprKind::Await(_)
        | ExprKind::Try(_)
        | ExprKind::Assign { .. }
        | ExprKind::While { .. }
        | ExprKind::Loop { .. }
        | ExprKind::For { .. }
        | ExprKind::Break { .. }
        | ExprKind::Continue { .. }
        | ExprKind::Return(_) => false,
        ExprKind::Method { name, args, .. } => !is_mutation(name, args.len()),
        ExprKind::Block(block) => !block.stmts.iter().any(|stmt| match stmt {
            Stmt::Let { value, otherwise, .. } => value.is_none() || otherwise.is_some(),
            Stmt::Expr { .. } => false,
        }),
        _ => true,
    };
    if pure {
        walk_expr(e, &mut |child| pure = pure && is_pure(child));
    }
    pure
}

impl Cx<'_> {
    /// Lowers a pure expression.
    pub(crate) fn value(&mut self, e: &Expr) -> Option<Value> {
        self.value_as(e, &Type::Unknown)
    }

    /// Lowers a pure expression where a value of type `want` is expected: gives literals, `None` and empty lists their type.
    pub(crate) fn value_as(&mut self, e: &Expr, want: &Type) -> Option<Value> {
        if self.nesting >= MAX_NESTING {
            return self.error(
                e.span,
                format!("expressions nest more than {MAX_NESTING} levels deep here"),
                Some("name parts of the expression with `let`".to_owned()),
            );
        }
        self.nesting += 1;
        let value = self.value_inner(e, want);
        self.nesting -= 1;
        let mut value = value?;
        if let Some(slot) = e.ty
            && !matches!(e.kind, ExprKind::Try(_))
        {
            value.ty = unify(self.slot(slot), value.ty);
        }
        if matches!(value.ty, Type::Unknown) {
            value.ty = want.clone();
        }
        Some(value)
    }

    fn value_inner(&mut self, e: &Expr, want: &Type) -> Option<Value> {
        match &e.kind {
            ExprKind::Lit(literal) => Some(self.literal(literal, want)),
            ExprKind::Var(var) => Some(self.variable(*var)),
            ExprKind::Const(id) => self.constant_value(*id, e, want),
            ExprKind::Field { base, name } => self.field(base, name, e.span),
            ExprKind::Method { receiver, name, args } => self.method(e, receiver, name, args),
            ExprKind::Some(inner) => self.some(inner, want),
            ExprKind::None => Some(Value { x: Jx::Null, ty: types::option_of(want) }),
            ExprKind::Ok(inner) => self.outcome("Ok", inner, want),
            ExprKind::Err(inner) => self.outcome("Err", inner, want),
            ExprKind::Binary { .. } => self.binary(e, want),
            ExprKind::Unary { op, operand } => self.unary(*op, operand, want),
            ExprKind::Block(block) => self.block(block, want),
            ExprKind::If { .. } => self.if_else(e, want),
            ExprKind::Let { .. } => {
                let found = self.condition(e)?;
                Some(Value { x: found.cond.unwrap_or(Jx::Bool(true)), ty: Type::Bool })
            }
            ExprKind::Match { scrutinee, arms } => self.match_arms(scrutinee, arms, want),
            ExprKind::Struct { .. } | ExprKind::Ctor { .. } => self.construct(e, want),
            ExprKind::List(items) => self.list(items, e, want),
            ExprKind::Tuple(items) => self.tuple(items, want),
            ExprKind::Index { base, index } => self.indexed(base, index, e.span),
            ExprKind::Cast(operand) => self.cast(operand, e),
            ExprKind::Format(parts) => self.formatted(parts),
            ExprKind::Range { from, to, inclusive } => self.range(from, to, *inclusive),
            ExprKind::Duration { amount, scale } => self.duration(amount, *scale),
            ExprKind::Default => {
                let ty = e.ty.map_or_else(|| want.clone(), |slot| self.slot(slot));
                self.default_value(&ty, e.span)
            }
            ExprKind::Closure(_) => {
                self.error(e.span, "cannot use a closure as a value", Some("pass it to a method directly".to_owned()))
            }
            ExprKind::Try(_) => self.error(
                e.span,
                "cannot use `?` here: inside this expression there is nothing to return from",
                Some("decide with `match` or `if let`".to_owned()),
            ),
            _ => self.error(
                e.span,
                "cannot run a statement with effects inside an expression that only computes a value",
                Some("write it as a statement of its own before this one".to_owned()),
            ),
        }
    }

    fn literal(&mut self, literal: &Literal, want: &Type) -> Value {
        let (x, ty) = match literal {
            Literal::Unit => (Jx::Null, Type::Unit),
            Literal::Bool(value) => (Jx::Bool(*value), Type::Bool),
            Literal::Int(digits) => {
                let ty = match want.peel() {
                    Type::Int(width) => Type::Int(width),
                    Type::Float => Type::Float,
                    _ => Type::Int(types::SOME_INTEGER),
                };
                (Jx::Number(digits.as_str().into()), ty)
            }
            Literal::Float(text) => (float_literal(text), Type::Float),
            Literal::Str(text) => (Jx::str(text.as_str()), Type::String),
            Literal::Char(c) => (Jx::str(c.to_string()), Type::Char),
        };
        Value { x, ty }
    }

    /// What a variable stands for, with the type rustc inferred where nothing else is known.
    pub(crate) fn variable(&mut self, var: VarId) -> Value {
        let mut value = self.var(var);
        if let Some(slot) = self.program.vars.get(var.0 as usize).and_then(|var| var.ty) {
            value.ty = unify(value.ty, self.slot(slot));
        }
        value
    }

    fn constant_value(&mut self, id: ConstId, e: &Expr, want: &Type) -> Option<Value> {
        let ty = e.ty.map_or_else(|| want.clone(), |slot| self.slot(slot));
        if let Type::TaskToken = ty {
            return Some(Value { x: task_token(), ty });
        }
        let found = match self.constant(id) {
            Some(ConstValue::Data(Ok(json))) if matches!(ty, Type::Duration) => match types::duration(json) {
                Some(duration) => Ok(Value { x: types::seconds(duration), ty }),
                None => Err("cannot read this constant as a duration".to_owned()),
            },
            Some(ConstValue::Data(Ok(json))) => Ok(Value { x: types::from_json(json), ty }),
            Some(ConstValue::Data(Err(reason))) => Err(format!("cannot write this constant as JSON: {reason}")),
            Some(ConstValue::Duration(duration)) => Ok(Value { x: types::seconds(*duration), ty: Type::Duration }),
            // A placeholder: the only text of a program that a deployment tool may read.
            Some(ConstValue::Text(text)) => Ok(Value { x: Jx::Verbatim(text.as_str().into()), ty: Type::String }),
            Some(ConstValue::Count(count)) => Ok(Value { x: Jx::int(*count), ty }),
            Some(ConstValue::Retry(_)) | None => Err("cannot use this constant as a value".to_owned()),
        };
        match found {
            Ok(value) => Some(value),
            Err(message) => {
                self.error(e.span, message, Some("write the value out, or use a type that serde can write".to_owned()))
            }
        }
    }

    /// An error for a construct whose operands have a type that has no such thing.
    pub(crate) fn unsupported<T>(&mut self, span: Span, what: &str, ty: &Type, help: &str) -> Option<T> {
        let message = match ty {
            Type::Unknown => format!("cannot {what}: the type isn't known here"),
            ty => format!("cannot {what} `{ty}`"),
        };
        let help = match ty {
            Type::Unknown => "write the type out: `let x: T = …`".to_owned(),
            _ => help.to_owned(),
        };
        self.error(span, message, Some(help))
    }
}

/// A float literal as JSON writes it: `1.` and `1_000.5` are Rust's alone.
fn float_literal(text: &str) -> Jx {
    let digits: String = text.chars().filter(|c| *c != '_').collect();
    match digits.parse::<f64>().ok().and_then(serde_json::Number::from_f64) {
        Some(number) => Jx::Number(number.to_string().trim_end_matches(".0").into()),
        None => Jx::Number("0".into()),
    }
}
