//! A duration beyond what an execution of this type lasts.

use crate::check::MachineType;
use crate::check::context::ObjectNode;
use crate::diagnostic::{Basis, Diagnostic, Rule, Severity};
use crate::model::StateType;
use crate::spec::{Place, View};

pub(crate) static RULE: Rule = Rule {
    code: "ASL704",
    name: "too-long-for-type",
    summary: "waits and timeouts end before the execution has to",
    basis: Basis::FailsAtRunTime,
    severity: Severity::Warning,
    doc: include_str!("../../../docs/rules/ASL704.md"),
};

/// What AWS takes for an absent `TimeoutSeconds`; written down, it says no more than that. What is beyond is refused, by another rule.
const NO_TIMEOUT: f64 = 99_999_999.0;

pub(crate) fn check(node: &ObjectNode<'_, '_>, found: &mut Vec<Diagnostic>) {
    let scope = node.state.and_then(|id| node.context.states.get(id)).map_or(0, |state| state.scope);
    let Some(scope) = node.context.scopes.get(scope) else { return };
    let (longest, limit) = match scope.machine_type {
        MachineType::Express => (300.0, "an Express execution lasts at most 5 minutes (300 seconds)"),
        MachineType::Standard => (31_536_000.0, "an execution lasts at most one year (31,536,000 seconds)"),
    };
    let field = if node.place == Place::State(StateType::Wait) { "Seconds" } else { "TimeoutSeconds" };
    let Some(View::Number(number)) = node.get(field) else { return };
    let is_too_long =
        |seconds: f64| seconds > longest && (seconds < NO_TIMEOUT || field == "Seconds" && seconds == NO_TIMEOUT);
    if number.as_f64().is_some_and(is_too_long) {
        let what = if field == "Seconds" { "the wait never ends" } else { "the timeout never takes effect" };
        let message = format!("{what}: {limit}");
        let help = match (field, scope.machine_type) {
            ("Seconds", MachineType::Express) => "wait less, or make the executions STANDARD",
            ("Seconds", MachineType::Standard) => "wait less, and start another execution for the rest",
            _ => "make it shorter, or remove it",
        };
        found.push(Diagnostic::new(&RULE, node.path().key(field), message).with_help(help));
    }
}
