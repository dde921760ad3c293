//! Fields that JSONata computes: what each fails with when the value is none that it takes, where the history says so, and what the event follows.

use crate::common::{self, lambda, previous, types};
use asl_local::{Answer, Run};
use serde_json::{Value, json};

/// What an event about a field follows.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Follows {
    /// What came before the state was entered (recorded for `Items` and `Arguments`, so for all that a Task or Map evaluates before it starts).
    BeforeEntered,
    /// The state's `Entered` (recorded for `Timestamp`, so for states that start nothing).
    Entered,
}

/// A state with `VALUE` where the field's expression goes, the field's place, the type it takes, and what its event follows.
fn fields() -> Vec<(Value, &'static str, &'static str, Follows)> {
    use Follows::{BeforeEntered, Entered};
    let value = "{% VALUE %}";
    let processor = json!({"StartAt": "I", "States": {"I": {"Type": "Pass", "End": true}}});
    let map = |fields: Value| common::extended(json!({"Type": "Map", "ItemProcessor": processor, "End": true}), fields);
    vec![
        (lambda(json!({"TimeoutSeconds": value, "End": true})), "TimeoutSeconds", "number", BeforeEntered),
        (lambda(json!({"HeartbeatSeconds": value, "End": true})), "HeartbeatSeconds", "number", BeforeEntered),
        (
            lambda(json!({"Credentials": {"RoleArn": value}, "End": true})),
            "Credentials/RoleArn",
            "string",
            BeforeEntered,
        ),
        (map(json!({"Items": value})), "Items", "array", BeforeEntered),
        (map(json!({"Items": [1], "MaxConcurrency": value})), "MaxConcurrency", "number", BeforeEntered),
        (json!({"Type": "Wait", "Seconds": value, "End": true}), "Seconds", "number", Entered),
        (json!({"Type": "Wait", "Timestamp": value, "End": true}), "Timestamp", "string", Entered),
        (json!({"Type": "Fail", "Error": value}), "Error", "string", Entered),
        (json!({"Type": "Fail", "Cause": value}), "Cause", "string", Entered),
        (
            json!({"Type": "Choice", "Choices": [{"Condition": value, "Next": "Last"}]}),
            "Choices[0]/Condition",
            "boolean",
            Entered,
        ),
    ]
}

fn run(state: &Value, expression: &str) -> Run {
    let state: Value = serde_json::from_str(&state.to_string().replace("VALUE", expression)).unwrap_or_default();
    let mut states = json!({"First": {"Type": "Pass", "Next": "Tested"}, "Tested": state});
    if state["Type"] == "Choice" {
        states["Last"] = json!({"Type": "Succeed"});
    }
    common::jsonata(states).on_call("Tested", |_| Answer::result(&1)).run(&json!({}))
}

#[test]
fn a_value_of_another_type() {
    for (state, location, wanted, follows) in fields() {
        for (expression, found, shown) in [
            ("null", "null", "null"),
            ("1", "number", "1"),
            ("'a'", "string", "\"a\""),
            ("true", "boolean", "true"),
            ("[1]", "array", "[1]"),
            ("{'a': 1}", "object", "{\"a\":1}"),
        ] {
            if found == wanted {
                continue;
            }
            let run = run(&state, expression);
            let cause = format!(
                "An error occurred while executing the state 'Tested' (entered at the event id #4). The JSONata expression '{expression}' \
                 specified for the field '{location}' returned an unexpected result type. Expected '{wanted}', but was '{found}' for value: {shown}"
            );
            assert_eq!((run.error(), run.cause()), (Some("States.QueryEvaluationError"), Some(&*cause)));
            told(&run, location, follows);
        }
    }
}

#[test]
fn nothing_at_all() {
    for (state, location, _, follows) in fields() {
        let run = run(&state, "$gone");
        let ending = format!("expression '$gone' specified for the field '{location}' returned nothing (undefined).");
        assert!(run.cause().unwrap().ends_with(&ending), "{:?}", run.cause());
        told(&run, location, follows);
    }
}

fn told(run: &Run, location: &str, follows: Follows) {
    let at = types(run).iter().position(|kind| *kind == "EvaluationFailed").unwrap_or_default();
    assert_eq!(run.history()[at].details()["location"], json!(location));
    let wanted = if follows == Follows::Entered { 4 } else { 3 };
    assert_eq!(previous(run)[at], wanted, "{location}");
}

/// The words of these are not known; that they fail in this way is.
#[test]
fn numbers_that_are_out_of_range() {
    for (state, location, wanted, _) in fields() {
        for expression in ["-1", "1.5"].into_iter().filter(|_| wanted == "number") {
            let run = run(&state, expression);
            assert_eq!(run.error(), Some("States.QueryEvaluationError"), "{location} {expression}");
            assert!(run.cause().unwrap().contains(location), "{location} {expression}");
        }
    }
}

#[test]
fn a_field_of_a_task_is_retried_and_caught() {
    let retry = json!([{"ErrorEquals": ["States.QueryEvaluationError"], "MaxAttempts": 2}]);
    let catch = json!([{"ErrorEquals": ["States.ALL"], "Output": "{% $states.errorOutput.Error %}", "Next": "Last"}]);
    let task = lambda(json!({"TimeoutSeconds": "{% $gone %}", "Retry": retry, "Catch": catch, "End": true}));
    let run = common::jsonata(json!({"Tested": task, "Last": {"Type": "Succeed"}})).run(&json!({}));
    assert_eq!(types(&run).iter().filter(|kind| **kind == "EvaluationFailed").count(), 3, "one for each attempt");
    assert_eq!(run.output(), Some(&json!("States.QueryEvaluationError")));
}

#[test]
fn a_jsonpath_variable_that_was_never_assigned() {
    for state in [
        json!({"Type": "Pass", "Parameters": {"v.$": "$gone"}, "End": true}),
        json!({"Type": "Pass", "InputPath": "$gone.x", "End": true}),
        json!({"Type": "Pass", "Parameters": {"v.$": "States.Format('{}', $gone)"}, "End": true}),
        json!({"Type": "Wait", "SecondsPath": "$gone", "End": true}),
    ] {
        let run = common::machine(json!({"Tested": state})).run(&json!({}));
        assert_eq!(run.error(), Some("States.Runtime"), "{state}");
        assert!(run.cause().unwrap().contains("$gone"), "{:?}", run.cause());
    }
}

#[test]
fn no_path_is_applied_to_null() {
    let states = json!({"Tested": {"Type": "Pass", "Parameters": {"v.$": "$"}, "End": true}});
    let run = common::machine(states).run(&Value::Null);
    let cause = "An error occurred while executing the state 'Tested' (entered at the event id #2). Unable to apply Path transformation to null or empty input.";
    assert_eq!((run.error(), run.cause()), (Some("States.Runtime"), Some(cause)));
    // A null inside of an input is a value.
    let states = json!({"Tested": {"Type": "Pass", "Parameters": {"v.$": "$.a"}, "End": true}});
    assert_eq!(common::machine(states).run(&json!({"a": null})).output(), Some(&json!({"v": null})));
}
