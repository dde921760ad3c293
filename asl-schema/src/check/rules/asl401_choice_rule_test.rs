//! A choice rule with no test, with two, or with an operator and no `Variable`.

use crate::check::context::ObjectNode;
use crate::diagnostic::{Basis, Diagnostic, Rule, Severity};
use crate::model::{Operator, QueryLanguage};
use crate::spec::{self, Kind, Place};

pub(crate) static RULE: Rule = Rule {
    code: "ASL401",
    name: "choice-rule-test",
    summary: "a choice rule asks exactly one thing",
    basis: Basis::Rejected(Some("SCHEMA_VALIDATION_FAILED")),
    severity: Severity::Error,
    doc: include_str!("../../../docs/rules/ASL401.md"),
};

pub(crate) fn check(node: &ObjectNode<'_, '_>, found: &mut Vec<Diagnostic>) {
    // The model has place for one test; more of them, or one that does not fit, are extra.
    if node.extra.is_empty() && node.fields.iter().any(|(field, _)| field.kind == Kind::Condition) {
        return;
    }
    let is_test =
        |name: &str| matches!(name, "Condition" | "And" | "Or" | "Not") || Operator::from_word(name).is_some();
    let names = node.fields.iter().map(|(field, _)| field.name).chain(node.extra.keys().map(String::as_str));
    let tests: Vec<&str> = names.filter(|name| is_test(name)).collect();
    match tests.as_slice() {
        [] => {
            // An unknown field may be a misspelled operator.
            if node.extra.keys().all(|key| spec::field(Place::ChoiceRule, key).is_some()) {
                found.push(Diagnostic::new(&RULE, node.path(), "the choice rule has no test").with_help(
                    match node.language {
                        Some(QueryLanguage::Jsonata) => "add `Condition` with a `{% … %}` expression",
                        _ => "add `Variable` and an operator such as `StringEquals`",
                    },
                ));
            }
        }
        [only] if Operator::from_word(only).is_some() && !node.has("Variable") => {
            let message = format!("`{only}` needs a `Variable` to compare");
            found.push(
                Diagnostic::new(&RULE, node.path(), message).at_field(*only).with_help("add `Variable` with a path"),
            );
        }
        // The model has no empty path.
        [only] if Operator::from_word(only).is_some() && node.extra.get("Variable").is_some_and(|text| text == "") => {
            let diagnostic = Diagnostic::new(&RULE, node.path().key("Variable"), "`Variable` is empty");
            found.push(diagnostic.with_help("write the path to what is compared"));
        }
        [only] if Operator::from_word(only).is_none() && *only != "Condition" && node.has("Variable") => {
            let message = format!("`Variable` means nothing beside `{only}`");
            let diagnostic = Diagnostic::new(&RULE, node.path(), message).at_field("Variable");
            found.push(diagnostic.with_severity(Severity::Warning).with_help("move it into the rules inside"));
        }
        [_] => {}
        [_, second, ..] => {
            let all: Vec<String> = tests.iter().map(|name| format!("`{name}`")).collect();
            let message = format!("a choice rule has one test, this one has {}: {}", tests.len(), all.join(", "));
            let help = match node.language {
                Some(QueryLanguage::Jsonata) => "keep `Condition` alone",
                _ => "join them with `And` or `Or`",
            };
            found.push(Diagnostic::new(&RULE, node.path(), message).at_field(*second).with_help(help));
        }
    }
}
