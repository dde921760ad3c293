//! Reading fields: serde names, newtypes, positions, and what may be missing.

use super::types::find_field;
use crate::jsonata::Jx;
use crate::lower::{Cx, Value};
use crate::shape::{FieldShape, Layout, StructShape, Type};
use asl_hir::{Expr, Span};

/// A field of a JSON object. One that may be missing reads as null or as its serde default, never as undefined.
pub(crate) fn read(base: Jx, field: &FieldShape) -> Value {
    let ty = (field.ty)();
    if !field.optional && !matches!(ty, Type::Option(_)) {
        return Value { x: Jx::field(base, field.json), ty };
    }
    let default = field.default.and_then(|default| default()).filter(|default| !default.is_null());
    let x = match default {
        None if matches!(ty, Type::Option(_)) => Jx::optional_field(base, field.json),
        None => Jx::field(base, field.json),
        Some(default) => {
            let read = Jx::field(base, field.json);
            Jx::cond(Jx::exists(read.clone()), read, super::types::from_json(&default))
        }
    };
    Value { x, ty }
}

/// A field of a struct or variant whose JSON is `content`, arranged as `layout` says.
pub(crate) fn member(content: Jx, layout: Layout, fields: &'static [FieldShape], name: &str) -> Option<Value> {
    let at = fields.iter().position(|field| field.rust == name)?;
    let field = fields.get(at)?;
    Some(match layout {
        Layout::Unit => return None,
        Layout::Newtype => Value { x: content, ty: (field.ty)() },
        Layout::Tuple => Value { x: Jx::element(content, at), ty: (field.ty)() },
        Layout::Object => read(content, field),
    })
}

impl Cx<'_> {
    pub(super) fn field(&mut self, base: &Expr, name: &str, span: Span) -> Option<Value> {
        let base = self.value(base)?;
        self.field_of(base, name, span)
    }

    /// `base.name`.
    pub(crate) fn field_of(&mut self, base: Value, name: &str, span: Span) -> Option<Value> {
        let mut ty = base.ty.clone();
        // `wrapper.field` through `Box`-like newtypes isn't Rust; `.0` of a newtype is.
        for _ in 0..32 {
            match &ty {
                Type::Tuple(parts) => {
                    if let Some((at, part)) = name.parse().ok().and_then(|at: usize| Some((at, parts.get(at)?))) {
                        return Some(Value { x: Jx::element(base.x, at), ty: part.clone() });
                    }
                    break;
                }
                Type::Struct(StructShape { layout, fields, .. }) => {
                    if find_field(fields, name).is_some() {
                        return member(base.x, *layout, fields, name);
                    }
                    match (layout, fields) {
                        (Layout::Newtype, [inner]) => ty = (inner.ty)(),
                        _ => break,
                    }
                }
                _ => break,
            }
        }
        match &base.ty {
            Type::Struct(_) => self.error(
                span,
                format!("cannot read `{name}`: it isn't part of the JSON of `{}`", base.ty),
                Some("remove `#[serde(skip)]` from the field, or read another".to_owned()),
            ),
            ty => self.unsupported(span, &format!("read field `{name}` of"), ty, "derive `Shape` on the type"),
        }
    }
}
