//! `.sync` or `.waitForTaskToken` where the integration does not offer it.

use super::asl601_invalid_resource::{diagnostic, error_of, text_of};
use super::asl602_unknown_integration::not_recognized;
use crate::check::context::ObjectNode;
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

pub(crate) fn check(node: &ObjectNode<'_, '_>, found: &mut Vec<Diagnostic>) {
    let Some(error) =
        error_of(node).filter(|error| matches!(error.defect, Defect::UnknownPattern | Defect::PatternNotOffered))
    else {
        return;
    };
    found.push(diagnostic(&RULE, node, error).with_aws_message(not_recognized(text_of(node).unwrap_or_default())));
}
