//! A word that a field of fixed words does not know.

use crate::check::context::ObjectNode;
use crate::check::rules::one_of;
use crate::diagnostic::{Basis, Diagnostic, Rule, Severity, quoted};
use crate::spec::{self, Kind};
use crate::text::is_placeholder;

pub(crate) static RULE: Rule = Rule {
    code: "ASL110",
    name: "unknown-word",
    summary: "fields of fixed words have one of them",
    basis: Basis::Rejected(Some("SCHEMA_VALIDATION_FAILED")),
    severity: Severity::Error,
    doc: include_str!("../../../docs/rules/ASL110.md"),
};

pub(crate) fn check(node: &ObjectNode<'_, '_>, found: &mut Vec<Diagnostic>) {
    for (key, value) in node.extra {
        let (Some(field), Some(word)) = (spec::field(node.place, key), value.as_str()) else { continue };
        let Kind::Word(words) = field.kind else { continue };
        // In which language a state is written has to be known to say anything about it.
        if is_placeholder(word) && key != "QueryLanguage" {
            continue;
        }
        let message = format!("`{key}` is {}, expected {}", quoted(word), one_of(words));
        found.push(
            Diagnostic::new(&RULE, node.path().key(key), message)
                .suggest(word, words.iter().copied())
                .with_aws_message(format!("Value should be one of the following: [{}]", words.join(", "))),
        );
    }
}
