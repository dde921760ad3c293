//! A machine without a terminal state.

use crate::check::context::{Context, ScopeNode};
use crate::diagnostic::{Basis, Diagnostic, Rule, Severity};
use crate::model::State;
use crate::path::Path;

pub(crate) static RULE: Rule = Rule {
    code: "ASL203",
    name: "no-terminal-state",
    summary: "the top level has a state that ends",
    basis: Basis::Rejected(Some("MISSING_END_STATE")),
    severity: Severity::Error,
    doc: include_str!("../../../docs/rules/ASL203.md"),
};

pub(crate) fn check(_: &Context<'_>, node: &ScopeNode<'_>, found: &mut Vec<Diagnostic>) {
    if applies(node) {
        let help = "end a state with `\"End\": true`, or add a Succeed or Fail state";
        found.push(
            Diagnostic::new(&RULE, Path::root(), "the state machine has no terminal state")
                .at_field("States")
                .with_help(help)
                .with_aws_answer("Workflow has no terminal state", None),
        );
    }
}

/// AWS asks this of the top level only: an endless loop inside a Map or Parallel is accepted. Whether the terminal state can be reached is
/// another question. A state that could not be read, or that says neither `Next` nor `End`, may be meant as the end.
pub(super) fn applies(node: &ScopeNode<'_>) -> bool {
    let may_end =
        |state: &State| state.is_terminal() || state.state_type().has_transition() && state.transition().is_none();
    node.owner.is_none()
        && !node.scope.states.is_empty()
        && node.unread().is_none_or(|states| states.is_empty())
        && !node.scope.states.values().any(may_end)
}
