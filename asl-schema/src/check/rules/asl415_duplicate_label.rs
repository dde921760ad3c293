//! Two Map states with one `Label`.

use std::collections::HashMap;

use crate::check::context::{Context, StateId};
use crate::diagnostic::{Basis, Diagnostic, Rule, Severity, quoted};
use crate::model::State;

pub(crate) static RULE: Rule = Rule {
    code: "ASL415",
    name: "duplicate-label",
    summary: "labels are unique in the machine",
    basis: Basis::Rejected(Some("DUPLICATE_LABEL_NAME")),
    severity: Severity::Error,
    doc: include_str!("../../../docs/rules/ASL415.md"),
};

pub(crate) fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let mut seen: HashMap<&str, StateId> = HashMap::new();
    for (id, node) in context.states.iter().enumerate() {
        let State::Map(map) = node.state else { continue };
        let Some(label) = map.label.as_deref() else { continue };
        if let Some(first) = seen.get(label) {
            let message = format!("the label {} is used already", quoted(label));
            found.push(
                Diagnostic::new(&RULE, context.state_path(id).key("Label"), message)
                    .with_label(context.state_path(*first).key("Label"), "first used here")
                    .with_help("give each Map a label of its own"),
            );
        } else {
            seen.insert(label, id);
        }
    }
}
