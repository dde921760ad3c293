//! What AWS limits, and what is limited here so that every run ends.

use crate::common::{self, lambda, machine, types};
use asl_local::{Answer, Status};
use serde_json::{Value, json};

const TOO_LARGE: &str = "States.DataLimitExceeded";

fn text(bytes: usize) -> String {
    "x".repeat(bytes)
}

#[test]
fn one_assign_has_256_kib() {
    let run = |sizes: &[usize]| {
        let assign: serde_json::Map<String, Value> =
            sizes.iter().enumerate().map(|(at, bytes)| (format!("v{at}"), text(bytes - 2).into())).collect();
        let states = json!({"A": {"Type": "Pass", "Assign": assign, "Next": "B"}, "B": {"Type": "Succeed"}});
        machine(states).run(&json!({})).error().map(str::to_owned)
    };
    assert_eq!(run(&[262_144]), None);
    assert_eq!(run(&[262_145]).as_deref(), Some(TOO_LARGE));
    assert_eq!(run(&[200_000, 62_144]), None);
    assert_eq!(run(&[200_000, 62_145]).as_deref(), Some(TOO_LARGE));
}

/// So many states, each with a variable of 250,000 bytes.
fn assigning(names: impl Iterator<Item = String>) -> Value {
    let names: Vec<String> = names.collect();
    let mut states = serde_json::Map::new();
    for (at, name) in names.iter().enumerate() {
        let next = format!("S{}", at + 1);
        let state = json!({"Type": "Pass", "Assign": { (format!("{name}.$")): "$.text" }, "Next": next});
        states.insert(format!("S{at}"), state);
    }
    states.insert(format!("S{}", names.len()), json!({"Type": "Pass", "Result": "done", "End": true}));
    Value::Object(states)
}

#[test]
fn an_execution_has_10_mib_of_variables() {
    let input = json!({"text": text(249_998)});
    let run = |names: Vec<String>| machine(assigning(names.into_iter())).run(&input).error().map(str::to_owned);
    // 41 × 250,000 bytes are less than 10 MiB, 42 are more.
    assert_eq!(run((0..41).map(|n| format!("v{n}")).collect()), None);
    assert_eq!(run((0..42).map(|n| format!("v{n}")).collect()).as_deref(), Some(TOO_LARGE));
    // What is assigned again takes the place of what was there.
    assert_eq!(run((0..90).map(|n| format!("v{}", n % 30)).collect()), None);
}

#[test]
fn the_variables_of_a_branch_end_with_it() {
    let states = assigning((0..30).map(|n| format!("v{n}")));
    let parallel = |next: Value| {
        common::extended(
            json!({"Type": "Parallel", "ResultPath": null, "Branches": [{"StartAt": "S0", "States": states}]}),
            next,
        )
    };
    let one = machine(json!({"P": parallel(json!({"End": true}))})).run(&json!({"text": text(249_998)}));
    assert_eq!(one.error(), None);
    // Two branches at once have 60 variables, one after the other 30 at a time.
    let map = |most: u32| {
        json!({"M": {"Type": "Map", "ItemsPath": "$.items", "ItemSelector": {"text.$": "$.text"}, "MaxConcurrency": most, "ResultPath": null, "End": true,
        "ItemProcessor": {"StartAt": "S0", "States": states}}})
    };
    let input = json!({"text": text(249_998), "items": [1, 2]});
    assert_eq!(machine(map(1)).run(&input).error(), None);
}

#[test]
fn what_branches_get_and_give_is_a_payload() {
    let branch = json!({"StartAt": "I", "States": {"I": {"Type": "Pass", "End": true}}});
    let input = json!(text(150_000));
    let catch = json!([{"ErrorEquals": [TOO_LARGE], "Next": "C"}]);
    let caught = json!({"Type": "Pass", "Result": "caught", "End": true});
    let gives = json!({"Type": "Parallel", "Branches": [branch, {"StartAt": "J", "States": {"J": {"Type": "Pass", "End": true}}}], "Catch": catch, "End": true});
    assert_eq!(machine(json!({"P": gives, "C": caught})).run(&input).output(), Some(&json!("caught")));
    let gets = json!({"Type": "Parallel", "Parameters": {"a.$": "$", "b.$": "$"}, "Branches": [branch], "Catch": catch, "End": true});
    assert_eq!(machine(json!({"P": gets, "C": caught})).run(&input).output(), Some(&json!("caught")));
    let items = json!({"Type": "Map", "ItemsPath": "$.items", "ItemSelector": {"a.$": "$.text", "b.$": "$.text"}, "ItemProcessor": branch, "Catch": catch, "End": true});
    let run = machine(json!({"M": items, "C": caught})).run(&json!({"items": [1], "text": text(150_000)}));
    assert_eq!(run.output(), Some(&json!("caught")), "{:?}", types(&run));
}

#[test]
fn all_executions_together_enter_so_many_states_at_most() {
    let map = json!({"Type": "Map", "ItemsPath": "$.items", "ResultPath": null, "Next": "Again", "ItemProcessor": {
        "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
        "StartAt": "I", "States": {"I": {"Type": "Pass", "End": true}}}});
    let states = json!({"Each": map, "Again": {"Type": "Choice", "Choices": [{"Variable": "$.items", "IsPresent": true, "Next": "Each"}], "Default": "End"}, "End": {"Type": "Succeed"}});
    let run = machine(states).step_limit(1_000).run(&json!({"items": [1, 2, 3, 4, 5, 6, 7, 8, 9]}));
    assert_eq!((run.status(), run.error()), (Status::Aborted, Some("Local.StepLimit")));
    let entered = run.path().len() + run.children().iter().map(|child| child.path().len()).sum::<usize>();
    assert!((990..=1_001).contains(&entered), "{entered}");
}

#[test]
fn an_attempt_is_a_step() {
    let retry = json!([{"ErrorEquals": ["States.ALL"], "MaxAttempts": 99_999_999, "BackoffRate": 1.0}]);
    let task = || {
        machine(json!({"T": lambda(json!({"Retry": retry, "End": true}))}))
            .on_call("T", |_| Answer::fails(("Busy", "")))
    };
    let run = task().step_limit(100).run(&json!({}));
    assert_eq!(run.error(), Some("Local.StepLimit"));
    // Without that the history is what ends it, three events for each attempt.
    let run = task().run(&json!({}));
    assert_eq!((run.error(), run.history().len()), (Some("States.Runtime"), 25_000));
}

#[test]
fn a_loop_that_makes_new_payloads_ends_before_the_memory_does() {
    let grow = json!({"A": {"Type": "Pass", "Parameters": {"t.$": "States.Format('{}{}', $.a, $.b)", "a.$": "$.a", "b.$": "$.b"}, "Next": "B"},
        "B": {"Type": "Choice", "Choices": [{"Variable": "$.a", "IsPresent": true, "Next": "A"}], "Default": "End"}, "End": {"Type": "Succeed"}});
    let run = machine(grow).history_limit(1_000_000).run(&json!({"a": text(65_000), "b": text(65_000)}));
    assert_eq!((run.status(), run.error()), (Status::Aborted, Some("Local.HistorySize")));
}
