//! Options and results, and what changes a variable and gives one.

use super::types::{I64, is_data, is_ordered, same};
use super::{Builder, boxed};
use asl_dsl::shape::Type;
use asl_hir::{Expr, ExprKind};

impl Builder {
    pub(super) fn option(&mut self, inner: &Type, ty: &Type, depth: u32) -> Expr {
        let list_type = Type::list(inner.clone());
        match self.random.below(18) {
            0 | 1 => {
                let value = self.expr(inner, depth);
                self.node(ExprKind::Some(boxed(value)), ty)
            }
            2..5 => {
                let list = self.expr(&list_type, depth);
                match self.random.below(4) {
                    0 => {
                        let at = self.expr(&Type::USIZE, 1);
                        let found = self.method(list, "get", vec![at], ty);
                        self.method(found, "cloned", Vec::new(), ty)
                    }
                    1 => {
                        let found = self.method(list, "last", Vec::new(), ty);
                        self.method(found, "cloned", Vec::new(), ty)
                    }
                    2 => {
                        let at = self.expr(&Type::USIZE, 1);
                        let list = self.method(list, "into_iter", Vec::new(), &list_type);
                        self.method(list, "nth", vec![at], ty)
                    }
                    _ => {
                        let found = self.method(list, "first", Vec::new(), ty);
                        self.method(found, "cloned", Vec::new(), ty)
                    }
                }
            }
            5 | 6 => {
                let list = self.expr(&list_type, depth);
                let list = self.method(list, "into_iter", Vec::new(), &list_type);
                match self.random.below(4) {
                    0 => {
                        let test = self.closure_of(inner, |builder, _| builder.expr(&Type::Bool, 2));
                        self.method(list, "find", vec![test], ty)
                    }
                    1 => {
                        let both = [inner.clone(), inner.clone()];
                        let step = self.closure(&both, |builder| builder.expr(inner, 2));
                        self.method(list, "reduce", vec![step], ty)
                    }
                    2 => {
                        let key_type = self.key_type();
                        let key = self.closure_of(inner, |builder, _| builder.expr(&key_type, 2));
                        let name = *self.random.pick(&["min_by_key", "max_by_key"]);
                        self.method(list, name, vec![key], ty)
                    }
                    _ if is_ordered(inner) && !matches!(inner, Type::Float) => {
                        let name = *self.random.pick(&["min", "max"]);
                        self.method(list, name, Vec::new(), ty)
                    }
                    _ => {
                        let from = self.any_type(1);
                        let list_type = Type::list(from.clone());
                        let list = self.expr(&list_type, depth);
                        let list = self.method(list, "iter", Vec::new(), &list_type);
                        let f = self.closure_of(&from, |builder, _| builder.expr(ty, 2));
                        self.method(list, "find_map", vec![f], ty)
                    }
                }
            }
            7 | 8 => {
                let held = self.held();
                let option = self.expr(&Type::option(held.clone()), depth);
                match self.random.one_in(2) {
                    true => {
                        let f = self.closure_of(&held, |builder, _| builder.expr(inner, 2));
                        self.method(option, "map", vec![f], ty)
                    }
                    false => {
                        let f = self.closure_of(&held, |builder, _| builder.expr(ty, 2));
                        self.method(option, "and_then", vec![f], ty)
                    }
                }
            }
            9 => {
                let (left, right) = (self.expr(ty, depth), self.expr(ty, 1));
                let name = *self.random.pick(&["or", "xor", "and"]);
                self.method(left, name, vec![right], ty)
            }
            10 => {
                let option = self.expr(ty, depth);
                match self.random.one_in(2) {
                    true => {
                        let other = self.closure(&[], |builder| builder.expr(ty, 1));
                        self.method(option, "or_else", vec![other], ty)
                    }
                    false => {
                        let test = self.closure_of(inner, |builder, _| builder.expr(&Type::Bool, 2));
                        self.method(option, "filter", vec![test], ty)
                    }
                }
            }
            11 => {
                let cond = self.expr(&Type::Bool, depth);
                match self.random.one_in(2) {
                    true => {
                        let value = self.closure(&[], |builder| builder.expr(inner, 1));
                        self.method(cond, "then", vec![value], ty)
                    }
                    false => {
                        let value = self.expr(inner, 1);
                        self.method(cond, "then_some", vec![value], ty)
                    }
                }
            }
            12 if matches!(inner, Type::Int(_)) => {
                let (left, right) = (self.expr(inner, depth), self.expr(inner, 1));
                let name =
                    *self.random.pick(&["checked_add", "checked_sub", "checked_mul", "checked_div", "checked_rem"]);
                self.method(left, name, vec![right], ty)
            }
            12 | 13 if matches!(inner, Type::Int(_) | Type::Float | Type::Bool | Type::Char) => {
                let result = self.attempt_at(inner, depth);
                self.method(result, "ok", Vec::new(), ty)
            }
            12 | 13 if matches!(inner, Type::String) => {
                let text = self.expr(&Type::String, depth);
                let part = self.expr(&Type::String, 0);
                let name = *self.random.pick(&["strip_prefix", "strip_suffix"]);
                let rest = self.method(text, name, vec![part], ty);
                let f = self.closure_of(&Type::String, |builder, rest| {
                    builder.method(rest, "to_string", Vec::new(), &Type::String)
                });
                self.method(rest, "map", vec![f], ty)
            }
            12 | 13 => match inner {
                Type::Tuple(parts) if parts.len() == 2 && !parts.iter().any(|part| matches!(part, Type::Option(_))) => {
                    let (a, b) = (parts.first().cloned(), parts.last().cloned());
                    let left = self.expr(&Type::option(a.unwrap_or(I64)), depth);
                    let right = self.expr(&Type::option(b.unwrap_or(I64)), 1);
                    self.method(left, "zip", vec![right], ty)
                }
                _ => {
                    let result = self.expr(&Type::Result(Box::new(inner.clone()), Box::new(Type::String)), depth);
                    self.method(result, "ok", Vec::new(), ty)
                }
            },
            14 => {
                let map = self.expr(&Type::Map(Box::new(inner.clone())), depth);
                let key = self.key();
                let found = self.method(map, "get", vec![key], ty);
                self.method(found, "cloned", Vec::new(), ty)
            }
            15 => match inner {
                // `Option<Vec<_>>`: of all or none.
                Type::List(item) if !matches!(**item, Type::Option(_)) => {
                    let options = Type::list(Type::option((**item).clone()));
                    let list = self.expr(&options, depth);
                    let list = self.method(list, "into_iter", Vec::new(), &options);
                    self.method(list, "collect", Vec::new(), ty)
                }
                _ => {
                    let result = self.expr(&Type::Result(Box::new(I64), Box::new(inner.clone())), depth);
                    self.method(result, "err", Vec::new(), ty)
                }
            },
            16 if self.effects => self.taken(ty).unwrap_or_else(|| self.leaf(ty)),
            _ => self.leaf(ty),
        }
    }

    /// A call that changes a variable and gives an `Option`.
    fn taken(&mut self, ty: &Type) -> Option<Expr> {
        let Type::Option(inner) = ty else { return None };
        let candidates: Vec<_> = self
            .scope
            .iter()
            .filter(|known| known.assignable)
            .filter(|known| match &known.ty {
                Type::List(item) => same(item, inner),
                Type::Map(held) => same(held, inner),
                known => same(known, ty),
            })
            .cloned()
            .collect();
        if candidates.is_empty() {
            return None;
        }
        let known = self.random.pick(&candidates).clone();
        let place = self.read(known.var, &known.ty);
        Some(match known.ty {
            Type::List(_) => self.method(place, "pop", Vec::new(), ty),
            Type::Map(_) => {
                let key = self.key();
                match self.random.one_in(2) {
                    true => self.method(place, "remove", vec![key], ty),
                    false => {
                        let key = self.method(key, "to_string", Vec::new(), &Type::String);
                        let value = self.expr(inner, 1);
                        self.method(place, "insert", vec![key, value], ty)
                    }
                }
            }
            _ => match self.random.one_in(2) {
                true => self.method(place, "take", Vec::new(), ty),
                false => {
                    let value = self.expr(inner, 1);
                    self.method(place, "replace", vec![value], ty)
                }
            },
        })
    }

    /// What things are sorted by: a number, text, or a tuple of these.
    pub(super) fn key_type(&mut self) -> Type {
        match self.random.below(4) {
            0 => Type::String,
            1 => Type::Tuple(vec![I64, Type::String]),
            _ => I64,
        }
    }

    pub(super) fn outcome(&mut self, ok: &Type, error: &Type, ty: &Type, depth: u32) -> Expr {
        let calls: Vec<_> = self.tasks.iter().filter(|task| self.effects && same(&task.output, ty)).cloned().collect();
        if !calls.is_empty() && self.random.one_in(2) {
            let task = self.random.pick(&calls).clone();
            return self.call_of(&task, depth);
        }
        match self.random.below(8) {
            0 => {
                let value = self.expr(error, depth);
                self.node(ExprKind::Err(boxed(value)), ty)
            }
            1 if !matches!(ok, Type::Option(_)) => {
                let option = self.expr(&Type::option(ok.clone()), depth);
                let error = self.expr(error, 1);
                self.method(option, "ok_or", vec![error], ty)
            }
            2 if !matches!(ok, Type::Option(_)) => {
                let option = self.expr(&Type::option(ok.clone()), depth);
                let error = self.closure(&[], |builder| builder.expr(error, 1));
                self.method(option, "ok_or_else", vec![error], ty)
            }
            3 => {
                let result = self.attempt(depth);
                let good = if let Type::Result(good, _) = self.type_of(&result) { *good } else { I64 };
                let f = self.closure_of(&good, |builder, _| builder.expr(ok, 2));
                let unit = Type::Result(Box::new(ok.clone()), Box::new(Type::Unit));
                let mapped = self.method(result, "map", vec![f], &unit);
                let f = self.closure(&[Type::Unit], |builder| builder.expr(error, 1));
                self.method(mapped, "map_err", vec![f], ty)
            }
            4 => {
                let result = self.expr(ty, depth);
                match self.random.one_in(2) {
                    true => {
                        let f = self.closure_of(ok, |builder, _| builder.expr(ty, 2));
                        self.method(result, "and_then", vec![f], ty)
                    }
                    false => {
                        let f = self.closure_of(error, |builder, _| builder.expr(ty, 2));
                        self.method(result, "or_else", vec![f], ty)
                    }
                }
            }
            5 if self.effects && matches!(error, Type::Error(_)) && is_data(ok) => match ok {
                Type::Tuple(parts) if self.joinable(parts) => self.try_join(&parts.clone(), error, depth),
                Type::List(item) if is_data(item) => self.map_each(&item.clone(), error, depth),
                _ => self.leaf(ty),
            },
            6 => {
                let result = self.expr(ty, depth);
                let result = self.method(result, "as_ref", Vec::new(), ty);
                let name = *self.random.pick(&["cloned", "copied"]);
                self.method(result, name, Vec::new(), ty)
            }
            _ => {
                let value = self.expr(ok, depth);
                self.node(ExprKind::Ok(boxed(value)), ty)
            }
        }
    }

    /// The value in a `Result`, which Rust may panic over.
    pub(super) fn unwrapped(&mut self, result: Expr, ok: &Type) -> Expr {
        let error = if let Type::Result(_, error) = self.type_of(&result) { *error } else { Type::Unit };
        match self.random.below(4) {
            0 => self.method(result, "unwrap", Vec::new(), ok),
            1 => {
                let message = self.str("there is one");
                self.method(result, "expect", vec![message], ok)
            }
            _ => {
                let default = self.closure(&[error], |builder| builder.expr(ok, 1));
                let f = self.closure_of(ok, |builder, _| builder.expr(ok, 2));
                self.method(result, "map_or_else", vec![default, f], ok)
            }
        }
    }
}
