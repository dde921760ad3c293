//! A variable with the name of one in a scope around.

use crate::check::context::{Context, ScopeNode};
use crate::check::variables::{assignments, names};
use crate::diagnostic::{Basis, Diagnostic, Rule, Severity, quoted};

pub(crate) static RULE: Rule = Rule {
    code: "ASL317",
    name: "variable-shadowing",
    summary: "no scope assigns a variable of a scope around it",
    basis: Basis::Rejected(None),
    severity: Severity::Error,
    doc: include_str!("../../../docs/rules/ASL317.md"),
};

pub(crate) fn check(context: &Context<'_>, scope: &ScopeNode<'_>, found: &mut Vec<Diagnostic>) {
    if scope.owner.is_none() || context.variables.is_empty() {
        return;
    }
    for state in context.states_of(scope) {
        for assignment in assignments(state.state) {
            for (key, name) in assignment.object.keys().zip(names(assignment.object)) {
                let Some(outer) = context.variables.in_outer_scope(context, scope.id, name) else { continue };
                let path = assignment.of.path(&context.state_path(state.id));
                let message = format!(
                    "the variable {} exists in a scope around this one, which cannot be assigned from here",
                    quoted(name)
                );
                found.push(
                    Diagnostic::new(&RULE, path, message)
                        .at_field(key)
                        .with_label(context.state_path(outer), "assigned there")
                        .with_help("give it another name, and hand its value out in `Output`"),
                );
            }
        }
    }
}
