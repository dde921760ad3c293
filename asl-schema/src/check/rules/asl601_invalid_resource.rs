//! A `Resource` that names nothing that a Task can call.

use crate::check::task::TaskNode;
use crate::diagnostic::{Basis, Diagnostic, Rule, Severity};
use crate::resource::Defect;

pub(crate) static RULE: Rule = Rule {
    code: "ASL601",
    name: "invalid-resource",
    summary: "the `Resource` of a Task is the ARN of something that a Task can call",
    basis: Basis::Rejected(Some("SCHEMA_VALIDATION_FAILED")),
    severity: Severity::Error,
    doc: include_str!("../../../docs/rules/ASL601.md"),
};

pub(crate) fn check(task: &TaskNode<'_, '_>, found: &mut Vec<Diagnostic>) {
    if let Err(error) = &task.resource
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
        found.push(task.diagnostic(&RULE, error));
    }
}
