//! What an EXPRESS execution cannot do: `.sync`, callbacks, activities, Distributed Maps.

use super::asl601_invalid_resource::text_of;
use crate::check::MachineType;
use crate::check::context::ObjectNode;
use crate::diagnostic::{Basis, Diagnostic, Rule, Severity};
use crate::model::State;
use crate::path::Path;
use crate::resource::{Pattern, Resource};
use crate::spec::Place;

pub(crate) static RULE: Rule = Rule {
    code: "ASL604",
    name: "express-integration",
    summary: "an EXPRESS execution waits for nothing",
    basis: Basis::Rejected(Some("SCHEMA_VALIDATION_FAILED")),
    severity: Severity::Error,
    doc: include_str!("../../../docs/rules/ASL604.md"),
};

pub(crate) fn check(node: &ObjectNode<'_, '_>, found: &mut Vec<Diagnostic>) {
    let Some(state) = node.state.and_then(|id| node.context.states.get(id)) else { return };
    let Some(scope) = node.context.scopes.get(state.scope) else { return };
    if scope.machine_type != MachineType::Express || !matches!(node.place, Place::State(_)) {
        return;
    }
    let inside = match scope.owner {
        Some(_) => "the child executions of this Map are EXPRESS",
        None => "the machine is EXPRESS",
    };
    let mut refuse = |path: Path, what: &str, aws: Option<String>| {
        let message = format!("an EXPRESS execution cannot use {what}, and {inside}");
        let diagnostic =
            Diagnostic::new(&RULE, path, message).with_help("use a STANDARD machine, or start one from here");
        found.push(match aws {
            Some(sentence) => diagnostic.with_aws_message(sentence),
            None => diagnostic,
        });
    };
    if let Some(resource) = text_of(node) {
        let path = || node.path().key("Resource");
        match Resource::parse(resource) {
            Ok(Resource::Activity(_)) => {
                let aws = "Express state machine does not support Activity ARN".to_owned();
                refuse(path(), "an activity", Some(aws));
            }
            Ok(resource) => {
                if let Some(pattern) = resource.pattern().filter(|pattern| !pattern.allowed_in_express()) {
                    let suffix = if pattern == Pattern::SyncJson { Pattern::Sync } else { pattern }.suffix();
                    let aws = format!("Express state machine does not support '{suffix}' service integration ");
                    refuse(path(), &pattern.to_string(), Some(aws));
                }
            }
            Err(_) => {}
        }
    }
    if matches!(state.state, State::Map(map) if map.is_distributed()) {
        refuse(node.path(), "a Distributed Map", None);
    }
}
