//! A state that no way from `StartAt` leads to.

use crate::check::context::{Context, ScopeNode};
use crate::check::rules::asl203_no_terminal_state;
use crate::diagnostic::{Basis, Diagnostic, Rule, Severity, quoted};

pub(crate) static RULE: Rule = Rule {
    code: "ASL202",
    name: "unreachable-state",
    summary: "every state can be reached from `StartAt`",
    basis: Basis::Rejected(Some("MISSING_TRANSITION_TARGET")),
    severity: Severity::Error,
    doc: include_str!("../../../docs/rules/ASL202.md"),
};

/// Two cases are left to the rule that knows the cause: a `StartAt` that leads nowhere, and (as AWS does) a top level without a
/// terminal state.
pub(crate) fn check(context: &Context<'_>, node: &ScopeNode<'_>, found: &mut Vec<Diagnostic>) {
    if !node.has(node.scope.start_at) || asl203_no_terminal_state::applies(node) {
        return;
    }
    for state in context.states_of(node) {
        if !context.is_reached(state.id) {
            let message = format!("the state {} is not reachable", quoted(state.name));
            let help = "go to it with a `Next`, `Default` or `Catch`, or remove it";
            found.push(Diagnostic::new(&RULE, context.state_path(state.id), message).with_help(help));
        }
    }
}
