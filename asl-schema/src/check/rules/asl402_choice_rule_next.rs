//! A top choice rule without `Next`, or a nested one with it.

use crate::check::context::{ObjectNode, Trail};
use crate::diagnostic::{Basis, Diagnostic, Rule, Severity};

pub(crate) static RULE: Rule = Rule {
    code: "ASL402",
    name: "choice-rule-next",
    summary: "top rules have `Next`, nested rules have not",
    basis: Basis::Rejected(Some("SCHEMA_VALIDATION_FAILED")),
    severity: Severity::Error,
    doc: include_str!("../../../docs/rules/ASL402.md"),
};

pub(crate) fn check(node: &ObjectNode<'_, '_>, found: &mut Vec<Diagnostic>) {
    // `Choices[n]` is the first object inside the state.
    let top = matches!(node.trail, Trail::Index(Trail::Key(Trail::State(_), _), _));
    match (top, node.has("Next")) {
        (true, false) => {
            let help = "add `Next` with the state to go to";
            found.push(Diagnostic::new(&RULE, node.path(), "the choice rule has no `Next`").with_help(help));
        }
        (false, true) => {
            let message = "`Next` is not supported in a rule inside `And`, `Or` or `Not`";
            let help = "move `Next` to the rule around it in `Choices`";
            found.push(Diagnostic::new(&RULE, node.path(), message).at_field("Next").with_help(help));
        }
        _ => {}
    }
}
