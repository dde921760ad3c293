//! A `ResultPath` that does not begin in the data.

use crate::check::code::PathNode;
use crate::diagnostic::{Basis, Diagnostic, Rule, Severity};
use crate::jsonpath::Root;
use crate::spec::PathKind;

pub(crate) static RULE: Rule = Rule {
    code: "ASL303",
    name: "result-path-root",
    summary: "`ResultPath` leads into the data",
    basis: Basis::Rejected(Some("SCHEMA_VALIDATION_FAILED")),
    severity: Severity::Error,
    doc: include_str!("../../../docs/rules/ASL303.md"),
};

pub(crate) fn check(node: &PathNode<'_, '_>, found: &mut Vec<Diagnostic>) {
    if node.kind != Some(PathKind::Result) {
        return;
    }
    let (message, help) = match node.path.root() {
        Root::Variable(_) => {
            ("a result cannot be put into a variable by `ResultPath`", "set the variable with `Assign`")
        }
        Root::Context => ("a result cannot be put into the context object", "begin the path with `$.`"),
        Root::Input | Root::Item => return,
    };
    let diagnostic = Diagnostic::new(&RULE, node.text.path(), message).within(node.path.root_span());
    found.push(diagnostic.with_help(help));
}
