//! A transition to a state that does not exist anywhere.

use serde_json::Value;

use crate::check::context::{Context, ScopeNode, Way};
use crate::check::rules::asl202_unreachable_state;
use crate::diagnostic::{Basis, Diagnostic, Rule, Severity, quoted};
use crate::model::Successor;
use crate::path::Path;
use crate::text::has_placeholder;

pub(crate) static RULE: Rule = Rule {
    code: "ASL201",
    name: "missing-target",
    summary: "every transition names a state that exists",
    basis: Basis::Rejected(Some("MISSING_TRANSITION_TARGET")),
    severity: Severity::Error,
    doc: include_str!("../../../docs/rules/ASL201.md"),
};

/// Looking for a similar name costs as much as there are states; nobody reads more suggestions than this.
const MOST_SUGGESTIONS: usize = 100;

/// AWS says `Next` whichever the field.
pub(super) fn aws_message(target: &str) -> String {
    format!("Missing 'Next' target: {target}")
}

pub(crate) fn check(context: &Context<'_>, node: &ScopeNode<'_>, found: &mut Vec<Diagnostic>) {
    let mut suggestions = 0;
    let mut missing = |path: Path, field: &str, target: &str| {
        let diagnostic =
            Diagnostic::new(&RULE, path, format!("`{field}` names a state {} that does not exist", quoted(target)))
                .with_aws_message(aws_message(target));
        suggestions += 1;
        if suggestions <= MOST_SUGGESTIONS { diagnostic.suggest(target, node.names()) } else { diagnostic }
    };
    // What a `${Placeholder}` stands for may be any name.
    let is_nowhere =
        |target: &str| !node.has(target) && !context.by_name.contains_key(target) && !has_placeholder(target);
    let start = node.scope.start_at;
    // A `StartAt` that is not there at all is a missing field, and so are `States`; what is no object has its own finding.
    let has_states = !node.scope.states.is_empty() || node.extra.get("States").is_some_and(Value::is_object);
    if !start.is_empty() && has_states && is_nowhere(start) {
        let diagnostic = missing(context.scope_path(node.id).key("StartAt"), "StartAt", start);
        found.push(asl202_unreachable_state::add_all(context, node, diagnostic));
    }
    for state in context.states_of(node) {
        for Way { successor, target } in context.ways(state.id) {
            if target.is_none() && is_nowhere(successor.target()) {
                let path = successor.path(&context.state_path(state.id));
                let field = if let Successor::Default(_) = successor { "Default" } else { "Next" };
                found.push(missing(path, field, successor.target()));
            }
        }
    }
}
