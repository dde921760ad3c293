//! Checks for a user's own tests.

use crate::shape::{EnumShape, FieldShape, Layout, Shape, Tagging, Type, VariantShape};
use serde::Serialize;
use serde_json::{Map, Value};

/// Asserts that a value's JSON, as serde writes it, has the form that its `Shape` describes.
///
/// Worth a test for each type with a hand-written `Serialize` or `Shape`; for derived ones the two can't differ.
///
/// ```
/// use asl_dsl::Shape;
/// use serde::Serialize;
///
/// #[derive(Serialize, Shape)]
/// #[serde(rename_all = "camelCase")]
/// struct Order {
///     order_id: String,
///     coupon: Option<String>,
/// }
/// asl_dsl::testing::assert_shape_matches(&Order { order_id: "o-1".to_owned(), coupon: None });
/// ```
///
/// # Panics
/// If they differ, with one line per difference.
#[track_caller]
pub fn assert_shape_matches<T: Shape + Serialize>(sample: &T) {
    let differences = shape_differences(sample);
    assert!(differences.is_empty(), "the JSON differs from the shape:\n{}", differences.join("\n"));
}

/// Where a value's JSON differs from what its `Shape` describes, each with its path (`$.items[0].price`).
pub fn shape_differences<T: Shape + Serialize>(sample: &T) -> Vec<String> {
    let mut found = Vec::new();
    match serde_json::to_value(sample) {
        Ok(value) => compare(&value, &T::describe(), "$", &mut found),
        Err(error) => found.push(format!("$: serde can't write it: {error}")),
    }
    found
}

fn compare(value: &Value, ty: &Type, path: &str, found: &mut Vec<String>) {
    let fits = match (ty, value) {
        (Type::Unknown | Type::Json | Type::Opaque(_), _) => true,
        (Type::Option(_) | Type::Unit, Value::Null) => true,
        (Type::Option(inner), value) => return compare(value, inner, path, found),
        (Type::Bool, Value::Bool(_)) | (Type::Float, Value::Number(_) | Value::Null) => true,
        (Type::Int(int), Value::Number(number)) => {
            if int.signed {
                number.is_i64()
            } else {
                number.is_u64()
            }
        }
        (Type::String | Type::TaskToken, Value::String(_)) => true,
        (Type::Char, Value::String(text)) => text.chars().count() == 1,
        (Type::List(item), Value::Array(values)) => {
            for (i, value) in values.iter().enumerate() {
                compare(value, item, &format!("{path}[{i}]"), found);
            }
            true
        }
        (Type::Map(item), Value::Object(values)) => {
            for (key, value) in values {
                compare(value, item, &format!("{path}.{key}"), found);
            }
            true
        }
        (Type::Tuple(parts), Value::Array(values)) if parts.len() == values.len() => {
            for (i, (value, part)) in values.iter().zip(parts).enumerate() {
                compare(value, part, &format!("{path}[{i}]"), found);
            }
            true
        }
        (Type::Struct(shape), value) => return content(value, shape.layout, shape.fields, path, found),
        (Type::Enum(shape), value) => return enumeration(value, shape, path, found),
        _ => false,
    };
    if !fits {
        found.push(format!("{path}: the shape says `{ty}`, serde writes {value}"));
    }
}

/// The content of a struct or variant.
fn content(value: &Value, layout: Layout, fields: &[FieldShape], path: &str, found: &mut Vec<String>) {
    match (layout, fields, value) {
        (Layout::Unit, _, Value::Null) => {}
        (Layout::Newtype, [field], value) => compare(value, &(field.ty)(), path, found),
        (Layout::Tuple, fields, Value::Array(values)) if fields.len() == values.len() => {
            for (i, (value, field)) in values.iter().zip(fields).enumerate() {
                compare(value, &(field.ty)(), &format!("{path}[{i}]"), found);
            }
        }
        (Layout::Object, fields, Value::Object(values)) => {
            for field in fields {
                match values.get(field.json) {
                    Some(value) => compare(value, &(field.ty)(), &format!("{path}.{}", field.json), found),
                    None if field.optional => {}
                    None => found.push(format!("{path}: the shape has the key `{}`, serde doesn't", field.json)),
                }
            }
            for key in values.keys().filter(|key| fields.iter().all(|field| field.json != key.as_str())) {
                found.push(format!("{path}: serde writes the key `{key}`, the shape doesn't have it"));
            }
        }
        _ => {
            found.push(format!("{path}: the shape says {layout:?} with {} fields, serde writes {value}", fields.len()))
        }
    }
}

fn enumeration(value: &Value, shape: &EnumShape, path: &str, found: &mut Vec<String>) {
    let named = |name: &Value| shape.variants.iter().find(|variant| Some(variant.json) == name.as_str());
    let unknown = |found: &mut Vec<String>| {
        found.push(format!("{path}: no variant of `{}` is written {value}", shape.name));
    };
    let inside = |value: &Value, variant: &VariantShape, found: &mut Vec<String>| {
        content(value, variant.layout, variant.fields, path, found);
    };
    match (shape.tagging, value) {
        (Tagging::External, Value::String(_)) => match named(value) {
            Some(variant) if variant.layout == Layout::Unit => {}
            _ => unknown(found),
        },
        (Tagging::External, Value::Object(object)) => match object.iter().next() {
            Some((key, value)) if object.len() == 1 => match named(&Value::String(key.clone())) {
                Some(variant) => inside(value, variant, found),
                None => unknown(found),
            },
            _ => unknown(found),
        },
        (Tagging::Internal { tag }, Value::Object(object)) => match object.get(tag).and_then(named) {
            Some(variant) => {
                let rest: Map<String, Value> = object
                    .iter()
                    .filter(|(key, _)| *key != tag)
                    .map(|(key, value)| (key.clone(), value.clone()))
                    .collect();
                let unit = variant.layout == Layout::Unit && rest.is_empty();
                inside(&if unit { Value::Null } else { Value::Object(rest) }, variant, found);
            }
            None => unknown(found),
        },
        (Tagging::Adjacent { tag, content }, Value::Object(object)) => match object.get(tag).and_then(named) {
            Some(variant) => inside(object.get(content).unwrap_or(&Value::Null), variant, found),
            None => unknown(found),
        },
        (Tagging::Untagged, value) => {
            let fits = shape.variants.iter().any(|variant| {
                let mut differences = Vec::new();
                inside(value, variant, &mut differences);
                differences.is_empty()
            });
            if !fits {
                unknown(found);
            }
        }
        _ => unknown(found),
    }
}
