//! What may leave a machine: data, and no errors.
//!
//! Inside a machine an error is its name and its cause, which is not how serde writes the enum. So an error, or a `Result`, in the
//! request of a call or in the output is refused.

use super::Cx;
use crate::shape::{FieldShape, Type};
use asl_hir::Span;

impl Cx<'_> {
    /// Refuses a type that holds an error somewhere.
    pub(crate) fn check_data(&mut self, ty: &Type, span: Span) -> Option<()> {
        let Some(found) = error_in(ty, &mut Vec::new()) else { return Some(()) };
        self.error(
            span,
            format!("`{found}` can't be data: a state machine knows an error by its name and cause alone"),
            Some("match on it, and put what matters into a struct or an enum that derives `Shape`".to_owned()),
        )
    }
}

/// The first error or `Result` in a type. `seen` holds the fields being looked at: types may be recursive.
fn error_in(ty: &Type, seen: &mut Vec<*const FieldShape>) -> Option<Type> {
    match ty {
        Type::Error(_) | Type::Result(..) => Some(ty.clone()),
        Type::Option(inner) | Type::List(inner) | Type::Map(inner) => error_in(inner, seen),
        Type::Tuple(parts) => parts.iter().find_map(|part| error_in(part, seen)),
        Type::Struct(shape) => fields(shape.fields, seen),
        Type::Enum(shape) => shape.variants.iter().find_map(|variant| fields(variant.fields, seen)),
        Type::Unknown
        | Type::Unit
        | Type::Bool
        | Type::Int(_)
        | Type::Float
        | Type::String
        | Type::Char
        | Type::Duration
        | Type::Json
        | Type::TaskToken
        | Type::Opaque(_) => None,
    }
}

fn fields(shapes: &'static [FieldShape], seen: &mut Vec<*const FieldShape>) -> Option<Type> {
    if shapes.is_empty() || seen.contains(&shapes.as_ptr()) {
        return None;
    }
    seen.push(shapes.as_ptr());
    shapes.iter().find_map(|field| error_in(&(field.ty)(), seen))
}
