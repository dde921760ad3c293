//! A variable that nothing reads.

use std::collections::HashSet;

use crate::check::code::Facts;
use crate::check::context::Context;
use crate::check::variables::{assignments, names};
use crate::diagnostic::{Basis, Diagnostic, Rule, Severity, quoted};
use crate::text::{VariableName, variable_name};

pub(crate) static RULE: Rule = Rule {
    code: "ASL327",
    name: "unused-variable",
    summary: "variables that are assigned are read",
    basis: Basis::ProbablyUnintended,
    severity: Severity::Warning,
    doc: include_str!("../../../docs/rules/ASL327.md"),
};

pub(crate) fn check(context: &Context<'_>, facts: &Facts<'_>, found: &mut Vec<Diagnostic>) {
    let mut said = HashSet::new();
    for state in &context.states {
        for assignment in assignments(state.state) {
            for (key, name) in assignment.object.keys().zip(names(assignment.object)) {
                // What cannot be a variable is reported as that.
                let is_variable = matches!(variable_name(name), VariableName::Good | VariableName::Underscore);
                if facts.read.contains(name) || !is_variable || !said.insert(name) {
                    continue;
                }
                let path = assignment.of.path(&context.state_path(state.id));
                let message = format!("the variable {} is never read", quoted(name));
                found.push(Diagnostic::new(&RULE, path, message).at_field(key).with_help("remove it"));
            }
        }
    }
}
