//! An `ItemReader` with a resource that cannot read items.

use crate::check::context::ObjectNode;
use crate::diagnostic::{Basis, Diagnostic, Rule, Severity, quoted};
use crate::spec::View;
use crate::text::is_placeholder;

pub(crate) static RULE: Rule = Rule {
    code: "ASL416",
    name: "reader-resource",
    summary: "an `ItemReader` reads from S3",
    basis: Basis::Rejected(Some("SCHEMA_VALIDATION_FAILED")),
    severity: Severity::Error,
    doc: include_str!("../../../docs/rules/ASL416.md"),
};

pub(crate) fn check(node: &ObjectNode<'_, '_>, found: &mut Vec<Diagnostic>) {
    let Some(View::Text(resource)) = node.get("Resource") else { return };
    if !is_placeholder(resource) && !resource.ends_with(":s3:getObject") && !resource.ends_with(":s3:listObjectsV2") {
        let message = format!("{} cannot read items", quoted(resource));
        let help = "use `arn:aws:states:::s3:getObject` or `arn:aws:states:::s3:listObjectsV2`";
        found.push(Diagnostic::new(&RULE, node.path().key("Resource"), message).with_help(help));
    }
}
