//! `==`: deep in both languages, but JSON has two forms of `None` in a field, null and missing.

use super::fields::member;
use super::share::Shared;
use super::types::{has_optional_fields, unify};
use crate::jsonata::Jx;
use crate::lower::{Cx, Value};
use crate::shape::{Layout, Type};
use asl_hir::Span;

impl Cx<'_> {
    /// `left == right`, for a derived `PartialEq`.
    pub(crate) fn equal(&mut self, left: Value, right: Value, span: Span) -> Option<Value> {
        let ty = unify(left.ty, right.ty);
        let mut shared = Shared::default();
        let x = if is_compared_by_fields(&ty) {
            let left = self.share(left.x, "a", &mut shared);
            let right = self.share(right.x, "b", &mut shared);
            self.equal_values(left, right, &ty, span)?
        } else {
            self.equal_values(left.x, right.x, &ty, span)?
        };
        Some(Value { x: shared.around(x), ty: Type::Bool })
    }

    fn equal_values(&mut self, left: Jx, right: Jx, ty: &Type, span: Span) -> Option<Jx> {
        match ty {
            Type::Error(_) => {
                return self.unsupported(span, "compare errors of type", ty, "use `matches!` or `match`");
            }
            Type::Opaque(_) => {
                return self.unsupported(
                    span,
                    "compare values of type",
                    ty,
                    "compare them in a task, or hold them as `String`",
                );
            }
            Type::Unit => return Some(Jx::Bool(true)),
            Type::Bool => match (&left, &right) {
                (Jx::Bool(true), other) | (other, Jx::Bool(true)) => return Some(other.clone()),
                (Jx::Bool(false), other) | (other, Jx::Bool(false)) => return Some(Jx::not(other.clone())),
                _ => {}
            },
            Type::Option(_) if left == Jx::Null => return Some(Jx::is_none(&right)),
            Type::Option(_) if right == Jx::Null => return Some(Jx::is_none(&left)),
            _ => {}
        }
        if !has_optional_fields(ty) {
            return Some(Jx::eq(left, right));
        }
        match ty {
            Type::Struct(shape) if shape.layout != Layout::Unit => {
                let mut all = Vec::with_capacity(shape.fields.len());
                for field in shape.fields {
                    let a = member(left.clone(), shape.layout, shape.fields, field.rust)?;
                    let b = member(right.clone(), shape.layout, shape.fields, field.rust)?;
                    all.push(self.equal_values(a.x, b.x, &a.ty, span)?);
                }
                Some(Jx::all(all))
            }
            Type::Tuple(parts) => {
                let mut all = Vec::with_capacity(parts.len());
                for (i, part) in parts.iter().enumerate() {
                    let (a, b) = (Jx::element(left.clone(), i), Jx::element(right.clone(), i));
                    all.push(self.equal_values(a, b, part, span)?);
                }
                Some(Jx::all(all))
            }
            _ => self.error(
                span,
                format!(
                    "cannot compare `{ty}` as a whole: an absent field may be null in one and missing in the other"
                ),
                Some("compare the fields that matter, or use `matches!`".to_owned()),
            ),
        }
    }
}

fn is_compared_by_fields(ty: &Type) -> bool {
    matches!(ty, Type::Struct(_) | Type::Tuple(_)) && has_optional_fields(ty)
}
