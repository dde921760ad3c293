//! What AWS was measured saying about definitions, case by case: the code, the sentence, and the place it names.

#![expect(clippy::unwrap_used, reason = "a test says what it expects by panicking")]

use asl_schema::model::StateMachine;
use asl_schema::{AwsAnswer, Diagnostic, Options, diagnose};
use serde_json::{Value, json};

fn machine(value: Value) -> StateMachine {
    StateMachine::from(value.as_object().unwrap().clone())
}

/// `CODE: message at LOCATION` of each entry, as AWS prints them in the message of `InvalidDefinition`.
fn verdict(value: Value) -> Vec<String> {
    let found = diagnose(&machine(value), &Options::standard());
    let answers = found.iter().flat_map(Diagnostic::aws_answers);
    let print = |AwsAnswer { code, message, location }| match location {
        Some(location) => format!("{code}: {message} at {location}"),
        None => format!("{code}: {message} at null"),
    };
    answers.map(print).collect()
}

/// `CODE at LOCATION` of each entry: for answers whose sentence was not seen.
fn places(value: Value) -> Vec<String> {
    let shorten = |line: String| {
        let (code, rest) = line.split_once(": ").unwrap();
        format!("{code} at {}", rest.rsplit_once(" at ").unwrap().1)
    };
    verdict(value).into_iter().map(shorten).collect()
}

fn schema(message: &str, at: &str) -> String {
    format!("SCHEMA_VALIDATION_FAILED: {message} at {at}")
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
    let missing = |at: &str, name: &str| format!("MISSING_TRANSITION_TARGET: Missing 'Next' target: {name} at {at}");
    let unreachable =
        |at: &str, name: &str| format!("MISSING_TRANSITION_TARGET: State \"{name}\" is not reachable. at {at}");
    let no_end = "MISSING_END_STATE: Workflow has no terminal state at null".to_owned();
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
            vec![unreachable("/States/C", "C")],
        ),
        ("a lone dangling Next", flow(json!({ "A": pass("NOPE") })), vec![missing("/States/A/Next", "NOPE"), no_end]),
        ("a choice", flow(json!({ "C": choice, "D": done })), vec![missing("/States/C/Choices[0]/Next", "NOPE")]),
        (
            "a default",
            flow(
                json!({ "A": { "Type": "Choice", "Choices": [{ "Variable": "$.a", "IsNull": true, "Next": "D" }], "Default": "NOPE" }, "D": done }),
            ),
            vec![missing("/States/A/Default", "NOPE")],
        ),
        (
            "a catcher",
            flow(
                json!({ "T": task(json!({ "Catch": [{ "ErrorEquals": ["States.ALL"], "Next": "NOPE" }], "End": true })) }),
            ),
            vec![missing("/States/T/Catch[0]/Next", "NOPE")],
        ),
        (
            "StartAt",
            json!({ "StartAt": "Nope", "States": { "A": end } }),
            vec![missing("/StartAt", "Nope"), unreachable("/States/A", "A")],
        ),
        (
            "StartAt of a processor",
            map(json!({ "StartAt": "Nope", "States": { "A": end } })),
            vec![
                missing("/States/M/ItemProcessor/StartAt", "Nope"),
                unreachable("/States/M/ItemProcessor/States/A", "A"),
            ],
        ),
        (
            "an unreachable state of a processor",
            map(json!({ "StartAt": "A", "States": { "A": end, "Ghost": end } })),
            vec![unreachable("/States/M/ItemProcessor/States/Ghost", "Ghost")],
        ),
        (
            "an unreachable state of a branch",
            parallel(json!({ "StartAt": "A", "States": { "A": end, "Ghost": end } })),
            vec![unreachable("/States/P/Branches[0]/States/Ghost", "Ghost")],
        ),
        (
            "a loop inside a processor",
            map(json!({ "StartAt": "A", "States": { "A": pass("B"), "B": pass("A") } })),
            vec![],
        ),
        (
            "a missing target and what it would have reached",
            flow(json!({ "pass1": pass("pass3"), "pass2": end })),
            vec![missing("/States/pass1/Next", "pass3"), unreachable("/States/pass2", "pass2")],
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
            let expected = schema(&format!("Field '{field}' is not supported"), "/States/S");
            assert_eq!(verdict(definition), [expected], "{field} in {}", state["Type"]);
            cells += 1;
        }
    }
    assert_eq!(cells, 17);
}

#[test]
fn query_languages() {
    let word = |at: &str| vec![schema("Value should be one of the following: [JSONPath, JSONata]", at)];
    let only = |language: &str, field: &str, other: &str, at: &str| {
        let message = format!(
            "The QueryLanguage is set to '{language}', but field '{field}' is only supported for the '{other}' QueryLanguage"
        );
        vec![schema(&message, at)]
    };
    let output = |at: &str| only("JSONPath", "Output", "JSONata", at);
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
        ("wrong case", top(json!("jsonpath"), pass(json!({}))), word("/QueryLanguage")),
        (
            "no string",
            top(json!(1), pass(json!({}))),
            vec![schema("Expected value of type [STRING]", "/QueryLanguage")],
        ),
        (
            "wrong case on a state",
            top(json!("JSONPath"), pass(json!({ "QueryLanguage": "JsonPath" }))),
            word("/States/X/QueryLanguage"),
        ),
        // A language that does not exist counts as JSONata, so a JSONPath field is wrong on top.
        (
            "an unknown language makes it JSONata",
            top(json!("JSONPath"), pass(json!({ "QueryLanguage": "X", "Parameters": {} }))),
            [only("JSONata", "Parameters", "JSONPath", "/States/X"), word("/States/X/QueryLanguage")].concat(),
        ),
        (
            "a downgrade, its fields not reported",
            top(json!("JSONata"), pass(json!({ "QueryLanguage": "JSONPath", "Output": 1 }))),
            vec![schema(
                "'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine",
                "/States/X",
            )],
        ),
        ("an upgrade", top(json!("JSONPath"), pass(json!({ "QueryLanguage": "JSONata", "Output": 1 }))), vec![]),
        ("the same again", top(json!("JSONata"), pass(json!({ "QueryLanguage": "JSONata" }))), vec![]),
        ("Output in JSONPath", top(json!("JSONPath"), pass(json!({ "Output": 1 }))), output("/States/X")),
        ("Assign in both", top(json!("JSONata"), pass(json!({ "Assign": { "a": 1 } }))), vec![]),
        (
            "inside a Map",
            map(json!({}), json!({}), pass(json!({ "Output": 1 }))),
            output("/States/M/ItemProcessor/States/P"),
        ),
        (
            "inside a JSONata Map all the same",
            map(json!({ "QueryLanguage": "JSONata" }), json!({}), pass(json!({ "Output": 1 }))),
            output("/States/M/ItemProcessor/States/P"),
        ),
        (
            "the fields of the Map itself",
            map(json!({ "QueryLanguage": "JSONata", "Items": [1] }), json!({}), pass(json!({}))),
            vec![],
        ),
        (
            "on a processor",
            map(json!({}), json!({ "QueryLanguage": "JSONata" }), pass(json!({}))),
            vec![schema("Field 'QueryLanguage' is not supported", "/States/M/ItemProcessor")],
        ),
    ];
    for (name, definition, expected) in cases {
        assert_eq!(verdict(definition), expected, "{name}");
    }
    for field in ["InputPath", "OutputPath", "ResultPath", "Parameters", "Result"] {
        assert_eq!(
            verdict(top(json!("JSONata"), pass(json!({ field: "$.a" })))),
            only("JSONata", field, "JSONPath", "/States/X"),
            "{field}"
        );
    }
    for field in ["ResultSelector", "ItemsPath", "MaxConcurrencyPath"] {
        let state = json!({ "Type": "Map", field: "$.a", "ItemProcessor": { "StartAt": "P", "States": { "P": pass(json!({})) } }, "End": true });
        assert_eq!(verdict(top(json!("JSONata"), state)), only("JSONata", field, "JSONPath", "/States/X"), "{field}");
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
    let least = "Minimum value is 0";
    let refused = [
        (json!({ "MaxConcurrency": -1 }), least, "MaxConcurrency"),
        (json!({ "ToleratedFailureCount": -1 }), least, "ToleratedFailureCount"),
        (json!({ "ToleratedFailurePercentage": -0.5 }), "Minimum value is 0.0", "ToleratedFailurePercentage"),
        (json!({ "ToleratedFailurePercentage": 100.5 }), "Maximum value is 100.0", "ToleratedFailurePercentage"),
        (json!({ "ItemBatcher": { "MaxItemsPerBatch": -1 } }), least, "ItemBatcher/MaxItemsPerBatch"),
        (json!({ "ItemBatcher": { "MaxInputBytesPerBatch": -1 } }), least, "ItemBatcher/MaxInputBytesPerBatch"),
        (reader(json!({ "MaxItems": 100_000_001 })), "Maximum value is 100000000", "ItemReader/ReaderConfig/MaxItems"),
        (
            reader(json!({ "MaxItems": 1, "MaxItemsPath": "$.n" })),
            "There should only be one of the following fields: [MaxItems, MaxItemsPath]",
            "ItemReader/ReaderConfig",
        ),
    ];
    for (fields, message, place) in refused {
        assert_eq!(map(fields.clone()), [schema(message, &format!("/States/M/{place}"))], "{fields}");
    }
    // Of these AWS's sentence is not known.
    let places = [
        (reader(json!({ "InputType": "XML" })), "/States/M/ItemReader/ReaderConfig/InputType"),
        (json!({ "ItemReader": { "Resource": "arn:aws:states:::sqs:sendMessage" } }), "/States/M/ItemReader/Resource"),
    ];
    for (fields, place) in places {
        let [verdict] = map(fields.clone()).try_into().unwrap();
        assert!(
            verdict.starts_with("SCHEMA_VALIDATION_FAILED: ") && verdict.ends_with(&format!(" at {place}")),
            "{verdict}"
        );
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

/// Sentences of recorded answers.
#[test]
fn recorded() {
    let state = |state: Value| flow(json!({ "S": state }));
    let cases = [
        (
            json!({ "States": {} }),
            vec![schema("These fields are required: [StartAt]", "/"), schema("Value cannot be empty", "/States")],
        ),
        (
            state(json!({ "Type": "Parallel", "Branches": [], "End": true })),
            vec![schema("Value cannot be empty", "/States/S/Branches")],
        ),
        (
            state(json!({ "Type": "Wat", "End": true })),
            vec![schema(
                "The field 'Type' should have one of these values: [Task, Wait, Pass, Succeed, Fail, Choice, Parallel, Map]",
                "/States/S/Type",
            )],
        ),
        (
            state(json!({ "Type": "Wait", "Timestamp": "2016-03-14 01:59:00Z", "End": true })),
            vec![schema("String does not match RFC3339 timestamp", "/States/S/Timestamp")],
        ),
        (
            state(task(json!({ "Credentials": {}, "End": true }))),
            vec![schema("The field 'RoleArn' is required but was missing", "/States/S/Credentials")],
        ),
    ];
    for (definition, expected) in cases {
        assert_eq!(verdict(definition.clone()), expected, "{definition}");
    }
}

/// What AWS takes is not in its answer, however bad we find it; comments and levels are nothing to it.
#[test]
fn only_what_aws_refuses() {
    let lint = json!({ "StartAt": "S", "States": { "S": { "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke",
        "TimeoutSeconds": 5, "HeartbeatSeconds": 9, "End": true } } });
    assert_eq!(diagnose(&machine(lint.clone()), &Options::standard()).len(), 1);
    assert_eq!(verdict(lint), [""; 0]);

    let allowed = json!({ "Comment": "asl-allow: ASL202", "StartAt": "S", "States": { "S": { "Type": "Succeed" }, "T": { "Type": "Succeed" } } });
    assert_eq!(diagnose(&machine(allowed.clone()), &Options::standard()), []);
    assert_eq!(diagnose(&machine(allowed), &Options::standard().ignoring_allowances()).len(), 1);
}

#[test]
fn texts_that_are_no_definition() {
    let answer = |text: &str| {
        let report = asl_schema::check_str(text, &Options::standard());
        report.diagnostics().iter().flat_map(Diagnostic::aws_answers).collect::<Vec<_>>()
    };
    let answers = answer("not a definition");
    assert_eq!((answers[0].code, &answers[0].location), ("INVALID_JSON_DESCRIPTION", &None));
    assert!(answers[0].message.contains("line 1, column "), "{}", answers[0].message);
    for text in ["[]", "  \n"] {
        assert_eq!(answer(text)[0].message, "Definition must be a valid JSON object");
        assert_eq!(answer(text)[0].code, "SCHEMA_VALIDATION_FAILED");
    }
    assert_eq!(answer(&"[".repeat(100_000))[0].code, "TOO_DEEPLY_NESTED");
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
            vec!["MISSING_END_STATE at null".to_owned()],
        ),
        ("a space", wait("2016-03-14 01:59:00Z"), schema("/States/W/Timestamp")),
        ("no zone", wait("2016-03-14T01:59:00"), schema("/States/W/Timestamp")),
        ("month 13", wait("2016-13-14T01:59:00Z"), schema("/States/W/Timestamp")),
        ("hour 25", wait("2016-03-14T25:59:00Z"), schema("/States/W/Timestamp")),
        ("another format", wait("05-12-2016"), schema("/States/W/Timestamp")),
        ("a timestamp", wait("2016-03-14T01:59:00.123+02:00"), vec![]),
    ];
    for (name, definition, expected) in cases {
        assert_eq!(places(definition), expected, "{name}");
    }
}
