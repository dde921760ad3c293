//! What an EXPRESS execution cannot do: `.sync`, callbacks, activities.

use crate::check::MachineType;
use crate::check::task::TaskNode;
use crate::diagnostic::{Basis, Diagnostic, Rule, Severity};
use crate::resource::{Pattern, Resource};

pub(crate) static RULE: Rule = Rule {
    code: "ASL604",
    name: "express-integration",
    summary: "an EXPRESS execution waits for nothing",
    basis: Basis::Rejected(Some("SCHEMA_VALIDATION_FAILED")),
    severity: Severity::Error,
    doc: include_str!("../../../docs/rules/ASL604.md"),
};

pub(crate) fn check(task: &TaskNode<'_, '_>, found: &mut Vec<Diagnostic>) {
    let Some(state) = task.object.state.and_then(|id| task.object.context.states.get(id)) else { return };
    let Some(scope) = task.object.context.scopes.get(state.scope) else { return };
    if scope.machine_type != MachineType::Express {
        return;
    }
    let Some((what, aws)) = task.resource.as_ref().ok().and_then(refused) else { return };
    let inside = match scope.owner {
        Some(_) => "the child executions of this Map are EXPRESS",
        None => "the machine is EXPRESS",
    };
    let message = format!("an EXPRESS execution cannot use {what}, and {inside}");
    found.push(
        Diagnostic::new(&RULE, task.object.path().key("Resource"), message)
            .with_help("use a STANDARD machine, or start one from here")
            .with_aws_message(aws),
    );
}

/// What an EXPRESS execution cannot use, and AWS's sentence about it.
fn refused(resource: &Resource<'_>) -> Option<(String, String)> {
    if let Resource::Activity(_) = resource {
        return Some(("an activity".to_owned(), "Express state machine does not support Activity ARN".to_owned()));
    }
    let pattern = resource.pattern().filter(|pattern| !pattern.allowed_in_express())?;
    // AWS's sentence was seen with this space at its end.
    let suffix = if pattern == Pattern::SyncJson { Pattern::Sync } else { pattern }.suffix();
    let aws = format!("Express state machine does not support '{suffix}' service integration ");
    Some((pattern.to_string(), aws))
}
