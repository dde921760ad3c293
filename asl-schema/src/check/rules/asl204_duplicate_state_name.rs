//! Two states of one name in different branches or processors.

use crate::check::context::{Context, StateId};
use crate::diagnostic::{Basis, Diagnostic, Rule, Severity, quoted};

pub(crate) static RULE: Rule = Rule {
    code: "ASL204",
    name: "duplicate-state-name",
    summary: "state names are unique in the whole machine",
    basis: Basis::Rejected(Some("DUPLICATE_STATE_NAME")),
    severity: Severity::Error,
    doc: include_str!("../../../docs/rules/ASL204.md"),
};

pub(crate) fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for (id, node) in context.states.iter().enumerate() {
        let Some([first, rest @ ..]) = context.by_name.get(node.name).map(Vec::as_slice) else { continue };
        if rest.contains(&id) {
            let message = format!("a state {} exists already, in {}", quoted(node.name), scope_of(context, *first));
            found.push(
                Diagnostic::new(&RULE, context.state_path(id), message)
                    .with_label(context.state_path(*first), "the first state of this name")
                    .with_help("rename one of them; names are unique across all branches and processors"),
            );
        }
    }
}

fn scope_of(context: &Context<'_>, state: StateId) -> String {
    context.states.get(state).map(|node| context.scope_name(node.scope)).unwrap_or_default()
}
