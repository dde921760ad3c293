//! A transition to a state that exists, but in another scope.

use crate::check::context::{Context, ScopeNode};
use crate::check::rules::{asl201_missing_target, asl202_unreachable_state};
use crate::diagnostic::{Basis, Diagnostic, Rule, Severity, quoted};
use crate::path::Path;

pub(crate) static RULE: Rule = Rule {
    code: "ASL206",
    name: "target-outside",
    summary: "transitions stay in their branch or processor",
    basis: Basis::Rejected(Some("MISSING_TRANSITION_TARGET")),
    severity: Severity::Error,
    doc: include_str!("../../../docs/rules/ASL206.md"),
};

pub(crate) fn check(context: &Context<'_>, node: &ScopeNode<'_>, found: &mut Vec<Diagnostic>) {
    let outside = |path: Path, target: &str| {
        let first = context.states.get(*context.by_name.get(target)?)?;
        let (here, there) = (context.scope_name(node.id), context.scope_name(first.scope));
        let message = format!("the state {} exists, but in {there}; this is in {here}", quoted(target));
        let help = "go to a state of the same `States` object; to leave a branch or processor, end it and go on from the state around it";
        Some(
            Diagnostic::new(&RULE, path, message)
                .with_label(context.state_path(first.id), "the state")
                .with_help(help)
                .with_aws_message(asl201_missing_target::aws_message(target)),
        )
    };
    let start = node.scope.start_at;
    if !node.has(start) {
        let diagnostic = outside(context.scope_path(node.id).key("StartAt"), start);
        found.extend(diagnostic.map(|diagnostic| asl202_unreachable_state::add_all(context, node, diagnostic)));
    }
    for state in context.states_of(node) {
        for way in context.ways(state.id) {
            if way.target.is_none() && !node.has(way.successor.target()) {
                found.extend(outside(way.successor.path(&context.state_path(state.id)), way.successor.target()));
            }
        }
    }
}
