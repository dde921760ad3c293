//! A heartbeat that the timeout always overtakes.

use crate::check::context::ObjectNode;
use crate::diagnostic::{Basis, Diagnostic, Rule, Severity};
use crate::spec::View;

pub(crate) static RULE: Rule = Rule {
    code: "ASL120",
    name: "heartbeat-not-below-timeout",
    summary: "a heartbeat is shorter than the timeout",
    basis: Basis::ProbablyUnintended,
    severity: Severity::Warning,
    doc: include_str!("../../../docs/rules/ASL120.md"),
};

pub(crate) fn check(node: &ObjectNode<'_, '_>, found: &mut Vec<Diagnostic>) {
    let seconds = |name| match node.get(name) {
        Some(View::Number(number)) => number.as_f64(),
        _ => None,
    };
    let (Some(heartbeat), Some(timeout)) = (seconds("HeartbeatSeconds"), seconds("TimeoutSeconds")) else { return };
    if heartbeat >= timeout {
        let message =
            format!("a heartbeat every {heartbeat} seconds never matters under a timeout of {timeout} seconds");
        found.push(
            Diagnostic::new(&RULE, node.path().key("HeartbeatSeconds"), message)
                .with_label(node.path().key("TimeoutSeconds"), "the timeout")
                .with_help("make `HeartbeatSeconds` less than `TimeoutSeconds`"),
        );
    }
}
