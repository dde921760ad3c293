//! A resource that is not known to be wrong and not known to be right.

use super::asl601_invalid_resource::{diagnostic, text_of};
use crate::check::context::ObjectNode;
use crate::diagnostic::{Basis, Diagnostic, Rule, Severity};
use crate::resource::{Defect, Resource};

pub(crate) static RULE: Rule = Rule {
    code: "ASL605",
    name: "doubtful-resource",
    summary: "a resource is one that is known",
    basis: Basis::ProbablyUnintended,
    severity: Severity::Warning,
    doc: include_str!("../../../docs/rules/ASL605.md"),
};

pub(crate) fn check(node: &ObjectNode<'_, '_>, found: &mut Vec<Diagnostic>) {
    let Some(text) = text_of(node) else { return };
    let doubt = match Resource::parse(text) {
        Ok(resource) => resource.doubt(),
        // Lambda is asked when the task runs.
        Err(error) => Some(error).filter(|error| error.defect == Defect::FunctionName),
    };
    if let Some(doubt) = doubt {
        found.push(diagnostic(&RULE, node, doubt));
    }
}
