//! The corners of the rules that their pages do not show: which codes, at which place, and what stays silent.

mod choices;
mod errors;
mod fields;
mod flow;
mod limits;
mod maps;

use asl_schema::model::StateMachine;
use asl_schema::{Options, Severity, diagnose};
use serde_json::{Value, json};

/// `ASLnnn /place` of each finding; warnings with a `?`.
fn findings(definition: &Value) -> Vec<String> {
    let machine = StateMachine::from(definition.as_object().cloned().unwrap_or_default());
    let print = |diagnostic: asl_schema::Diagnostic| {
        let mark = if diagnostic.severity == Severity::Error { "" } else { "?" };
        format!("{}{mark} {}", diagnostic.code(), diagnostic.focus())
    };
    diagnose(&machine, &Options::standard()).into_iter().map(print).collect()
}

/// A machine of the state `A`, with a state `Z` that it may go to.
fn state(mut fields: Value) -> Value {
    let ends = ["Next", "End", "Choices"].iter().any(|name| fields.get(name).is_some())
        || matches!(fields["Type"].as_str(), Some("Succeed" | "Fail" | "Choice"));
    if !ends {
        fields["End"] = true.into();
    }
    let reach =
        json!({ "Type": "Choice", "Choices": [{ "Variable": "$.a", "IsNull": true, "Next": "A" }], "Default": "Z" });
    json!({ "StartAt": "Start", "States": { "Start": reach, "A": fields, "Z": { "Type": "Succeed" } } })
}

fn task(mut fields: Value) -> Value {
    fields["Type"] = "Task".into();
    fields["Resource"] = "arn:aws:states:::lambda:invoke".into();
    state(fields)
}

fn choice(rule: Value) -> Value {
    state(json!({ "Type": "Choice", "Choices": [rule], "Default": "Z" }))
}

fn map(mut fields: Value) -> Value {
    fields["Type"] = "Map".into();
    if fields.get("ItemProcessor").is_none() {
        fields["ItemProcessor"] = json!({
            "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "EXPRESS" },
            "StartAt": "I",
            "States": { "I": { "Type": "Succeed" } },
        });
    }
    state(fields)
}

fn assert_all(cases: Vec<(&str, Value, Vec<&str>)>) {
    for (name, definition, expected) in cases {
        assert_eq!(findings(&definition), expected, "{name}: {definition}");
    }
}
