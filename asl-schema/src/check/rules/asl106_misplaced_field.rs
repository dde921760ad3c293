//! A field of the language that belongs elsewhere: `Retry` in a Pass state, `End` in a choice rule.

use crate::check::context::ObjectNode;
use crate::diagnostic::{Basis, Diagnostic, Rule, Severity};
use crate::model::StateType;
use crate::spec::{self, Place};

pub(crate) static RULE: Rule = Rule {
    code: "ASL106",
    name: "misplaced-field",
    summary: "every field stands where the language has it",
    basis: Basis::Rejected(Some("SCHEMA_VALIDATION_FAILED")),
    severity: Severity::Error,
    doc: include_str!("../../../docs/rules/ASL106.md"),
};

pub(crate) fn check(node: &ObjectNode<'_, '_>, found: &mut Vec<Diagnostic>) {
    for key in node.extra.keys() {
        if spec::field(node.place, key).is_some() || homes(node.place, key).next().is_none() {
            continue;
        }
        let message = format!("`{key}` is not supported in {}", node.place);
        let diagnostic = Diagnostic::new(&RULE, node.path(), message).at_field(key).with_help(hint(node, key));
        // What AWS says about these objects was not seen.
        found.push(match node.place.is_closed() {
            true => diagnostic.with_aws_message(format!("Field '{key}' is not supported")),
            false => diagnostic.with_severity(Severity::Warning),
        });
    }
}

/// Where else the field is legal.
pub(super) fn homes(place: Place, key: &str) -> impl Iterator<Item = Place> {
    Place::all().filter(move |home| *home != place && spec::field(*home, key).is_some())
}

fn hint(node: &ObjectNode<'_, '_>, key: &str) -> String {
    match (node.place, key) {
        (Place::Branch | Place::Processor, "QueryLanguage") => {
            "set `QueryLanguage` on the states inside; they otherwise follow the state machine".to_owned()
        }
        (Place::State(StateType::Choice), "Next") => "use `Default` for the case that no rule holds".to_owned(),
        (Place::State(StateType::Succeed | StateType::Fail), "Next" | "End") => {
            "remove it; this state always ends".to_owned()
        }
        (Place::State(_), "Catch" | "Retry") => {
            "put the state into a one-branch Parallel, which can retry and catch, or remove it".to_owned()
        }
        (Place::State(StateType::Map), "Arguments") => "use `ItemSelector`".to_owned(),
        (Place::ChoiceRule, "End") => "go to a Succeed state with `Next`".to_owned(),
        _ => {
            let homes: Vec<String> = homes(node.place, key).map(|home| home.to_string()).collect();
            match homes.split_last() {
                Some((last, [])) => format!("it belongs in {last}"),
                Some((last, rest)) => format!("it belongs in {} or {last}", rest.join(", ")),
                None => "remove it".to_owned(),
            }
        }
    }
}
