//! Rust values as the evaluator holds them, and their JSON as serde writes it.
//!
//! In: JSON of a described type, or parts. Out: values that keep what JSON loses (`None` and `()`, `Ok` and `Err`, the variant
//! of an enum, the width of an integer), and JSON again.

use asl_dsl::Failure;
use asl_dsl::error::ErrorParts;
use asl_dsl::shape::{
    EnumShape, ErrorKind, ErrorShape, FieldShape, Integer, Layout, Skipped, StructShape, Tagging, Type, VariantShape,
};
use serde_json::{Map, Value as Json, json};
use std::collections::BTreeMap;

/// A Rust value.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// `()`.
    Unit,
    /// `bool`.
    Bool(bool),
    /// An integer.
    Int(Int),
    /// `f64`, `f32`.
    Float(f64),
    /// `String`, `&str`.
    Text(String),
    /// `char`.
    Char(char),
    /// `serde_json::Value`, and what else is only passed through.
    Json(Json),
    /// `Duration`, in seconds.
    Seconds(u64),
    /// `Option`.
    Option(Option<Box<Value>>),
    /// `Result`.
    Result(Result<Box<Value>, Box<Value>>),
    /// A list, or an iterator whose elements are known.
    List(Vec<Value>),
    /// A map with text for keys.
    Map(BTreeMap<String, Value>),
    /// A tuple.
    Tuple(Vec<Value>),
    /// A struct, its fields in the order of the shape.
    Struct(Named<StructShape>, Vec<Value>),
    /// A variant of an enum, by position.
    Variant(Named<EnumShape>, usize, Vec<Value>),
    /// A variant of an error enum, by position.
    Error(Named<ErrorShape>, usize, Vec<Value>),
}

/// A shape that is compared by its type's name: statics of one type may be duplicated.
#[derive(Debug)]
pub struct Named<S: 'static>(pub &'static S);

impl<S> Clone for Named<S> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<S> Copy for Named<S> {}

macro_rules! compared_by_name {
    ($($shape:ident),*) => { $(
        impl PartialEq for Named<$shape> {
            fn eq(&self, other: &Self) -> bool {
                self.0.name == other.0.name
            }
        }
    )* };
}
compared_by_name!(StructShape, EnumShape, ErrorShape);

/// An integer, with its type where the program says it.
#[derive(Clone, Copy, Debug)]
pub struct Int {
    /// The number.
    pub value: i128,
    /// `None`: of a literal, whose type its neighbours decide.
    pub ty: Option<Integer>,
}

impl PartialEq for Int {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

/// The least and the greatest value of an integer type.
pub fn bounds(ty: Integer) -> (i128, i128) {
    match ty.signed {
        true => (-(1_i128 << (ty.bits - 1)), (1_i128 << (ty.bits - 1)) - 1),
        false => (0, (1_i128 << ty.bits) - 1),
    }
}

impl Value {
    /// An integer without a type.
    pub fn int(value: i128) -> Value {
        Value::Int(Int { value, ty: None })
    }

    /// A `usize`.
    pub fn usize(value: usize) -> Value {
        Value::Int(Int { value: value as i128, ty: Some(Integer { signed: false, bits: 64 }) })
    }

    /// `Some` or `None`.
    pub fn option(value: Option<Value>) -> Value {
        Value::Option(value.map(Box::new))
    }

    /// `Ok` or `Err`.
    pub fn result(value: Result<Value, Value>) -> Value {
        Value::Result(value.map(Box::new).map_err(Box::new))
    }

    /// Text.
    pub fn text(text: impl Into<String>) -> Value {
        Value::Text(text.into())
    }

    /// The value that JSON holds for a type; `None` where it isn't of that type.
    pub fn from_json(json: &Json, ty: &Type) -> Option<Value> {
        Some(match ty {
            Type::Unit => Value::Unit,
            Type::Bool => Value::Bool(json.as_bool()?),
            Type::Int(int) => {
                let value = match (json.as_i64(), json.as_u64()) {
                    (Some(n), _) => i128::from(n),
                    (None, Some(n)) => i128::from(n),
                    _ => return None,
                };
                Value::Int(Int { value, ty: Some(*int) })
            }
            Type::Float => Value::Float(json.as_f64()?),
            Type::String | Type::TaskToken => Value::Text(json.as_str()?.to_owned()),
            Type::Char => {
                let mut chars = json.as_str()?.chars();
                Value::Char(chars.next()?)
            }
            // A constant is as serde writes it.
            Type::Duration => Value::Seconds(json.as_u64().or_else(|| json.get("secs")?.as_u64())?),
            Type::Json | Type::Opaque(_) | Type::Unknown => Value::Json(json.clone()),
            Type::Option(inner) => match json {
                Json::Null => Value::Option(None),
                json => Value::option(Some(Value::from_json(json, inner)?)),
            },
            Type::List(inner) => {
                Value::List(json.as_array()?.iter().map(|json| Value::from_json(json, inner)).collect::<Option<_>>()?)
            }
            Type::Map(inner) => {
                let member = |(key, json): (&String, &Json)| Some((key.clone(), Value::from_json(json, inner)?));
                Value::Map(json.as_object()?.iter().map(member).collect::<Option<_>>()?)
            }
            Type::Tuple(parts) => {
                let list = json.as_array().filter(|list| list.len() == parts.len())?;
                let parts = list.iter().zip(parts).map(|(json, ty)| Value::from_json(json, ty));
                Value::Tuple(parts.collect::<Option<_>>()?)
            }
            Type::Struct(shape) => Value::Struct(Named(shape), content_of(shape.layout, shape.fields, json)?),
            Type::Enum(shape) => variant_of(shape, json)?,
            Type::Result(..) | Type::Error(_) => return None,
        })
    }

    /// The value of an error enum that stands for an error; `None` where no variant does.
    pub fn from_failure(failure: &Failure, shape: &'static ErrorShape) -> Option<Value> {
        let parts = ErrorParts::new(&failure.error, &failure.cause);
        let object = |field: &FieldShape| -> Option<Value> {
            let ty = (field.ty)();
            let json = match parts.field::<Json>(field.json) {
                Some(json) if parts.has(field.json) => json,
                _ => field.default.and_then(|default| default()).unwrap_or(Json::Null),
            };
            Value::from_json(&json, &ty)
        };
        shape.variants.iter().enumerate().find_map(|(position, variant)| {
            let fields = match variant.kind {
                ErrorKind::Named(name) if parts.is(name) => variant.fields.iter().map(object).collect::<Option<_>>()?,
                ErrorKind::Named(_) => return None,
                ErrorKind::Transparent(inner) => vec![Value::from_failure(failure, inner())?],
                ErrorKind::Other => {
                    let text = |field: &FieldShape| match field.rust {
                        "error" => Value::text(parts.name()),
                        _ => Value::text(parts.cause()),
                    };
                    variant.fields.iter().map(text).collect()
                }
            };
            Some(Value::Error(Named(shape), position, fields))
        })
    }

    /// The error that serde writes so: a constant.
    pub fn error_from_json(json: &Json, shape: &'static ErrorShape) -> Option<Value> {
        let (name, content) = match json {
            Json::String(name) => (name, &Json::Null),
            json => json.as_object()?.iter().next()?,
        };
        let position = shape.variants.iter().position(|variant| variant.rust == name)?;
        let variant = shape.variants.get(position)?;
        let fields = match variant.kind {
            ErrorKind::Transparent(inner) => vec![Value::error_from_json(content, inner())?],
            _ => content_of(variant.layout, variant.fields, content)?,
        };
        Some(Value::Error(Named(shape), position, fields))
    }

    /// The error and cause that a workflow ends with when it returns this error.
    pub fn to_failure(&self) -> Option<Failure> {
        let Value::Error(shape, position, fields) = self else { return None };
        let variant = shape.0.variants.get(*position)?;
        match variant.kind {
            ErrorKind::Named(name) => {
                let members = variant.fields.iter().zip(fields);
                let payload: Map<String, Json> = members
                    .map(|(field, value)| Some((field.json.to_owned(), value.to_json()?)))
                    .collect::<Option<_>>()?;
                Some(Failure::new(name, Json::Object(payload).to_string()))
            }
            ErrorKind::Transparent(_) => fields.first()?.to_failure(),
            ErrorKind::Other => {
                let text = |name: &str| {
                    let position = variant.fields.iter().position(|field| field.rust == name)?;
                    match fields.get(position)? {
                        Value::Text(text) => Some(text.clone()),
                        _ => None,
                    }
                };
                Some(Failure::new(text("error")?, text("cause")?))
            }
        }
    }

    /// What serde writes; `None` of what is no data.
    pub fn to_json(&self) -> Option<Json> {
        Some(match self {
            Value::Unit | Value::Option(None) => Json::Null,
            Value::Bool(value) => json!(value),
            Value::Int(int) => match (i64::try_from(int.value), u64::try_from(int.value)) {
                (Ok(n), _) => json!(n),
                (_, Ok(n)) => json!(n),
                _ => return None,
            },
            // A machine has no zero below zero.
            Value::Float(x) => json!(x + 0.0),
            Value::Text(text) => json!(text),
            Value::Char(c) => json!(c.to_string()),
            Value::Json(json) => json.clone(),
            Value::Option(Some(value)) => value.to_json()?,
            Value::List(items) | Value::Tuple(items) => items.iter().map(Value::to_json).collect::<Option<_>>()?,
            Value::Map(members) => {
                let members = members.iter().map(|(key, value)| Some((key.clone(), value.to_json()?)));
                Json::Object(members.collect::<Option<_>>()?)
            }
            Value::Struct(shape, fields) => to_content(shape.0.layout, shape.0.fields, fields)?,
            Value::Variant(shape, position, fields) => {
                to_variant(shape.0.tagging, shape.0.variants.get(*position)?, fields)?
            }
            Value::Seconds(_) | Value::Result(_) | Value::Error(..) => return None,
        })
    }

    /// What `T::default()` is.
    pub fn default_of(ty: &Type) -> Option<Value> {
        Some(match ty {
            Type::Unit => Value::Unit,
            Type::Bool => Value::Bool(false),
            Type::Int(int) => Value::Int(Int { value: 0, ty: Some(*int) }),
            Type::Float => Value::Float(0.0),
            Type::String => Value::text(""),
            Type::Char => Value::Char('\0'),
            Type::Option(_) => Value::Option(None),
            Type::List(_) => Value::List(Vec::new()),
            Type::Map(_) => Value::Map(BTreeMap::new()),
            Type::Tuple(parts) => Value::Tuple(parts.iter().map(Value::default_of).collect::<Option<_>>()?),
            _ => return None,
        })
    }
}

fn field_of(field: &FieldShape, object: &Map<String, Json>) -> Option<Value> {
    let ty = (field.ty)();
    match object.get(field.json) {
        Some(json) => Value::from_json(json, &ty),
        None => {
            let json = field.default.and_then(|default| default()).unwrap_or(Json::Null);
            Value::from_json(&json, &ty)
        }
    }
}

fn content_of(layout: Layout, fields: &'static [FieldShape], json: &Json) -> Option<Vec<Value>> {
    match layout {
        Layout::Unit => Some(Vec::new()),
        Layout::Newtype => Some(vec![Value::from_json(json, &(fields.first()?.ty)())?]),
        Layout::Tuple => {
            let list = json.as_array().filter(|list| list.len() == fields.len())?;
            list.iter().zip(fields).map(|(json, field)| Value::from_json(json, &(field.ty)())).collect()
        }
        Layout::Object => {
            let object = json.as_object()?;
            fields.iter().map(|field| field_of(field, object)).collect()
        }
    }
}

fn to_content(layout: Layout, shapes: &'static [FieldShape], fields: &[Value]) -> Option<Json> {
    Some(match layout {
        Layout::Unit => Json::Null,
        Layout::Newtype => fields.first()?.to_json()?,
        Layout::Tuple => fields.iter().map(Value::to_json).collect::<Option<_>>()?,
        Layout::Object => {
            let mut object = Map::new();
            for (shape, value) in shapes.iter().zip(fields) {
                if !left_out(shape.skipped, value) {
                    object.insert(shape.json.to_owned(), value.to_json()?);
                }
            }
            Json::Object(object)
        }
    })
}

fn left_out(skipped: Skipped, value: &Value) -> bool {
    match (skipped, value) {
        (Skipped::None | Skipped::If(_), Value::Option(None)) => true,
        (Skipped::If(_), Value::List(items)) => items.is_empty(),
        (Skipped::If(_), Value::Map(members)) => members.is_empty(),
        (Skipped::If(_), Value::Text(text)) => text.is_empty(),
        _ => false,
    }
}

fn variant_of(shape: &'static EnumShape, json: &Json) -> Option<Value> {
    let found = |name: &str| shape.variants.iter().position(|variant| variant.json == name);
    let made = |position: usize, content: &Json| {
        let variant = shape.variants.get(position)?;
        Some(Value::Variant(Named(shape), position, content_of(variant.layout, variant.fields, content)?))
    };
    match shape.tagging {
        Tagging::External => match json {
            Json::String(name) => made(found(name)?, &Json::Null),
            Json::Object(object) => {
                let (name, content) = object.iter().next()?;
                made(found(name)?, content)
            }
            _ => None,
        },
        Tagging::Internal { tag } => made(found(json.get(tag)?.as_str()?)?, json),
        Tagging::Adjacent { tag, content } => {
            made(found(json.get(tag)?.as_str()?)?, json.get(content).unwrap_or(&Json::Null))
        }
        Tagging::Untagged => (0..shape.variants.len()).find_map(|position| made(position, json)),
    }
}

fn to_variant(tagging: Tagging, variant: &'static VariantShape, fields: &[Value]) -> Option<Json> {
    let content = to_content(variant.layout, variant.fields, fields)?;
    Some(match (tagging, variant.layout) {
        (Tagging::External, Layout::Unit) => Json::from(variant.json),
        (Tagging::External, _) => json!({ variant.json: content }),
        (Tagging::Internal { tag }, _) => {
            let mut object = Map::from_iter([(tag.to_owned(), Json::from(variant.json))]);
            if let Json::Object(members) = content {
                object.extend(members);
            }
            Json::Object(object)
        }
        (Tagging::Adjacent { tag, .. }, Layout::Unit) => json!({ tag: variant.json }),
        (Tagging::Adjacent { tag, content: key }, _) => json!({ tag: variant.json, key: content }),
        (Tagging::Untagged, _) => content,
    })
}
