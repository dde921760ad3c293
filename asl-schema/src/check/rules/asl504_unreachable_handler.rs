//! An error name that an earlier retrier or catcher of the same list has taken already.

use std::collections::HashMap;

use crate::check::context::ObjectNode;
use crate::diagnostic::{Basis, Diagnostic, Rule, Severity, quoted};
use crate::spec::error_names;

pub(crate) static RULE: Rule = Rule {
    code: "ASL504",
    name: "unreachable-handler",
    summary: "no error is left to a later retrier or catcher than the one that takes it",
    basis: Basis::ProbablyUnintended,
    severity: Severity::Warning,
    doc: include_str!("../../../docs/rules/ASL504.md"),
};

pub(crate) fn check(node: &ObjectNode<'_, '_>, found: &mut Vec<Diagnostic>) {
    let Some(state) = node.state.and_then(|id| node.context.states.get(id)).map(|node| node.state) else { return };
    let retry = state.retry().iter().map(|retrier| retrier.error_equals.as_slice());
    let catch = state.catch().iter().map(|catcher| catcher.error_equals.as_slice());
    taken("Retry", "retrier", retry, node, found);
    taken("Catch", "catcher", catch, node, found);
}

fn taken<'a>(
    field: &'static str,
    noun: &str,
    lists: impl ExactSizeIterator<Item = &'a [String]>,
    node: &ObjectNode<'_, '_>,
    found: &mut Vec<Diagnostic>,
) {
    // Most states have one handler with one name.
    let several = lists.len() > 1;
    let mut seen: HashMap<&str, (usize, usize)> = HashMap::new();
    for (index, names) in lists.enumerate().filter(|(_, names)| several || names.len() > 1) {
        for (position, name) in names.iter().enumerate() {
            // What follows the wildcard is refused, by another rule.
            if name == error_names::ALL {
                return;
            }
            let earlier = seen.get(name.as_str()).map(|place| (*place, quoted(name).to_string())).or_else(|| {
                let wildcard = seen.get(error_names::TASK_FAILED).filter(|_| !error_names::is_reserved(name))?;
                (wildcard.0 < index).then(|| (*wildcard, "`States.TaskFailed`, which covers it".to_owned()))
            });
            let path = |(index, position): (usize, usize)| {
                node.path().key(field).index(index).key("ErrorEquals").index(position)
            };
            match earlier {
                None => _ = seen.insert(name, (index, position)),
                Some((first, _)) if first.0 == index => {
                    let message = format!("{} stands twice in this list", quoted(name));
                    let diagnostic = Diagnostic::new(&RULE, path((index, position)), message);
                    found.push(diagnostic.with_help("remove one of the two"));
                }
                Some((first, what)) => {
                    let message = format!("{} never gets to this {noun}", quoted(name));
                    found.push(
                        Diagnostic::new(&RULE, path((index, position)), message)
                            .with_label(path(first), format!("an earlier {noun} takes {what}"))
                            .with_help(format!("remove the name here, or move this {noun} before the other")),
                    );
                }
            }
        }
    }
}
