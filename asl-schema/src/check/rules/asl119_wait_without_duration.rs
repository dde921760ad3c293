//! A Wait state without a duration.

use crate::check::context::ObjectNode;
use crate::diagnostic::{Basis, Diagnostic, Rule, Severity};
use crate::model::QueryLanguage;
use crate::spec::at_least_one;

pub(crate) static RULE: Rule = Rule {
    code: "ASL119",
    name: "wait-without-duration",
    summary: "a Wait state says how long",
    basis: Basis::Rejected(Some("SCHEMA_VALIDATION_FAILED")),
    severity: Severity::Error,
    doc: include_str!("../../../docs/rules/ASL119.md"),
};

pub(crate) fn check(node: &ObjectNode<'_, '_>, found: &mut Vec<Diagnostic>) {
    if !at_least_one(node.place).iter().any(|name| node.has(name)) {
        let help = match node.language {
            Some(QueryLanguage::Jsonata) => "add `Seconds` or `Timestamp`",
            _ => "add `Seconds`, `SecondsPath`, `Timestamp` or `TimestampPath`",
        };
        found.push(Diagnostic::new(&RULE, node.path(), "the Wait state does not say how long").with_help(help));
    }
}
