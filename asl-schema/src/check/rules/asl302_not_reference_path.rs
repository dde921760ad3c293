//! A path to any number of places in a field that needs one place.

use crate::check::code::PathNode;
use crate::diagnostic::{Basis, Diagnostic, Rule, Severity, quoted};
use crate::jsonpath::Root;
use crate::spec::PathKind;

pub(crate) static RULE: Rule = Rule {
    code: "ASL302",
    name: "not-reference-path",
    summary: "where a single place is meant, the path names one",
    basis: Basis::Rejected(Some("SCHEMA_VALIDATION_FAILED")),
    severity: Severity::Error,
    doc: include_str!("../../../docs/rules/ASL302.md"),
};

pub(crate) fn check(node: &PathNode<'_, '_>, found: &mut Vec<Diagnostic>) {
    let Some(kind) = node.kind.filter(|kind| !matches!(kind, PathKind::Any | PathKind::Text)) else { return };
    let (range, why) = match node.path.not_reference() {
        Some(reason) => reason,
        None if kind == PathKind::ReferenceOutsideContext && node.path.root() == Root::Context => {
            (node.path.root_span(), "it reads the context object")
        }
        None => return,
    };
    let message = format!("{} is no reference path: {why}", quoted(node.text.text));
    let help = "name one place, with field names and indexes alone, as in `$.order.lines[0]`";
    let diagnostic = Diagnostic::new(&RULE, node.text.path(), message).within(range).with_help(help);
    found.push(diagnostic.with_aws_message("Value is not a Reference Path"));
}
