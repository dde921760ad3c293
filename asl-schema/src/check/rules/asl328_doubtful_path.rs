//! A path that parses and does something else than it looks like.

use crate::check::code::PathNode;
use crate::diagnostic::{Basis, Diagnostic, Rule, Severity};

pub(crate) static RULE: Rule = Rule {
    code: "ASL328",
    name: "doubtful-path",
    summary: "a path does what it looks like",
    basis: Basis::ProbablyUnintended,
    severity: Severity::Warning,
    doc: include_str!("../../../docs/rules/ASL328.md"),
};

pub(crate) fn check(node: &PathNode<'_, '_>, found: &mut Vec<Diagnostic>) {
    for doubt in node.path.doubts() {
        let diagnostic = Diagnostic::new(&RULE, node.text.path(), doubt.message.clone()).within(doubt.span.clone());
        found.push(match &doubt.help {
            Some(help) => diagnostic.with_help(help.clone()),
            None => diagnostic,
        });
    }
}
