//! A Distributed Map in an Express execution.

use crate::check::MachineType;
use crate::check::context::ObjectNode;
use crate::diagnostic::{Basis, Diagnostic, Rule, Severity};
use crate::model::State;

pub(crate) static RULE: Rule = Rule {
    code: "ASL422",
    name: "distributed-in-express",
    summary: "Express executions have no Distributed Map",
    basis: Basis::Rejected(None),
    severity: Severity::Error,
    doc: include_str!("../../../docs/rules/ASL422.md"),
};

pub(crate) fn check(node: &ObjectNode<'_, '_>, found: &mut Vec<Diagnostic>) {
    let Some(state) = node.state.and_then(|id| node.context.states.get(id)) else { return };
    let State::Map(map) = state.state else { return };
    let express = node.context.scopes.get(state.scope).is_some_and(|scope| scope.machine_type == MachineType::Express);
    if express && map.is_distributed() {
        let message = "a Distributed Map does not run in an Express execution";
        let help = "make the machine (or the children of the Map around it) STANDARD, or the Map inline";
        found.push(Diagnostic::new(&RULE, node.path(), message).with_help(help));
    }
}
