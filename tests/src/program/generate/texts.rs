//! Text.

use super::Builder;
use super::types::I64;
use asl_dsl::shape::Type;
use asl_hir::{BinaryOp, Expr, ExprKind, FormatPart};

impl Builder {
    pub(super) fn text(&mut self, depth: u32) -> Expr {
        let ty = Type::String;
        match self.random.below(16) {
            0..5 => self.formatted(depth),
            5 => {
                let (left, right) = (self.expr(&ty, depth), self.expr(&ty, 1));
                self.binary(BinaryOp::Add, left, right, &ty)
            }
            6 => {
                let of = self.random.pick(&[I64, Type::Bool, Type::Char, Type::USIZE]).clone();
                let value = self.expr(&of, depth);
                self.method(value, "to_string", Vec::new(), &ty)
            }
            7 | 8 => {
                let text = self.expr(&ty, depth);
                let name =
                    *self.random.pick(&["to_uppercase", "to_lowercase", "trim", "trim_start", "trim_end", "clone"]);
                let changed = self.method(text, name, Vec::new(), &ty);
                if name.starts_with("trim") { self.method(changed, "to_string", Vec::new(), &ty) } else { changed }
            }
            9 => {
                let text = self.expr(&ty, depth);
                let from = match self.random.one_in(4) {
                    true => self.expr(&ty, 1),
                    false => {
                        let part = *self.random.pick(&["a", "b", ".", " "]);
                        self.str(part)
                    }
                };
                let to = match self.random.one_in(2) {
                    true => self.expr(&ty, 1),
                    false => self.str("$1"),
                };
                self.method(text, "replace", vec![from, to], &ty)
            }
            10 => {
                let list = self.expr(&Type::list(ty.clone()), depth);
                match self.random.one_in(3) {
                    true => self.method(list, "concat", Vec::new(), &ty),
                    false => {
                        let separator = self.str(", ");
                        self.method(list, "join", vec![separator], &ty)
                    }
                }
            }
            11 => {
                let text = self.expr(&ty, depth);
                let times = self.int(2, &Type::USIZE);
                self.method(text, "repeat", vec![times], &ty)
            }
            12 => {
                let chars = self.expr(&Type::list(Type::Char), depth);
                let chars = self.method(chars, "into_iter", Vec::new(), &Type::list(Type::Char));
                self.method(chars, "collect", Vec::new(), &ty)
            }
            13 => {
                let text = self.expr(&ty, depth);
                let part = self.str("a");
                let name = *self.random.pick(&["strip_prefix", "strip_suffix"]);
                let rest = self.method(text, name, vec![part], &Type::option(ty.clone()));
                let default = self.str("none");
                let rest = self.method(rest, "unwrap_or", vec![default], &ty);
                self.method(rest, "to_string", Vec::new(), &ty)
            }
            14 => {
                let (left, right) = (self.expr(&ty, depth), self.expr(&ty, 1));
                let name = *self.random.pick(&["min", "max"]);
                self.method(left, name, vec![right], &ty)
            }
            _ => {
                let option = self.expr(&Type::option(ty.clone()), depth);
                let option = self.method(option, "as_deref", Vec::new(), &Type::option(ty.clone()));
                let default = self.str("-");
                let text = self.method(option, "unwrap_or", vec![default], &ty);
                self.method(text, "to_owned", Vec::new(), &ty)
            }
        }
    }

    fn formatted(&mut self, depth: u32) -> Expr {
        let mut parts = Vec::new();
        for _ in 0..1 + self.random.below(3) {
            if self.random.one_in(2) {
                let text = *self.random.pick(&["a", "{%", "%}", " = ", "\"", "$.", "\n"]);
                parts.push(FormatPart::Text(text.to_owned()));
            }
            let ty = self.random.pick(&[Type::String, Type::String, I64, Type::USIZE, Type::Bool, Type::Char]).clone();
            let value = self.expr(&ty, depth);
            let value = match value.kind {
                ExprKind::Lit(_) | ExprKind::Format(_) => value,
                _ => self.told(value),
            };
            parts.push(FormatPart::Value(value));
        }
        self.node(ExprKind::Format(parts), &Type::String)
    }
}
