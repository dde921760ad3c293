//! A state with neither `Next` nor `End`.

use serde_json::Value;

use crate::check::context::ObjectNode;
use crate::diagnostic::closest;
use crate::diagnostic::{Basis, Diagnostic, Rule, Severity};
use crate::spec::Place;

pub(crate) static RULE: Rule = Rule {
    code: "ASL205",
    name: "no-transition",
    summary: "a state that goes on says where",
    basis: Basis::Rejected(Some("SCHEMA_VALIDATION_FAILED")),
    severity: Severity::Error,
    doc: include_str!("../../../docs/rules/ASL205.md"),
};

pub(crate) fn check(node: &ObjectNode<'_, '_>, found: &mut Vec<Diagnostic>) {
    let Place::State(kind) = node.place else { return };
    // A misspelled `Next` is reported as an unknown field.
    let misspelled =
        || ["Next", "End"].iter().any(|name| closest(name, node.extra.keys().map(String::as_str)).is_some());
    if !kind.has_transition() || node.has("Next") || misspelled() {
        return;
    }
    let diagnostic = if !node.has("End") {
        Diagnostic::new(&RULE, node.path(), "the state has neither `Next` nor `End`")
            .with_help("add `\"Next\": \"…\"` or `\"End\": true`")
    } else if node.extra.get("End") == Some(&Value::Bool(false)) {
        Diagnostic::new(&RULE, node.path(), "`End` is false and there is no `Next`")
            .at_field("End")
            .with_help("write `\"End\": true`, or name the next state with `Next`")
    } else {
        return;
    };
    found.push(diagnostic);
}
