//! Types: which are equal, which compare, and how programs choose them.

use super::Builder;
use crate::program::world;
use asl_dsl::shape::{Integer, Type};

/// Whether two types are one.
pub(in crate::program) fn same(a: &Type, b: &Type) -> bool {
    match (a, b) {
        (Type::Int(a), Type::Int(b)) => a == b,
        (Type::Option(a), Type::Option(b)) | (Type::List(a), Type::List(b)) | (Type::Map(a), Type::Map(b)) => {
            same(a, b)
        }
        (Type::Tuple(a), Type::Tuple(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b)),
        (Type::Result(a, x), Type::Result(b, y)) => same(a, b) && same(x, y),
        (Type::Struct(a), Type::Struct(b)) => a.name == b.name,
        (Type::Enum(a), Type::Enum(b)) => a.name == b.name,
        (Type::Error(a), Type::Error(b)) => a.name == b.name,
        (a, b) => std::mem::discriminant(a) == std::mem::discriminant(b),
    }
}

/// Types that `<` takes.
pub(super) fn is_ordered(ty: &Type) -> bool {
    matches!(ty, Type::Int(_) | Type::Float | Type::String | Type::Char)
}

/// Types that may stand in a request, an output or a variable of the input.
pub(super) fn is_data(ty: &Type) -> bool {
    match ty {
        Type::Result(..) | Type::Error(_) | Type::Duration | Type::Unknown | Type::Unit => false,
        Type::Option(inner) | Type::List(inner) | Type::Map(inner) => is_data(inner),
        Type::Tuple(parts) => parts.iter().all(is_data),
        _ => true,
    }
}

pub(super) const I64: Type = Type::I64;
pub(super) const U8: Type = Type::Int(Integer { signed: false, bits: 8 });
pub(super) const I32: Type = Type::Int(Integer { signed: true, bits: 32 });

impl Builder {
    /// A type for a value.
    pub(super) fn any_type(&mut self, depth: u32) -> Type {
        match self.random.below(if depth == 0 { 10 } else { 20 }) {
            0..3 => I64,
            3 => Type::USIZE,
            4 => match self.random.below(3) {
                0 => U8,
                1 => I32,
                _ => Type::Float,
            },
            5..8 => Type::String,
            8 => Type::Bool,
            9 => Type::Char,
            10..13 => {
                let inner = self.any_type(depth - 1);
                self.optional(inner)
            }
            13..16 => Type::list(self.any_type(depth - 1)),
            16 => Type::Map(Box::new(self.any_type(depth - 1))),
            17 => self.any_tuple(depth),
            18 if self.random.one_in(3) => Type::Json,
            _ => {
                let named = world::named();
                self.random.pick(&named).clone()
            }
        }
    }

    pub(super) fn any_tuple(&mut self, depth: u32) -> Type {
        if self.random.one_in(6) {
            // What `partition` gives.
            let list = Type::list(self.any_type(depth.saturating_sub(1)));
            return Type::Tuple(vec![list.clone(), list]);
        }
        let many = 2 + self.random.below(2);
        Type::Tuple((0..many).map(|_| self.any_type(depth.saturating_sub(1))).collect())
    }

    /// `Option<inner>`; of an option the option itself, for there is no option of an option.
    pub(super) fn optional(&mut self, inner: Type) -> Type {
        match inner {
            Type::Option(_) | Type::Unit => Type::option(I64),
            inner => Type::option(inner),
        }
    }

    /// A type that compares.
    pub(super) fn ordered_type(&mut self) -> Type {
        match self.random.below(6) {
            0..3 => I64,
            3 => Type::USIZE,
            4 => Type::String,
            _ => self.random.pick(&[Type::Float, Type::Char, U8]).clone(),
        }
    }
}
