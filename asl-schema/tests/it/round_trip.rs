//! Reading and writing lose nothing: on recorded definitions, on the seeds, on generated machines.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test says what it expects by panicking"
)]

use std::path::{Path, PathBuf};

use asl_schema::model::*;
use asl_schema::{Options, Report, read_str};

fn check_str(text: &str) -> Report {
    asl_schema::check_str(text, &Options::standard())
}
use proptest::prelude::*;

use crate::generate;
use serde_json::{Value, json};

/// A folder beside the workspace, where there is one; says so and gives nothing where there is none.
fn beside_workspace(name: &str) -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared").join(name);
    if !folder.is_dir() {
        println!("skipped: {} is not there", folder.display());
        return None;
    }
    Some(folder)
}

fn assert_round_trip(name: &str, text: &str) {
    let read = read_str(text);
    let machine = read.machine.unwrap_or_else(|| panic!("{name}: {:?}", read.diagnostics));
    let value: Value = serde_json::from_str(text).unwrap();
    assert_eq!(machine.to_value(), value, "{name}");
    let written = machine.to_json_string();
    assert_eq!(read_str(&written).machine.as_ref(), Some(&machine), "{name}");
    assert!(written.ends_with("}\n"), "{name}");
}

#[test]
fn recorded_definitions() {
    let Some(folder) = beside_workspace("conformance") else { return };
    let (mut valid, mut refused, mut invalid) = (0, 0, 0);
    for line in std::fs::read_to_string(folder.join("definitions.jsonl")).unwrap().lines() {
        let case: Value = serde_json::from_str(line).unwrap();
        let (name, file) = (case["name"].as_str().unwrap(), case["file"].as_str().unwrap());
        let text = std::fs::read_to_string(folder.join(file)).unwrap();
        if case["expected"] == "valid" {
            valid += 1;
            assert_round_trip(name, &text);
            let report = check_str(&text);
            if report.has_errors() {
                panic!("{name} is a false alarm:\n{report}");
            }
        } else {
            invalid += 1;
            refused += usize::from(check_str(&text).has_errors());
            // What is refused is kept all the same.
            if serde_json::from_str::<Value>(&text).is_ok_and(|value| value.is_object()) {
                assert_round_trip(name, &text);
            }
        }
    }
    println!("{valid} valid definitions without a false alarm; {refused} of {invalid} invalid ones refused");
    assert!(valid > 200 && refused >= 46, "{valid} {refused}");
}

#[test]
fn seeds() {
    let Some(folder) = beside_workspace("seeds") else { return };
    let mut machines = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if name.ends_with(".asl.json") {
            machines += 1;
            let text = std::fs::read_to_string(&path).unwrap();
            assert_round_trip(&name, &text);
            assert!(!check_str(&text).has_errors(), "{name}");
        }
    }
    assert!(machines >= 3, "{machines}");
}

/// What is wrong is kept too: each of these reads, and writes the same value again.
#[test]
fn defects_survive() {
    let state = |state: Value| json!({ "StartAt": "A", "States": { "A": state, "B": { "Type": "Succeed" } } });
    let cases = [
        json!({}),
        json!({ "StartAt": 1, "States": [] }),
        json!({ "StartAt": "A", "States": {} }),
        json!({ "StartAt": "A", "States": { "A": 1, "B": { "Type": "Tusk", "Next": "C" }, "C": { "Type": "Pass", "End": true } } }),
        state(json!({ "Type": "Pass", "Next": "B", "End": true })),
        state(json!({ "Type": "Pass", "End": false })),
        state(json!({ "Type": "Pass", "End": "true", "Next": null })),
        json!({ "StartAt": "", "States": { "A": { "Type": "Task", "Resource": "", "End": true } } }),
        state(json!({ "Type": "Choice", "Choices": [{ "Variable": "", "IsNull": true, "Next": "" }], "Default": "" })),
        state(
            json!({ "Type": "Task", "Resource": 1, "Retry": [], "Catch": [1], "Parameters": null, "InputPath": null }),
        ),
        state(
            json!({ "Type": "Task", "TimeoutSeconds": 1.0, "HeartbeatSeconds": "9", "Retry": [{ "BackoffRate": 2 }, { "BackoffRate": 2.0 }] }),
        ),
        state(
            json!({ "Type": "Choice", "Choices": [{ "Variable": "$.a", "IsNull": true, "IsPresent": true, "And": [] }] }),
        ),
        state(
            json!({ "Type": "Choice", "Choices": [{ "And": [{ "Not": 1 }], "Variable": "$.a" }, { "Condition": 1 }, { "Condition": true }, {}] }),
        ),
        state(
            json!({ "Type": "Choice", "Choices": [{ "NumericEquals": 1, "Variable": "$.a", "Next": "B" }], "Default": 5 }),
        ),
        state(
            json!({ "Type": "Map", "ItemProcessor": { "ProcessorConfig": { "Mode": "X" } }, "Iterator": 1, "ItemBatcher": {} }),
        ),
        state(json!({ "Type": "Parallel", "Branches": [{}, { "StartAt": "X", "States": { "X": {} } }] })),
    ];
    for case in cases {
        let machine = StateMachine::from(case.as_object().unwrap().clone());
        assert_eq!(machine.to_value(), case);
        assert_eq!(read_str(&case.to_string()).machine, Some(machine));
    }
}

/// A text is read state by state; what comes out is what its value gives, the order of unknown fields included. Of a key that is written
/// twice the last value counts, wherever it stands, and the reader says so once.
#[test]
fn a_text_gives_what_its_value_gives() {
    let many: Vec<String> = (0..40).map(|index| format!(r#""k{}":{index}"#, index % 39)).collect();
    let many = format!(r#"{{"States":{{"A":{{"Type":"Pass","Result":{{{}}}}}}}}}"#, many.join(","));
    let cases = [
        (0, r#"{"Zeta":1,"States":{"A":1,"B":{"Type":"Fail"},"C":[]},"Alpha":[]}"#),
        (0, r#"{"States":{"A":{"Next":"B","Type":"Choice","Choices":[{"Zeta":1,"Variable":"$.a","Alpha":2}]}}}"#),
        (1, r#"{"StartAt":"A","StartAt":"B","States":{}}"#),
        (1, r#"{"St\u0061rtAt":"A","Zeta":1,"StartAt":"B","States":{}}"#),
        (1, r#"{"States":{"A":{"Type":"Fail"},"B":{"Type":"Fail"},"A":{"Type":"Pass","End":true}}}"#),
        (1, r#"{"States":{"A":{"Type":"Fail"},"A":1}}"#),
        (1, r#"{"States":{"A":1,"A":{"Type":"Fail"}}}"#),
        (1, r#"{"States":{"A":1,"A":2}}"#),
        (1, r#"{"States":{"A":{"Type":"Fail"}},"Zeta":1,"States":{"B":{"Type":"Fail"}}}"#),
        (1, r#"{"States":{"A":{"Type":"Pass","Type":"Fail","Cause":"c"}}}"#),
        (1, r#"{"States":{"A":{"Type":"Pass","Result":{"k":1,"l":2,"k":3}}}}"#),
        (1, many.as_str()),
    ];
    for (doubled, text) in cases {
        let read = read_str(text);
        let value: Object = serde_json::from_str(text).unwrap();
        assert_eq!(read.machine.unwrap().to_json_string(), StateMachine::from(value).to_json_string(), "{text}");
        assert_eq!(read.diagnostics.iter().map(|found| found.code()).collect::<Vec<_>>(), vec!["ASL104"; doubled]);
    }
}

#[test]
fn key_order_is_fixed_and_payload_order_kept() {
    let text = r#"{"States":{"B":{"End":true,"Parameters":{"z":1,"a":{"y":1,"b":2}},"Resource":"r","Type":"Task"}},"StartAt":"B","Comment":"c","Zeta":1,"Alpha":2}"#;
    let expected = r#"{
  "Comment": "c",
  "StartAt": "B",
  "States": {
    "B": {
      "Type": "Task",
      "Resource": "r",
      "Parameters": {
        "z": 1,
        "a": {
          "y": 1,
          "b": 2
        }
      },
      "End": true
    }
  },
  "Zeta": 1,
  "Alpha": 2
}
"#;
    assert_eq!(read_str(text).machine.unwrap().to_json_string(), expected);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn generated_machines(machine in generate::machine()) {
        let text = machine.to_json_string();
        let read = read_str(&text);
        prop_assert_eq!(&read.diagnostics, &[]);
        prop_assert_eq!(read.machine.as_ref(), Some(&machine));
        prop_assert_eq!(read.machine.map(|again| again.to_json_string()), Some(text.clone()));
        // Whatever it is, judging it gives an answer, the same one twice.
        prop_assert_eq!(check_str(&text), check_str(&text));
    }
}
