//! A `Resource` that names nothing that a Task can call.

use crate::check::context::ObjectNode;
use crate::diagnostic::{Basis, Diagnostic, Rule, Severity};
use crate::model::StateType;
use crate::resource::{Defect, Resource, ResourceError};
use crate::spec::{Place, View};

pub(crate) static RULE: Rule = Rule {
    code: "ASL601",
    name: "invalid-resource",
    summary: "the `Resource` of a Task is the ARN of something that a Task can call",
    basis: Basis::Rejected(Some("SCHEMA_VALIDATION_FAILED")),
    severity: Severity::Error,
    doc: include_str!("../../../docs/rules/ASL601.md"),
};

pub(crate) fn check(node: &ObjectNode<'_, '_>, found: &mut Vec<Diagnostic>) {
    if let Some(error) = error_of(node)
        && matches!(
            error.defect,
            Defect::NotAnArn
                | Defect::Incomplete
                | Defect::UnknownPartition
                | Defect::RegionOrAccount
                | Defect::NotCallable
                | Defect::FunctionName
        )
    {
        found.push(diagnostic(&RULE, node, error));
    }
}

/// The text of a Task's `Resource`.
pub(super) fn text_of<'a>(node: &ObjectNode<'a, '_>) -> Option<&'a str> {
    if node.place != Place::State(StateType::Task) {
        return None;
    }
    match node.get("Resource") {
        Some(View::Text(text)) => Some(text),
        _ => None,
    }
}

/// What is wrong with it.
pub(super) fn error_of(node: &ObjectNode<'_, '_>) -> Option<ResourceError> {
    Resource::parse(text_of(node)?).err()
}

/// A finding about a part of it.
pub(super) fn diagnostic(rule: &'static Rule, node: &ObjectNode<'_, '_>, error: ResourceError) -> Diagnostic {
    let path = node.path().key("Resource");
    let mut diagnostic = Diagnostic::new(rule, path, error.message).within(error.span);
    diagnostic.help = error.help;
    diagnostic.suggestion = error.suggestion.map(|suggestion| *suggestion);
    diagnostic
}
