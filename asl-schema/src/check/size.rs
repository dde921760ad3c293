//! How long JSON is when it is written without spaces, counted without writing it.

use serde_json::Value;

use super::context::Context;
use super::rules::asl103_nested_too_deeply;
use crate::length;
use crate::model::Object;
use crate::spec::wire::state_fields;
use crate::spec::{Fields, View};

/// What is counted.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unit {
    /// Bytes of UTF-8: the unit of payload limits.
    Bytes,
    /// Unicode characters: the unit of the definition's limit.
    Characters,
}

impl Unit {
    /// A value. What nests deeper than can be read again counts nothing: another rule refuses it.
    pub(crate) fn value(self, value: &Value) -> usize {
        self.nested(value, asl103_nested_too_deeply::DEEPEST)
    }

    fn nested(self, value: &Value, levels: usize) -> usize {
        match value {
            Value::Array(_) | Value::Object(_) if levels == 0 => 0,
            Value::Null | Value::Bool(true) => 4,
            Value::Bool(false) => 5,
            Value::Number(value) => length::number(value),
            Value::String(text) => self.text(text),
            Value::Array(items) => {
                let mut list = Members::default();
                items.iter().for_each(|item| list.add(self.nested(item, levels - 1)));
                list.enclosed()
            }
            Value::Object(object) => {
                let mut members = Members::default();
                object.iter().for_each(|(key, value)| members.add(self.text(key) + 1 + self.nested(value, levels - 1)));
                members.enclosed()
            }
        }
    }

    /// A whole machine. `"Condition": false` counts as if it were `true`.
    pub(crate) fn machine(self, context: &Context<'_>) -> usize {
        let states = context.states.iter().map(|node| {
            let mut members = Members::default();
            members.add(self.text("Type") + 1 + self.text(node.state.state_type().as_str()));
            members.fields(self, state_fields(node.state));
            self.text(node.name) + 1 + members.enclosed()
        });
        let commas = context.scopes.iter().map(|scope| scope.states.len().saturating_sub(1));
        self.node(context.machine) + states.sum::<usize>() + commas.sum::<usize>()
    }

    /// An object of the language, the states inside it excepted.
    fn node(self, node: &dyn Fields) -> usize {
        let mut members = Members::default();
        members.fields(self, node);
        members.enclosed()
    }

    fn view(self, view: View<'_>) -> usize {
        match view {
            View::Null | View::Flag => 4,
            View::Text(text) | View::Expression(text) => self.text(text),
            View::Number(value) => length::number(value),
            View::Texts(texts) => {
                let mut list = Members::default();
                texts.iter().for_each(|text| list.add(self.text(text)));
                list.enclosed()
            }
            View::Json(value) => self.value(value),
            View::Object(object) => {
                let mut members = Members::default();
                members.extend(self, object);
                members.enclosed()
            }
            View::Node(node) => self.node(node),
            View::Nodes(nodes) => {
                let mut list = Members::default();
                (0..nodes.len()).filter_map(|index| nodes.get(index)).for_each(|node| list.add(self.node(node)));
                list.enclosed()
            }
            View::States => 2,
        }
    }

    /// A string with its quotes and escapes.
    fn text(self, text: &str) -> usize {
        match self {
            Unit::Bytes => length::text(text),
            // Every character has one byte that continues none.
            Unit::Characters => {
                length::text(text) - text.bytes().filter(|byte| byte & 0b1100_0000 == 0b1000_0000).count()
            }
        }
    }
}

/// The members of an object, or the elements of a list.
#[derive(Default)]
struct Members {
    count: usize,
    length: usize,
}

impl Members {
    fn add(&mut self, length: usize) {
        self.count += 1;
        self.length += length;
    }

    fn extend(&mut self, unit: Unit, object: &Object) {
        object.iter().for_each(|(key, value)| self.add(unit.text(key) + 1 + unit.value(value)));
    }

    fn fields(&mut self, unit: Unit, node: &dyn Fields) {
        node.each(&mut |field, view| self.add(field.name.len() + 3 + unit.view(view)));
        self.extend(unit, node.extra());
    }

    /// With brackets around and commas between them.
    fn enclosed(self) -> usize {
        2 + self.length + self.count.saturating_sub(1)
    }
}

#[cfg(test)]
mod tests;
