//! What an object has and which values fit.

use super::*;

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

/// The text is meant for whatever is called, as the expressions are that the AWS CDK has a function evaluate.
#[test]
fn expressions_that_are_no_paths() {
    let call = |text: &str| task(json!({ "Parameters": { "FunctionName": "sum", "Payload": { "expression": text } } }));
    for text in ["$.a + $.b", "$.c * 2", "$.total > 5 ? 'much' : 'little'"] {
        assert_eq!(findings(&call(text)), [""; 0], "{text}");
    }
    assert_eq!(findings(&call("$.a")), ["ASL307? /States/A/Parameters/Payload/expression"]);
}
