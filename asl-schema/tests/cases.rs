//! The corners of the rules that their pages do not show: which codes, at which place, and what stays silent.

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

#[test]
fn fields() {
    assert_all(vec![
        (
            "a type on the machine",
            json!({ "Type": "Pass", "StartAt": "Z", "States": { "Z": { "Type": "Succeed" } } }),
            vec!["ASL105 /Type"],
        ),
        (
            "a type on a retrier",
            task(json!({ "Retry": [{ "ErrorEquals": ["x"], "Type": 1 }] })),
            vec!["ASL105 /States/A/Retry[0]/Type"],
        ),
        (
            "any key in a payload",
            task(
                json!({ "Parameters": { "FunctionName": "f", "Payload": { "Type": 1, "Retry": 2, "QueryLanguage": 3 } } }),
            ),
            vec![],
        ),
        (
            "one defect of many fields each",
            task(json!({ "Zeta": 1, "Alpha": 2 })),
            vec!["ASL105 /States/A/Zeta", "ASL105 /States/A/Alpha"],
        ),
        (
            "a field that AWS may have added",
            map(
                json!({ "ItemReader": { "Resource": "arn:aws:states:::s3:getObject", "Parameters": { "Bucket": "b", "Key": "k" }, "ReaderConfig": { "New": 1, "Resource": 2 } } }),
            ),
            vec!["ASL105? /States/A/ItemReader/ReaderConfig/New", "ASL106? /States/A/ItemReader/ReaderConfig/Resource"],
        ),
        (
            "assign where nothing follows",
            state(json!({ "Type": "Succeed", "Assign": {} })),
            vec!["ASL106 /States/A/Assign"],
        ),
        (
            "paths on Succeed are fine",
            state(json!({ "Type": "Succeed", "InputPath": null, "OutputPath": "$" })),
            vec![],
        ),
        ("End on Fail", state(json!({ "Type": "Fail", "End": true })), vec!["ASL106 /States/A/End"]),
        (
            "empty resource",
            json!({ "StartAt": "A", "States": { "A": { "Type": "Task", "Resource": "", "End": true } } }),
            vec!["ASL108 /States/A/Resource"],
        ),
        (
            "misspelled resource",
            json!({ "StartAt": "A", "States": { "A": { "Type": "Task", "Resorce": "x", "End": true } } }),
            vec!["ASL105 /States/A/Resorce"],
        ),
        (
            "misspelled Next",
            json!({ "StartAt": "A", "States": { "A": { "Type": "Pass", "next": "Z" }, "Z": { "Type": "Succeed" } } }),
            vec!["ASL105 /States/A/next", "ASL202 /States/Z"],
        ),
        (
            "a catcher without Next",
            task(json!({ "Catch": [{ "ErrorEquals": ["x"] }] })),
            vec!["ASL108 /States/A/Catch[0]"],
        ),
    ]);
}

#[test]
fn types_words_and_numbers() {
    assert_all(vec![
        (
            "null where it means something",
            task(json!({ "ResultPath": null, "InputPath": null, "Parameters": null })),
            vec![],
        ),
        ("null where it does not", task(json!({ "Comment": null, "Resource": "x" })), vec!["ASL109 /States/A/Comment"]),
        (
            "elements of a list",
            task(json!({ "Retry": [1, { "ErrorEquals": ["x"] }, "y"] })),
            vec!["ASL109 /States/A/Retry[0]", "ASL109 /States/A/Retry[2]"],
        ),
        (
            "elements of ErrorEquals",
            task(json!({ "Retry": [{ "ErrorEquals": ["x", 1] }] })),
            vec!["ASL109 /States/A/Retry[0]/ErrorEquals[1]"],
        ),
        ("a fraction", task(json!({ "TimeoutSeconds": 1.5 })), vec!["ASL109 /States/A/TimeoutSeconds"]),
        ("a fraction of nothing", task(json!({ "TimeoutSeconds": 60.0 })), vec!["ASL109? /States/A/TimeoutSeconds"]),
        (
            "fractions where they belong",
            task(
                json!({ "Retry": [{ "ErrorEquals": ["x"], "BackoffRate": 1 }, { "ErrorEquals": ["y"], "BackoffRate": 1.25 }] }),
            ),
            vec![],
        ),
        (
            "an expression in JSONPath",
            task(json!({ "TimeoutSeconds": "{% 1 %}" })),
            vec!["ASL109 /States/A/TimeoutSeconds"],
        ),
        ("an expression in JSONata", task(json!({ "QueryLanguage": "JSONata", "TimeoutSeconds": "{% 1 %}" })), vec![]),
        (
            "half an expression",
            task(json!({ "QueryLanguage": "JSONata", "TimeoutSeconds": "{% 1" })),
            vec!["ASL109 /States/A/TimeoutSeconds"],
        ),
        (
            "limits",
            task(
                json!({ "TimeoutSeconds": 99_999_999, "Retry": [{ "ErrorEquals": ["x"], "MaxAttempts": 99_999_999, "IntervalSeconds": 99_999_999 }, { "ErrorEquals": ["y"], "MaxDelaySeconds": 31_622_400 }] }),
            ),
            vec![],
        ),
        (
            "beyond the limits",
            task(json!({ "TimeoutSeconds": 100_000_000, "HeartbeatSeconds": 0 })),
            vec!["ASL112 /States/A/TimeoutSeconds", "ASL112 /States/A/HeartbeatSeconds"],
        ),
        (
            "a number beyond every limit",
            task(json!({ "TimeoutSeconds": 1e30 })),
            vec!["ASL109? /States/A/TimeoutSeconds", "ASL112 /States/A/TimeoutSeconds"],
        ),
        ("no wait at all", state(json!({ "Type": "Wait", "Seconds": 0 })), vec![]),
        (
            "four durations, three too many",
            state(json!({ "Type": "Wait", "Seconds": 1, "SecondsPath": "$.a", "Timestamp": "2026-01-01T00:00:00Z" })),
            vec!["ASL111 /States/A/SecondsPath"],
        ),
        (
            "heartbeat and timeout alike",
            task(json!({ "TimeoutSeconds": 5, "HeartbeatSeconds": 5 })),
            vec!["ASL120? /States/A/HeartbeatSeconds"],
        ),
        (
            "heartbeat under a computed timeout",
            task(json!({ "TimeoutSecondsPath": "$.a", "HeartbeatSeconds": 5 })),
            vec![],
        ),
        (
            "a timestamp that is computed",
            state(json!({ "Type": "Wait", "QueryLanguage": "JSONata", "Timestamp": "{% $states.input.x %}" })),
            vec![],
        ),
        (
            "the same in JSONPath",
            state(json!({ "Type": "Wait", "Timestamp": "{% $states.input.x %}" })),
            vec!["ASL117 /States/A/Timestamp"],
        ),
        (
            "dynamic credentials in JSONata",
            task(json!({ "QueryLanguage": "JSONata", "Credentials": { "RoleArn.$": "$.a" } })),
            vec!["ASL118 /States/A/Credentials"],
        ),
    ]);
}

#[test]
fn transitions() {
    let pass = |fields: Value| {
        let mut state = json!({ "Type": "Pass" });
        if let (Value::Object(state), Value::Object(fields)) = (&mut state, fields) {
            state.extend(fields);
        }
        json!({ "StartAt": "A", "States": { "A": state, "Z": { "Type": "Succeed" } } })
    };
    assert_all(vec![
        ("Next beside a false End", pass(json!({ "Next": "Z", "End": false })), vec!["ASL111? /States/A/End"]),
        ("a false End", pass(json!({ "End": false })), vec!["ASL205 /States/A/End", "ASL202 /States/Z"]),
        ("an empty Next", pass(json!({ "Next": "" })), vec!["ASL201 /States/A/Next", "ASL202 /States/Z"]),
        ("a state that goes to itself", pass(json!({ "Next": "A" })), vec!["ASL202 /States/Z"]),
        ("Next and End", pass(json!({ "Next": "Z", "End": true })), vec!["ASL111 /States/A/End"]),
        ("End and Next", pass(json!({ "End": true, "Next": "Z" })), vec!["ASL111 /States/A/End"]),
        (
            "an empty StartAt",
            json!({ "StartAt": "", "States": { "A": { "Type": "Succeed" } } }),
            vec!["ASL108 /StartAt"],
        ),
        // What cannot be read is reported once and drags nothing behind it.
        (
            "a state of no type that leads on",
            json!({ "StartAt": "A", "States": { "A": { "Type": "Taks", "Next": "B" }, "B": { "Type": "Choice", "Choices": [{ "Variable": "$.a", "IsNull": true, "Next": "A" }] } } }),
            vec!["ASL114 /States/A/Type"],
        ),
        (
            "out of the machine into a branch",
            json!({ "StartAt": "P", "States": { "P": { "Type": "Parallel", "Branches": [{ "StartAt": "I", "States": { "I": { "Type": "Succeed" } } }], "Next": "I" } } }),
            vec!["ASL203 /States", "ASL206 /States/P/Next"],
        ),
        (
            "a branch that starts outside",
            json!({ "StartAt": "P", "States": { "P": { "Type": "Parallel", "Branches": [{ "StartAt": "P", "States": { "I": { "Type": "Succeed" } } }], "End": true } } }),
            vec!["ASL206 /States/P/Branches[0]/StartAt"],
        ),
        (
            "three of a name",
            json!({ "StartAt": "X", "States": { "X": { "Type": "Parallel", "End": true, "Branches": [
            { "StartAt": "X", "States": { "X": { "Type": "Succeed" } } }, { "StartAt": "X", "States": { "X": { "Type": "Succeed" } } }] } } }),
            vec!["ASL204 /States/X/Branches[0]/States/X", "ASL204 /States/X/Branches[1]/States/X"],
        ),
    ]);
}

#[test]
fn choices() {
    let at = "/States/A/Choices[0]";
    let rule = |test: Value| {
        let mut rule = test;
        rule["Next"] = "Z".into();
        choice(rule)
    };
    let one = |expected: &str| vec![expected.to_owned()];
    let cases = vec![
        ("an operator without a variable", rule(json!({ "IsNull": true })), one(&format!("ASL401 {at}/IsNull"))),
        (
            "an empty variable",
            rule(json!({ "Variable": "", "IsPresent": true })),
            one(&format!("ASL401 {at}/Variable")),
        ),
        ("a variable alone", rule(json!({ "Variable": "$.a" })), one(&format!("ASL401 {at}"))),
        (
            "a variable beside And",
            rule(json!({ "Variable": "$.a", "And": [{ "Variable": "$.a", "IsNull": true }] })),
            one(&format!("ASL401? {at}/Variable")),
        ),
        (
            "a misspelled operator",
            rule(json!({ "Variable": "$.a", "StringEqual": "x" })),
            one(&format!("ASL105 {at}/StringEqual")),
        ),
        (
            "an operator of strings with a number",
            rule(json!({ "Variable": "$.a", "StringEquals": 1 })),
            one(&format!("ASL403 {at}/StringEquals")),
        ),
        (
            "a path that is no string",
            rule(json!({ "Variable": "$.a", "StringEqualsPath": 1 })),
            one(&format!("ASL403 {at}/StringEqualsPath")),
        ),
        ("And of nothing", rule(json!({ "And": [] })), one(&format!("ASL116 {at}/And"))),
        (
            "deep rules",
            rule(json!({ "Or": [{ "Not": { "And": [{ "Variable": "$.a", "NumericEquals": "1" }] } }] })),
            one(&format!("ASL403 {at}/Or[0]/Not/And[0]/NumericEquals")),
        ),
        ("a condition in JSONPath", rule(json!({ "Condition": true })), one(&format!("ASL107 {at}/Condition"))),
    ];
    for (name, definition, expected) in cases {
        assert_eq!(findings(&definition), expected, "{name}");
    }
    let jsonata = |rule: Value| state(json!({ "Type": "Choice", "QueryLanguage": "JSONata", "Choices": [rule] }));
    assert_all(vec![
        ("a literal condition", jsonata(json!({ "Condition": true, "Next": "Z" })), vec![]),
        (
            "a condition of a wrong type",
            jsonata(json!({ "Condition": 1, "Next": "Z" })),
            vec!["ASL109 /States/A/Choices[0]/Condition"],
        ),
        (
            "JSONPath in JSONata",
            jsonata(json!({ "Variable": "$.a", "IsNull": true, "Next": "Z" })),
            vec!["ASL107 /States/A/Choices[0]/Variable", "ASL107 /States/A/Choices[0]/IsNull"],
        ),
    ]);
}

#[test]
fn maps() {
    let inline = json!({ "StartAt": "I", "States": { "I": { "Type": "Succeed" } } });
    let reader = |config: Value| {
        let parameters = json!({ "Bucket": "b", "Key.$": "$.k" });
        map(
            json!({ "ItemReader": { "Resource": "arn:aws-cn:states:::s3:getObject", "ReaderConfig": config, "Parameters": parameters } }),
        )
    };
    assert_all(vec![
        (
            "a processor under both names",
            map(json!({ "Iterator": { "StartAt": "J", "States": { "J": { "Type": "Succeed" } } } })),
            vec!["ASL111 /States/A/Iterator"],
        ),
        ("the old names", state(json!({ "Type": "Map", "Iterator": inline, "Parameters": { "a": 1 } })), vec![]),
        ("both selectors", map(json!({ "ItemSelector": {}, "Parameters": {} })), vec!["ASL111 /States/A/Parameters"]),
        ("items of any JSON", map(json!({ "QueryLanguage": "JSONata", "Items": { "a": 1 } })), vec![]),
        (
            "a batcher in an inline Map",
            map(json!({ "ItemProcessor": inline, "ItemBatcher": { "MaxItemsPerBatch": 1 }, "Label": "x" })),
            vec!["ASL413? /States/A/ItemBatcher", "ASL413? /States/A/Label"],
        ),
        (
            "tolerated failures in an inline Map",
            map(json!({ "ItemProcessor": inline, "ToleratedFailureCount": 1 })),
            vec![],
        ),
        (
            "no processor to speak of",
            json!({ "StartAt": "A", "States": { "A": { "Type": "Map", "ItemProcessor": 1, "Label": "x", "End": true } } }),
            vec!["ASL109 /States/A/ItemProcessor"],
        ),
        ("another partition", reader(json!({ "InputType": "JSON", "ItemsPointer": "/a" })), vec![]),
        (
            "options that contradict",
            reader(json!({ "InputType": "JSONL", "CSVDelimiter": "TAB", "ItemsPointer": "/a" })),
            vec![
                "ASL417? /States/A/ItemReader/ReaderConfig/CSVDelimiter",
                "ASL417? /States/A/ItemReader/ReaderConfig/ItemsPointer",
            ],
        ),
        (
            "an inventory",
            reader(json!({ "ManifestType": "S3_INVENTORY", "InputType": "CSV" })),
            vec!["ASL417? /States/A/ItemReader/ReaderConfig/InputType"],
        ),
        (
            "loading without a type",
            reader(json!({ "Transformation": "LOAD_AND_FLATTEN" })),
            vec![
                "ASL417? /States/A/ItemReader/ReaderConfig/Transformation",
                "ASL417? /States/A/ItemReader/ReaderConfig/Transformation",
            ],
        ),
        (
            "a writer of a form only",
            map(json!({ "ResultWriter": { "WriterConfig": { "Transformation": "FLATTEN", "OutputType": "JSONL" } } })),
            vec![],
        ),
        (
            "a JSONPath writer in JSONata",
            map(
                json!({ "QueryLanguage": "JSONata", "ResultWriter": { "Resource": "arn:aws:states:::s3:putObject", "Parameters": {} } }),
            ),
            vec!["ASL107 /States/A/ResultWriter/Parameters"],
        ),
    ]);
}

#[test]
fn errors_and_retries() {
    let all = json!({ "ErrorEquals": ["States.ALL"] });
    assert_all(vec![
        (
            "three after the wildcard",
            task(json!({ "Retry": [all, { "ErrorEquals": ["a"] }, { "ErrorEquals": ["b"] }, all] })),
            vec!["ASL502 /States/A/Retry[0]/ErrorEquals[0]"],
        ),
        (
            "a wildcard that is another's name",
            task(json!({ "Retry": [{ "ErrorEquals": ["States.ALLOWED", "x"] }, all] })),
            vec!["ASL503? /States/A/Retry[0]/ErrorEquals[0]"],
        ),
        ("empty lists of handlers", task(json!({ "Retry": [], "Catch": [] })), vec![]),
    ]);
}

#[test]
fn loops() {
    let machine = |states: Value| json!({ "StartAt": "A", "States": states });
    let go = |next: &str| json!({ "Type": "Pass", "Next": next });
    let choose = |first: &str, other: &str| json!({ "Type": "Choice", "Choices": [{ "Variable": "$.a", "IsNull": true, "Next": first }], "Default": other });
    let end = json!({ "Type": "Succeed" });
    let caught = json!({ "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Catch": [{ "ErrorEquals": ["States.ALL"], "Next": "Z" }], "Next": "A" });
    assert_all(vec![
        ("a loop with a way out", machine(json!({ "A": choose("B", "Z"), "B": go("A"), "Z": end })), vec![]),
        ("a catcher is a way out", machine(json!({ "A": caught, "Z": end })), vec![]),
        (
            "two loops",
            machine(
                json!({ "A": choose("B", "C"), "B": choose("Z", "C"), "C": choose("D", "E"), "D": go("D"), "E": go("F"), "F": go("E"), "Z": end }),
            ),
            vec!["ASL207? /States/D", "ASL207? /States/E"],
        ),
        // The first loop is left, into one that is not.
        (
            "a loop that leads into another",
            machine(json!({ "A": choose("B", "Z"), "B": choose("A", "C"), "C": go("C"), "Z": end })),
            vec!["ASL207? /States/C"],
        ),
        (
            "a way out to nowhere",
            machine(json!({ "A": choose("A", "NOPE"), "Z": end })),
            vec!["ASL201 /States/A/Default", "ASL202 /States/Z"],
        ),
    ]);
}

#[test]
fn choices_that_are_never_taken() {
    let jsonata = |rules: Value| {
        json!({ "QueryLanguage": "JSONata", "StartAt": "A", "States": {
        "A": { "Type": "Choice", "Choices": rules, "Default": "Z" }, "Z": { "Type": "Succeed" } } })
    };
    let when = |condition: Value| json!({ "Condition": condition, "Next": "Z" });
    let compare = |operand: Value| json!({ "Variable": "$.a", "StringEquals": operand, "Next": "Z" });
    let jsonpath = |rules: Value| json!({ "StartAt": "A", "States": { "A": { "Type": "Choice", "Choices": rules }, "Z": { "Type": "Succeed" } } });
    let at = |index: usize| format!("ASL208? /States/A/Choices[{index}]");
    let condition = |index: usize| at(index) + "/Condition";
    let cases = [
        ("always", jsonata(json!([when(json!(true))])), vec![condition(0)]),
        ("never", jsonata(json!([when(json!(false)), when(json!("{% $states.input.a %}"))])), vec![condition(0)]),
        (
            "twice",
            jsonata(json!([
                when(json!("{% $states.input.a %}")),
                when(json!("{% $states.input.b %}")),
                when(json!("{% $states.input.a %}"))
            ])),
            vec![at(2)],
        ),
        ("a die", jsonata(json!([when(json!("{% $random() < 0.5 %}")), when(json!("{% $random() < 0.5 %}"))])), vec![]),
        ("operands", jsonpath(json!([compare(json!("x")), compare(json!("y")), compare(json!("x"))])), vec![at(2)]),
        ("text", jsonata(json!([when(json!("$a"))])), vec!["ASL404? /States/A/Choices[0]/Condition".to_owned()]),
    ];
    for (name, definition, expected) in cases {
        assert_eq!(findings(&definition), expected, "{name}");
    }
}

#[test]
fn names_and_numbers_of_handlers() {
    let catch = |names: Value| json!({ "ErrorEquals": names, "Next": "Z" });
    assert_all(vec![
        (
            "an error of one's own with a reserved name",
            json!({ "StartAt": "A", "States": {
                "A": { "Type": "Parallel", "Branches": [{ "StartAt": "F", "States": { "F": { "Type": "Fail", "Error": "States.Mine" } } }],
                    "Catch": [catch(json!(["States.Mine", "States.Yours"]))], "Next": "Z" },
                "Z": { "Type": "Succeed" },
            } }),
            vec!["ASL503? /States/A/Branches[0]/States/F/Error", "ASL503? /States/A/Catch[0]/ErrorEquals[1]"],
        ),
        ("an error passed on", state(json!({ "Type": "Fail", "Error": "States.TaskFailed" })), vec![]),
        (
            "a name twice",
            task(json!({ "Catch": [catch(json!(["x", "x"]))] })),
            vec!["ASL504? /States/A/Catch[0]/ErrorEquals[1]"],
        ),
        (
            "after the wildcard for tasks",
            task(
                json!({ "Catch": [catch(json!(["States.TaskFailed", "x"])), catch(json!(["y", "States.Timeout"])), catch(json!(["States.ALL"]))] }),
            ),
            vec!["ASL504? /States/A/Catch[1]/ErrorEquals[0]"],
        ),
        (
            "retry and catch are lists of their own",
            task(json!({ "Retry": [{ "ErrorEquals": ["x"] }], "Catch": [catch(json!(["x"]))] })),
            vec![],
        ),
        (
            "no error at all",
            task(json!({ "Catch": [catch(json!(["x", "States.Runtime"]))] })),
            vec!["ASL505? /States/A/Catch[0]/ErrorEquals[1]"],
        ),
        (
            "delays",
            task(json!({ "Retry": [
                { "ErrorEquals": ["a"], "IntervalSeconds": 5, "MaxDelaySeconds": 5 },
                { "ErrorEquals": ["b"], "IntervalSeconds": 5, "MaxDelaySeconds": 5, "BackoffRate": 1 },
                { "ErrorEquals": ["c"], "MaxDelaySeconds": 1 },
                { "ErrorEquals": ["d"], "MaxDelaySeconds": 2 },
                { "ErrorEquals": ["e"], "IntervalSeconds": 5, "MaxDelaySeconds": 1, "MaxAttempts": 0 },
            ] })),
            vec!["ASL506? /States/A/Retry[0]/MaxDelaySeconds", "ASL506? /States/A/Retry[2]/MaxDelaySeconds"],
        ),
    ]);
}

#[test]
fn readers_and_writers() {
    let listing = |config: Value| {
        map(
            json!({ "ItemReader": { "Resource": "arn:aws:states:::s3:listObjectsV2", "ReaderConfig": config, "Parameters": { "Bucket": "b" } } }),
        )
    };
    let writer = |writer: Value| map(json!({ "ResultWriter": writer }));
    let config = "ASL417? /States/A/ItemReader/ReaderConfig";
    let cases = [
        ("a listing", listing(json!({})), vec![]),
        (
            "a listing that is loaded",
            listing(json!({ "Transformation": "LOAD_AND_FLATTEN", "InputType": "JSON" })),
            vec![],
        ),
        ("a listing of a type", listing(json!({ "InputType": "JSON" })), vec![format!("{config}/InputType")]),
        (
            "a type that does not exist",
            listing(json!({ "InputType": "XML" })),
            vec!["ASL110 /States/A/ItemReader/ReaderConfig/InputType".to_owned(), format!("{config}/InputType")],
        ),
        (
            "half a form",
            writer(json!({ "WriterConfig": { "OutputType": "JSON" } })),
            vec!["ASL419? /States/A/ResultWriter/WriterConfig".to_owned()],
        ),
        (
            "another place",
            writer(json!({ "Resource": "arn:aws:states:::sqs:sendMessage", "Parameters": {} })),
            vec!["ASL421? /States/A/ResultWriter/Resource".to_owned()],
        ),
        (
            "a place without a bucket",
            writer(json!({ "Resource": "arn:aws:states:::s3:putObject", "Parameters": { "Prefix": "x" } })),
            vec!["ASL421? /States/A/ResultWriter/Parameters".to_owned()],
        ),
        (
            "a computed request",
            map(
                json!({ "QueryLanguage": "JSONata", "ItemReader": { "Resource": "arn:aws:states:::s3:getObject", "Arguments": "{% $states.input %}" } }),
            ),
            vec![],
        ),
    ];
    for (name, definition, expected) in cases {
        assert_eq!(findings(&definition), expected, "{name}");
    }
}

#[test]
fn budgets() {
    let long = "x".repeat(262_144);
    let wait = |seconds: u64| json!({ "StartAt": "W", "TimeoutSeconds": seconds, "States": { "W": { "Type": "Wait", "Seconds": seconds, "End": true } } });
    let codes = |definition: &Value, options: &Options| {
        let machine = StateMachine::from(definition.as_object().cloned().unwrap_or_default());
        diagnose(&machine, options)
            .into_iter()
            .filter(|found| found.code().starts_with("ASL7"))
            .map(|found| format!("{} {}", found.code(), found.focus()))
            .collect::<Vec<_>>()
    };
    let cases = [
        (wait(300), Options::express(), vec![]),
        (wait(301), Options::express(), vec!["ASL704 /TimeoutSeconds", "ASL704 /States/W/Seconds"]),
        (wait(31_536_000), Options::standard(), vec![]),
        (wait(31_536_001), Options::standard(), vec!["ASL704 /TimeoutSeconds", "ASL704 /States/W/Seconds"]),
        (wait(99_999_999), Options::standard(), vec!["ASL704 /States/W/Seconds"]),
        (task(json!({ "Parameters": { "a.$": format!("$.{long}") } })), Options::standard(), vec![]),
        (task(json!({ "Parameters": { "a": [long] } })), Options::standard(), vec!["ASL703 /States/A/Parameters"]),
        (
            task(
                json!({ "QueryLanguage": "JSONata", "Arguments": format!("{{% '{long}' %}}"), "Assign": { "a": &long[..140_000], "b": &long[..140_000] } }),
            ),
            Options::standard(),
            vec!["ASL703 /States/A/Assign"],
        ),
    ];
    for (definition, options, expected) in cases {
        assert_eq!(codes(&definition, &options), expected, "{}", definition.to_string().get(..300).unwrap_or_default());
    }
}

/// What Rust code nests too deeply is refused, so that whatever is emitted can be read again.
#[test]
fn depth_of_machines_made_by_code() {
    // The levels around the value: the machine, `States`, the state.
    for (levels, refused) in [(124, false), (125, true), (1000, true)] {
        let value = (0..levels).fold(json!(1), |inner, _| json!([inner]));
        let definition = json!({ "StartAt": "A", "States": { "A": { "Type": "Pass", "Result": value, "End": true } } });
        let expected: &[&str] = if refused { &["ASL103 /States/A/Result"] } else { &[] };
        assert_eq!(findings(&definition), expected, "{levels}");
        let machine = StateMachine::from(definition.as_object().cloned().unwrap_or_default());
        let reread = asl_schema::read_str(&machine.to_json_string());
        assert_eq!(reread.machine.is_none(), refused, "{levels}: {:?}", reread.diagnostics);
    }
    // Maps inside Maps, three levels and one state each.
    let mut inner = json!({ "StartAt": "S", "States": { "S": { "Type": "Succeed" } } });
    for depth in 0..60 {
        let name = format!("M{depth}");
        inner = json!({ "StartAt": name, "States": { name: { "Type": "Map", "ItemProcessor": inner, "End": true } } });
    }
    assert!(findings(&inner).iter().all(|finding| finding.starts_with("ASL103 ")));
    assert!(!findings(&inner).is_empty());
}

/// The text is meant for whatever is called, as the expressions are that the AWS CDK has a function evaluate.
#[test]
fn expressions_that_are_no_paths() {
    let call = |text: &str| task(json!({ "Parameters": { "FunctionName": "sum", "Payload": { "expression": text } } }));
    for text in ["$.a + $.b", "$.c * 2", "$.total > 5 ? 'much' : 'little'"] {
        assert_eq!(findings(&call(text)), [""; 0], "{text}");
    }
    assert_eq!(findings(&call("$.a")), ["ASL307? /States/A/Parameters/Payload/expression"]);
}

/// What every name of AWS's begins with does not make two names alike.
#[test]
fn error_names_that_are_like_those_of_aws() {
    let help = |name: &str| {
        let definition = json!({ "StartAt": "F", "States": { "F": { "Type": "Fail", "Error": name } } });
        let machine = StateMachine::from(definition.as_object().cloned().unwrap_or_default());
        let found: Vec<_> = diagnose(&machine, &Options::standard()).into_iter().collect();
        assert!(matches!(found.as_slice(), [finding] if finding.code() == "ASL503"), "{name}: {found:?}");
        found.into_iter().next().and_then(|finding| finding.help)
    };
    assert_eq!(help("States.RanOutOfTime").as_deref(), Some("give it a name without `States.`"));
    assert_eq!(help("States.TimeOut").as_deref(), Some("did you mean `States.Timeout`?"));
    assert_eq!(help("States.TaskFail").as_deref(), Some("did you mean `States.TaskFailed`?"));
}

/// `{% … %}` is no help where no expression may stand.
#[test]
fn placeholders_between_quotes_for_numbers() {
    let help = |field: &str, value: Value| {
        let mut machine = task(json!({ "QueryLanguage": "JSONata", field: value }));
        machine["States"]["Start"]["QueryLanguage"] = "JSONPath".into();
        let machine = StateMachine::from(machine.as_object().cloned().unwrap_or_default());
        let found = diagnose(&machine, &Options::standard()).into_iter().find(|finding| finding.code() == "ASL109");
        found.and_then(|finding| finding.help).unwrap_or_default()
    };
    assert_eq!(help("TimeoutSeconds", json!("${Limit}")), "its value will stay a text; write `{% ${Limit} %}`");
    let retry = json!([{ "ErrorEquals": ["States.ALL"], "MaxAttempts": "${Attempts}" }]);
    assert!(help("Retry", retry).starts_with("write it without quotes"));
}

/// Parts of the context object that only some states have.
#[test]
fn the_context_object_of_a_state() {
    let pass = |value: &str| state(json!({ "Type": "Pass", "Parameters": { "x.$": value } }));
    let call = |resource: &str| {
        state(
            json!({ "Type": "Task", "Resource": resource, "Parameters": { "FunctionName": "f", "Payload": { "t.$": "$$.Task.Token" } } }),
        )
    };
    let jsonata = |code: &str| state(json!({ "Type": "Pass", "QueryLanguage": "JSONata", "Output": code }));
    let item = json!({ "Type": "Pass", "Parameters": { "x.$": "$$.Map.Item.Index" }, "End": true });
    let inside = json!({ "StartAt": "P", "States": { "P": {
        "Type": "Parallel", "End": true, "Branches": [{ "StartAt": "I", "States": { "I": item } }] } } });
    assert_all(vec![
        ("no item", pass("$$.Map.Item.Value"), vec!["ASL324? /States/A/Parameters/x.$"]),
        ("no token", pass("States.Format('{}', $$.Task.Token)"), vec!["ASL324? /States/A/Parameters/x.$"]),
        ("no callback", call("arn:aws:states:::lambda:invoke"), vec!["ASL324? /States/A/Parameters/Payload/t.$"]),
        ("no item in JSONata", jsonata("{% $states.context.Map.Item.Index + 1 %}"), vec!["ASL324? /States/A/Output"]),
        ("a callback", call("arn:aws:states:::lambda:invoke.waitForTaskToken"), vec![]),
        ("perhaps a callback", call("arn:aws:states:::lambda:invoke${Suffix}"), vec![]),
        ("asked for", jsonata("{% $exists($states.context.Task.Token) %}"), vec![]),
        (
            "asked for in a rule",
            choice(json!({ "Variable": "$$.Map.Item.Key", "IsPresent": true, "Next": "Z" })),
            vec![],
        ),
        ("the item of the Map itself", map(json!({ "ItemSelector": { "x.$": "$$.Map.Item.Value" } })), vec![]),
        ("in a branch for each item", map(json!({ "ItemProcessor": inside })), vec![]),
    ]);
}

/// A variable that has a value on some ways is read without harm after a Choice that asks about it, and nowhere else.
#[test]
fn variables_that_are_asked_about() {
    let machine = |language: &str, value: Value, ask: Value, read: Value| {
        let mut rule = ask;
        rule["Next"] = "Use".into();
        let assign = json!({ "Type": "Pass", "Assign": { "n": 1 }, "Next": "Asked" });
        let first = match language {
            "JSONata" => json!({ "Condition": value, "Next": "Set" }),
            _ => json!({ "Variable": value, "IsPresent": true, "Next": "Set" }),
        };
        json!({ "QueryLanguage": language, "StartAt": "Start", "States": {
            "Start": { "Type": "Choice", "Choices": [first], "Default": "Asked" }, "Set": assign,
            "Asked": { "Type": "Choice", "Choices": [rule], "Default": "End" },
            "Use": read, "End": { "Type": "Succeed" } } })
    };
    let jsonata = |condition: &str| {
        let read = json!({ "Type": "Pass", "Output": "{% $n %}", "End": true });
        machine("JSONata", json!("{% $states.input.a %}"), json!({ "Condition": condition }), read)
    };
    let jsonpath = |rule: Value| {
        let read = json!({ "Type": "Pass", "Parameters": { "n.$": "$n" }, "End": true });
        machine("JSONPath", json!("$.a"), rule, read)
    };
    let is_present = json!({ "Variable": "$n", "IsPresent": true });
    assert_all(vec![
        ("exists", jsonata("{% $exists($n) %}"), vec![]),
        ("with more", jsonata("{% $states.input.b and $n > 1 %}"), vec![]),
        ("another", jsonata("{% $exists($states.input.n) %}"), vec!["ASL315? /States/Use/Output"]),
        ("IsPresent", jsonpath(is_present.clone()), vec![]),
        ("IsPresent inside", jsonpath(json!({ "And": [is_present, { "Variable": "$.b", "IsNull": true }] })), vec![]),
        (
            "a field",
            jsonpath(json!({ "Variable": "$.n", "IsPresent": true })),
            vec!["ASL315? /States/Use/Parameters/n.$"],
        ),
        (
            "what only comes later",
            json!({ "QueryLanguage": "JSONata", "StartAt": "A", "States": {
                "A": { "Type": "Choice", "Choices": [{ "Condition": "{% $exists($n) %}", "Next": "B" }], "Default": "B" },
                "B": { "Type": "Pass", "Output": "{% $n %}", "Next": "C" },
                "C": { "Type": "Pass", "Assign": { "n": 1 }, "End": true } } }),
            vec!["ASL315? /States/A/Choices[0]/Condition", "ASL315? /States/B/Output"],
        ),
    ]);
}
