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
        assert_eq!(StateMachine::from(case.as_object().unwrap().clone()).to_value(), case);
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

fn name() -> impl Strategy<Value = String> {
    prop_oneof!["[A-Z][a-z]{0,6}", Just("States".to_owned()), Just("a/b \"{% 1 %}\" 🦀".to_owned())]
}

fn json_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        (-1e300..1e300).prop_map(Value::from),
        ".{0,6}".prop_map(Value::from),
        Just(json!("{% $states.input %}")),
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..3).prop_map(Value::from),
            prop::collection::vec((name(), inner), 0..3)
                .prop_map(|entries| Value::Object(entries.into_iter().collect())),
        ]
    })
}

fn object() -> impl Strategy<Value = Object> {
    prop::collection::vec((name(), json_value()), 0..3).prop_map(|entries| entries.into_iter().collect())
}

fn amount() -> impl Strategy<Value = Amount> {
    prop_oneof![any::<i32>().prop_map(Amount::from), "[a-z]{1,4}".prop_map(Amount::jsonata)]
}

fn data_path() -> impl Strategy<Value = DataPath> {
    prop_oneof![Just(DataPath::Null), ".{0,5}".prop_map(DataPath::Path)]
}

fn transition() -> impl Strategy<Value = Option<Transition>> {
    prop::option::of(prop_oneof![Just(Transition::End), name().prop_map(Transition::Next)])
}

fn rule() -> impl Strategy<Value = ChoiceRule> {
    let test = prop_oneof![
        Just(Test::Absent),
        any::<bool>().prop_map(|value| Test::Condition(Condition::Literal(value))),
        ".{0,5}".prop_map(|text| Test::Condition(Condition::Expression(text))),
        (name(), prop::sample::select(Operator::ALL), json_value())
            .prop_map(|(variable, operator, operand)| Test::Compare(Comparison { variable, operator, operand })),
    ];
    let leaf = (test, prop::option::of(name()), prop::option::of(json_value()), prop::option::of(object()))
        .prop_map(|(test, next, output, assign)| ChoiceRule { test, next, output, assign, ..ChoiceRule::default() });
    leaf.prop_recursive(3, 6, 2, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 1..3).prop_map(ChoiceRule::and),
            prop::collection::vec(inner.clone(), 1..3).prop_map(ChoiceRule::or),
            inner.prop_map(ChoiceRule::not),
        ]
    })
}

fn handlers() -> impl Strategy<Value = (Vec<Retrier>, Vec<Catcher>)> {
    let jitter = prop::option::of(prop_oneof![Just(JitterStrategy::Full), Just(JitterStrategy::None)]);
    let retrier = (prop::collection::vec(name(), 0..3), 0.0..9.0, jitter).prop_map(|(names, rate, jitter_strategy)| {
        Retrier { jitter_strategy, ..Retrier::new(names).with_backoff_rate(rate).with_max_attempts(3) }
    });
    let catcher =
        (prop::collection::vec(name(), 0..3), name(), prop::option::of(data_path()), prop::option::of(object()))
            .prop_map(|(names, next, result_path, assign)| Catcher {
                result_path,
                assign,
                ..Catcher::new(names, next)
            });
    (prop::collection::vec(retrier, 0..3), prop::collection::vec(catcher, 0..3))
}

fn state() -> impl Strategy<Value = State> {
    let option = || prop::option::of(json_value());
    let task = (name(), option(), prop::option::of(amount()), prop::option::of(object()), handlers(), transition())
        .prop_map(|(resource, parameters, timeout_seconds, credentials, (retry, catch), transition)| {
            Task { resource, parameters, timeout_seconds, credentials, retry, catch, transition, ..Task::default() }
                .into()
        });
    let pass = (option(), prop::option::of(data_path()), prop::option::of(object()), transition()).prop_map(
        |(result, result_path, assign, transition)| {
            Pass { result, result_path, assign, transition, ..Pass::default() }.into()
        },
    );
    let wait = (prop::option::of(amount()), prop::option::of(name()), transition())
        .prop_map(|(seconds, timestamp, transition)| Wait { seconds, timestamp, transition, ..Wait::default() }.into());
    let fail = (prop::option::of(name()), prop::option::of(name()))
        .prop_map(|(error, cause_path)| Fail { error, cause_path, ..Fail::default() }.into());
    let succeed = option().prop_map(|output| Succeed { output, ..Succeed::default() }.into());
    let choice = (prop::collection::vec(rule(), 0..3), prop::option::of(name()))
        .prop_map(|(choices, default)| Choice { choices, default, ..Choice::default() }.into());
    let leaf = prop_oneof![task, pass, wait, fail, succeed, choice];
    leaf.prop_recursive(2, 8, 3, |inner| {
        let states = prop::collection::vec((name(), inner), 1..3)
            .prop_map(|states| states.into_iter().collect::<States>())
            .boxed();
        let parallel = (states.clone(), states.clone(), handlers(), transition()).prop_map(
            |(left, right, (retry, catch), transition)| {
                let branches = [left, right].map(|states| Branch { states, ..Branch::new("A") });
                Parallel { retry, catch, transition, ..Parallel::new(branches) }.into()
            },
        );
        let config = prop::option::of(prop_oneof![Just(ExecutionType::Standard), Just(ExecutionType::Express)]);
        let map = (states, config, prop::option::of(amount()), prop::option::of(name()), transition()).prop_map(
            |(states, execution_type, max_items, label, transition)| {
                let mut processor = ItemProcessor { states, ..ItemProcessor::new("A") };
                if let Some(execution_type) = execution_type {
                    processor = processor.distributed(execution_type);
                }
                let config = ReaderConfig { input_type: Some(InputType::Csv), max_items, ..ReaderConfig::default() };
                let reader = ItemReader::new("r").with_reader_config(config);
                Map { label, transition, item_reader: Some(reader), ..Map::new(processor) }.into()
            },
        );
        prop_oneof![parallel, map]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn generated_machines(states in prop::collection::vec((name(), state()), 1..4), extra in object(), start_at in name()) {
        let extra = extra.into_iter().filter(|(key, _)| key != "States" && key != "Comment").collect();
        let machine = StateMachine { states: states.into_iter().collect(), extra, ..StateMachine::new(start_at) };
        let text = machine.to_json_string();
        let read = read_str(&text);
        prop_assert_eq!(&read.diagnostics, &[]);
        prop_assert_eq!(read.machine.as_ref(), Some(&machine));
        prop_assert_eq!(read.machine.map(|again| again.to_json_string()), Some(text.clone()));
        // Whatever it is, judging it gives an answer, the same one twice.
        prop_assert_eq!(check_str(&text), check_str(&text));
    }
}
