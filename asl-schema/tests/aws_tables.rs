//! What AWS was measured saying about definitions, case by case: the code, and the place it names.
//!
//! One rule of ours can stand for several sentences of AWS; compared are AWS's code and `location`.

#![expect(clippy::unwrap_used, reason = "a test says what it expects by panicking")]

use asl_schema::model::StateMachine;
use asl_schema::{Basis, Options, diagnose};
use serde_json::{Value, json};

fn machine(value: Value) -> StateMachine {
    StateMachine::from(value.as_object().unwrap().clone())
}

/// `CODE at LOCATION` of each error, as AWS would print it.
fn verdict(value: Value) -> Vec<String> {
    let errors = diagnose(&machine(value), &Options::standard()).into_iter().filter(|diagnostic| diagnostic.is_error());
    let print = |diagnostic: asl_schema::Diagnostic| match diagnostic.rule.basis {
        Basis::Rejected(Some(code)) => format!("{code} at {}", diagnostic.path),
        basis => format!("{basis} at {}", diagnostic.path),
    };
    errors.map(print).collect()
}

fn flow(states: Value) -> Value {
    let start = states.as_object().unwrap().keys().next().unwrap().clone();
    json!({ "StartAt": start, "States": states })
}

fn task(fields: Value) -> Value {
    let mut state = json!({ "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke" });
    state.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    state
}

#[test]
fn transitions() {
    let pass = |next: &str| json!({ "Type": "Pass", "Next": next });
    let end = json!({ "Type": "Pass", "End": true });
    let done = json!({ "Type": "Succeed" });
    let choice =
        json!({ "Type": "Choice", "Choices": [{ "Variable": "$.a", "IsNull": true, "Next": "NOPE" }], "Default": "D" });
    let map = |processor: Value| flow(json!({ "M": { "Type": "Map", "ItemProcessor": processor, "End": true } }));
    let parallel = |branch: Value| flow(json!({ "P": { "Type": "Parallel", "Branches": [branch], "End": true } }));
    let missing = |at: &str| format!("MISSING_TRANSITION_TARGET at {at}");
    let no_end = "MISSING_END_STATE at /".to_owned();
    let cases = [
        ("a loop", flow(json!({ "A": pass("B"), "B": pass("A") })), vec![no_end.clone()]),
        (
            "a loop and a state nothing goes to",
            flow(json!({ "A": pass("B"), "B": pass("A"), "C": pass("A") })),
            vec![no_end.clone()],
        ),
        (
            "a loop and an unreachable end",
            flow(json!({ "A": pass("B"), "B": pass("A"), "C": end })),
            vec![missing("/States/C")],
        ),
        ("a lone dangling Next", flow(json!({ "A": pass("NOPE") })), vec![missing("/States/A/Next"), no_end]),
        ("a choice", flow(json!({ "C": choice, "D": done })), vec![missing("/States/C/Choices[0]/Next")]),
        (
            "a default",
            flow(
                json!({ "A": { "Type": "Choice", "Choices": [{ "Variable": "$.a", "IsNull": true, "Next": "D" }], "Default": "NOPE" }, "D": done }),
            ),
            vec![missing("/States/A/Default")],
        ),
        (
            "a catcher",
            flow(
                json!({ "T": task(json!({ "Catch": [{ "ErrorEquals": ["States.ALL"], "Next": "NOPE" }], "End": true })) }),
            ),
            vec![missing("/States/T/Catch[0]/Next")],
        ),
        // AWS also calls every state unreachable; the cause is enough.
        ("StartAt", json!({ "StartAt": "Nope", "States": { "A": end } }), vec![missing("/StartAt")]),
        (
            "StartAt of a processor",
            map(json!({ "StartAt": "Nope", "States": { "A": end } })),
            vec![missing("/States/M/ItemProcessor/StartAt")],
        ),
        (
            "an unreachable state of a processor",
            map(json!({ "StartAt": "A", "States": { "A": end, "Ghost": end } })),
            vec![missing("/States/M/ItemProcessor/States/Ghost")],
        ),
        (
            "an unreachable state of a branch",
            parallel(json!({ "StartAt": "A", "States": { "A": end, "Ghost": end } })),
            vec![missing("/States/P/Branches[0]/States/Ghost")],
        ),
        (
            "a loop inside a processor",
            map(json!({ "StartAt": "A", "States": { "A": pass("B"), "B": pass("A") } })),
            vec![],
        ),
        (
            "a missing target and what it would have reached",
            flow(json!({ "pass1": pass("pass3"), "pass2": end })),
            vec![missing("/States/pass1/Next"), missing("/States/pass2")],
        ),
    ];
    for (name, definition, expected) in cases {
        assert_eq!(verdict(definition), expected, "{name}");
    }
}

/// `TimeoutSeconds`, `Retry` and `Catch` in each state type that has none of them.
#[test]
fn fields_of_other_state_types() {
    let states = [
        json!({ "Type": "Pass", "End": true }),
        json!({ "Type": "Wait", "Seconds": 1, "End": true }),
        json!({ "Type": "Choice", "Choices": [{ "Variable": "$.a", "IsNull": true, "Next": "Z" }], "Default": "Z" }),
        json!({ "Type": "Succeed" }),
        json!({ "Type": "Fail" }),
        json!({ "Type": "Map", "ItemProcessor": { "StartAt": "I", "States": { "I": { "Type": "Succeed" } } }, "End": true }),
        json!({ "Type": "Parallel", "Branches": [{ "StartAt": "I", "States": { "I": { "Type": "Succeed" } } }], "End": true }),
    ];
    let handlers = [
        ("Catch", json!([{ "ErrorEquals": ["States.ALL"], "Next": "Z" }])),
        ("Retry", json!([{ "ErrorEquals": ["States.ALL"] }])),
    ];
    let mut cells = 0;
    for state in &states {
        let has_handlers = matches!(state["Type"].as_str(), Some("Map" | "Parallel"));
        let fields =
            [("TimeoutSeconds", json!(5))].into_iter().chain(if has_handlers { vec![] } else { handlers.to_vec() });
        for (field, value) in fields {
            let mut state = state.clone();
            state[field] = value;
            let reach = json!({ "Type": "Choice", "Choices": [{ "Variable": "$.a", "IsNull": true, "Next": "S" }], "Default": "Z" });
            let definition =
                json!({ "StartAt": "R", "States": { "R": reach, "S": state, "Z": { "Type": "Succeed" } } });
            assert_eq!(verdict(definition), ["SCHEMA_VALIDATION_FAILED at /States/S"], "{field} in {}", state["Type"]);
            cells += 1;
        }
    }
    assert_eq!(cells, 17);
}

#[test]
fn query_languages() {
    let schema = |at: &str| vec![format!("SCHEMA_VALIDATION_FAILED at {at}")];
    let pass = |fields: Value| {
        let mut state = json!({ "Type": "Pass", "End": true });
        state.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
        state
    };
    let top =
        |language: Value, state: Value| json!({ "QueryLanguage": language, "StartAt": "X", "States": { "X": state } });
    let map = |own: Value, processor: Value, inner: Value| {
        let mut processor = processor;
        processor["StartAt"] = "P".into();
        processor["States"] = json!({ "P": inner });
        let mut state = json!({ "Type": "Map", "ItemProcessor": processor, "End": true });
        state.as_object_mut().unwrap().extend(own.as_object().unwrap().clone());
        json!({ "StartAt": "M", "States": { "M": state } })
    };
    let cases = [
        ("wrong case", top(json!("jsonpath"), pass(json!({}))), schema("/QueryLanguage")),
        ("no string", top(json!(1), pass(json!({}))), schema("/QueryLanguage")),
        (
            "wrong case on a state",
            top(json!("JSONPath"), pass(json!({ "QueryLanguage": "JsonPath" }))),
            schema("/States/X/QueryLanguage"),
        ),
        // A language that does not exist counts as JSONata, so a JSONPath field is wrong on top.
        (
            "an unknown language makes it JSONata",
            top(json!("JSONPath"), pass(json!({ "QueryLanguage": "X", "Parameters": {} }))),
            [schema("/States/X"), schema("/States/X/QueryLanguage")].concat(),
        ),
        (
            "a downgrade, its fields not reported",
            top(json!("JSONata"), pass(json!({ "QueryLanguage": "JSONPath", "Output": 1 }))),
            schema("/States/X"),
        ),
        ("an upgrade", top(json!("JSONPath"), pass(json!({ "QueryLanguage": "JSONata", "Output": 1 }))), vec![]),
        ("the same again", top(json!("JSONata"), pass(json!({ "QueryLanguage": "JSONata" }))), vec![]),
        ("Output in JSONPath", top(json!("JSONPath"), pass(json!({ "Output": 1 }))), schema("/States/X")),
        ("Assign in both", top(json!("JSONata"), pass(json!({ "Assign": { "a": 1 } }))), vec![]),
        (
            "inside a Map",
            map(json!({}), json!({}), pass(json!({ "Output": 1 }))),
            schema("/States/M/ItemProcessor/States/P"),
        ),
        (
            "inside a JSONata Map all the same",
            map(json!({ "QueryLanguage": "JSONata" }), json!({}), pass(json!({ "Output": 1 }))),
            schema("/States/M/ItemProcessor/States/P"),
        ),
        (
            "the fields of the Map itself",
            map(json!({ "QueryLanguage": "JSONata", "Items": [1] }), json!({}), pass(json!({}))),
            vec![],
        ),
        (
            "on a processor",
            map(json!({}), json!({ "QueryLanguage": "JSONata" }), pass(json!({}))),
            schema("/States/M/ItemProcessor"),
        ),
    ];
    for (name, definition, expected) in cases {
        assert_eq!(verdict(definition), expected, "{name}");
    }
    for field in ["InputPath", "OutputPath", "ResultPath", "Parameters", "Result"] {
        assert_eq!(verdict(top(json!("JSONata"), pass(json!({ field: "$.a" })))), schema("/States/X"), "{field}");
    }
    for field in ["ResultSelector", "ItemsPath", "MaxConcurrencyPath"] {
        let state = json!({ "Type": "Map", field: "$.a", "ItemProcessor": { "StartAt": "P", "States": { "P": pass(json!({})) } }, "End": true });
        assert_eq!(verdict(top(json!("JSONata"), state)), schema("/States/X"), "{field}");
    }
}

#[test]
fn numbers_of_a_map() {
    let map = |fields: Value| {
        let processor = json!({
            "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "STANDARD" },
            "StartAt": "P",
            "States": { "P": { "Type": "Succeed" } },
        });
        let mut state = json!({ "Type": "Map", "ItemProcessor": processor, "End": true });
        state.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
        verdict(json!({ "StartAt": "M", "States": { "M": state } }))
    };
    let reader = |config: Value| json!({ "ItemReader": { "Resource": "arn:aws:states:::s3:getObject", "ReaderConfig": config } });
    let refused = [
        (json!({ "MaxConcurrency": -1 }), "/States/M/MaxConcurrency"),
        (json!({ "ToleratedFailureCount": -1 }), "/States/M/ToleratedFailureCount"),
        (json!({ "ToleratedFailurePercentage": -0.5 }), "/States/M/ToleratedFailurePercentage"),
        (json!({ "ToleratedFailurePercentage": 100.5 }), "/States/M/ToleratedFailurePercentage"),
        (json!({ "ItemBatcher": { "MaxItemsPerBatch": -1 } }), "/States/M/ItemBatcher/MaxItemsPerBatch"),
        (json!({ "ItemBatcher": { "MaxInputBytesPerBatch": -1 } }), "/States/M/ItemBatcher/MaxInputBytesPerBatch"),
        (reader(json!({ "MaxItems": 100_000_001 })), "/States/M/ItemReader/ReaderConfig/MaxItems"),
        (reader(json!({ "InputType": "XML" })), "/States/M/ItemReader/ReaderConfig/InputType"),
        (json!({ "ItemReader": { "Resource": "arn:aws:states:::sqs:sendMessage" } }), "/States/M/ItemReader/Resource"),
        (reader(json!({ "MaxItems": 1, "MaxItemsPath": "$.n" })), "/States/M/ItemReader/ReaderConfig"),
    ];
    for (fields, place) in refused {
        assert_eq!(map(fields.clone()), [format!("SCHEMA_VALIDATION_FAILED at {place}")], "{fields}");
    }
    let accepted = [
        json!({ "MaxConcurrency": 99_999_999_999_u64 }),
        json!({ "ToleratedFailurePercentage": 0.5 }),
        json!({ "ToleratedFailurePercentage": 100 }),
        reader(json!({ "MaxItems": 100_000_000 })),
    ];
    for fields in accepted {
        assert!(map(fields.clone()).is_empty(), "{fields}");
    }
}

#[test]
fn the_rest_of_the_tables() {
    let schema = |at: &str| vec![format!("SCHEMA_VALIDATION_FAILED at {at}")];
    let end = json!({ "Type": "Pass", "End": true });
    let inner = |more: Value| {
        let mut scope = json!({ "StartAt": "I", "States": { "I": end } });
        scope.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        scope
    };
    let jsonata = json!({ "QueryLanguage": "JSONata" });
    let map = |fields: Value| {
        let mut state = json!({ "Type": "Map", "End": true });
        state.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
        flow(json!({ "M": state }))
    };
    let distributed = inner(json!({ "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "STANDARD" } }));
    let batcher = json!({ "QueryLanguage": "JSONata", "ItemProcessor": distributed, "ItemBatcher": { "MaxItemsPerBatchPath": "$.n" } });
    let both = json!({ "ItemProcessor": inner(json!({})), "MaxConcurrency": 1, "MaxConcurrencyPath": "$.n" });
    let wait = |timestamp: &str| flow(json!({ "W": { "Type": "Wait", "Timestamp": timestamp, "End": true } }));
    let cases = [
        ("no StartAt", json!({ "States": { "A": end } }), schema("/")),
        ("no States", json!({ "StartAt": "A" }), schema("/")),
        ("a language on an iterator", map(json!({ "Iterator": inner(jsonata.clone()) })), schema("/States/M/Iterator")),
        (
            "a language on a branch",
            flow(json!({ "P": { "Type": "Parallel", "Branches": [inner(jsonata.clone())], "End": true } })),
            schema("/States/P/Branches[0]"),
        ),
        (
            "no branches",
            flow(json!({ "P": { "Type": "Parallel", "Branches": [], "End": true } })),
            schema("/States/P/Branches"),
        ),
        (
            "a reader in an inline Map",
            map(
                json!({ "ItemProcessor": inner(json!({})), "ItemReader": { "Resource": "arn:aws:states:::s3:getObject" } }),
            ),
            vec![],
        ),
        ("a path of a batcher in JSONata", map(batcher), schema("/States/M/ItemBatcher")),
        ("a number and its path", map(both), schema("/States/M")),
        (
            "three at once",
            flow(json!({ "A": { "Type": "Pass", "TimeoutSeconds": 1, "Catch": [], "Retry": [], "End": true } })),
            vec![schema("/States/A").concat(); 3],
        ),
        (
            "empty lists of handlers",
            flow(json!({ "T": task(json!({ "Retry": [], "Catch": [], "End": true })) })),
            vec![],
        ),
        (
            "no role",
            flow(json!({ "T": task(json!({ "Credentials": {}, "End": true })) })),
            schema("/States/T/Credentials"),
        ),
        (
            "a state that goes to itself",
            flow(json!({ "T": task(json!({ "Next": "T" })) })),
            vec!["MISSING_END_STATE at /".to_owned()],
        ),
        ("a space", wait("2016-03-14 01:59:00Z"), schema("/States/W/Timestamp")),
        ("no zone", wait("2016-03-14T01:59:00"), schema("/States/W/Timestamp")),
        ("month 13", wait("2016-13-14T01:59:00Z"), schema("/States/W/Timestamp")),
        ("hour 25", wait("2016-03-14T25:59:00Z"), schema("/States/W/Timestamp")),
        ("another format", wait("05-12-2016"), schema("/States/W/Timestamp")),
        ("a timestamp", wait("2016-03-14T01:59:00.123+02:00"), vec![]),
    ];
    for (name, definition, expected) in cases {
        assert_eq!(verdict(definition), expected, "{name}");
    }
}
