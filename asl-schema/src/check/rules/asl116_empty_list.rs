//! An empty `Branches`, `Choices`, `ErrorEquals`, `And`, `Or` or `States`.

use serde_json::Value;

use crate::check::context::ObjectNode;
use crate::diagnostic::{Basis, Diagnostic, Rule, Severity};
use crate::spec::{self, Kind, Place};

pub(crate) static RULE: Rule = Rule {
    code: "ASL116",
    name: "empty-list",
    summary: "lists and objects that need an entry have one",
    basis: Basis::Rejected(Some("SCHEMA_VALIDATION_FAILED")),
    severity: Severity::Error,
    doc: include_str!("../../../docs/rules/ASL116.md"),
};

pub(crate) fn check(node: &ObjectNode<'_, '_>, found: &mut Vec<Diagnostic>) {
    for (key, value) in node.extra {
        let Some(field) = spec::field(node.place, key) else { continue };
        let empty = match (field.kind, value) {
            (Kind::Nodes(_) | Kind::Texts, Value::Array(items)) => items.is_empty(),
            (Kind::States, Value::Object(states)) => {
                states.is_empty() && !node.fields.iter().any(|(other, _)| other.name == key)
            }
            _ => false,
        };
        // AWS accepts an empty `Retry` and `Catch`.
        if empty && (field.required || node.place == Place::ChoiceRule) {
            let message = format!("`{key}` is empty, expected at least one entry");
            found.push(Diagnostic::new(&RULE, node.path().key(key), message).with_aws_message("Value cannot be empty"));
        }
    }
}
