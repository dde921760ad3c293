//! A resource that is not known to be wrong and not known to be right.

use crate::check::task::TaskNode;
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

pub(crate) fn check(task: &TaskNode<'_, '_>, found: &mut Vec<Diagnostic>) {
    if let Some(doubt) = task.resource.as_ref().ok().and_then(Resource::doubt) {
        found.push(task.diagnostic(&RULE, &doubt));
    }
}
