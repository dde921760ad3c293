//! `.sync` or `.waitForTaskToken` where the integration does not offer it.

use super::asl602_unknown_integration::not_recognized;
use crate::check::task::TaskNode;
use crate::diagnostic::{Basis, Diagnostic, Rule, Severity};
use crate::resource::Defect;

pub(crate) static RULE: Rule = Rule {
    code: "ASL603",
    name: "unsupported-pattern",
    summary: "an integration is called with a pattern that it offers",
    basis: Basis::Rejected(None),
    severity: Severity::Error,
    doc: include_str!("../../../docs/rules/ASL603.md"),
};

pub(crate) fn check(task: &TaskNode<'_, '_>, found: &mut Vec<Diagnostic>) {
    let Some(error) = task
        .resource
        .as_ref()
        .err()
        .filter(|error| matches!(error.defect, Defect::UnknownPattern | Defect::PatternNotOffered))
    else {
        return;
    };
    found.push(task.diagnostic(&RULE, error).with_aws_message(not_recognized(task.text)));
}
