//! A field that no object of the language has.

use crate::check::context::ObjectNode;
use crate::check::rules::asl106_misplaced_field;
use crate::diagnostic::{Basis, Diagnostic, Rule, Severity, quoted};
use crate::spec::{self, Place};

pub(crate) static RULE: Rule = Rule {
    code: "ASL105",
    name: "unknown-field",
    summary: "every field is one that the language has",
    basis: Basis::Rejected(Some("SCHEMA_VALIDATION_FAILED")),
    severity: Severity::Error,
    doc: include_str!("../../../docs/rules/ASL105.md"),
};

pub(crate) fn check(node: &ObjectNode<'_, '_>, found: &mut Vec<Diagnostic>) {
    for key in node.extra.keys() {
        if spec::field(node.place, key).is_some()
            || key == "Type" && matches!(node.place, Place::State(_))
            || asl106_misplaced_field::homes(node.place, key).next().is_some()
        {
            continue;
        }
        let legal = spec::fields(node.place)
            .filter(|field| node.language.is_none_or(|language| field.language.allows(language)));
        let mut diagnostic =
            Diagnostic::new(&RULE, node.path(), format!("{} has no field {}", node.place, quoted(key)))
                .at_field(key)
                .suggest(key, legal.map(|field| field.name));
        if node.place.is_closed() {
            diagnostic = diagnostic.with_aws_message(format!("Field '{key}' is not supported"));
        } else {
            // AWS adds fields here more often than elsewhere; one we do not know is not surely wrong.
            diagnostic.severity = Severity::Warning;
        }
        if diagnostic.help.is_none() {
            diagnostic = diagnostic.with_help("remove it; put remarks into `Comment`");
        }
        found.push(diagnostic);
    }
}
