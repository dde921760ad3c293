//! A resource that is not known to be wrong and not known to be right.

use super::asl601_invalid_resource::{diagnostic, text_of};
use crate::check::context::ObjectNode;
use crate::diagnostic::{Basis, Diagnostic, Rule, Severity};
use crate::resource::Resource;

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
    if let Some(doubt) = Resource::parse(text).ok().and_then(|resource| resource.doubt()) {
        found.push(diagnostic(&RULE, node, doubt));
    }
}
