//! An `ItemBatcher` without a limit.

use crate::check::context::ObjectNode;
use crate::diagnostic::{Basis, Diagnostic, Rule, Severity};
use crate::spec::at_least_one;

pub(crate) static RULE: Rule = Rule {
    code: "ASL418",
    name: "batcher-without-size",
    summary: "an `ItemBatcher` has a size",
    basis: Basis::Rejected(Some("SCHEMA_VALIDATION_FAILED")),
    severity: Severity::Error,
    doc: include_str!("../../../docs/rules/ASL418.md"),
};

pub(crate) fn check(node: &ObjectNode<'_, '_>, found: &mut Vec<Diagnostic>) {
    if !at_least_one(node.place).iter().any(|name| node.has(name)) {
        let help = "add `MaxItemsPerBatch` or `MaxInputBytesPerBatch`";
        found.push(Diagnostic::new(&RULE, node.path(), "the `ItemBatcher` has no size").with_help(help));
    }
}
