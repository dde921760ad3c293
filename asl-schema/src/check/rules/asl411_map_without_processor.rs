//! A Map state without `ItemProcessor`.

use crate::check::context::ObjectNode;
use crate::diagnostic::{Basis, Diagnostic, Rule, Severity};
use crate::spec::at_least_one;

pub(crate) static RULE: Rule = Rule {
    code: "ASL411",
    name: "map-without-processor",
    summary: "a Map says what to run",
    basis: Basis::Rejected(Some("SCHEMA_VALIDATION_FAILED")),
    severity: Severity::Error,
    doc: include_str!("../../../docs/rules/ASL411.md"),
};

pub(crate) fn check(node: &ObjectNode<'_, '_>, found: &mut Vec<Diagnostic>) {
    if !at_least_one(node.place).iter().any(|name| node.has(name)) {
        let message = "the Map state does not say what to run for each item";
        found.push(
            Diagnostic::new(&RULE, node.path(), message).with_help("add `ItemProcessor` with `StartAt` and `States`"),
        );
    }
}
