//! JSON on its way from a text into the model: keys and strings stay in the text until they have found their place.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt::{self, Formatter};

use serde::Deserialize;
use serde::de::{Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Number, Value};

use crate::model::Object;

/// A JSON value of which no object has a key twice.
pub(crate) enum Json<'t> {
    Null,
    Bool(bool),
    Number(Number),
    Text(Cow<'t, str>),
    List(Vec<Json<'t>>),
    Object(Entries<'t>),
}

/// What is in an object, in the order of writing.
pub(crate) type Entries<'t> = Vec<(Cow<'t, str>, Json<'t>)>;

impl Json<'_> {
    pub(crate) fn as_str(&self) -> Option<&str> {
        match self {
            Json::Text(text) => Some(text),
            _ => None,
        }
    }

    pub(crate) fn is_text(&self) -> bool {
        matches!(self, Json::Text(_))
    }

    pub(crate) fn is_object(&self) -> bool {
        matches!(self, Json::Object(_))
    }

    /// Recursion is bounded by whoever made it: a text by the parser's limit.
    pub(crate) fn into_value(self) -> Value {
        match self {
            Json::Null => Value::Null,
            Json::Bool(value) => Value::Bool(value),
            Json::Number(number) => Value::Number(number),
            Json::Text(text) => Value::String(text.into_owned()),
            Json::List(items) => Value::Array(items.into_iter().map(Json::into_value).collect()),
            Json::Object(entries) => Value::Object(into_object(entries)),
        }
    }
}

pub(crate) fn into_object(entries: Entries<'_>) -> Object {
    entries.into_iter().map(|(key, value)| (key.into_owned(), value.into_value())).collect()
}

pub(crate) fn entries_of(object: Object) -> Entries<'static> {
    object.into_iter().map(|(key, value)| (Cow::Owned(key), Json::from(value))).collect()
}

/// No deeper than the value, whose `Drop` recurses as well.
impl From<Value> for Json<'_> {
    fn from(value: Value) -> Self {
        match value {
            Value::Null => Json::Null,
            Value::Bool(value) => Json::Bool(value),
            Value::Number(number) => Json::Number(number),
            Value::String(text) => Json::Text(Cow::Owned(text)),
            Value::Array(items) => Json::List(items.into_iter().map(Json::from).collect()),
            Value::Object(object) => Json::Object(entries_of(object)),
        }
    }
}

/// The only key of what `serde_json` may give for a number.
const NUMBER: &str = "$serde_json::private::Number";

/// Fails on a key that is written twice.
impl<'de> Deserialize<'de> for Json<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(JsonVisitor)
    }
}

struct JsonVisitor;

impl<'de> Visitor<'de> for JsonVisitor {
    type Value = Json<'de>;

    fn expecting(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Json<'de>, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Json<'de>, E> {
        Ok(Json::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Json<'de>, E> {
        Ok(Json::Number(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Json<'de>, E> {
        Ok(Json::Number(value.into()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Json<'de>, E> {
        Ok(Number::from_f64(value).map_or(Json::Null, Json::Number))
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Json<'de>, E> {
        Ok(Json::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Json<'de>, E> {
        Ok(Json::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Json<'de>, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Json::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Json<'de>, A::Error> {
        let mut entries = Vec::new();
        while let Some(Key(key)) = object.next_key()? {
            // With its feature `arbitrary_precision`, which any crate of a build can switch on, `serde_json` gives numbers like this.
            if key == NUMBER {
                return Err(A::Error::custom("a number comes as an object"));
            }
            entries.push((key, object.next_value()?));
        }
        if has_key_twice(&entries) {
            Err(A::Error::custom("a key is written twice"))
        } else {
            Ok(Json::Object(entries))
        }
    }
}

/// The most keys that are compared one by one.
const FEW: usize = 16;

pub(crate) fn has_key_twice(entries: &Entries<'_>) -> bool {
    if entries.len() > FEW {
        let mut seen = HashSet::with_capacity(entries.len());
        return !entries.iter().all(|(key, _)| seen.insert(key));
    }
    let mut rest = entries.iter();
    std::iter::from_fn(|| rest.next().map(|(key, _)| (key, rest.clone())))
        .any(|(key, mut rest)| rest.any(|(other, _)| other == key))
}

/// The key of an object. (What `serde` itself makes of a `Cow` is always a copy.)
pub(crate) struct Key<'t>(pub(crate) Cow<'t, str>);

impl<'de> Deserialize<'de> for Key<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(KeyVisitor)
    }
}

struct KeyVisitor;

impl<'de> Visitor<'de> for KeyVisitor {
    type Value = Key<'de>;

    fn expecting(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_borrowed_str<E>(self, key: &'de str) -> Result<Key<'de>, E> {
        Ok(Key(Cow::Borrowed(key)))
    }

    fn visit_str<E>(self, key: &str) -> Result<Key<'de>, E> {
        Ok(Key(Cow::Owned(key.to_owned())))
    }
}

#[cfg(test)]
mod tests {
    use super::Json;

    /// What `serde_json` makes of a number when some crate of the build switches `arbitrary_precision` on.
    #[test]
    fn a_number_that_comes_as_an_object_is_none() {
        let read = |text: &'static str| serde_json::from_str::<Json<'_>>(text).is_ok();
        assert!(read(r#"{"n": 1}"#) && !read(r#"{"n": {"$serde_json::private::Number": "1"}}"#));
    }
}
