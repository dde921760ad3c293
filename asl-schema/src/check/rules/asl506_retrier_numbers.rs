//! Numbers of a retrier that make each other meaningless.

use serde_json::Number;

use crate::check::context::ObjectNode;
use crate::diagnostic::{Basis, Diagnostic, Rule, Severity};
use crate::spec::View;

pub(crate) static RULE: Rule = Rule {
    code: "ASL506",
    name: "retrier-numbers",
    summary: "the numbers of a retrier fit together",
    basis: Basis::ProbablyUnintended,
    severity: Severity::Warning,
    doc: include_str!("../../../docs/rules/ASL506.md"),
};

/// What AWS takes for an absent `IntervalSeconds` and `BackoffRate`.
const INTERVAL: f64 = 1.0;
const RATE: f64 = 2.0;

pub(crate) fn check(node: &ObjectNode<'_, '_>, found: &mut Vec<Diagnostic>) {
    let number = |name| match node.get(name) {
        Some(View::Number(number)) => Number::as_f64(number),
        _ => None,
    };
    let (interval, rate) = (number("IntervalSeconds").unwrap_or(INTERVAL), number("BackoffRate").unwrap_or(RATE));
    let Some(most) = number("MaxDelaySeconds").filter(|_| number("MaxAttempts") != Some(0.0)) else { return };
    let (message, help) = if most < interval {
        (
            format!("a delay of {interval} seconds is never waited, since no delay is longer than {most} seconds"),
            "make `MaxDelaySeconds` greater than `IntervalSeconds`",
        )
    } else if most == interval && rate > 1.0 {
        (
            format!("delays never grow beyond the first, of {interval} seconds"),
            "make `MaxDelaySeconds` greater than `IntervalSeconds`, or set `BackoffRate` to 1.0",
        )
    } else {
        return;
    };
    found.push(Diagnostic::new(&RULE, node.path().key("MaxDelaySeconds"), message).with_help(help));
}
