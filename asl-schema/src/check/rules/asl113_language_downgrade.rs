//! A JSONPath state in a JSONata machine.

use crate::check::context::ObjectNode;
use crate::diagnostic::{Basis, Diagnostic, Rule, Severity};
use crate::model::QueryLanguage;
use crate::path::Path;

pub(crate) static RULE: Rule = Rule {
    code: "ASL113",
    name: "language-downgrade",
    summary: "no state of a JSONata machine is JSONPath",
    basis: Basis::Rejected(Some("SCHEMA_VALIDATION_FAILED")),
    severity: Severity::Error,
    doc: include_str!("../../../docs/rules/ASL113.md"),
};

pub(crate) fn check(node: &ObjectNode<'_, '_>, found: &mut Vec<Diagnostic>) {
    if node.context.language == QueryLanguage::Jsonata && node.language == Some(QueryLanguage::JsonPath) {
        let message = "a state cannot be JSONPath when the state machine is JSONata";
        let help =
            "rewrite the state in JSONata, or make the state machine JSONPath and set JSONata on the other states";
        let machine = Path::root().key("QueryLanguage");
        found.push(
            Diagnostic::new(&RULE, node.path(), message)
                .at_field("QueryLanguage")
                .with_label(machine, "the state machine is JSONata")
                .with_help(help)
                .with_aws_message("'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine"),
        );
    }
}
