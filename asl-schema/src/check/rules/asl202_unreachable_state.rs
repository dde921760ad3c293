//! A state that no way from `StartAt` leads to.

use std::collections::HashSet;

use serde_json::Value;

use crate::check::context::{Context, ScopeId};
use crate::check::rules::asl203_no_terminal_state;
use crate::diagnostic::{Basis, Diagnostic, Rule, Severity, quoted};
use crate::model::Successor;

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
pub(crate) fn check(context: &Context<'_>, scope: ScopeId, found: &mut Vec<Diagnostic>) {
    let Some(node) = context.scopes.get(scope) else { return };
    if !node.has(node.scope.start_at) || asl203_no_terminal_state::applies(context, scope) {
        return;
    }
    let mut reached: HashSet<&str> = HashSet::new();
    let mut open = vec![node.scope.start_at];
    while let Some(name) = open.pop() {
        if !reached.insert(name) {
            continue;
        }
        match node.scope.states.get(name) {
            Some(state) => open.extend(state.successors().into_iter().map(Successor::target)),
            None => {
                open.extend(node.unread().filter(|(unread, _)| *unread == name).flat_map(|(_, value)| targets(value)))
            }
        }
    }
    for (name, id) in node.scope.states.keys().zip(&node.states) {
        if !reached.contains(name.as_str()) {
            let message = format!("the state {} is not reachable", quoted(name));
            let help = "go to it with a `Next`, `Default` or `Catch`, or remove it";
            found.push(Diagnostic::new(&RULE, context.state_path(*id), message).with_help(help));
        }
    }
}

/// Where a state that could not be read seems to go.
fn targets(state: &Value) -> Vec<&str> {
    let lists = ["Choices", "Catch"].into_iter().filter_map(|field| state.get(field)?.as_array()).flatten();
    let inner = lists.filter_map(|entry| entry.get("Next")?.as_str());
    let own = ["Next", "Default"].into_iter().filter_map(|field| state.get(field)?.as_str());
    own.chain(inner).collect()
}
