//! Every string of an object that is, or might be taken for, code: found once, in the order of writing, for all rules that look at strings.

use serde_json::Value;

use super::context::{ObjectNode, Trail};
use crate::model::{Object, OperandKind, Operator, QueryLanguage};
use crate::path::Path;
use crate::spec::{Field, Kind, PathKind, View};
use crate::text::is_expression;

/// How deep payloads are followed: deeper ones are another rule's finding.
const DEEPEST: usize = 128;

/// A string, and where it stands.
#[derive(Clone, Copy)]
pub(crate) struct Text<'a, 'w> {
    /// The object that has the field.
    pub(crate) object: &'w ObjectNode<'a, 'w>,
    /// The field that it is (in).
    pub(crate) field: &'static Field,
    /// In a payload: the key that it is the value of.
    pub(crate) key: Option<&'w str>,
    pub(crate) trail: &'w Trail<'w>,
    /// The string.
    pub(crate) text: &'a str,
    /// What Step Functions makes of it.
    pub(crate) role: Role,
}

/// What Step Functions makes of a string.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// Evaluates it: it stands between `{%` and `%}` in a JSONata state.
    Expression,
    /// Follows it.
    Path(PathKind),
    /// Follows or evaluates it: its key ends with `.$`.
    Template,
    /// Takes it as it is, though a `{% … %}` there would be evaluated, or a `.$` behind its key.
    Plain,
    /// Takes it as it is, whatever it holds.
    Constant,
}

impl Text<'_, '_> {
    pub(crate) fn path(&self) -> Path {
        self.trail.path(self.object.context)
    }
}

/// An object in a payload of a JSONPath state, or in one of a JSONata state.
#[derive(Clone, Copy)]
pub(crate) struct Template<'a, 'w> {
    pub(crate) object: &'w ObjectNode<'a, 'w>,
    pub(crate) trail: &'w Trail<'w>,
    pub(crate) entries: &'a Object,
}

impl Template<'_, '_> {
    /// Whether it is the value of the field `name` itself, not something inside it.
    pub(crate) fn is_top_of(&self, name: &str) -> bool {
        matches!(self.trail, Trail::Key(above, key) if *key == name && std::ptr::eq(*above, self.object.trail))
    }

    pub(crate) fn path(&self) -> Path {
        self.trail.path(self.object.context)
    }
}

/// What the strings of an object are shown to.
pub(crate) trait Visitor<'a> {
    fn text(&mut self, text: &Text<'a, '_>);
    fn template(&mut self, template: &Template<'a, '_>);
}

/// Shows every string of the object's own fields; objects of the language inside it are looked at on their own.
pub(crate) fn visit<'a>(object: &ObjectNode<'a, '_>, visitor: &mut dyn Visitor<'a>) {
    let Some(language) = object.language else { return };
    for (field, view) in object.fields {
        // A field of the other language is reported as that.
        if !field.language.allows(language) {
            continue;
        }
        let trail = Trail::Key(object.trail, field.name);
        let payload = |value: &'a Value, visitor: &mut dyn Visitor<'a>| {
            let mut walk = Payload { object, field, language, visitor };
            walk.value(value, None, &trail, 0);
        };
        let mut show = |text: &'a str, role: Role| {
            visitor.text(&Text { object, field, key: None, trail: &trail, text, role });
        };
        match (field.kind, view) {
            (Kind::Payload, View::Json(value)) => payload(value, visitor),
            (Kind::PayloadObject, View::Object(entries)) => {
                let mut walk = Payload { object, field, language, visitor };
                walk.entries(entries, &trail, 0);
            }
            (Kind::Json, View::Json(value)) => {
                let mut walk = Payload { object, field, language, visitor };
                walk.constants(value, &trail, 0);
            }
            (Kind::Path(kind) | Kind::DataPath(kind), View::Text(text)) => show(text, Role::Path(kind)),
            (Kind::Operand, View::Json(Value::String(text))) => {
                let is_path = Operator::from_word(field.name).is_some_and(|word| word.operand() == OperandKind::Path);
                show(text, if is_path { Role::Path(PathKind::Reference) } else { Role::Plain });
            }
            (Kind::TextOrExpression | Kind::Condition, View::Text(text)) => show(text, in_field(text, language)),
            // In a JSONPath state it is a value of the wrong type, which is reported.
            (_, View::Expression(text)) if language == QueryLanguage::Jsonata => show(text, Role::Expression),
            _ => {}
        }
    }
}

fn in_field(text: &str, language: QueryLanguage) -> Role {
    if language == QueryLanguage::Jsonata && is_expression(text) { Role::Expression } else { Role::Plain }
}

/// A walk through a payload.
struct Payload<'a, 'w, 'v> {
    object: &'w ObjectNode<'a, 'w>,
    field: &'static Field,
    language: QueryLanguage,
    visitor: &'v mut dyn Visitor<'a>,
}

impl<'a> Payload<'a, '_, '_> {
    fn value(&mut self, value: &'a Value, key: Option<&str>, trail: &Trail<'_>, depth: usize) {
        match value {
            Value::String(text) => {
                let role = match (self.language, key) {
                    (QueryLanguage::JsonPath, Some(key)) if key.ends_with(".$") => Role::Template,
                    (language, _) => in_field(text, language),
                };
                self.text(text, key, trail, role);
            }
            Value::Object(entries) => self.entries(entries, trail, depth),
            Value::Array(items) if depth < DEEPEST => {
                for (index, item) in items.iter().enumerate() {
                    self.value(item, None, &Trail::Index(trail, index), depth + 1);
                }
            }
            _ => {}
        }
    }

    fn entries(&mut self, entries: &'a Object, trail: &Trail<'_>, depth: usize) {
        self.visitor.template(&Template { object: self.object, trail, entries });
        if depth < DEEPEST {
            for (key, value) in entries {
                self.value(value, Some(key), &Trail::Key(trail, key), depth + 1);
            }
        }
    }

    fn constants(&mut self, value: &'a Value, trail: &Trail<'_>, depth: usize) {
        match value {
            Value::String(text) => self.text(text, None, trail, Role::Constant),
            Value::Object(entries) if depth < DEEPEST => {
                for (key, value) in entries {
                    self.constants(value, &Trail::Key(trail, key), depth + 1);
                }
            }
            Value::Array(items) if depth < DEEPEST => {
                for (index, item) in items.iter().enumerate() {
                    self.constants(item, &Trail::Index(trail, index), depth + 1);
                }
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &'a str, key: Option<&str>, trail: &Trail<'_>, role: Role) {
        self.visitor.text(&Text { object: self.object, field: self.field, key, trail, text, role });
    }
}
