//! Questions about types that several constructs ask.

use crate::jsonata::{Element, Jx};
use crate::shape::{EnumShape, FieldShape, Integer, Layout, StructShape, Tagging, Type};

/// The type of an integer literal that nothing has fixed yet.
pub(crate) const SOME_INTEGER: Integer = Integer { signed: true, bits: 0 };

/// What is known when two sources describe one type: the first, with what it leaves open taken from the second.
pub(crate) fn unify(a: Type, b: Type) -> Type {
    match (a, b) {
        (Type::Unknown, b) => b,
        (Type::Int(SOME_INTEGER), b @ (Type::Int(_) | Type::Float | Type::Duration)) => b,
        (Type::Option(a), Type::Option(b)) => Type::option(unify(*a, *b)),
        (Type::List(a), Type::List(b)) => Type::list(unify(*a, *b)),
        (Type::Map(a), Type::Map(b)) => Type::Map(Box::new(unify(*a, *b))),
        (Type::Result(ok, err), Type::Result(ok2, err2)) => {
            Type::Result(Box::new(unify(*ok, *ok2)), Box::new(unify(*err, *err2)))
        }
        (Type::Tuple(a), Type::Tuple(b)) if a.len() == b.len() => {
            Type::Tuple(a.into_iter().zip(b).map(|(a, b)| unify(a, b)).collect())
        }
        (a, _) => a,
    }
}

/// How a value of the type stands in an array constructor: JSONata splices what is a list.
pub(crate) fn element(ty: &Type) -> Element {
    match ty {
        Type::Unit
        | Type::Bool
        | Type::Int(_)
        | Type::Float
        | Type::String
        | Type::Char
        | Type::Duration
        | Type::TaskToken
        | Type::Map(_)
        | Type::Result(..)
        | Type::Error(_) => Element::Single,
        Type::List(_) | Type::Tuple(_) => Element::List,
        Type::Option(inner) => match element(inner) {
            Element::Single => Element::Single,
            _ => Element::Any,
        },
        Type::Struct(shape) => fields_element(shape.layout, shape.fields),
        Type::Enum(shape) => enum_element(shape),
        Type::Unknown | Type::Json | Type::Opaque(_) => Element::Any,
    }
}

fn fields_element(layout: Layout, fields: &[FieldShape]) -> Element {
    match (layout, fields) {
        (Layout::Newtype, [field]) => element(&(field.ty)()),
        (Layout::Tuple, _) => Element::List,
        _ => Element::Single,
    }
}

fn enum_element(shape: &EnumShape) -> Element {
    let may_be_list = |fields: &[FieldShape], layout| fields_element(layout, fields) != Element::Single;
    match shape.tagging {
        Tagging::Untagged if shape.variants.iter().any(|v| may_be_list(v.fields, v.layout)) => Element::Any,
        _ => Element::Single,
    }
}

/// `Option<_>` where an option is expected, whatever else is said of it.
pub(crate) fn option_of(want: &Type) -> Type {
    match want {
        Type::Option(_) => want.clone(),
        _ => Type::option(Type::Unknown),
    }
}

/// The field of a struct that derefs to nothing: by its Rust name.
pub(crate) fn find_field(fields: &'static [FieldShape], name: &str) -> Option<&'static FieldShape> {
    fields.iter().find(|field| field.rust == name)
}

/// A JSON value as a literal.
pub(crate) fn from_json(json: &serde_json::Value) -> Jx {
    use serde_json::Value as Json;
    match json {
        Json::Null => Jx::Null,
        Json::Bool(value) => Jx::Bool(*value),
        Json::Number(number) => Jx::Number(number.to_string().as_str().into()),
        Json::String(text) => Jx::str(text.as_str()),
        Json::Array(items) => Jx::array(items.iter().map(|item| {
            let element = if item.is_array() { Element::List } else { Element::Single };
            (from_json(item), element)
        })),
        Json::Object(members) => Jx::object(members.iter().map(|(key, value)| (key.as_str(), from_json(value)))),
    }
}

/// The JSON value that a literal is, if all of it is literal.
pub(crate) fn to_json(x: &Jx) -> Option<serde_json::Value> {
    use serde_json::Value as Json;
    Some(match x {
        Jx::Null => Json::Null,
        Jx::Bool(value) => Json::Bool(*value),
        Jx::Number(text) => Json::Number(text.parse().ok()?),
        Jx::Str(text) => Json::String(text.to_string()),
        Jx::Array(elements) => Json::Array(elements.iter().map(|(value, _)| to_json(value)).collect::<Option<_>>()?),
        Jx::Object(members) => {
            let members = members.iter().map(|(key, value)| Some((key.to_string(), to_json(value)?)));
            Json::Object(members.collect::<Option<_>>()?)
        }
        _ => return None,
    })
}

/// The duration that serde wrote as `{"secs": …, "nanos": …}`.
pub(crate) fn duration(json: &serde_json::Value) -> Option<std::time::Duration> {
    serde_json::from_value(json.clone()).ok()
}

/// A duration as a number of seconds.
pub(crate) fn seconds(duration: std::time::Duration) -> Jx {
    if duration.subsec_nanos() == 0 {
        return Jx::int(duration.as_secs());
    }
    let fraction = format!("{:09}", duration.subsec_nanos());
    Jx::Number(format!("{}.{}", duration.as_secs(), fraction.trim_end_matches('0')).into())
}

/// Whether JSON has two forms for one value of the type: a field that is null, or missing.
pub(crate) fn has_optional_fields(ty: &Type) -> bool {
    fn inside(ty: &Type, seen: &mut Vec<*const ()>) -> bool {
        let fields_vary = |fields: &'static [FieldShape], seen: &mut Vec<*const ()>| {
            fields.iter().any(|field| {
                let ty = (field.ty)();
                field.optional || matches!(ty, Type::Option(_)) || inside(&ty, seen)
            })
        };
        match ty {
            Type::Option(inner) | Type::List(inner) | Type::Map(inner) => inside(inner, seen),
            Type::Tuple(parts) => parts.iter().any(|part| inside(part, seen)),
            Type::Result(ok, err) => inside(ok, seen) || inside(err, seen),
            Type::Struct(shape) => {
                let id = std::ptr::from_ref::<StructShape>(shape).cast();
                if seen.contains(&id) {
                    return false;
                }
                seen.push(id);
                match (shape.layout, shape.fields) {
                    (Layout::Newtype, [field]) => inside(&(field.ty)(), seen),
                    (_, fields) => fields_vary(fields, seen),
                }
            }
            Type::Enum(shape) => {
                let id = std::ptr::from_ref::<EnumShape>(shape).cast();
                if seen.contains(&id) {
                    return false;
                }
                seen.push(id);
                shape.variants.iter().any(|variant| match (variant.layout, variant.fields) {
                    (Layout::Newtype, [field]) => inside(&(field.ty)(), seen),
                    (_, fields) => fields_vary(fields, seen),
                })
            }
            _ => false,
        }
    }
    inside(ty, &mut Vec::new())
}
