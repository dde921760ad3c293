//! Options, results, lists, maps, tuples, structs and enums.

use super::types::{I64, is_data, same};
use super::{Builder, boxed};
use asl_dsl::shape::{ErrorKind, FieldShape, Layout, Type};
use asl_hir::{BinaryOp, Expr, ExprKind, FieldInit};

impl Builder {
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
                let mut list = self.method(list, "iter", Vec::new(), &list_type);
                if matches!(from, Type::Int(_)) && self.random.one_in(4) {
                    list = self.method(list, "copied", Vec::new(), &list_type);
                }
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
                let name = *self.random.pick(&["iter", "into_iter"]);
                let list = self.method(option, name, Vec::new(), ty);
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
