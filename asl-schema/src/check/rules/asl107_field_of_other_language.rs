//! A JSONPath field in a JSONata state, or the other way round.

use crate::check::context::ObjectNode;
use crate::diagnostic::{Basis, Diagnostic, Rule, Severity};
use crate::model::{QueryLanguage, StateType};
use crate::spec::{self, Place};

pub(crate) static RULE: Rule = Rule {
    code: "ASL107",
    name: "field-of-other-language",
    summary: "every field belongs to the query language of its state",
    basis: Basis::Rejected(Some("SCHEMA_VALIDATION_FAILED")),
    severity: Severity::Error,
    doc: include_str!("../../../docs/rules/ASL107.md"),
};

pub(crate) fn check(node: &ObjectNode<'_, '_>, found: &mut Vec<Diagnostic>) {
    let Some(language) = node.language else { return };
    // AWS says nothing about the fields of a state whose language is refused as such.
    if node.context.language == QueryLanguage::Jsonata && language == QueryLanguage::JsonPath {
        return;
    }
    let present = node.fields.iter().map(|(field, _)| *field);
    let kept = node.extra.keys().filter_map(|key| spec::field(node.place, key));
    for field in present.chain(kept) {
        if field.language.allows(language) {
            continue;
        }
        let other = match language {
            QueryLanguage::JsonPath => QueryLanguage::Jsonata,
            QueryLanguage::Jsonata => QueryLanguage::JsonPath,
        };
        let message = format!(
            "`{}` is a {} field, but the query language here is {}",
            field.name,
            other.as_str(),
            language.as_str()
        );
        found.push(
            Diagnostic::new(&RULE, node.path(), message)
                .at_field(field.name)
                .with_help(hint(node.place, field.name, language))
                .with_aws_message(format!(
                    "The QueryLanguage is set to '{}', but field '{}' is only supported for the '{}' QueryLanguage",
                    language.as_str(),
                    field.name,
                    other.as_str()
                )),
        );
    }
}

/// What to write instead.
fn hint(place: Place, field: &str, language: QueryLanguage) -> String {
    let known = match language {
        QueryLanguage::Jsonata => in_jsonata(place, field),
        QueryLanguage::JsonPath => in_jsonpath(place, field),
    };
    match (known, field.strip_suffix("Path")) {
        (Some(hint), _) => hint.to_owned(),
        (None, Some(plain)) if language == QueryLanguage::Jsonata && spec::field(place, plain).is_some() => {
            format!("use `{plain}` with a `{{% … %}}` expression")
        }
        _ if language == QueryLanguage::Jsonata => "compute it in `Output`, `Assign` or `Arguments`".to_owned(),
        _ => "set `\"QueryLanguage\": \"JSONata\"` on the state or the machine".to_owned(),
    }
}

fn in_jsonata(place: Place, field: &str) -> Option<&'static str> {
    Some(match (place, field) {
        (Place::State(StateType::Map), "Parameters") => "use `ItemSelector`",
        (Place::State(StateType::Pass), "Parameters" | "Result") => "use `Output`",
        (_, "Parameters") => "use `Arguments`",
        (_, "ResultSelector") => "build the result in `Output` from `$states.result`",
        (_, "ResultPath") => "merge in `Output`, or keep the result in a variable with `Assign`",
        (_, "OutputPath") => "use `Output`",
        (_, "InputPath") => "read `$states.input` where the value is needed",
        (_, "ItemsPath") => "use `Items`",
        (Place::ChoiceRule, "And" | "Or" | "Not") => "use `Condition` with `and`, `or`, `$not(…)`",
        (Place::ChoiceRule, _) => "use `Condition` with a `{% … %}` expression",
        _ => return None,
    })
}

fn in_jsonpath(place: Place, field: &str) -> Option<&'static str> {
    Some(match (place, field) {
        (_, "Arguments") => "use `Parameters`, or set `\"QueryLanguage\": \"JSONata\"` on the state or the machine",
        (Place::Catcher, "Output") => {
            "use `ResultPath`, or set `\"QueryLanguage\": \"JSONata\"` on the state or the machine"
        }
        (Place::State(StateType::Pass), "Output") => {
            "use `Parameters`, or set `\"QueryLanguage\": \"JSONata\"` on the state or the machine"
        }
        (Place::State(StateType::Task | StateType::Map | StateType::Parallel), "Output") => {
            "use `ResultSelector` and `ResultPath`, or set `\"QueryLanguage\": \"JSONata\"` on the state or the machine"
        }
        (_, "Items") => "use `ItemsPath`, or set `\"QueryLanguage\": \"JSONata\"` on the state or the machine",
        (_, "Condition") => {
            "use `Variable` and an operator, or set `\"QueryLanguage\": \"JSONata\"` on the state or the machine"
        }
        _ => return None,
    })
}
