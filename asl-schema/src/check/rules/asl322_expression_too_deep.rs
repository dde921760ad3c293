//! An expression that nests deeper than Step Functions evaluates.

use crate::check::code::ExpressionNode;
use crate::diagnostic::{Basis, Diagnostic, Rule, Severity};
use crate::jsonata::{MAX_NESTING, nesting};

pub(crate) static RULE: Rule = Rule {
    code: "ASL322",
    name: "expression-too-deep",
    summary: "an expression nests at most 100 levels",
    basis: Basis::FailsAtRunTime,
    severity: Severity::Warning,
    doc: include_str!("../../../docs/rules/ASL322.md"),
};

/// Each level takes at least one character: shorter expressions cannot be too deep.
pub(crate) fn check(node: &ExpressionNode<'_, '_>, found: &mut Vec<Diagnostic>) {
    if node.code.len() <= MAX_NESTING {
        return;
    }
    let levels = nesting(node.expr);
    if levels > MAX_NESTING {
        let message = format!("the expression nests {levels} levels, and Step Functions evaluates {MAX_NESTING}");
        let help = "shorten the chain: `$sum([…])` for `+`, `$join([…])` for `&`, or variables for its parts";
        found.push(Diagnostic::new(&RULE, node.text.path(), message).with_help(help));
    }
}
