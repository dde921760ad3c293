//! A JSON value that states, events and variables share.
//!
//! A tree of `serde_json` takes ten times and more of the memory of its text, and a loop that appends to a list leaves a tree per iteration in the
//! history. So what only the history still holds can be kept [as text](Json::to_text); it is read again when somebody asks.

use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use serde::Deserialize;
use serde_json::Value;

use crate::limits::{self, Excess};

/// A shared value. It dereferences to its tree.
#[derive(Clone)]
pub(crate) struct Json(Arc<Form>);

enum Form {
    Tree(Value),
    Text(Box<Text>),
}

/// The compact text of a value, and its tree since somebody asked for it.
struct Text {
    text: Box<str>,
    tree: OnceLock<Value>,
}

impl Json {
    /// Values of no more bytes of text stay trees: there are many, they are read often, and little is gained.
    pub(crate) const LARGE: usize = 512;

    pub(crate) fn new(value: Value) -> Json {
        Json(Arc::new(Form::Tree(value)))
    }

    /// Whether both are one value in memory.
    pub(crate) fn ptr_eq(a: &Json, b: &Json) -> bool {
        Arc::ptr_eq(&a.0, &b.0)
    }

    /// Where it is in memory.
    pub(crate) fn address(&self) -> usize {
        Arc::as_ptr(&self.0).addr()
    }

    /// Whether somebody else holds it too.
    pub(crate) fn is_shared(&self) -> bool {
        Arc::strong_count(&self.0) > 1
    }

    /// The value itself, copied if somebody else holds it too.
    pub(crate) fn into_value(self) -> Value {
        match Arc::try_unwrap(self.0) {
            Ok(Form::Tree(value)) => value,
            Ok(Form::Text(text)) => text.tree().clone(),
            Err(shared) => shared.tree().clone(),
        }
    }

    /// Its compact JSON text.
    pub(crate) fn text(&self) -> Cow<'_, str> {
        match &*self.0 {
            Form::Tree(value) => Cow::Owned(value.to_string()),
            Form::Text(text) => Cow::Borrowed(&text.text),
        }
    }

    /// Whether it is a tree whose text has more than [`LARGE`](Json::LARGE) bytes.
    pub(crate) fn is_large_tree(&self) -> bool {
        matches!(&*self.0, Form::Tree(value) if limits::measure(value, Json::LARGE) == Err(Excess::Size))
    }

    /// The same value as text, without its tree.
    pub(crate) fn to_text(&self) -> Json {
        let text = self.text().into_owned().into_boxed_str();
        Json(Arc::new(Form::Text(Box::new(Text { text, tree: OnceLock::new() }))))
    }
}

impl Form {
    #[inline]
    fn tree(&self) -> &Value {
        match self {
            Form::Tree(value) => value,
            Form::Text(text) => text.tree(),
        }
    }
}

impl Text {
    #[cold]
    fn tree(&self) -> &Value {
        self.tree.get_or_init(|| {
            let mut reader = serde_json::Deserializer::from_str(&self.text);
            // As deep as the value that was written.
            reader.disable_recursion_limit();
            Value::deserialize(&mut reader).unwrap_or_default()
        })
    }
}

impl Deref for Json {
    type Target = Value;

    #[inline]
    fn deref(&self) -> &Value {
        self.0.tree()
    }
}

impl PartialEq for Json {
    fn eq(&self, other: &Json) -> bool {
        Json::ptr_eq(self, other) || **self == **other
    }
}

impl fmt::Debug for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, f)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    #[test]
    fn it_is_no_larger_than_a_pointer_and_a_value() {
        assert_eq!(size_of::<Json>(), size_of::<usize>());
        assert_eq!(size_of::<Form>(), size_of::<Value>());
    }

    #[test]
    fn what_is_large() {
        let of = |bytes: usize| Json::new(json!({ "text": "x".repeat(bytes - r#"{"text":""}"#.len()) }));
        assert!(!of(Json::LARGE).is_large_tree());
        assert!(of(Json::LARGE + 1).is_large_tree());
        assert!(!of(Json::LARGE + 1).to_text().is_large_tree());
    }

    #[test]
    fn depth_is_kept() {
        let tower = (0..limits::DEPTH).fold(json!(1), |inner, _| json!([inner]));
        let json = Json::new(tower);
        assert!(json.to_text() == json);
    }

    proptest! {
        #[test]
        fn nothing_is_lost(texts in prop::collection::vec(any::<String>(), 0..8), number in any::<f64>(), whole in any::<i64>(), large in any::<u64>()) {
            let numbers = json!([number, whole, large, 1.0, -0.0, 1e300, 1e16]);
            let value = json!({ "texts": texts, "numbers": numbers, "z": null, "a": {"": []} });
            let compacted = Json::new(value.clone()).to_text();
            prop_assert_eq!(compacted.text(), value.to_string());
            prop_assert_eq!(&*compacted, &value);
            prop_assert_eq!(compacted.to_string(), value.to_string());
            prop_assert_eq!(compacted.into_value(), value);
        }
    }
}
