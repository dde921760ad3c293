//! Method calls: which file knows a method, by what it is called on.

use super::control::displayed;
use super::operators::{compare, integer};
use super::{Eval, Evaluator, change, panics, unsupported};
use crate::program::value::{Int, Value, bounds};
use asl_dsl::shape::Type;
use asl_hir::{Closure, Expr, ExprKind};
use std::cmp::Ordering;

/// An argument of a method.
#[derive(Clone, Debug)]
pub(super) enum Argument<'e> {
    Value(Value),
    Closure(&'e Closure),
}

/// A method call.
pub(super) struct Call<'e> {
    /// The whole call.
    pub(super) e: &'e Expr,
    pub(super) name: &'e str,
    pub(super) args: Vec<Argument<'e>>,
}

impl<'e> Call<'e> {
    /// The value of an argument.
    pub(super) fn value(&self, at: usize) -> Eval {
        match self.args.get(at) {
            Some(Argument::Value(value)) => Ok(value.clone()),
            _ => unsupported(format!("argument {at} of {}", self.name)),
        }
    }

    /// The closure of an argument.
    pub(super) fn closure(&self, at: usize) -> Eval<&'e Closure> {
        match self.args.get(at) {
            Some(Argument::Closure(closure)) => Ok(closure),
            _ => unsupported(format!("closure {at} of {}", self.name)),
        }
    }

    pub(super) fn unknown(&self, receiver: &Value) -> Eval {
        unsupported(format!("{receiver:?}.{}()", self.name))
    }
}

impl Evaluator<'_> {
    pub(super) fn method(&mut self, e: &Expr, receiver: &Expr, name: &str, args: &[Expr]) -> Eval {
        let changes = change::changes(name, args.len());
        let place = if changes { self.place(receiver)? } else { None };
        let mut value = match &place {
            Some(_) => Value::Unit,
            None => self.eval(receiver)?,
        };
        let args = args.iter().map(|arg| match &arg.kind {
            ExprKind::Closure(closure) => Ok(Argument::Closure(closure)),
            _ => self.eval(arg).map(Argument::Value),
        });
        let call = Call { e, name, args: args.collect::<Eval<_>>()? };
        if let Some(place) = place {
            // The arguments come first: a receiver is borrowed for the call alone.
            value = self.read(&place)?;
            let (changed, result) = self.change(&call, value)?;
            self.write(&place, changed)?;
            return Ok(result);
        }
        if changes {
            return self.change(&call, value).map(|(_, result)| result);
        }
        self.read_only(&call, value)
    }

    fn read_only(&mut self, call: &Call<'_>, receiver: Value) -> Eval {
        match (call.name, &receiver) {
            (
                "clone" | "cloned" | "copied" | "to_owned" | "to_vec" | "as_ref" | "as_deref" | "as_slice" | "as_str",
                _,
            ) => {
                return Ok(receiver);
            }
            ("to_string", _) => return displayed(&receiver).map(Value::Text),
            ("into", _) => return self.converted(call, receiver),
            ("try_into", Value::Int(int)) => {
                let Some(Type::Result(ok, _)) = self.type_of(call.e) else { return call.unknown(&receiver) };
                let Type::Int(ty) = *ok else { return call.unknown(&receiver) };
                let (least, greatest) = bounds(ty);
                let fits = int.value >= least && int.value <= greatest;
                let value = Value::Int(Int { value: int.value, ty: Some(ty) });
                return Ok(Value::result(if fits { Ok(value) } else { Err(Value::Unit) }));
            }
            ("max" | "min", _) if call.args.len() == 1 => {
                let other = call.value(0)?;
                // Of two equal values `max` keeps the second and `min` the first; nothing tells them apart.
                let greater = compare(&receiver, &other)? == Ordering::Greater;
                return Ok(if greater == (call.name == "max") { receiver } else { other });
            }
            _ => {}
        }
        match receiver {
            Value::Option(held) => self.on_option(call, held.map(|value| *value)),
            Value::Result(held) => self.on_result(call, held.map(|value| *value).map_err(|error| *error)),
            Value::List(items) => self.on_list(call, items),
            Value::Map(members) => self.on_map(call, members),
            Value::Text(text) => self.on_text(call, text),
            Value::Char(c) => self.on_text(call, c.to_string()),
            Value::Int(int) => self.on_integer(call, int),
            Value::Float(x) => self.on_float(call, x),
            Value::Bool(holds) => match call.name {
                "then" if holds => {
                    let value = self.apply(call.closure(0)?, [])?;
                    Ok(Value::option(Some(value)))
                }
                "then_some" if holds => Ok(Value::option(Some(call.value(0)?))),
                "then" | "then_some" => Ok(Value::Option(None)),
                _ => call.unknown(&Value::Bool(holds)),
            },
            Value::Seconds(seconds) if call.name == "as_secs" => integer(Int { value: i128::from(seconds), ty: None }),
            other => call.unknown(&other),
        }
    }

    fn converted(&self, call: &Call<'_>, value: Value) -> Eval {
        let target = self.type_of(call.e);
        Ok(match (value, target) {
            (Value::Int(int), Some(Type::Int(ty))) => Value::Int(Int { value: int.value, ty: Some(ty) }),
            (Value::Int(int), Some(Type::Float)) => Value::Float(int.value as f64),
            (Value::Bool(value), Some(Type::Int(ty))) => Value::Int(Int { value: i128::from(value), ty: Some(ty) }),
            (Value::Char(c), Some(Type::String)) => Value::text(c.to_string()),
            (value @ Value::Option(_), Some(Type::Option(_))) => value,
            (value, Some(Type::Option(_))) => Value::option(Some(value)),
            (value, _) => value,
        })
    }

    /// A closure of these values.
    pub(super) fn apply<const N: usize>(&mut self, closure: &Closure, args: [Value; N]) -> Eval {
        for (param, value) in closure.params.iter().zip(args) {
            if !self.matches(param, &value)? {
                return unsupported("a closure whose parameter doesn't match");
            }
        }
        self.eval(&closure.body)
    }

    /// A closure that tests.
    pub(super) fn test<const N: usize>(&mut self, closure: &Closure, args: [Value; N]) -> Eval<bool> {
        match self.apply(closure, args)? {
            Value::Bool(holds) => Ok(holds),
            other => unsupported(format!("the test {other:?}")),
        }
    }
}

/// A count or a position.
pub(super) fn size(value: &Value) -> Eval<usize> {
    match value {
        Value::Int(int) => match usize::try_from(int.value) {
            Ok(size) => Ok(size),
            Err(_) => panics("a size below zero"),
        },
        other => unsupported(format!("the size {other:?}")),
    }
}
