//! Two states of one name in different branches or processors.

use crate::check::context::Context;
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
    for node in context.doubled.iter().filter_map(|id| context.states.get(*id)) {
        let first = context.by_name.get(node.name).and_then(|first| context.states.get(*first));
        if let Some(first) = first {
            let scope = context.scope_name(first.scope);
            let message = format!("a state {} exists already, in {scope}", quoted(node.name));
            found.push(
                Diagnostic::new(&RULE, context.state_path(node.id), message)
                    .with_label(context.state_path(first.id), "the first state of this name")
                    .with_help("rename one of them; names are unique across all branches and processors"),
            );
        }
    }
}
