//! The JSON Schema as a second opinion: what it says of a definition, and what the checker says. They share the table of fields and nothing
//! else: the schema is judged by the `jsonschema` crate. Where they differ, `ledger.rs` says why.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test says what it expects by panicking"
)]

mod documents;
#[path = "../../../asl-schema/tests/it/generate/mod.rs"]
mod generate;
mod ledger;
mod mutate;
mod opinions;

use std::collections::BTreeSet;

use asl_schema::schema::validate;
use opinions::{Agreement, Opinions};
use proptest::prelude::*;
use serde_json::Value;

#[test]
fn the_schema_is_one() {
    jsonschema::draft202012::meta::validate(&asl_schema::schema::json_schema()).unwrap();
}

/// What the schema shows as examples, what examples emit, what the rules' pages let pass, what was written by hand.
#[test]
fn good_definitions_pass() {
    let schema = asl_schema::schema::json_schema();
    let shown = schema["examples"].as_array().unwrap().iter().map(Value::to_string);
    let mut documents: Vec<(String, String)> =
        shown.map(|text| ("an example of the schema".to_owned(), text)).collect();
    let emitted = documents::emitted();
    assert!(emitted.len() >= 14, "{}", emitted.len());
    documents.extend(emitted);
    documents.extend(documents::good());
    assert!(documents.len() > 50, "{}", documents.len());
    for (name, text) in documents {
        let opinions = Opinions::of(&text);
        assert_eq!(opinions.violations, [], "{name}");
        assert_eq!(opinions.errors, [], "{name}");
    }
}

/// What the rules' pages show as wrong, and all that they show with one thing changed. Every rule that a schema can express is met, and every
/// entry of the ledger.
#[test]
fn bad_definitions_are_refused() {
    let mut tally = ledger::Tally::default();
    let mut refused_by_both = BTreeSet::new();
    let mut judge = |name: &str, text: &str| {
        let opinions = tally.add(name, text);
        if opinions.agreement() == Agreement::Refused {
            assert!(
                opinions.errors.iter().any(|error| opinions.is_excused(error) || opinions.is_shared(error)),
                "{name}: refused, but for different places\n{opinions:#?}"
            );
            refused_by_both.extend(opinions.errors.iter().map(|error| error.code));
        }
    };
    for (name, text) in documents::of_rules("Fails") {
        judge(&name, &text);
    }
    for (name, text) in documents::good() {
        // What one change does to a large text it does to a small one.
        if text.len() < 10_000 {
            let definition: Value = serde_json::from_str(&text).unwrap();
            mutate::each(&definition, &mut |change, changed| judge(&format!("{name}, {change}"), &changed.to_string()));
        }
    }
    tally.print("definitions of the rules' pages and their changes");
    for code in ledger::EXPRESSED {
        assert!(refused_by_both.contains(code), "{code}: no change met it");
    }
    tally.assert_all_used();
}

/// The reader refuses what nests more deeply; up to there the schema is followed without exhausting the stack, and beyond not at all.
#[test]
fn deep_definitions() {
    let nested = |depth: usize| {
        let mut rule = serde_json::json!({ "Variable": "$.a", "IsNull": true });
        for _ in 0..depth {
            rule = Value::Object([("Not".to_owned(), rule)].into_iter().collect());
        }
        rule["Next"] = "B".into();
        let mut machine = serde_json::json!({
            "StartAt": "A", "States": { "A": { "Type": "Choice", "Choices": [] }, "B": { "Type": "Succeed" } }
        });
        machine["States"]["A"]["Choices"] = Value::Array(vec![rule]);
        machine
    };
    assert_eq!(validate(&nested(120)), []);
    assert!(validate(&nested(2_000))[0].message.contains("nest"));
}

/// Recorded definitions, where they lie beside the workspace.
#[test]
fn recorded_definitions() {
    let Some(recorded) = documents::recorded() else { return };
    let mut tally = ledger::Tally::default();
    for (name, text, valid) in recorded {
        let opinions = tally.add(&name, &text);
        if valid {
            assert_eq!(opinions.violations, [], "{name}");
        }
    }
    tally.print("recorded definitions");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    /// Most have several defects, so the two agree that they are wrong; when one of them is silent, the ledger says why.
    #[test]
    fn generated_machines(machine in generate::machine()) {
        ledger::Tally::default().add("generated", &machine.to_json_string());
    }
}
