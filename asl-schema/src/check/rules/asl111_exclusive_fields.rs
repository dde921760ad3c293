//! Two fields of which only one may be there.

use serde_json::Value;

use crate::check::context::ObjectNode;
use crate::diagnostic::{Basis, Diagnostic, Rule, Severity};
use crate::spec::{Place, exclusive};

pub(crate) static RULE: Rule = Rule {
    code: "ASL111",
    name: "exclusive-fields",
    summary: "fields that exclude each other do not stand together",
    basis: Basis::Rejected(Some("SCHEMA_VALIDATION_FAILED")),
    severity: Severity::Error,
    doc: include_str!("../../../docs/rules/ASL111.md"),
};

pub(crate) fn check(node: &ObjectNode<'_, '_>, found: &mut Vec<Diagnostic>) {
    if let Place::State(kind) = node.place
        && kind.has_transition()
    {
        together(node, &["Next", "End"], found);
    }
    for group in exclusive(node.place) {
        together(node, group, found);
    }
}

fn together(node: &ObjectNode<'_, '_>, group: &[&str], found: &mut Vec<Diagnostic>) {
    if group.iter().filter(|name| node.has(name)).nth(1).is_none() {
        return;
    }
    let there: Vec<&str> = group.iter().copied().filter(|name| node.has(name)).collect();
    let [first, second, ..] = there.as_slice() else { return };
    let names: Vec<String> = there.iter().map(|name| format!("`{name}`")).collect();
    let message = format!("{} exclude each other", names.join(" and "));
    let mut diagnostic = Diagnostic::new(&RULE, node.path(), message)
        .at_field(*second)
        .with_label(node.path().key(*first), format!("`{first}` is here"))
        .with_help("keep one of them");
    if node.extra.get("End") == Some(&Value::Bool(false)) {
        // Nobody has shown what AWS makes of `false` beside `Next`.
        diagnostic = diagnostic.with_severity(Severity::Warning).with_help("remove `End`");
    } else {
        let group = group.join(", ");
        diagnostic =
            diagnostic.with_aws_message(format!("There should only be one of the following fields: [{group}]"));
    }
    found.push(diagnostic);
}
