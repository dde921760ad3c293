//! What is known of a value before it exists: its [`Shape`].
//!
//! A shape comes from an example value, from a JSON Schema or from the checker's own look at what the states of a machine make. It may say
//! less than is true, never more: every value that can be there is [admitted](Shape::admits). It says nothing of lengths, ranges and patterns.
//!
//! ```
//! use asl_schema::data::Shape;
//! use serde_json::json;
//!
//! let order = Shape::object([("id", Shape::text()), ("note", Shape::text().optional())]);
//! assert!(order.admits(&json!({ "id": "A-1" })));
//! assert!(!order.admits(&json!({ "ref": "A-1" })));
//! assert!(order.field("ref").is_absent());
//! ```
//!
//! Shapes are small and cheap to clone: what is too deep, too wide or too heavy is forgotten, and then unknown.

mod admits;
mod join;
mod parts;
mod read;
mod schema;

#[cfg(test)]
mod tests;

pub(crate) use parts::{List, Maker, ObjectShape};
pub(crate) use read::Truth;

use std::sync::Arc;

use serde_json::Value;

use crate::text::has_placeholder;
use parts::Kinds;

/// Which values can be in a place: the kinds they may have, and what is in those that are lists and objects.
///
/// "Absent" is one of the kinds: a field of an object that may be missing has a shape with it.
#[derive(Clone, Default)]
pub struct Shape {
    kinds: Kinds,
    list: Option<Arc<List>>,
    object: Option<Arc<ObjectShape>>,
}

impl Shape {
    fn of_kinds(kinds: Kinds) -> Shape {
        Shape { kinds, list: None, object: None }
    }

    /// Any JSON value.
    pub fn unknown() -> Shape {
        Shape::of_kinds(Kinds::UNKNOWN)
    }

    /// No value at all: what a place has that nothing reaches.
    pub(crate) fn never() -> Shape {
        Shape::default()
    }

    /// Nothing is there: the field is missing, the expression undefined.
    pub(crate) fn absent() -> Shape {
        Shape::of_kinds(Kinds::ABSENT)
    }

    /// `null`
    pub fn null() -> Shape {
        Shape::of_kinds(Kinds::NULL)
    }

    /// `true` or `false`
    pub fn boolean() -> Shape {
        Shape::of_kinds(Kinds::TRUE | Kinds::FALSE)
    }

    /// This boolean.
    pub(crate) fn flag(value: bool) -> Shape {
        Shape::of_kinds(if value { Kinds::TRUE } else { Kinds::FALSE })
    }

    /// A number.
    pub fn number() -> Shape {
        Shape::of_kinds(Kinds::NUMBER)
    }

    /// A string.
    pub fn text() -> Shape {
        Shape::of_kinds(Kinds::TEXT)
    }

    /// A list, its length unknown, of values of one shape.
    pub fn list_of(item: Shape) -> Shape {
        Shape { list: Some(Arc::new(List::of(item))), ..Shape::default() }
    }

    /// A list with exactly these items.
    pub fn tuple(items: impl IntoIterator<Item = Shape>) -> Shape {
        Shape { list: Some(Arc::new(List::tuple(items))), ..Shape::default() }
    }

    /// An object with these fields and no other. Make those that may be missing [`optional`](Shape::optional).
    pub fn object<N: AsRef<str>>(fields: impl IntoIterator<Item = (N, Shape)>) -> Shape {
        Shape::from_object(ObjectShape::new(fields, false, None))
    }

    /// An object of which these fields are known; it may have others.
    pub fn open_object<N: AsRef<str>>(fields: impl IntoIterator<Item = (N, Shape)>) -> Shape {
        Shape::from_object(ObjectShape::new(fields, true, None))
    }

    pub(crate) fn from_object(object: ObjectShape) -> Shape {
        Shape { object: Some(Arc::new(object)), ..Shape::default() }
    }

    /// The same, or nothing.
    #[must_use]
    pub fn optional(mut self) -> Shape {
        self.kinds = self.kinds | Kinds::ABSENT;
        self
    }

    /// What it is if it is there. What is certainly not there is unknown.
    pub(crate) fn present(mut self) -> Shape {
        if self.is_absent() {
            return Shape::unknown();
        }
        self.kinds = self.kinds.without(Kinds::ABSENT);
        self
    }

    /// The shape of exactly this value: its fields and no other.
    ///
    /// ```
    /// use asl_schema::data::Shape;
    /// use serde_json::json;
    /// assert!(Shape::exactly(&json!({ "total": 1 })).admits(&json!({ "total": 2 })));
    /// assert!(Shape::exactly(&json!({ "total": 1 })).field("totl").is_absent());
    /// ```
    pub fn exactly(value: &Value) -> Shape {
        Shape::made(value, None)
    }

    /// The same, made by a state: placeholders in it stand for anything.
    pub(crate) fn made(value: &Value, by: Maker) -> Shape {
        Shape::made_at(value, by, 0)
    }

    fn made_at(value: &Value, by: Maker, depth: u8) -> Shape {
        match value {
            Value::Null => Shape::null(),
            Value::Bool(value) => Shape::flag(*value),
            Value::Number(_) => Shape::number(),
            Value::String(text) if by.is_some() && has_placeholder(text) => Shape::unknown(),
            Value::String(_) => Shape::text(),
            _ if depth >= parts::MAX_DEPTH => Shape::unknown(),
            Value::Array(items) => Shape::tuple(items.iter().map(|item| Shape::made_at(item, by, depth + 1))),
            Value::Object(fields) => Shape::from_object(ObjectShape::new(
                fields.iter().map(|(name, value)| (name, Shape::made_at(value, by, depth + 1))),
                by.is_some() && fields.keys().any(|name| has_placeholder(name)),
                by,
            )),
        }
    }

    /// Whether nothing is known: any value can be there.
    pub fn is_unknown(&self) -> bool {
        self.kinds.has(Kinds::UNKNOWN)
    }

    /// Whether certainly nothing is there.
    pub fn is_absent(&self) -> bool {
        self.kinds == Kinds::ABSENT && self.list.is_none() && self.object.is_none()
    }

    /// Whether nothing may be there.
    pub fn may_be_absent(&self) -> bool {
        self.kinds.has(Kinds::ABSENT)
    }

    /// Whether no value can be there, and nothing neither: the place is not reached.
    pub(crate) fn is_never(&self) -> bool {
        self.kinds.is_none() && self.list.is_none() && self.object.is_none()
    }

    /// Whether it is certainly an object that has no fields but the known ones.
    pub fn is_closed_object(&self) -> bool {
        self.kinds.is_none() && self.list.is_none() && self.object.as_ref().is_some_and(|object| !object.is_open())
    }

    pub(crate) fn as_object(&self) -> Option<&ObjectShape> {
        self.object.as_deref()
    }

    /// The names of the fields that it may have as far as they are known, by name.
    pub fn field_names(&self) -> impl Iterator<Item = &str> {
        let fields = self.object.iter().flat_map(|object| object.fields());
        fields.filter(|(_, shape)| !shape.is_absent()).map(|(name, _)| &**name)
    }

    /// Whether it is the same, and nowhere else in memory.
    fn is_same(&self, other: &Shape) -> bool {
        fn same<T>(one: Option<&Arc<T>>, other: Option<&Arc<T>>) -> bool {
            match (one, other) {
                (Some(one), Some(other)) => Arc::ptr_eq(one, other),
                (None, None) => true,
                _ => false,
            }
        }
        self.kinds == other.kinds
            && same(self.list.as_ref(), other.list.as_ref())
            && same(self.object.as_ref(), other.object.as_ref())
    }
}

/// Parts that are shared are not compared.
impl PartialEq for Shape {
    fn eq(&self, other: &Shape) -> bool {
        self.is_same(other)
            || (self.kinds == other.kinds
                && self.list.as_deref() == other.list.as_deref()
                && self.object.as_deref() == other.object.as_deref())
    }
}

/// As a type is written: `{id: text, note?: text, …} | null`.
impl std::fmt::Display for Shape {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.is_unknown() {
            return f.write_str("unknown");
        }
        let mut before = "";
        if let Some(object) = &self.object {
            object.fmt(f)?;
            before = " | ";
        }
        if let Some(list) = &self.list {
            f.write_str(before)?;
            list.fmt(f)?;
            before = " | ";
        }
        for word in self.kinds.words() {
            write!(f, "{before}{word}")?;
            before = " | ";
        }
        if before.is_empty() { f.write_str("never") } else { Ok(()) }
    }
}

impl std::fmt::Debug for Shape {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        std::fmt::Display::fmt(self, f)
    }
}
