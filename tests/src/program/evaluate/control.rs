//! Expressions: each kind, and those that decide what comes next.

use super::{Eval, Evaluator, Exit, panics, unsupported};
use crate::program::value::{Int, Named, Value};
use asl_dsl::shape::{Layout, Type};
use asl_dsl::task::{ConstValue, TOKEN};
use asl_hir::{Arm, BinaryOp, Block, Expr, ExprKind, FieldInit, FormatPart, Literal, Stmt};
use serde_json::Value as Json;
use std::collections::BTreeMap;

impl Evaluator<'_> {
    /// The value of an expression.
    pub(super) fn eval(&mut self, e: &Expr) -> Eval {
        match self.fuel.checked_sub(1) {
            Some(fuel) => self.fuel = fuel,
            None => return panics("endless"),
        }
        match &e.kind {
            ExprKind::Lit(literal) => self.literal(literal, e),
            ExprKind::Var(var) => self.variable(*var),
            ExprKind::Const(_) => self.constant(e),
            ExprKind::Field { base, name } => {
                let base = self.eval(base)?;
                self.field(base, name)
            }
            ExprKind::Method { receiver, name, args } => self.method(e, receiver, name, args),
            ExprKind::Closure(_) => unsupported("a closure as a value"),
            ExprKind::Call { .. }
            | ExprKind::Sleep(_)
            | ExprKind::SleepUntil(_)
            | ExprKind::Join { .. }
            | ExprKind::MapEach { .. }
            | ExprKind::Async(_) => unsupported("a future that isn't awaited"),
            ExprKind::Await(future) => self.await_future(future),
            ExprKind::Duration { amount, scale } => {
                let amount = self.eval(amount)?;
                let amount = u64::try_from(whole(&amount)?).ok().and_then(|n| n.checked_mul(*scale));
                amount.map_or_else(|| panics("a duration below zero"), |n| Ok(Value::Seconds(n)))
            }
            ExprKind::Try(operand) => match self.eval(operand)? {
                Value::Option(Some(value)) | Value::Result(Ok(value)) => Ok(*value),
                Value::Option(None) => Err(Exit::Return(Value::Option(None))),
                Value::Result(Err(error)) => Err(Exit::Return(Value::Result(Err(error)))),
                other => unsupported(format!("`?` on {other:?}")),
            },
            ExprKind::Ok(value) => Ok(Value::result(Ok(self.eval(value)?))),
            ExprKind::Err(error) => Ok(Value::result(Err(self.eval(error)?))),
            ExprKind::Some(value) => Ok(Value::option(Some(self.eval(value)?))),
            ExprKind::None => Ok(Value::Option(None)),
            ExprKind::Binary { op: BinaryOp::And, left, right } => {
                Ok(Value::Bool(self.condition(left)? && self.condition(right)?))
            }
            ExprKind::Binary { op: BinaryOp::Or, left, right } => {
                Ok(Value::Bool(self.condition(left)? || self.condition(right)?))
            }
            ExprKind::Binary { op, left, right } => {
                let left = self.eval(left)?;
                let right = self.eval(right)?;
                self.binary(*op, left, right)
            }
            ExprKind::Unary { op, operand } => {
                let operand = self.eval(operand)?;
                self.unary(*op, operand)
            }
            ExprKind::Assign { place, op, value } => self.assign(place, *op, value),
            ExprKind::Block(block) => self.block(block),
            ExprKind::If { cond, then, otherwise } => match (self.condition(cond)?, otherwise) {
                (true, _) => self.eval(then),
                (false, Some(otherwise)) => self.eval(otherwise),
                (false, None) => Ok(Value::Unit),
            },
            ExprKind::Let { .. } => Ok(Value::Bool(self.condition(e)?)),
            ExprKind::Match { scrutinee, arms } => {
                let value = self.eval(scrutinee)?;
                self.matching(&value, arms)
            }
            ExprKind::While { label, cond, body } => {
                while self.condition(cond)? {
                    if let Err(exit) = self.eval(body)
                        && leaves(exit, label.as_deref())?.is_some()
                    {
                        break;
                    }
                }
                Ok(Value::Unit)
            }
            ExprKind::Loop { label, body } => loop {
                if let Err(exit) = self.eval(body)
                    && let Some(value) = leaves(exit, label.as_deref())?
                {
                    return Ok(value);
                }
            },
            ExprKind::For { label, pattern, iter, body } => {
                let items = self.eval(iter)?;
                for item in elements(items)? {
                    self.matches(pattern, &item)?;
                    if let Err(exit) = self.eval(body)
                        && leaves(exit, label.as_deref())?.is_some()
                    {
                        break;
                    }
                }
                Ok(Value::Unit)
            }
            ExprKind::Break { label, value } => {
                let value = self.eval_or_unit(value.as_deref())?;
                Err(Exit::Break(label.clone(), value))
            }
            ExprKind::Continue { label } => Err(Exit::Continue(label.clone())),
            ExprKind::Return(value) => {
                let value = self.eval_or_unit(value.as_deref())?;
                Err(Exit::Return(value))
            }
            ExprKind::Struct { fields, base, .. } => self.structure(e, fields, base.as_deref()),
            ExprKind::Ctor { args, .. } => {
                let args = self.all(args)?;
                self.constructed(e, args)
            }
            ExprKind::List(items) => Ok(Value::List(self.all(items)?)),
            ExprKind::Tuple(items) => Ok(Value::Tuple(self.all(items)?)),
            ExprKind::Index { base, index } => {
                let base = self.eval(base)?;
                let index = self.eval(index)?;
                indexed(&base, &index)
            }
            ExprKind::Cast(value) => {
                let value = self.eval(value)?;
                self.cast(value, e)
            }
            ExprKind::Format(parts) => self.format(parts),
            ExprKind::Range { from, to, inclusive } => {
                let (from, to) = (self.eval(from)?, self.eval(to)?);
                let (Value::Int(first), Value::Int(last)) = (from, to) else { return unsupported("a range of that") };
                let ty = first.ty.or(last.ty);
                let end = last.value + i128::from(*inclusive);
                if end - first.value > 5_000 {
                    return panics("a range that is too long to try");
                }
                Ok(Value::List((first.value..end).map(|value| Value::Int(Int { value, ty })).collect()))
            }
            ExprKind::Default => {
                let ty = self.type_of(e);
                let value = ty.as_ref().and_then(Value::default_of);
                value.map_or_else(|| unsupported("a default of that"), Ok)
            }
        }
    }

    fn literal(&self, literal: &Literal, e: &Expr) -> Eval {
        let ty = self.source.known.get(e.span.line as usize);
        Ok(match literal {
            Literal::Unit => Value::Unit,
            Literal::Bool(value) => Value::Bool(*value),
            Literal::Int(digits) => match digits.parse() {
                Ok(value) => match ty {
                    Some(Type::Int(ty)) => Value::Int(Int { value, ty: Some(*ty) }),
                    _ => Value::int(value),
                },
                Err(_) => return unsupported("a literal that is no integer"),
            },
            Literal::Float(digits) => match digits.parse() {
                Ok(value) => Value::Float(value),
                Err(_) => return unsupported("a literal that is no float"),
            },
            Literal::Str(text) => Value::text(text.as_str()),
            Literal::Char(c) => Value::Char(*c),
        })
    }

    fn constant(&self, e: &Expr) -> Eval {
        let ExprKind::Const(id) = &e.kind else { return unsupported("no constant") };
        match self.source.consts.get(id.0 as usize) {
            Some(ConstValue::Data(Ok(json))) => {
                let value = match self.type_of(e) {
                    Some(Type::Error(shape)) => Value::error_from_json(json, shape),
                    Some(ty) => Value::from_json(json, &ty),
                    // In a pattern: its type is that of what is matched.
                    None => match (json.as_i64(), json.as_f64(), json) {
                        (Some(n), _, _) => Some(Value::int(i128::from(n))),
                        (_, Some(x), _) => Some(Value::Float(x)),
                        (_, _, Json::String(text)) => Some(Value::text(text.as_str())),
                        (_, _, json) => Some(Value::Json(json.clone())),
                    },
                };
                value.map_or_else(|| unsupported("a constant of another type"), Ok)
            }
            // `placeholder!`.
            Some(ConstValue::Text(text)) => Ok(Value::text(self.world.filled(text))),
            _ => unsupported("a constant without data"),
        }
    }

    fn eval_or_unit(&mut self, e: Option<&Expr>) -> Eval {
        e.map_or(Ok(Value::Unit), |e| self.eval(e))
    }

    pub(super) fn all(&mut self, list: &[Expr]) -> Eval<Vec<Value>> {
        list.iter().map(|e| self.eval(e)).collect()
    }

    /// A condition, in which `let` may bind.
    pub(super) fn condition(&mut self, e: &Expr) -> Eval<bool> {
        match &e.kind {
            ExprKind::Let { pattern, value } => {
                let value = self.eval(value)?;
                self.matches(pattern, &value)
            }
            _ => match self.eval(e)? {
                Value::Bool(holds) => Ok(holds),
                other => unsupported(format!("the condition {other:?}")),
            },
        }
    }

    pub(super) fn block(&mut self, block: &Block) -> Eval {
        for stmt in &block.stmts {
            match stmt {
                Stmt::Let { value: None, .. } => {}
                Stmt::Let { pattern, value: Some(value), otherwise, .. } => {
                    let value = self.eval(value)?;
                    if !self.matches(pattern, &value)? {
                        match otherwise {
                            Some(otherwise) => {
                                self.eval(otherwise)?;
                                return unsupported("an `else` that goes on");
                            }
                            None => return unsupported("a pattern that doesn't match"),
                        }
                    }
                }
                Stmt::Expr { expr, .. } => {
                    self.eval(expr)?;
                }
            }
        }
        self.eval_or_unit(block.tail.as_deref())
    }

    fn matching(&mut self, value: &Value, arms: &[Arm]) -> Eval {
        for arm in arms {
            if self.matches(&arm.pattern, value)?
                && match &arm.guard {
                    Some(guard) => self.condition(guard)?,
                    None => true,
                }
            {
                return self.eval(&arm.body);
            }
        }
        unsupported(format!("no arm for {value:?}"))
    }

    fn structure(&mut self, e: &Expr, inits: &[FieldInit], base: Option<&Expr>) -> Eval {
        let mut given = BTreeMap::new();
        for init in inits {
            given.insert(init.name.as_str(), self.eval(&init.value)?);
        }
        let base = base.map(|base| self.eval(base)).transpose()?;
        let ExprKind::Struct { name, .. } = &e.kind else { return unsupported("no struct") };
        let fields = match self.type_of(e) {
            Some(Type::Struct(shape)) => shape.fields,
            Some(Type::Enum(shape)) => match shape.variants.iter().find(|variant| variant.rust == name) {
                Some(variant) => variant.fields,
                None => return unsupported(format!("the variant {name}")),
            },
            Some(Type::Error(shape)) => match shape.variants.iter().find(|variant| variant.rust == name) {
                Some(variant) => variant.fields,
                None => return unsupported(format!("the variant {name}")),
            },
            other => return unsupported(format!("a struct of type {other:?}")),
        };
        let mut values = Vec::new();
        for field in fields {
            values.push(match given.remove(field.rust) {
                Some(value) => value,
                None => match &base {
                    Some(base) => self.field(base.clone(), field.rust)?,
                    None => return unsupported(format!("the field {} without value", field.rust)),
                },
            });
        }
        self.constructed(e, values)
    }

    /// A struct or variant with these fields.
    fn constructed(&self, e: &Expr, fields: Vec<Value>) -> Eval {
        let (ExprKind::Struct { name, .. } | ExprKind::Ctor { name, .. }) = &e.kind else {
            return unsupported("no constructor");
        };
        match self.type_of(e) {
            Some(Type::Struct(shape)) => Ok(Value::Struct(Named(shape), fields)),
            Some(Type::Enum(shape)) => match shape.variants.iter().position(|variant| variant.rust == name) {
                Some(position) => Ok(Value::Variant(Named(shape), position, fields)),
                None => unsupported(format!("the variant {name}")),
            },
            Some(Type::Error(shape)) => match shape.variants.iter().position(|variant| variant.rust == name) {
                Some(position) => Ok(Value::Error(Named(shape), position, fields)),
                None => unsupported(format!("the variant {name}")),
            },
            // The token of the call that is being made; there is no other to take it for.
            Some(Type::TaskToken) => Ok(Value::text(TOKEN)),
            other => unsupported(format!("a constructor of {other:?}")),
        }
    }

    pub(super) fn field(&self, base: Value, name: &str) -> Eval {
        let (fields, position) = match base {
            Value::Tuple(parts) => (parts, name.parse().ok()),
            Value::Struct(shape, fields) => {
                let position = shape.0.fields.iter().position(|field| field.rust == name);
                (fields, position)
            }
            other => return unsupported(format!("the field {name} of {other:?}")),
        };
        let value = position.and_then(|position: usize| fields.into_iter().nth(position));
        value.map_or_else(|| unsupported(format!("the field {name}")), Ok)
    }

    fn format(&mut self, parts: &[FormatPart]) -> Eval {
        let mut text = String::new();
        for part in parts {
            match part {
                FormatPart::Text(literal) => text.push_str(literal),
                FormatPart::Value(value) => {
                    let value = self.eval(value)?;
                    text.push_str(&displayed(&value)?);
                }
            }
        }
        super::operators::text(text)
    }
}

/// What `{}` writes.
pub(super) fn displayed(value: &Value) -> Eval<String> {
    Ok(match value {
        Value::Text(text) => text.clone(),
        Value::Char(c) => c.to_string(),
        Value::Bool(value) => value.to_string(),
        // docs/language.md: text of an integer is exact to 15 digits.
        Value::Int(int) if int.value.abs() >= 1_000_000_000_000_000 => return panics("the text of a long number"),
        Value::Int(int) => int.value.to_string(),
        Value::Struct(shape, fields) if shape.0.layout == Layout::Newtype => match fields.first() {
            Some(inner) => displayed(inner)?,
            None => return unsupported("an empty newtype"),
        },
        other => return unsupported(format!("the text of {other:?}")),
    })
}

/// An integer.
pub(super) fn whole(value: &Value) -> Eval<i128> {
    match value {
        Value::Int(int) => Ok(int.value),
        other => unsupported(format!("{other:?} as an integer")),
    }
}

/// What `for` and the methods of iterators go through.
pub(super) fn elements(value: Value) -> Eval<Vec<Value>> {
    Ok(match value {
        Value::List(items) => items,
        Value::Map(members) => {
            members.into_iter().map(|(key, value)| Value::Tuple(vec![Value::Text(key), value])).collect()
        }
        Value::Option(held) => held.into_iter().map(|value| *value).collect(),
        other => return unsupported(format!("the elements of {other:?}")),
    })
}

/// `base[index]`.
pub(super) fn indexed(base: &Value, index: &Value) -> Eval {
    match (base, index) {
        (Value::List(items), Value::Int(at)) => {
            let item = usize::try_from(at.value).ok().and_then(|at| items.get(at));
            item.map_or_else(|| panics("index out of bounds"), |item| Ok(item.clone()))
        }
        (Value::Map(members), Value::Text(key)) => {
            members.get(key).map_or_else(|| panics("no such key"), |value| Ok(value.clone()))
        }
        (base, index) => unsupported(format!("{base:?}[{index:?}]")),
    }
}

/// What a jump means to a loop with this label: `Some` to leave it with a value, `None` to go on.
fn leaves(exit: Exit, label: Option<&str>) -> Eval<Option<Value>> {
    match exit {
        Exit::Break(target, value) if target.is_none() || target.as_deref() == label => Ok(Some(value)),
        Exit::Continue(target) if target.is_none() || target.as_deref() == label => Ok(None),
        other => Err(other),
    }
}
