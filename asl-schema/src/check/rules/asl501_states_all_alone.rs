//! `States.ALL` beside other error names.

use crate::check::context::ObjectNode;
use crate::diagnostic::{Basis, Diagnostic, Rule, Severity};
use crate::spec::View;

pub(crate) static RULE: Rule = Rule {
    code: "ASL501",
    name: "states-all-alone",
    summary: "`States.ALL` stands alone in its list",
    basis: Basis::Rejected(Some("SCHEMA_VALIDATION_FAILED")),
    severity: Severity::Error,
    doc: include_str!("../../../docs/rules/ASL501.md"),
};

pub(crate) fn check(node: &ObjectNode<'_, '_>, found: &mut Vec<Diagnostic>) {
    let Some(View::Texts(names)) = node.get("ErrorEquals") else { return };
    let position = names.iter().position(|name| name == "States.ALL");
    if let Some(index) = position
        && names.len() > 1
    {
        let path = node.path().key("ErrorEquals").index(index);
        let help = "keep `States.ALL` alone; it covers the other names";
        found.push(Diagnostic::new(&RULE, path, "`States.ALL` stands alone in its list").with_help(help));
    }
}
