//! How the Rust type of a field becomes JSON and back.
//!
//! Taking never fails with a message: what does not fit is handed back, and the caller keeps it in `extra`, where the rules find it.

use std::borrow::Cow;

use serde_json::{Number, Value};

use super::{Fields, View};
use crate::json::{Entries, Json, into_object};
use crate::model::*;
use crate::text::is_expression;

/// An object of the model that is a JSON object.
pub(crate) trait Wire: Fields + Default {
    /// Sets the field `key`; hands back the value (or the part of it) that the model has no place for.
    fn set<'t>(&mut self, key: &str, value: Json<'t>) -> Result<(), Json<'t>>;

    /// Adds every field that is there to `out`, in writing order, `extra` excepted.
    fn write_fields(&self, out: &mut Object);

    /// The fields that the model has no place for.
    fn extra_mut(&mut self) -> &mut Object;

    /// The object for this JSON object; nothing gets lost.
    fn read(entries: Entries<'_>) -> Self {
        let mut node = Self::default();
        node.fill(entries);
        node
    }

    /// Sets all of these fields.
    fn fill(&mut self, entries: Entries<'_>) {
        entries.into_iter().for_each(|(key, value)| self.put(key, value));
    }

    /// Sets a field; what the model has no place for is extra.
    fn put(&mut self, key: Cow<'_, str>, value: Json<'_>) {
        if let Err(left) = self.set(&key, value) {
            self.extra_mut().insert(key.into_owned(), left.into_value());
        }
    }

    /// The JSON object, `extra` last.
    fn write(&self) -> Object {
        let mut out = Object::new();
        self.write_into(&mut out);
        out
    }

    /// The same, after what is already in `out`.
    fn write_into(&self, out: &mut Object) {
        self.write_fields(out);
        for (key, value) in self.extra() {
            match (out.get_mut(key), value) {
                (None, _) => _ = out.insert(key.clone(), value.clone()),
                // States that could not be read stand beside those that could.
                (Some(Value::Object(states)), Value::Object(unread)) if key == "States" => {
                    for (name, state) in unread {
                        states.entry(name.clone()).or_insert_with(|| state.clone());
                    }
                }
                _ => {}
            }
        }
    }
}

/// The Rust type of a field.
pub(crate) trait Slot {
    /// Takes a value; hands back what does not fit.
    fn accept<'t>(&mut self, value: Json<'t>) -> Result<(), Json<'t>>;
    /// The JSON, when there is something to write.
    fn give(&self) -> Option<Value>;
    /// The value, when there is one.
    fn view(&self) -> Option<View<'_>>;
}

/// The type of a value that may be absent.
pub(crate) trait Item: Sized {
    fn take(value: Json<'_>) -> Result<Self, Json<'_>>;
    fn give(&self) -> Value;
    fn view(&self) -> View<'_>;
}

impl<T: Item> Slot for Option<T> {
    fn accept<'t>(&mut self, value: Json<'t>) -> Result<(), Json<'t>> {
        *self = Some(T::take(value)?);
        Ok(())
    }

    fn give(&self) -> Option<Value> {
        self.as_ref().map(T::give)
    }

    fn view(&self) -> Option<View<'_>> {
        self.as_ref().map(T::view)
    }
}

/// A required string. In the model the empty one stands for a missing field, so one that is written is handed back.
impl Slot for String {
    fn accept<'t>(&mut self, value: Json<'t>) -> Result<(), Json<'t>> {
        match value {
            Json::Text(text) if !text.is_empty() => *self = text.into_owned(),
            other => return Err(other),
        }
        Ok(())
    }

    fn give(&self) -> Option<Value> {
        (!self.is_empty()).then(|| Value::from(self.as_str()))
    }

    fn view(&self) -> Option<View<'_>> {
        (!self.is_empty()).then_some(View::Text(self))
    }
}

impl Slot for Vec<String> {
    fn accept<'t>(&mut self, value: Json<'t>) -> Result<(), Json<'t>> {
        match value {
            Json::List(items) if !items.is_empty() && items.iter().all(Json::is_text) => {
                self.extend(items.into_iter().filter_map(|item| String::take(item).ok()));
                Ok(())
            }
            other => Err(other),
        }
    }

    fn give(&self) -> Option<Value> {
        (!self.is_empty()).then(|| self.iter().map(String::as_str).collect())
    }

    fn view(&self) -> Option<View<'_>> {
        (!self.is_empty()).then_some(View::Texts(self))
    }
}

impl<T: Wire> Slot for Vec<T> {
    fn accept<'t>(&mut self, value: Json<'t>) -> Result<(), Json<'t>> {
        match value {
            Json::List(items) if !items.is_empty() && items.iter().all(Json::is_object) => {
                self.extend(items.into_iter().filter_map(|item| T::take(item).ok()));
                Ok(())
            }
            other => Err(other),
        }
    }

    fn give(&self) -> Option<Value> {
        (!self.is_empty()).then(|| self.iter().map(|item| Value::Object(item.write())).collect())
    }

    fn view(&self) -> Option<View<'_>> {
        (!self.is_empty()).then_some(View::Nodes(self))
    }
}

impl Slot for States {
    fn accept<'t>(&mut self, value: Json<'t>) -> Result<(), Json<'t>> {
        let Json::Object(states) = value else { return Err(value) };
        self.reserve(states.len());
        let mut unread = Entries::new();
        let any = !states.is_empty();
        for (name, state) in states {
            match read_state(state) {
                Ok(state) => _ = self.insert(name.into_owned(), state),
                Err(value) => unread.push((name, value)),
            }
        }
        if any && unread.is_empty() { Ok(()) } else { Err(Json::Object(unread)) }
    }

    fn give(&self) -> Option<Value> {
        let write = |(name, state): (&String, &State)| (name.clone(), Value::Object(write_state(state)));
        (!self.is_empty()).then(|| Value::Object(self.iter().map(write).collect()))
    }

    fn view(&self) -> Option<View<'_>> {
        (!self.is_empty()).then_some(View::States)
    }
}

/// A state, or the value as it was when it is no object with one of the eight types.
pub(crate) fn read_state(value: Json<'_>) -> Result<State, Json<'_>> {
    let Json::Object(mut fields) = value else { return Err(value) };
    let at = fields.iter().position(|(key, _)| key == "Type");
    let kind = at.and_then(|at| fields.get(at)).and_then(|(_, value)| StateType::from_word(value.as_str()?));
    let (Some(at), Some(kind)) = (at, kind) else { return Err(Json::Object(fields)) };
    fields.remove(at);
    Ok(match kind {
        StateType::Task => State::Task(boxed(fields)),
        StateType::Pass => State::Pass(boxed(fields)),
        StateType::Choice => State::Choice(boxed(fields)),
        StateType::Wait => State::Wait(boxed(fields)),
        StateType::Succeed => State::Succeed(boxed(fields)),
        StateType::Fail => State::Fail(boxed(fields)),
        StateType::Parallel => State::Parallel(boxed(fields)),
        StateType::Map => State::Map(boxed(fields)),
    })
}

/// States are large: each comes to be where it stays.
fn boxed<T: Wire>(fields: Entries<'_>) -> Box<T> {
    let mut node = Box::<T>::default();
    node.fill(fields);
    node
}

/// The JSON object of a state, `Type` first.
pub(crate) fn write_state(state: &State) -> Object {
    let mut out = Object::new();
    out.insert("Type".to_owned(), state.state_type().as_str().into());
    match state {
        State::Task(kind) => kind.write_into(&mut out),
        State::Pass(kind) => kind.write_into(&mut out),
        State::Choice(kind) => kind.write_into(&mut out),
        State::Wait(kind) => kind.write_into(&mut out),
        State::Succeed(kind) => kind.write_into(&mut out),
        State::Fail(kind) => kind.write_into(&mut out),
        State::Parallel(kind) => kind.write_into(&mut out),
        State::Map(kind) => kind.write_into(&mut out),
    }
    out
}

/// A state as an object with fields.
pub(crate) fn state_fields(state: &State) -> &dyn Fields {
    match state {
        State::Task(kind) => &**kind,
        State::Pass(kind) => &**kind,
        State::Choice(kind) => &**kind,
        State::Wait(kind) => &**kind,
        State::Succeed(kind) => &**kind,
        State::Fail(kind) => &**kind,
        State::Parallel(kind) => &**kind,
        State::Map(kind) => &**kind,
    }
}

/// `Next` and `End` share a slot. The second of the two, or `"End": false`, is handed back.
pub(super) fn take_transition<'t>(slot: &mut Option<Transition>, key: &str, value: Json<'t>) -> Result<(), Json<'t>> {
    match (key, value) {
        ("Next", Json::Text(name)) if slot.is_none() => *slot = Some(Transition::Next(name.into_owned())),
        ("End", Json::Bool(true)) if slot.is_none() => *slot = Some(Transition::End),
        (_, value) => return Err(value),
    }
    Ok(())
}

impl<T: Wire> Item for T {
    fn take(value: Json<'_>) -> Result<T, Json<'_>> {
        match value {
            Json::Object(entries) => Ok(T::read(entries)),
            other => Err(other),
        }
    }

    fn give(&self) -> Value {
        Value::Object(self.write())
    }

    fn view(&self) -> View<'_> {
        View::Node(self)
    }
}

macro_rules! item {
    ($type:ty, $value:ident => $take:expr, $this:ident => $give:expr, $view:expr) => {
        impl Item for $type {
            fn take($value: Json<'_>) -> Result<Self, Json<'_>> {
                $take
            }

            fn give(&self) -> Value {
                let $this = self;
                $give
            }

            fn view(&self) -> View<'_> {
                let $this = self;
                $view
            }
        }
    };
}

item!(Value, value => Ok(value.into_value()), this => this.clone(), View::Json(this));
item!(String,
    value => match value { Json::Text(text) => Ok(text.into_owned()), other => Err(other) },
    this => Value::from(this.as_str()), View::Text(this));
item!(Object,
    value => match value { Json::Object(entries) => Ok(into_object(entries)), other => Err(other) },
    this => Value::Object(this.clone()), View::Object(this));
item!(Number,
    value => match value { Json::Number(number) => Ok(number), other => Err(other) },
    this => Value::Number(this.clone()), View::Number(this));
item!(Amount,
value => match value {
    Json::Number(number) => Ok(Amount::Literal(number)),
    Json::Text(text) if is_expression(&text) => Ok(Amount::Expression(text.into_owned())),
    other => Err(other),
},
this => match this {
    Amount::Literal(number) => Value::Number(number.clone()),
    Amount::Expression(text) => Value::from(text.as_str()),
},
match this {
    Amount::Literal(number) => View::Number(number),
    Amount::Expression(text) => View::Expression(text),
});
item!(DataPath,
value => match value {
    Json::Text(path) => Ok(DataPath::Path(path.into_owned())),
    Json::Null => Ok(DataPath::Null),
    other => Err(other),
},
this => match this {
    DataPath::Path(path) => Value::from(path.as_str()),
    DataPath::Null => Value::Null,
},
match this {
    DataPath::Path(path) => View::Text(path),
    DataPath::Null => View::Null,
});

/// An enum of fixed words.
macro_rules! words {
    ($($type:ident $list:ident { $($variant:ident $word:literal),* })*) => {$(
        pub(super) const $list: &[&str] = &[$($word),*];

        impl $type {
            /// The word in the definition.
            pub fn as_str(self) -> &'static str {
                match self { $($type::$variant => $word),* }
            }
        }

        impl Item for $type {
            fn take(value: Json<'_>) -> Result<Self, Json<'_>> {
                match value.as_str() {
                    $(Some($word) => Ok($type::$variant),)*
                    _ => Err(value),
                }
            }

            fn give(&self) -> Value {
                Value::from(self.as_str())
            }

            fn view(&self) -> View<'_> {
                View::Text(self.as_str())
            }
        }
    )*};
}

words! {
    Mode MODES { Inline "INLINE", Distributed "DISTRIBUTED" }
    ExecutionType EXECUTION_TYPES { Standard "STANDARD", Express "EXPRESS" }
    JitterStrategy JITTER_STRATEGIES { Full "FULL", None "NONE" }
    InputType INPUT_TYPES { Csv "CSV", Json "JSON", Jsonl "JSONL", Parquet "PARQUET", Manifest "MANIFEST" }
    ReaderTransformation READER_TRANSFORMATIONS { None "NONE", LoadAndFlatten "LOAD_AND_FLATTEN" }
    ManifestType MANIFEST_TYPES { AthenaData "ATHENA_DATA", S3Inventory "S3_INVENTORY" }
    CsvDelimiter CSV_DELIMITERS { Comma "COMMA", Pipe "PIPE", Semicolon "SEMICOLON", Space "SPACE", Tab "TAB" }
    CsvHeaderLocation CSV_HEADER_LOCATIONS { FirstRow "FIRST_ROW", Given "GIVEN" }
    WriterTransformation WRITER_TRANSFORMATIONS { None "NONE", Compact "COMPACT", Flatten "FLATTEN" }
    OutputType OUTPUT_TYPES { Json "JSON", Jsonl "JSONL" }
}

pub(super) const QUERY_LANGUAGES: &[&str] = &["JSONPath", "JSONata"];

item!(QueryLanguage,
    value => match value.as_str() {
        Some("JSONPath") => Ok(QueryLanguage::JsonPath),
        Some("JSONata") => Ok(QueryLanguage::Jsonata),
        _ => Err(value),
    },
    this => Value::from(this.as_str()), View::Text(this.as_str()));
