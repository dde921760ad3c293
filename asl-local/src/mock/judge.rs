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
    let mut resources: Vec<&str> = Vec::new();
    for call in machine {
        if !resources.contains(&&*call.resource) {
            resources.push(&*call.resource);
        }
    }
    let instead = match resources.as_slice() {
        [] => "it calls nothing".to_owned(),
        several => format!("its tasks call `{}`", several.join("`, `")),
    };
    format!("an answer is prepared for `{}`, but no state of the machine calls {}; {instead}", task.name, calls(task))
}
