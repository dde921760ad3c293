//! The chart of a machine with what happened.

use std::time::Duration;

use crate::common::{self, lambda, machine};
use asl_local::{Answer, Observed, Observer};
use serde_json::{Value, json};

/// A retry, a caught error, a loop, a Map with a failing iteration, a Parallel that is cut, and a state that nothing reaches.
fn everything() -> Value {
    let catch = |next: &str| json!([{"ErrorEquals": ["States.ALL"], "Next": next, "ResultPath": null}]);
    let branch = |name: &str, state: Value| json!({"StartAt": name, "States": {name: state}});
    json!({
        "Charge": lambda(json!({"Retry": [{"ErrorEquals": ["Busy"], "IntervalSeconds": 60}], "Next": "Each"})),
        "Each": {"Type": "Map", "ItemsPath": "$.items", "ResultPath": null, "Catch": catch("Enough?"), "Next": "Enough?",
            "ItemProcessor": {"StartAt": "Pack", "States": {"Pack": lambda(json!({"End": true}))}}},
        "Enough?": {"Type": "Choice", "Choices": [{"Variable": "$.go", "BooleanEquals": true, "Next": "Both"}], "Default": "Never"},
        "Both": {"Type": "Parallel", "ResultPath": null, "Catch": catch("Bad"), "Next": "Never", "Branches": [
            branch("Fails", lambda(json!({"End": true}))),
            branch("Waits", json!({"Type": "Wait", "Seconds": 100, "End": true}))]},
        "Never": {"Type": "Succeed"},
        "Bad": {"Type": "Fail", "Error": "Bad"},
    })
}

#[test]
fn the_chart_tells_what_happened() {
    let run = machine(everything())
        .answers(
            "Charge",
            [
                Answer::fails(("Busy", "")),
                Answer::fails(("Busy", "")),
                Answer::result(&json!({"go": true, "items": [1, 2, 3]})),
            ],
        )
        .on("Pack", |item: u64| if item == 2 { Err(("Broken", "")) } else { Ok(item) })
        .answers("Fails", [Answer::fails(("Sad", "")).after(Duration::from_secs(30))])
        .run(&json!({}));
    assert_eq!(run.error(), Some("Bad"));
    insta::assert_snapshot!(run.picture());
}

/// A loop is counted, and the arrow that closes it.
#[test]
fn a_loop_is_counted() {
    let run = machine(json!({
        "Count": {"Type": "Pass", "Parameters": {"n.$": "States.MathAdd($.n, 1)"}, "Next": "Rest"},
        "Rest": {"Type": "Wait", "Seconds": 2, "Next": "Enough?"},
        "Enough?": {"Type": "Choice", "Choices": [{"Variable": "$.n", "NumericLessThan": 5, "Next": "Count"}], "Default": "Done"},
        "Done": {"Type": "Succeed"},
    }))
    .run(&json!({"n": 0}));
    insta::assert_snapshot!(run.picture());
}

/// The children of a distributed Map are in the picture; those that a Task started have their own.
#[test]
fn children_are_counted() {
    let each = json!({"Type": "Map", "ToleratedFailurePercentage": 100, "End": true, "ItemProcessor": {
        "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
        "StartAt": "One", "States": {"One": lambda(json!({"End": true}))}}});
    let child = common::checked(json!({}), json!({"Inner": {"Type": "Pass", "End": true}}));
    let start = json!({"Type": "Task", "Resource": "arn:aws:states:::states:startExecution.sync:2",
        "Parameters": {"StateMachineArn": "arn:aws:states:us-east-1:123456789012:stateMachine:child"}, "ResultPath": null, "Next": "Each"});
    let run = machine(json!({"Start": start, "Each": each}))
        .machine("child", &child)
        .on("One", |item: u64| if item == 2 { Err(("Broken", "")) } else { Ok(item) })
        .run(&json!([1, 2, 3]));
    let picture = run.picture();
    assert!(picture.contains("Each<br/>Distributed Map<br/>3 children: 2 succeeded, 1 failed"), "{picture}");
    assert!(picture.contains("start2 -->|\"3×\"| s3"), "{picture}");
    let inner = run.children()[0].picture();
    assert!(inner.contains("(\"Inner\")") && inner.contains("class s1 succeeded"), "{inner}");
}

/// What was entered and neither left nor failed was stopped: by the time limit here.
#[test]
fn what_was_cut_is_told() {
    let states = json!({"Rest": {"Type": "Wait", "Seconds": 100, "End": true}});
    let picture = common::with(json!({"TimeoutSeconds": 10}), states).run(&json!({})).picture();
    assert!(picture.contains("Rest<br/>100 s<br/>10s, 1 stopped"), "{picture}");
    assert!(picture.contains("class s1 stopped"), "{picture}");
    let run = machine(everything()).answers("Charge", [Answer::fails(("Sad", ""))]).run(&json!({}));
    let picture = run.picture();
    assert!(picture.contains("class s1 failed"), "{picture}");
    assert_eq!(picture.matches("linkStyle 0 ").count(), 1, "{picture}");
}

/// An observer sees exactly the histories, event by event, in the order of time.
#[test]
fn an_observer_sees_the_histories() {
    struct Seen<'s>(&'s mut Vec<(usize, Value)>);
    impl Observer for Seen<'_> {
        fn event(&mut self, execution: &Observed<'_>, event: &asl_local::Event) {
            self.0.push((execution.number, event.to_json()));
        }
    }
    let each = json!({"Type": "Map", "End": true, "ItemProcessor": {
        "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
        "StartAt": "One", "States": {"One": {"Type": "Wait", "SecondsPath": "$", "End": true}}}});
    let mut seen = Vec::new();
    let run = machine(json!({"Each": each})).observer(Seen(&mut seen)).run(&json!([3, 1, 2]));
    assert!(seen.is_sorted_by_key(|(_, event)| event["timestamp"].as_f64().map(|seconds| (seconds * 1_000.0) as u64)));
    let histories = std::iter::once(&run).chain(run.children()).map(asl_local::Run::history);
    for (number, history) in histories.enumerate() {
        let told: Vec<_> = seen.iter().filter(|(of, _)| *of == number).map(|(_, event)| event.clone()).collect();
        let kept: Vec<_> = history.iter().map(asl_local::Event::to_json).collect();
        assert_eq!(told, kept);
    }
    assert_eq!(run.children().len(), 3);
}
