//! A state name that is empty or too long.

use crate::check::context::{Context, ScopeNode};
use crate::diagnostic::{Basis, Diagnostic, Rule, Severity};

pub(crate) static RULE: Rule = Rule {
    code: "ASL115",
    name: "state-name-length",
    summary: "state names have 1 to 80 characters",
    basis: Basis::Rejected(Some("INVALID_STATE_NAME")),
    severity: Severity::Error,
    doc: include_str!("../../../docs/rules/ASL115.md"),
};

/// AWS counts characters, not bytes.
pub(crate) const LONGEST: usize = 80;

pub(crate) fn check(context: &Context<'_>, node: &ScopeNode<'_>, found: &mut Vec<Diagnostic>) {
    // There are no more characters than bytes.
    for name in node.names().filter(|name| !(1..=LONGEST).contains(&name.len())) {
        let length = name.chars().count();
        let message = match length {
            0 => "a state name is empty".to_owned(),
            1..=LONGEST => continue,
            _ => format!("a state name has {length} characters, the most is {LONGEST}"),
        };
        let help = "rename the state, here and in what leads to it";
        found
            .push(Diagnostic::new(&RULE, context.scope_path(node.id).key("States").key(name), message).with_help(help));
    }
}
