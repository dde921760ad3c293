//! Method calls: `receiver.name(args)` in, JSONata out.
//!
//! Each file is a table from method names to JSONata for one kind of receiver. A row keeps Rust's meaning exactly or refuses;
//! which names the front end lets through is written in the macro crate's `methods.rs`, and a test holds the two together.
//! Calls that change their receiver (`xs.push(x)`) are statements: see [`Cx::mutation`].

mod change;
mod closure;
mod convert;
mod iter;
mod list;
mod map;
mod number;
mod option;
mod parts;
mod result;
mod string;

#[cfg(test)]
mod tests;

pub(crate) use change::is_mutation;
pub(crate) use result::{err, ok};

use super::pure::Shared;
use super::{Cx, Value};
use crate::jsonata::Jx;
use crate::shape::Type;
use asl_hir::{Expr, ExprKind, VarId};
use closure::element_name;
use parts::Items;

/// A method call as it stands in the program.
#[derive(Clone, Copy)]
struct Call<'e> {
    /// The whole call: where it stands, and the type of its value where the front end asked for it.
    e: &'e Expr,
    name: &'e str,
    args: &'e [Expr],
}

/// What a method of one kind of receiver becomes.
type Lower<R> = fn(&mut Cx<'_>, &Call<'_>, R) -> Option<Value>;
/// A table of methods.
type Rows<R> = &'static [(&'static str, Lower<R>)];

/// What a method is called on.
enum Receiver {
    /// A value.
    Value(Value),
    /// The elements of a list, each still to be computed from what is iterated: `xs.iter().enumerate()`, `map.values()`.
    Items(Items),
}

fn find<R>(rows: Rows<R>, name: &str) -> Option<Lower<R>> {
    rows.iter().find(|(row, _)| *row == name).map(|(_, lower)| *lower)
}

impl Cx<'_> {
    /// Lowers a method call without effects.
    pub(crate) fn method(&mut self, e: &Expr, receiver: &Expr, name: &str, args: &[Expr]) -> Option<Value> {
        let call = Call { e, name, args };
        let hint = element_name(&call);
        match self.receiver(receiver, hint)? {
            Receiver::Items(items) => match find(iter::ROWS, name) {
                Some(lower) => lower(self, &call, items),
                None => {
                    let value = self.gathered(items);
                    self.method_of(&call, value)
                }
            },
            Receiver::Value(value) => self.method_of(&call, value),
        }
    }

    fn method_of(&mut self, call: &Call<'_>, value: Value) -> Option<Value> {
        if let Some(lower) = find(convert::ROWS, call.name) {
            return lower(self, call, value);
        }
        let rows = match &value.ty {
            Type::Option(_) => option::ROWS,
            Type::Result(..) => result::ROWS,
            Type::List(_) => match find(iter::ROWS, call.name) {
                Some(lower) => {
                    let items = self.items_of(value, element_name(call));
                    return lower(self, call, items);
                }
                None => list::ROWS,
            },
            Type::Map(_) => map::ROWS,
            Type::String | Type::Char => string::ROWS,
            Type::Int(_) | Type::Float => number::ROWS,
            Type::Bool => number::BOOL_ROWS,
            Type::Duration => number::DURATION_ROWS,
            _ => &[],
        };
        match find(rows, call.name) {
            Some(lower) => lower(self, call, value),
            None => self.untranslatable(call, &value.ty),
        }
    }

    /// The receiver of a method, with iterators over it kept open.
    fn receiver(&mut self, receiver: &Expr, hint: Option<VarId>) -> Option<Receiver> {
        if let ExprKind::Method { receiver: inner, name, args } = &receiver.kind
            && args.is_empty()
        {
            match name.as_str() {
                "iter" | "into_iter" | "copied" | "cloned" => {
                    return Some(match self.receiver(inner, hint)? {
                        Receiver::Value(value) => match &value.ty {
                            Type::Map(_) => Receiver::Items(self.entries(value)),
                            Type::Option(_) if matches!(name.as_str(), "iter" | "into_iter") => {
                                Receiver::Value(self.method_of(&Call { e: receiver, name, args }, value)?)
                            }
                            _ => Receiver::Value(value),
                        },
                        items => items,
                    });
                }
                "values" | "into_values" => {
                    let value = self.value(inner)?;
                    return match &value.ty {
                        Type::Map(_) => Some(Receiver::Items(self.map_values(value))),
                        _ => self.method_of(&Call { e: receiver, name, args }, value).map(Receiver::Value),
                    };
                }
                "enumerate" => {
                    let items = match self.receiver(inner, hint)? {
                        Receiver::Items(items) => items,
                        Receiver::Value(value) => self.items_of(value, hint),
                    };
                    return Some(Receiver::Items(self.enumerated(items)));
                }
                _ => {}
            }
        }
        self.value(receiver).map(Receiver::Value)
    }

    /// The elements of a list, an iterator, a map or an `Option`, as a list: what a `for` loop iterates.
    pub(crate) fn elements_of(&mut self, value: Value) -> Value {
        match &value.ty {
            Type::Map(_) => {
                let items = self.entries(value);
                self.gathered(items)
            }
            Type::Option(inner) => {
                let inner = (**inner).clone();
                let x = self.once("v", value.x, |_, x| {
                    Jx::cond(Jx::is_some(&x), parts::list_of_one(x.unguarded().clone(), &inner), Jx::empty())
                });
                Value::new(x, Type::list(inner))
            }
            _ => value,
        }
    }

    fn untranslatable<T>(&mut self, call: &Call<'_>, ty: &Type) -> Option<T> {
        let name = call.name;
        let (message, help) = match (ty, name) {
            (Type::String, "len") => (
                "`.len()` of a string counts UTF-8 bytes in Rust, but characters in JSONata".to_owned(),
                "for the number of characters write `.chars().count()`; for emptiness `.is_empty()`",
            ),
            (Type::String, "find") => (
                "`.find()` of a string finds a byte position in Rust, and JSONata counts characters".to_owned(),
                "to test write `.contains(…)`; to take the text apart `.split_once(…)`",
            ),
            (Type::Float, "to_string") => (
                "floats are written differently by JSONata: `1.0` becomes `1`".to_owned(),
                "make the text in a `#[task]`, or use integers (cents, milliseconds)",
            ),
            (Type::Unknown, _) => (
                format!("the type that `.{name}()` is called on isn't known here"),
                "bind the receiver with a type first: `let x: Vec<String> = …;`",
            ),
            _ => (
                format!("`.{name}()` of `{ty}` has no Amazon States Language translation"),
                "compute it in a `#[task]` (Lambda), or before the workflow starts",
            ),
        };
        self.error(call.e.span, message, help.to_owned())
    }
}

impl<'e> Call<'e> {
    /// The argument at a position; rustc has checked how many there are.
    fn arg(&self, cx: &mut Cx<'_>, at: usize) -> Option<&'e Expr> {
        match self.args.get(at) {
            Some(arg) => Some(arg),
            None => cx.error(self.e.span, format!("`.{}()` lacks an argument", self.name), None),
        }
    }

    /// The value of the argument at a position.
    fn value(&self, cx: &mut Cx<'_>, at: usize) -> Option<Value> {
        self.value_as(cx, at, &Type::Unknown)
    }

    /// The value of the argument at a position, where a type is expected.
    fn value_as(&self, cx: &mut Cx<'_>, at: usize, want: &Type) -> Option<Value> {
        let arg = self.arg(cx, at)?;
        cx.value_as(arg, want)
    }

    /// An error at the call.
    fn refuse<T>(&self, cx: &mut Cx<'_>, message: impl Into<String>, help: &str) -> Option<T> {
        cx.error(self.e.span, message, help.to_owned())
    }
}

impl Value {
    fn new(x: Jx, ty: Type) -> Value {
        Value { x, ty }
    }

    fn bool(x: Jx) -> Value {
        Value { x, ty: Type::Bool }
    }

    fn string(x: Jx) -> Value {
        Value { x, ty: Type::String }
    }
}

impl Cx<'_> {
    /// A value that may be absent: `x` yields it or null.
    fn maybe(&mut self, call: &Call<'_>, x: Jx, inner: Type) -> Option<Value> {
        self.check_option(&inner, call.e.span)?;
        Some(Value::new(x, Type::option(inner)))
    }

    /// `body` of a value that is computed once, whatever it costs.
    fn once(&mut self, hint: &str, x: Jx, body: impl FnOnce(&mut Self, Jx) -> Jx) -> Jx {
        let mut shared = Shared::default();
        let x = self.share(x, hint, &mut shared);
        let body = body(self, x);
        shared.around(body)
    }

    /// `body` of whether an `Option` holds something, and of what it holds.
    fn opened(&mut self, x: &Jx, body: impl FnOnce(&mut Self, Jx, Jx) -> Option<Jx>) -> Option<Jx> {
        let mut shared = Shared::default();
        let x = self.share(x.clone(), "v", &mut shared);
        let body = body(self, Jx::is_some(&x), x.unguarded().clone())?;
        Some(shared.around(body))
    }
}
