//! A `ResultWriter` that says nothing, or half of where.

use crate::check::context::ObjectNode;
use crate::diagnostic::{Basis, Diagnostic, Rule, Severity};
use crate::model::QueryLanguage;
use crate::spec::Place;

pub(crate) static RULE: Rule = Rule {
    code: "ASL419",
    name: "empty-result-writer",
    summary: "a `ResultWriter` says where or how to write",
    basis: Basis::Rejected(Some("SCHEMA_VALIDATION_FAILED")),
    severity: Severity::Error,
    doc: include_str!("../../../docs/rules/ASL419.md"),
};

/// What `WriterConfig` has, both or neither.
const FORM: [&str; 2] = ["Transformation", "OutputType"];

pub(crate) fn check(node: &ObjectNode<'_, '_>, found: &mut Vec<Diagnostic>) {
    if node.place == Place::WriterConfig {
        // Said to be refused; not seen from AWS itself.
        let [transformation, output_type] = FORM.map(|name| node.has(name));
        if transformation != output_type {
            let (has, lacks) = if transformation { (FORM[0], FORM[1]) } else { (FORM[1], FORM[0]) };
            let diagnostic =
                Diagnostic::new(&RULE, node.path(), format!("`WriterConfig` has `{has}` without `{lacks}`"));
            found.push(diagnostic.with_severity(Severity::Warning).with_help(format!("add `{lacks}`")));
        }
        return;
    }
    let (resource, request) = (node.has("Resource"), node.has("Parameters") || node.has("Arguments"));
    let request_name = if node.language == Some(QueryLanguage::Jsonata) { "Arguments" } else { "Parameters" };
    if !resource && !request && !node.has("WriterConfig") {
        let help = format!("add `WriterConfig`, or `Resource` and `{request_name}`, or remove it");
        found.push(Diagnostic::new(&RULE, node.path(), "the `ResultWriter` is empty").with_help(help));
    } else if resource != request {
        // Documented together; what AWS says to one alone was not seen.
        let (has, lacks) = if resource { ("Resource", request_name) } else { (request_name, "Resource") };
        let message = format!("the `ResultWriter` has `{has}` without `{lacks}`");
        let diagnostic = Diagnostic::new(&RULE, node.path(), message).with_severity(Severity::Warning);
        found.push(diagnostic.with_help(format!("add `{lacks}`")));
    }
}
