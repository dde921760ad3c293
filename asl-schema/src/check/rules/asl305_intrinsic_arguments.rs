//! An intrinsic function that does not exist, or that gets what it cannot use.

use crate::check::code::IntrinsicNode;
use crate::diagnostic::{Basis, Diagnostic, Rule, Severity};
use crate::intrinsic::{self, When};
use crate::spec::PathKind;

pub(crate) static RULE: Rule = Rule {
    code: "ASL305",
    name: "intrinsic-arguments",
    summary: "intrinsic functions exist and get what they take",
    basis: Basis::Rejected(Some("SCHEMA_VALIDATION_FAILED")),
    severity: Severity::Error,
    doc: include_str!("../../../docs/rules/ASL305.md"),
};

pub(crate) fn check(node: &IntrinsicNode<'_, '_>, found: &mut Vec<Diagnostic>) {
    let no_text = (node.kind == Some(PathKind::Text)).then(|| node.value.not_a_text()).flatten();
    for problem in intrinsic::check(node.call).into_iter().chain(no_text) {
        let diagnostic = Diagnostic::new(&RULE, node.text.path(), problem.message).within(problem.span);
        let diagnostic = match problem.help {
            Some(help) => diagnostic.with_help(help),
            None => diagnostic,
        };
        found.push(match problem.when {
            When::Creation => diagnostic,
            When::Run => diagnostic.with_severity(Severity::Warning),
        });
    }
}
