//! JSON text to the model: the fast way for good text, and what to say about the rest.

use std::cell::Cell;

use serde::de::{DeserializeSeed, MapAccess, SeqAccess, Visitor};
use serde_json::{Number, Value, error::Category};

use super::Locator;
use crate::check::rules::{asl101_invalid_json, asl102_not_an_object, asl103_nested_too_deeply, asl104_duplicate_key};
use crate::diagnostic::{Diagnostic, Label};
use crate::model::{Object, StateMachine};
use crate::path::Path;
use crate::source::{Document, Form, Node, Repeated, Span, offset_of};

const BYTE_ORDER_MARK: char = '\u{feff}';

pub(super) fn parse(document: &Document<'_>) -> (Option<StateMachine>, Vec<Diagnostic>) {
    let mut found = Vec::new();
    let value = match document.form {
        Form::Tree { value, repeated, .. } => {
            report_repeated(document, repeated, &mut found);
            value.clone()
        }
        Form::Json | Form::Embedded { .. } => match json(document, &mut found) {
            Some(value) => value,
            None => return (None, found),
        },
    };
    match value {
        Value::Object(definition) => (Some(StateMachine::from(definition)), found),
        other => {
            let span = Locator::new(document).span(&Path::root(), None);
            found.push(asl102_not_an_object::diagnostic(&other, span));
            (None, found)
        }
    }
}

fn json(document: &Document<'_>, found: &mut Vec<Diagnostic>) -> Option<Value> {
    let text = document.definition();
    let body = text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text);
    if body.len() < text.len() {
        found.push(asl101_invalid_json::byte_order_mark(document.lines().span(0, text.len() - body.len())));
    }
    let doubled = Cell::new(false);
    let mut json = serde_json::Deserializer::from_str(body);
    let value = Strict { doubled: &doubled }.deserialize(&mut json).and_then(|value| json.end().map(|()| value));
    if doubled.get()
        && value.is_ok()
        && let Some((_, repeated)) = Node::of_json(text)
    {
        report_repeated(document, &repeated, found);
    }
    value.map_err(|error| found.push(syntax(document, body, &error))).ok()
}

fn report_repeated(document: &Document<'_>, repeated: &[Repeated], found: &mut Vec<Diagnostic>) {
    if repeated.is_empty() {
        return;
    }
    let lines = document.lines();
    let span = |range: &std::ops::Range<usize>| lines.span(range.start, range.end);
    found.extend(repeated.iter().map(|key| doubled_key(key.path.clone(), span(&key.first), span(&key.second))));
}

fn doubled_key(path: Path, first: Span, second: Span) -> Diagnostic {
    let mut diagnostic = asl104_duplicate_key::diagnostic(path.clone());
    diagnostic.span = Some(second);
    diagnostic.labels.push(Label { path, within: None, text: "written here first".to_owned(), span: Some(first) });
    diagnostic
}

fn syntax(document: &Document<'_>, body: &str, error: &serde_json::Error) -> Diagnostic {
    let text = document.definition();
    let lines = document.lines();
    let offset = offset_of(text, error.line(), error.column());
    let end = text.get(offset..).and_then(|rest| rest.chars().next()).map_or(offset, |next| offset + next.len_utf8());
    let span = lines.span(offset, end);
    let message = error.to_string();
    let message = message.split(" at line ").next().unwrap_or_default();
    if message == "recursion limit exceeded" {
        return asl103_nested_too_deeply::diagnostic(span);
    }
    if body.trim().is_empty() {
        return asl101_invalid_json::blank(span);
    }
    // The parser that keeps ranges points at the bracket that is never closed, and knows comments and trailing commas by name.
    match Node::syntax_error(text) {
        Some((message, range)) => asl101_invalid_json::syntax(&message, lines.span(range.start, range.end)),
        None if error.classify() == Category::Eof => asl101_invalid_json::syntax("the text ends too early", span),
        None => asl101_invalid_json::syntax(message, span),
    }
}

/// JSON as `serde_json` reads it, which also notices keys that are written twice.
#[derive(Clone, Copy)]
struct Strict<'a> {
    doubled: &'a Cell<bool>,
}

impl<'de> DeserializeSeed<'de> for Strict<'_> {
    type Value = Value;

    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Strict<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Number::from_f64(value).map_or(Value::Null, Value::Number))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(Value::String(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(self)? {
            list.push(item);
        }
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut object = Object::new();
        while let Some(key) = entries.next_key::<String>()? {
            let value = entries.next_value_seed(self)?;
            if object.insert(key, value).is_some() {
                self.doubled.set(true);
            }
        }
        Ok(Value::Object(object))
    }
}
