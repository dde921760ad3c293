//! A literal timestamp that is not RFC 3339.

use crate::check::context::ObjectNode;
use crate::diagnostic::{Basis, Diagnostic, Rule, Severity, quoted};
use crate::model::QueryLanguage;
use crate::path::Path;
use crate::spec::View;
use crate::text::{is_expression, is_placeholder, is_timestamp};

pub(crate) static RULE: Rule = Rule {
    code: "ASL117",
    name: "bad-timestamp",
    summary: "literal timestamps are RFC 3339",
    basis: Basis::Rejected(Some("SCHEMA_VALIDATION_FAILED")),
    severity: Severity::Error,
    doc: include_str!("../../../docs/rules/ASL117.md"),
};

pub(crate) fn check(node: &ObjectNode<'_, '_>, found: &mut Vec<Diagnostic>) {
    let Some(View::Text(text)) = node.get("Timestamp") else { return };
    if is_placeholder(text) || node.language == Some(QueryLanguage::Jsonata) && is_expression(text) {
        return;
    }
    if !is_timestamp(text) {
        found.push(diagnostic(node.path().key("Timestamp"), text));
    }
}

pub(super) fn diagnostic(path: Path, text: &str) -> Diagnostic {
    let message = format!("{} is not an RFC 3339 timestamp", quoted(text));
    Diagnostic::new(&RULE, path, message)
        .with_help("write it like `2026-11-22T18:30:00Z`, with `T` and a time zone")
        .with_aws_message("String does not match RFC3339 timestamp")
}
