//! Options, results, lists, maps, tuples, structs and enums.

use super::types::{I64, is_data, is_ordered, same};
use super::{Builder, boxed};
use asl_dsl::shape::{ErrorKind, FieldShape, Layout, Type};
use asl_hir::{BinaryOp, Expr, ExprKind, FieldInit};

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
            _ => {
                let value = self.expr(ok, depth);
                self.node(ExprKind::Ok(boxed(value)), ty)
            }
        }
    }

    pub(super) fn collection(&mut self, item: &Type, ty: &Type, depth: u32) -> Expr {
        let collect = |builder: &mut Self, list: Expr| builder.method(list, "collect", Vec::new(), ty);
        match self.random.below(20) {
            0 | 1 => {
                let many = self.random.below(4);
                let items = (0..many).map(|_| self.expr(item, depth)).collect();
                self.list(items, ty)
            }
            2..5 => {
                let from = self.any_type(1);
                let list_type = Type::list(from.clone());
                let list = self.expr(&list_type, depth);
                let list = self.method(list, "iter", Vec::new(), &list_type);
                match self.random.below(4) {
                    0 => {
                        let option = self.filtering(item);
                        let f = self.closure_of(&from, |builder, _| builder.expr(&option, 2));
                        let held = if let Type::Option(held) = &option { (**held).clone() } else { I64 };
                        if !same(&held, item) {
                            return self.leaf(ty);
                        }
                        let kept = self.method(list, "filter_map", vec![f], ty);
                        collect(self, kept)
                    }
                    1 => {
                        let f = self.closure_of(&from, |builder, _| builder.expr(ty, 2));
                        let flat = self.method(list, "flat_map", vec![f], ty);
                        collect(self, flat)
                    }
                    _ => {
                        let f = self.closure_of(&from, |builder, _| builder.expr(item, 2));
                        let mapped = self.method(list, "map", vec![f], ty);
                        collect(self, mapped)
                    }
                }
            }
            5..9 => {
                let list = self.expr(ty, depth);
                let list = self.method(list, "into_iter", Vec::new(), ty);
                let list = self.adapted(list, item, ty);
                collect(self, list)
            }
            9 => {
                let lists = Type::list(ty.clone());
                let list = self.expr(&lists, depth);
                match self.random.one_in(2) {
                    true if !matches!(item, Type::String | Type::Char) => self.method(list, "concat", Vec::new(), ty),
                    _ => {
                        let list = self.method(list, "into_iter", Vec::new(), &lists);
                        let flat = self.method(list, "flatten", Vec::new(), ty);
                        collect(self, flat)
                    }
                }
            }
            10 if !matches!(item, Type::Option(_)) => {
                let options = Type::list(Type::option(item.clone()));
                let list = self.expr(&options, depth);
                let list = self.method(list, "into_iter", Vec::new(), &options);
                let flat = self.method(list, "flatten", Vec::new(), ty);
                collect(self, flat)
            }
            11 if !matches!(item, Type::Option(_)) => {
                let option = self.expr(&Type::option(item.clone()), depth);
                let list = self.method(option, "into_iter", Vec::new(), ty);
                collect(self, list)
            }
            12 if self.effects && is_data(item) => {
                let error = self.error_type();
                let map = self.map_each(item, &error, depth);
                self.settled(map, depth)
            }
            13 => {
                let map = self.expr(&Type::Map(Box::new(item.clone())), depth);
                let name = *self.random.pick(&["values", "into_values"]);
                let values = self.method(map, name, Vec::new(), ty);
                let values = if name == "values" { self.method(values, "cloned", Vec::new(), ty) } else { values };
                collect(self, values)
            }
            14 => {
                let list = self.expr(ty, depth);
                self.method(list, "to_vec", Vec::new(), ty)
            }
            _ => self.list_of_kind(item, ty, depth),
        }
    }

    fn filtering(&mut self, item: &Type) -> Type {
        match item {
            Type::Option(_) => Type::option(I64),
            item => Type::option(item.clone()),
        }
    }

    /// What only lists of this type can be made from.
    fn list_of_kind(&mut self, item: &Type, ty: &Type, depth: u32) -> Expr {
        match item {
            Type::String => {
                let text = self.expr(&Type::String, depth);
                let pieces = match self.random.below(4) {
                    0 => self.method(text, "lines", Vec::new(), ty),
                    1 => self.method(text, "split_whitespace", Vec::new(), ty),
                    2 => {
                        let map = self.expr(&Type::Map(Box::new(I64)), depth);
                        let name = *self.random.pick(&["keys", "into_keys"]);
                        let keys = self.method(map, name, Vec::new(), ty);
                        let keys = if name == "keys" { self.method(keys, "cloned", Vec::new(), ty) } else { keys };
                        return self.method(keys, "collect", Vec::new(), ty);
                    }
                    _ => {
                        let separator = *self.random.pick(&[",", "a", "."]);
                        let separator = self.str(separator);
                        self.method(text, "split", vec![separator], ty)
                    }
                };
                let f = self.closure_of(&Type::String, |builder, piece| {
                    builder.method(piece, "to_string", Vec::new(), &Type::String)
                });
                let owned = self.method(pieces, "map", vec![f], ty);
                self.method(owned, "collect", Vec::new(), ty)
            }
            Type::Char => {
                let text = self.expr(&Type::String, depth);
                let chars = self.method(text, "chars", Vec::new(), ty);
                self.method(chars, "collect", Vec::new(), ty)
            }
            Type::Int(_) => {
                let from = self.int(0, item);
                let to = match self.random.one_in(2) {
                    true => self.int(3, item),
                    false => self.expr(item, 1),
                };
                let inclusive = self.random.one_in(3);
                let range = self.node(ExprKind::Range { from: boxed(from), to: boxed(to), inclusive }, ty);
                match self.random.one_in(2) {
                    true => {
                        let range = self.method(range, "rev", Vec::new(), ty);
                        self.method(range, "collect", Vec::new(), ty)
                    }
                    false => self.method(range, "collect", Vec::new(), ty),
                }
            }
            Type::List(inner) => {
                let list = self.expr(&Type::list((**inner).clone()), depth);
                let size = self.int(2, &Type::USIZE);
                let chunks = self.method(list, "chunks", vec![size], ty);
                let f = self.closure_of(item, |builder, chunk| builder.method(chunk, "to_vec", Vec::new(), item));
                let chunks = self.method(chunks, "map", vec![f], ty);
                self.method(chunks, "collect", Vec::new(), ty)
            }
            Type::Tuple(parts) if parts.len() == 2 => {
                let (a, b) = (parts.first().cloned().unwrap_or(I64), parts.last().cloned().unwrap_or(I64));
                let second = self.expr(&Type::list(b.clone()), depth);
                let second = self.method(second, "into_iter", Vec::new(), &Type::list(b));
                let pairs = match same(&a, &Type::USIZE) && self.random.one_in(2) {
                    true => self.method(second, "enumerate", Vec::new(), ty),
                    false => {
                        let first = self.expr(&Type::list(a.clone()), depth);
                        let first = self.method(first, "into_iter", Vec::new(), &Type::list(a));
                        self.method(first, "zip", vec![second], ty)
                    }
                };
                self.method(pairs, "collect", Vec::new(), ty)
            }
            _ => self.leaf(ty),
        }
    }

    /// An iterator over the same elements, or some of them.
    fn adapted(&mut self, list: Expr, item: &Type, ty: &Type) -> Expr {
        match self.random.below(7) {
            0 => self.method(list, "rev", Vec::new(), ty),
            1 => {
                let n = self.expr(&Type::USIZE, 1);
                let name = *self.random.pick(&["skip", "take"]);
                self.method(list, name, vec![n], ty)
            }
            2 => {
                let n = self.int(2, &Type::USIZE);
                self.method(list, "step_by", vec![n], ty)
            }
            3 => {
                let test = self.closure_of(item, |builder, _| builder.expr(&Type::Bool, 2));
                let name = *self.random.pick(&["take_while", "skip_while"]);
                self.method(list, name, vec![test], ty)
            }
            4 => {
                let other = self.expr(ty, 1);
                self.method(list, "chain", vec![other], ty)
            }
            _ => {
                let test = self.closure_of(item, |builder, _| builder.expr(&Type::Bool, 2));
                self.method(list, "filter", vec![test], ty)
            }
        }
    }

    pub(super) fn table(&mut self, held: &Type, ty: &Type, depth: u32) -> Expr {
        if self.random.one_in(3) {
            return self.leaf(ty);
        }
        let pair = Type::Tuple(vec![Type::String, held.clone()]);
        let pairs_type = Type::list(pair.clone());
        match self.random.one_in(2) {
            true => {
                let pairs = self.expr(&pairs_type, depth);
                let pairs = self.method(pairs, "into_iter", Vec::new(), &pairs_type);
                self.method(pairs, "collect", Vec::new(), ty)
            }
            false => {
                let from = self.any_type(1);
                let list_type = Type::list(from.clone());
                let list = self.expr(&list_type, depth);
                let list = self.method(list, "iter", Vec::new(), &list_type);
                let f = self.closure_of(&from, |builder, _| builder.expr(&pair, 2));
                let pairs = self.method(list, "map", vec![f], &pairs_type);
                self.method(pairs, "collect", Vec::new(), ty)
            }
        }
    }

    pub(super) fn tuple(&mut self, parts: &[Type], ty: &Type, depth: u32) -> Expr {
        match parts {
            [Type::String, Type::String] if self.random.one_in(3) => {
                let text = self.expr(&Type::String, depth);
                let part = self.str("a");
                let halves = self.method(text, "split_once", vec![part], &Type::option(ty.clone()));
                let f = self.closure(&[], |builder| builder.leaf(ty));
                self.method(halves, "unwrap_or_else", vec![f], ty)
            }
            [Type::List(a), Type::List(b)] if same(a, b) && self.random.one_in(2) => {
                let list_type = Type::List(a.clone());
                let list = self.expr(&list_type, depth);
                let list = self.method(list, "into_iter", Vec::new(), &list_type);
                let test = self.closure_of(a, |builder, _| builder.expr(&Type::Bool, 2));
                self.method(list, "partition", vec![test], ty)
            }
            parts if self.joinable(parts) && self.random.one_in(3) => {
                let parts = parts.to_vec();
                self.join(&parts, depth)
            }
            parts => {
                let parts = parts.iter().map(|part| self.expr(part, depth)).collect();
                self.node(ExprKind::Tuple(parts), ty)
            }
        }
    }

    /// A struct, a variant or an error.
    pub(super) fn made(&mut self, ty: &Type, depth: u32) -> Expr {
        let (name, layout, fields): (&str, Layout, &'static [FieldShape]) = match ty {
            Type::Struct(shape) => (shape.name, shape.layout, shape.fields),
            Type::Enum(shape) => {
                let variant = self.random.pick(shape.variants);
                (variant.rust, variant.layout, variant.fields)
            }
            Type::Error(shape) => {
                let variant = self.random.pick(shape.variants);
                if let ErrorKind::Transparent(inner) = variant.kind {
                    let inner = self.expr(&Type::Error(inner()), depth);
                    let made = self.node(ExprKind::Ctor { name: variant.rust.to_owned(), args: vec![inner] }, ty);
                    return self.tie(made);
                }
                (variant.rust, variant.layout, variant.fields)
            }
            _ => return self.unit(),
        };
        if layout == Layout::Object {
            let base = matches!(ty, Type::Struct(_)) && depth > 0 && self.random.one_in(3);
            let mut inits = Vec::new();
            for field in fields {
                if base && self.random.one_in(2) {
                    continue;
                }
                let value = self.expr(&(field.ty)(), depth);
                inits.push(FieldInit { name: field.rust.to_owned(), value });
            }
            if self.random.one_in(3) {
                inits.reverse();
            }
            let base = match base {
                true => Some(boxed(self.expr(ty, 1))),
                false => None,
            };
            let made = self.node(ExprKind::Struct { name: name.to_owned(), fields: inits, base }, ty);
            return self.tie(made);
        }
        let args = fields.iter().map(|field| self.expr(&(field.ty)(), depth)).collect();
        let made = self.node(ExprKind::Ctor { name: name.to_owned(), args }, ty);
        self.tie(made)
    }

    /// A sum, to be compared: what loops count with.
    pub(super) fn less_than(&mut self, left: Expr, right: Expr) -> Expr {
        self.binary(BinaryOp::Lt, left, right, &Type::Bool)
    }
}
