//! A state that no way from `StartAt` leads to.

use std::collections::HashSet;

use crate::check::context::{Context, ScopeNode, StateId};
use crate::check::rules::{asl201_missing_target, asl203_no_terminal_state};
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
    let mut excused: Option<HashSet<StateId>> = None;
    for state in context.states_of(node) {
        if context.is_reached(state.id) {
            continue;
        }
        let excused = excused.get_or_insert_with(|| meant(context, node, found));
        if excused.contains(&state.id) {
            let cause = found.iter_mut().find(|finding| is_misspelled_target(finding));
            if let Some(cause) = cause {
                cause.add_aws_answer(aws_message(state.name), Some(context.state_path(state.id)));
            }
        } else {
            let message = format!("the state {} is not reachable", quoted(state.name));
            let help = "go to it with a `Next`, `Default` or `Catch`, or remove it";
            let diagnostic = Diagnostic::new(&RULE, context.state_path(state.id), message).with_help(help);
            found.push(diagnostic.with_aws_message(aws_message(state.name)));
        }
    }
}

fn is_misspelled_target(finding: &Diagnostic) -> bool {
    finding.rule == &asl201_missing_target::RULE && finding.suggestion.is_some()
}

/// The states that misspelled transitions most likely mean or doubled ones name, and all that those lead to: once the name is mended they are reachable, so
/// that one mistake is one finding. AWS calls them unreachable as well.
fn meant(context: &Context<'_>, node: &ScopeNode<'_>, found: &[Diagnostic]) -> HashSet<StateId> {
    let names = found
        .iter()
        .filter(|finding| is_misspelled_target(finding))
        .filter_map(|finding| finding.suggestion.as_ref().map(|suggestion| suggestion.replacement.as_str()));
    // Beside `End` a `Next` is one too many, which is reported; it leads somewhere whichever of the two is written first.
    let besides_end = context.states_of(node).filter_map(|state| state.state.extra().get("Next")?.as_str());
    let mut open: Vec<StateId> = names.chain(besides_end).filter_map(|name| node.find(name)).collect();
    let mut meant = HashSet::new();
    while let Some(id) = open.pop() {
        if meant.insert(id) {
            open.extend(context.ways(id).iter().filter_map(|way| way.target));
        }
    }
    meant
}

fn aws_message(state: &str) -> String {
    format!("State \"{state}\" is not reachable.")
}

/// Where `StartAt` leads nowhere, AWS also calls every state unreachable; for people the cause is enough.
pub(super) fn add_all(context: &Context<'_>, node: &ScopeNode<'_>, start: Diagnostic) -> Diagnostic {
    if asl203_no_terminal_state::applies(node) {
        return start;
    }
    context.states_of(node).fold(start, |diagnostic, state| {
        diagnostic.with_aws_answer(aws_message(state.name), Some(context.state_path(state.id)))
    })
}
