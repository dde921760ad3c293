//! A request without a parameter that it needs.

use super::asl606_unknown_parameter::request_of;
use crate::check::task::TaskNode;
use crate::diagnostic::closest;
use crate::diagnostic::{Basis, Diagnostic, Rule, Severity};

pub(crate) static RULE: Rule = Rule {
    code: "ASL607",
    name: "missing-parameter",
    summary: "a request has the parameters that its integration needs",
    basis: Basis::FailsAtRunTime,
    severity: Severity::Warning,
    doc: include_str!("../../../docs/rules/ASL607.md"),
};

pub(crate) fn check(task: &TaskNode<'_, '_>, found: &mut Vec<Diagnostic>) {
    let Some((field, request)) = request_of(task.object) else { return };
    let Ok(resource) = &task.resource else { return };
    let Some(parameters) = resource.parameters() else { return };
    let names = || request.keys().map(|key| key.strip_suffix(".$").unwrap_or(key));
    for required in parameters.required() {
        if names().any(|name| name == required) {
            continue;
        }
        // One that is misspelled is reported as unknown.
        if closest(required, names().filter(|name| !parameters.contains(name))).is_some() {
            continue;
        }
        let message = format!("the request lacks `{required}`");
        let diagnostic = Diagnostic::new(&RULE, task.object.path().key(field), message);
        found.push(diagnostic.with_help(format!("add `{required}`")));
    }
}
