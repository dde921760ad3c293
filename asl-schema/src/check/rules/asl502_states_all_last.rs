//! A retrier or catcher after the one for `States.ALL`.

use crate::check::context::ObjectNode;
use crate::diagnostic::{Basis, Diagnostic, Rule, Severity};

pub(crate) static RULE: Rule = Rule {
    code: "ASL502",
    name: "states-all-last",
    summary: "`States.ALL` is in the last retrier or catcher",
    basis: Basis::Rejected(Some("SCHEMA_VALIDATION_FAILED")),
    severity: Severity::Error,
    doc: include_str!("../../../docs/rules/ASL502.md"),
};

pub(crate) fn check(node: &ObjectNode<'_, '_>, found: &mut Vec<Diagnostic>) {
    let Some(state) = node.state.and_then(|id| node.context.states.get(id)) else { return };
    let retry = state.state.retry().iter().map(|retrier| retrier.error_equals.as_slice());
    let catch = state.state.catch().iter().map(|catcher| catcher.error_equals.as_slice());
    not_last("Retry", "retrier", retry, node, found);
    not_last("Catch", "catcher", catch, node, found);
}

fn not_last<'a>(
    field: &'static str,
    noun: &str,
    lists: impl ExactSizeIterator<Item = &'a [String]>,
    node: &ObjectNode<'_, '_>,
    found: &mut Vec<Diagnostic>,
) {
    let count = lists.len();
    for (index, names) in lists.enumerate() {
        let all = names.iter().position(|name| name == "States.ALL");
        if let Some(all) = all.filter(|_| index + 1 < count) {
            let path = node.path().key(field).index(index).key("ErrorEquals").index(all);
            let follow = match count - index - 1 {
                1 => format!("another {noun} follows"),
                more => format!("{more} more {noun}s follow"),
            };
            let message = format!("nothing after `States.ALL` is ever tried, and {follow}");
            found.push(
                Diagnostic::new(&RULE, path, message).with_help(format!("move this {noun} to the end of `{field}`")),
            );
        }
    }
}
