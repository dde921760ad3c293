//! Errors of a nested workflow.
//!
//! `states:startExecution.sync:2` reports a child that failed as `States.TaskFailed`, whatever the child's own error; the
//! `Cause` is the child's description as JSON, which holds its error and cause. So a child's errors are caught under that one name and told
//! apart by what the description says. (Measured: six endings in two modes, none catchable under its own name.)

use super::cx::Cx;
use crate::jsonata::{Jx, Root};
use crate::task::{Integration, SlotInfo};
use asl_hir::{Expr, ExprKind};

/// The name under which a child's failure can be caught.
pub(crate) const CHILD_FAILED: &str = "States.TaskFailed";

/// The error of a call whose time is up.
pub(crate) const TIMEOUT: &str = "States.Timeout";

/// Whether a future is a call of a workflow.
pub(crate) fn is_workflow(cx: &Cx<'_>, future: &Expr) -> bool {
    let ExprKind::Call { .. } = future.kind else { return false };
    matches!(
        future.ty.and_then(|slot| cx.slot_info(slot)),
        Some(SlotInfo::Call { task, .. }) if matches!(task.integration, Integration::Workflow { .. })
    )
}

/// The catchers for a nested workflow whose arms want `wanted`.
pub(crate) fn catchers(wanted: &[Vec<String>], all: &str) -> Vec<Vec<String>> {
    let mut catches = Vec::new();
    if wanted.iter().any(|names| !names.is_empty()) {
        catches.push(vec![CHILD_FAILED.to_owned()]);
    }
    // The call's own time-out is no failure of the child, and the one error that the name above doesn't stand for.
    if wanted.iter().flatten().any(|name| name == TIMEOUT) {
        catches.push(vec![TIMEOUT.to_owned()]);
    }
    if wanted.iter().flatten().any(|name| name == all) {
        catches.push(vec![all.to_owned()]);
    }
    catches
}

/// The child's own error, seen on the catcher of [`CHILD_FAILED`]. That name also stands for a call that could not be made: its error is
/// kept as it is. A child that timed out has neither error nor cause.
pub(crate) fn error_of_child(cx: &mut Cx<'_>) -> Jx {
    let output = || Jx::Root(Root::ErrorOutput);
    let child = cx.local("child");
    let failed = Jx::eq(Jx::field(output(), "Error"), Jx::str(CHILD_FAILED));
    let described = Jx::call("parse", [Jx::field(output(), "Cause")]);
    let or = |name: &str, otherwise: &str| {
        let member = Jx::field(Jx::local(&child), name);
        Jx::cond(Jx::exists(member.clone()), member, Jx::str(otherwise))
    };
    let error = Jx::object([("Error", or("Error", CHILD_FAILED)), ("Cause", or("Cause", ""))]);
    Jx::Let([(child.clone(), Jx::cond(failed, described, output()))].into(), std::rc::Rc::new(error))
}
