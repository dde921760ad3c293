//! A distributed processor without `ExecutionType`.

use crate::check::context::ObjectNode;
use crate::diagnostic::{Basis, Diagnostic, Rule, Severity};
use crate::spec::View;

pub(crate) static RULE: Rule = Rule {
    code: "ASL412",
    name: "distributed-execution-type",
    summary: "a distributed Map says which executions its children are",
    basis: Basis::Rejected(Some("SCHEMA_VALIDATION_FAILED")),
    severity: Severity::Error,
    doc: include_str!("../../../docs/rules/ASL412.md"),
};

pub(crate) fn check(node: &ObjectNode<'_, '_>, found: &mut Vec<Diagnostic>) {
    let distributed = matches!(node.get("Mode"), Some(View::Text("DISTRIBUTED")));
    if distributed && !node.has("ExecutionType") {
        let help = "add `ExecutionType`: `STANDARD`, or `EXPRESS` for items that take less than five minutes";
        found.push(Diagnostic::new(&RULE, node.path(), "a distributed Map needs an `ExecutionType`").with_help(help));
    }
}
