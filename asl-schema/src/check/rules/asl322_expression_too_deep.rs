//! An expression that nests deeper than Step Functions evaluates.

use crate::SyntaxError;
use crate::check::code::ExpressionNode;
use crate::check::strings::Text;
use crate::diagnostic::{Basis, Diagnostic, Rule, Severity};
use crate::jsonata::{MAX_NESTING, nesting};

const HELP: &str = "shorten the chain: `$sum([…])` for `+`, `$join([…])` for `&`, or variables for its parts";

pub(crate) static RULE: Rule = Rule {
    code: "ASL322",
    name: "expression-too-deep",
    summary: "an expression nests at most 100 levels",
    basis: Basis::FailsAtRunTime,
    severity: Severity::Warning,
    doc: include_str!("../../../docs/rules/ASL322.md"),
};

/// An expression that the parser gave up on.
pub(crate) fn unread(text: &Text<'_, '_>, error: SyntaxError) -> Diagnostic {
    Diagnostic::new(&RULE, text.path(), error.message).within(error.span).with_help(HELP)
}

/// Each level takes at least one character: shorter expressions cannot be too deep.
pub(crate) fn check(node: &ExpressionNode<'_, '_>, found: &mut Vec<Diagnostic>) {
    if node.code.len() <= MAX_NESTING {
        return;
    }
    let levels = nesting(node.expr);
    if levels > MAX_NESTING {
        let message = format!("the expression nests {levels} levels, and Step Functions evaluates {MAX_NESTING}");
        found.push(Diagnostic::new(&RULE, node.text.path(), message).with_help(HELP));
    }
}
