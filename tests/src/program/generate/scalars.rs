//! Conditions, integers and characters.

use super::types::{I32, I64, U8};
use super::{Builder, boxed};
use asl_dsl::shape::Type;
use asl_hir::{BinaryOp, Expr, ExprKind, UnaryOp};

impl Builder {
    fn compared(&mut self, depth: u32) -> Expr {
        use BinaryOp::{Eq, Ge, Gt, Le, Lt, Ne};
        let ordered = self.random.one_in(2);
        let ty = if ordered { self.ordered_type() } else { self.any_type(1) };
        let (left, right) = (self.expr(&ty, depth), self.expr(&ty, depth.min(1)));
        let op = match ordered {
            true => *self.random.pick(&[Lt, Le, Gt, Ge, Eq, Ne]),
            false => *self.random.pick(&[Eq, Ne]),
        };
        self.binary(op, left, right, &Type::Bool)
    }

    pub(super) fn condition(&mut self, depth: u32) -> Expr {
        let yes = Type::Bool;
        match self.random.below(16) {
            0..4 => self.compared(depth),
            4 | 5 => {
                let op = *self.random.pick(&[BinaryOp::And, BinaryOp::Or]);
                let (left, right) = (self.expr(&yes, depth), self.expr(&yes, depth));
                self.binary(op, left, right, &yes)
            }
            6 => {
                let operand = self.expr(&yes, depth);
                self.node(ExprKind::Unary { op: UnaryOp::Not, operand: boxed(operand) }, &yes)
            }
            7 => {
                let held = self.held();
                let ty = Type::option(held.clone());
                let mut option = self.expr(&ty, depth);
                if self.random.one_in(4) {
                    option = self.method(option, "as_ref", Vec::new(), &ty);
                }
                match self.random.below(4) {
                    0 => self.method(option, "is_some", Vec::new(), &yes),
                    1 => self.method(option, "is_none", Vec::new(), &yes),
                    which => {
                        let test = self.closure_of(&held, |builder, _| builder.expr(&Type::Bool, 2));
                        let name = if which == 2 { "is_some_and" } else { "is_none_or" };
                        self.method(option, name, vec![test], &yes)
                    }
                }
            }
            8 | 9 => {
                let item = self.any_type(1);
                let ty = Type::list(item.clone());
                let list = self.expr(&ty, depth);
                match self.random.below(4) {
                    0 => self.method(list, "is_empty", Vec::new(), &yes),
                    1 => {
                        let wanted = self.expr(&item, 1);
                        self.method(list, "contains", vec![wanted], &yes)
                    }
                    which => {
                        let list = self.method(list, "iter", Vec::new(), &ty);
                        let test = self.closure_of(&item, |builder, _| builder.expr(&Type::Bool, 2));
                        self.method(list, if which == 2 { "any" } else { "all" }, vec![test], &yes)
                    }
                }
            }
            10 | 11 => {
                let text = self.expr(&Type::String, depth);
                match self.random.below(5) {
                    0 => self.method(text, "is_empty", Vec::new(), &yes),
                    which => {
                        let part = match self.random.one_in(2) {
                            true => self.expr(&Type::String, 1),
                            false => self.str("a"),
                        };
                        let name = *["contains", "starts_with", "ends_with", "contains"]
                            .get(which as usize - 1)
                            .unwrap_or(&"contains");
                        self.method(text, name, vec![part], &yes)
                    }
                }
            }
            12 => {
                let held = self.any_type(0);
                let map = self.expr(&Type::Map(Box::new(held)), depth);
                match self.random.one_in(3) {
                    true => self.method(map, "is_empty", Vec::new(), &yes),
                    false => {
                        let key = self.key();
                        self.method(map, "contains_key", vec![key], &yes)
                    }
                }
            }
            13 => self.scoped(|builder| {
                // `matches!(value, pattern if guard)`.
                let value = builder.matched_value(depth);
                let value = builder.scrutinee(value);
                let on = builder.type_of(&value);
                let pattern = builder.refutable(&on, 2);
                let test = builder.node(ExprKind::Let { pattern, value: boxed(value) }, &Type::Bool);
                match builder.random.one_in(3) {
                    true => {
                        let guard = builder.expr(&Type::Bool, 1);
                        builder.binary(BinaryOp::And, test, guard, &Type::Bool)
                    }
                    false => test,
                }
            }),
            14 => {
                let result = self.attempt(depth);
                let name = *self.random.pick(&["is_ok", "is_err"]);
                self.method(result, name, Vec::new(), &yes)
            }
            _ => match self.random.one_in(2) {
                true => {
                    let n = self.expr(&I64, depth);
                    let name = *self.random.pick(&["is_positive", "is_negative"]);
                    self.method(n, name, Vec::new(), &yes)
                }
                false => {
                    let c = self.expr(&Type::Char, depth);
                    let name = *self.random.pick(&[
                        "is_ascii_digit",
                        "is_ascii_alphabetic",
                        "is_ascii_alphanumeric",
                        "is_ascii_lowercase",
                        "is_ascii_uppercase",
                    ]);
                    self.method(c, name, Vec::new(), &yes)
                }
            },
        }
    }

    /// A type that an `Option` may hold.
    pub(super) fn held(&mut self) -> Type {
        match self.any_type(1) {
            Type::Option(inner) => *inner,
            ty => ty,
        }
    }

    /// A key of a map.
    pub(super) fn key(&mut self) -> Expr {
        match self.random.one_in(2) {
            true => {
                let text = self.expr(&Type::String, 1);
                self.method(text, "as_str", Vec::new(), &Type::String)
            }
            false => self.str("a"),
        }
    }

    /// Text parsed, or a number converted: a `Result` whose error says nothing.
    pub(super) fn attempt(&mut self, depth: u32) -> Expr {
        let target = self.random.pick(&[I64, I64, U8, Type::USIZE, Type::Float, Type::Bool, Type::Char]).clone();
        self.attempt_at(&target, depth)
    }

    pub(super) fn attempt_at(&mut self, target: &Type, depth: u32) -> Expr {
        let ty = Type::Result(Box::new(target.clone()), Box::new(Type::Unit));
        if matches!(target, Type::Int(_)) && self.random.one_in(3) {
            let n = self.expr(&I64, depth);
            return self.method(n, "try_into", Vec::new(), &ty);
        }
        let text = self.expr(&Type::String, depth);
        self.method(text, "parse", Vec::new(), &ty)
    }

    pub(super) fn integer(&mut self, ty: &Type, depth: u32) -> Expr {
        use BinaryOp::{Add, Div, Mul, Rem, Sub};
        let signed = matches!(ty, Type::Int(int) if int.signed);
        match self.random.below(18) {
            0..4 => {
                let op = *self.random.pick(&[Add, Add, Sub, Mul]);
                let (left, right) = (self.expr(ty, depth), self.expr(ty, depth.min(1)));
                self.binary(op, left, right, ty)
            }
            4 => {
                let op = *self.random.pick(&[Div, Rem]);
                let left = self.expr(ty, depth);
                let right = match self.random.one_in(3) {
                    true => self.expr(ty, 1),
                    false => {
                        let n = 1 + self.random.below(4) as i64;
                        self.int(n, ty)
                    }
                };
                self.binary(op, left, right, ty)
            }
            5 if signed => {
                let operand = self.expr(ty, depth);
                self.node(ExprKind::Unary { op: UnaryOp::Neg, operand: boxed(operand) }, ty)
            }
            6..9 => self.counted(ty, depth),
            9 | 10 => {
                let list_type = Type::list(ty.clone());
                let list = self.expr(&list_type, depth);
                let list = self.method(list, "iter", Vec::new(), &list_type);
                match self.random.below(4) {
                    0 | 1 => self.method(list, "sum", Vec::new(), ty),
                    2 => self.method(list, "product", Vec::new(), ty),
                    _ => {
                        let name = *self.random.pick(&["min", "max"]);
                        let best = self.method(list, name, Vec::new(), &Type::option(ty.clone()));
                        let best = self.method(best, "copied", Vec::new(), &Type::option(ty.clone()));
                        let default = self.int(0, ty);
                        self.method(best, "unwrap_or", vec![default], ty)
                    }
                }
            }
            11 => {
                let result = self.attempt_at(ty, depth);
                match self.random.below(4) {
                    3 => self.unwrapped(result, ty),
                    0 => self.method(result, "unwrap_or_default", Vec::new(), ty),
                    1 => {
                        let default = self.int(3, ty);
                        let f = self.closure_of(ty, |builder, n| {
                            let one = builder.int(1, &builder.type_of(&n));
                            let ty = builder.type_of(&n);
                            builder.binary(Add, n, one, &ty)
                        });
                        self.method(result, "map_or", vec![default, f], ty)
                    }
                    _ => {
                        let default = self.expr(ty, 1);
                        self.method(result, "unwrap_or", vec![default], ty)
                    }
                }
            }
            12 => {
                // A cast that cuts bits off is refused.
                let from = match ty {
                    Type::Int(int) if int.bits == 64 && int.signed => {
                        self.random.pick(&[U8, I32, Type::USIZE, Type::Bool, Type::Float]).clone()
                    }
                    Type::Int(int) if int.bits == 32 => self.random.pick(&[U8, Type::Bool]).clone(),
                    _ => Type::Bool,
                };
                let value = self.expr(&from, depth);
                let value = self.told(value);
                let cast = self.node(ExprKind::Cast(boxed(value)), ty);
                self.tie(cast)
            }
            13 if signed && matches!(ty, Type::Int(int) if int.bits == 64) => {
                let from = self.random.pick(&[U8, I32, Type::Bool]).clone();
                let value = self.expr(&from, depth);
                self.method(value, "into", Vec::new(), ty)
            }
            _ => self.computed(ty, signed, depth),
        }
    }

    fn computed(&mut self, ty: &Type, signed: bool, depth: u32) -> Expr {
        let n = self.expr(ty, depth);
        match self.random.below(9) {
            0 if signed => self.method(n, "abs", Vec::new(), ty),
            1 if signed => self.method(n, "signum", Vec::new(), ty),
            2 => {
                let exponent = self.random.below(4) as i64;
                let exponent = self.int(exponent, &U8);
                self.method(n, "pow", vec![exponent], ty)
            }
            3 => {
                let (least, greatest) = (self.int(1, ty), self.int(4, ty));
                self.method(n, "clamp", vec![least, greatest], ty)
            }
            4 if signed => {
                let name = *self.random.pick(&["rem_euclid", "div_euclid"]);
                let divisor = match self.random.one_in(3) {
                    true => self.expr(ty, 1),
                    false => self.int(3, ty),
                };
                self.method(n, name, vec![divisor], ty)
            }
            5 => {
                let other = self.expr(ty, 1);
                let name = *self.random.pick(&["saturating_add", "saturating_sub", "saturating_mul"]);
                self.method(n, name, vec![other], ty)
            }
            6 if !signed => {
                let other = self.expr(ty, 1);
                match self.random.one_in(2) {
                    true => self.method(n, "abs_diff", vec![other], ty),
                    false => {
                        let three = self.int(3, ty);
                        self.method(n, "div_ceil", vec![three], ty)
                    }
                }
            }
            _ => {
                let other = self.expr(ty, 1);
                let name = *self.random.pick(&["min", "max"]);
                self.method(n, name, vec![other], ty)
            }
        }
    }

    /// What is counted: a `usize`, or a cast of one.
    fn counted(&mut self, ty: &Type, depth: u32) -> Expr {
        let usize = Type::USIZE;
        let count = match self.random.below(7) {
            6 => {
                let amount = self.expr(&usize, 1);
                let duration = self.node(ExprKind::Duration { amount: boxed(amount), scale: 60 }, &Type::Duration);
                self.method(duration, "as_secs", Vec::new(), &usize)
            }
            0 => {
                let item = self.any_type(1);
                let ty = Type::list(item);
                let mut list = self.expr(&ty, depth);
                if self.random.one_in(4) {
                    list = self.method(list, "as_slice", Vec::new(), &ty);
                }
                self.method(list, "len", Vec::new(), &usize)
            }
            1 => {
                let text = self.expr(&Type::String, depth);
                let chars = self.method(text, "chars", Vec::new(), &Type::list(Type::Char));
                self.method(chars, "count", Vec::new(), &usize)
            }
            2 => {
                let item = self.any_type(1);
                let ty = Type::list(item.clone());
                let list = self.expr(&ty, depth);
                let list = self.method(list, "iter", Vec::new(), &ty);
                let test = self.closure_of(&item, |builder, _| builder.expr(&Type::Bool, 2));
                let kept = self.method(list, "filter", vec![test], &ty);
                self.method(kept, "count", Vec::new(), &usize)
            }
            3 => {
                let item = self.any_type(1);
                let ty = Type::list(item.clone());
                let list = self.expr(&ty, depth);
                let list = self.method(list, "iter", Vec::new(), &ty);
                let test = self.closure_of(&item, |builder, _| builder.expr(&Type::Bool, 2));
                let at = self.method(list, "position", vec![test], &Type::option(usize.clone()));
                let default = self.int(9, &usize);
                self.method(at, "unwrap_or", vec![default], &usize)
            }
            4 => {
                let held = self.any_type(0);
                let map = self.expr(&Type::Map(Box::new(held)), depth);
                self.method(map, "len", Vec::new(), &usize)
            }
            _ => {
                let n = self.expr(&I64, depth);
                self.method(n, "unsigned_abs", Vec::new(), &usize)
            }
        };
        if super::types::same(ty, &usize) {
            return count;
        }
        match ty {
            Type::Int(int) if int.bits == 64 => {
                let cast = self.node(ExprKind::Cast(boxed(count)), ty);
                self.tie(cast)
            }
            ty => self.leaf(ty),
        }
    }

    pub(super) fn character(&mut self, depth: u32) -> Expr {
        let text = self.expr(&Type::String, depth);
        let chars = self.method(text, "chars", Vec::new(), &Type::list(Type::Char));
        let found = match self.random.below(3) {
            0 => self.method(chars, "last", Vec::new(), &Type::option(Type::Char)),
            1 => {
                let at = self.int(1, &Type::USIZE);
                self.method(chars, "nth", vec![at], &Type::option(Type::Char))
            }
            _ => self.method(chars, "max", Vec::new(), &Type::option(Type::Char)),
        };
        let default = self.leaf(&Type::Char);
        self.method(found, "unwrap_or", vec![default], &Type::Char)
    }
}
