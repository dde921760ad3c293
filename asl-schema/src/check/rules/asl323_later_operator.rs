//! An operator that came to JSONata after the version that Step Functions speaks.

use crate::check::code::ExpressionNode;
use crate::diagnostic::{Basis, Diagnostic, Rule, Severity};
use crate::jsonata::Reference;

pub(crate) static RULE: Rule = Rule {
    code: "ASL323",
    name: "later-operator",
    summary: "expressions use the operators of JSONata 2.0.6",
    basis: Basis::ProbablyUnintended,
    severity: Severity::Warning,
    doc: include_str!("../../../docs/rules/ASL323.md"),
};

pub(crate) fn check(node: &ExpressionNode<'_, '_>, found: &mut Vec<Diagnostic>) {
    for reference in node.references {
        let Reference::LaterOperator { span, .. } = reference else { continue };
        let message = format!("`{}` is not in JSONata 2.0.6, which Step Functions speaks", span.of(node.code));
        let help = "write it with `? :`, as in `$exists($x) ? $x : 0`";
        found.push(Diagnostic::new(&RULE, node.text.path(), message).within(node.range(*span)).with_help(help));
    }
}
