//! Whether prepared answers can be meant for a machine: every task is one that it calls, and no two tasks are told apart by nothing.

use asl_dsl::task::TaskInfo;

use super::target::Subject;
use super::typed::{calls, may_call};
use crate::program::StaticCall;

/// The first problem.
pub(super) fn judge<'s>(prepared: impl Iterator<Item = &'s Subject>, machine: &[&StaticCall]) -> Option<String> {
    let tasks: Vec<&TaskInfo> = prepared
        .filter_map(|subject| match subject {
            Subject::Task { info, .. } => Some(info),
            Subject::Name(_) => None,
        })
        .collect();
    tasks.iter().enumerate().find_map(|(i, task)| {
        if !machine.iter().any(|call| may_call(task, &call.resource, &call.arguments)) {
            return Some(never_called(task, machine));
        }
        let same = |other: &&&TaskInfo| {
            other.integration.resource() == task.integration.resource()
                && other.integration.constants() == task.integration.constants()
        };
        let twin = tasks.iter().skip(i + 1).find(same)?;
        let (a, b, calls) = (task.name, twin.name, calls(task));
        Some(format!(
            "calls of `{a}` and of `{b}` can't be told apart: both are {calls}; prepare the answers by the names of the states"
        ))
    })
}

fn never_called(task: &TaskInfo, machine: &[&StaticCall]) -> String {
    let of_resource = machine.iter().filter(|call| *call.resource == *task.integration.resource());
    let constants = of_resource.flat_map(|call| {
        task.integration.constants().into_iter().filter_map(|(name, _)| call.arguments.get(name)?.as_str())
    });
    let mut others: Vec<&str> = constants.collect();
    if others.is_empty() {
        others = machine.iter().map(|call| &*call.resource).collect();
    }
    let mut seen = Vec::new();
    others.retain(|other| {
        !seen.contains(other) && {
            seen.push(*other);
            true
        }
    });
    let instead = if others.is_empty() { "nothing".to_owned() } else { format!("`{}`", others.join("`, `")) };
    let what = calls(task);
    format!("an answer is prepared for `{}`, but no state of the machine calls {what}; it calls {instead}", task.name)
}
