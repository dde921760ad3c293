//! An integration that Step Functions does not have.

use crate::check::task::TaskNode;
use crate::diagnostic::{Basis, Diagnostic, Rule, Severity};
use crate::resource::Defect;

pub(crate) static RULE: Rule = Rule {
    code: "ASL602",
    name: "unknown-integration",
    summary: "service and action of an integration exist",
    basis: Basis::Rejected(Some("SCHEMA_VALIDATION_FAILED")),
    severity: Severity::Error,
    doc: include_str!("../../../docs/rules/ASL602.md"),
};

pub(crate) fn check(task: &TaskNode<'_, '_>, found: &mut Vec<Diagnostic>) {
    let Some(error) = task.resource.as_ref().err().filter(|error| {
        matches!(
            error.defect,
            Defect::UnknownService
                | Defect::UnsupportedService
                | Defect::UnknownAction
                | Defect::UnsupportedAction
                | Defect::ReaderOrWriterOnly
        )
    }) else {
        return;
    };
    found.push(task.diagnostic(&RULE, error).with_aws_message(not_recognized(task.text)));
}

/// AWS's sentence about a resource that it does not know.
pub(super) fn not_recognized(resource: &str) -> String {
    format!(
        "The resource provided {resource} is not recognized. The value is not a valid resource ARN, or the resource is not available in this region."
    )
}
