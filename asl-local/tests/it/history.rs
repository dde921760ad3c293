//! Histories as AWS was measured to write them: types, previous ids, errors and causes.

use crate::common::{self, lambda, machine, previous, types};
use asl_local::{Answer, Status};
use serde_json::{Value, json};

#[test]
fn a_choice_without_a_match() {
    let run = machine(json!({
        "C": {"Type": "Choice", "Choices": [{"Variable": "$.n", "NumericEquals": 1, "Next": "D"}]},
        "D": {"Type": "Succeed"}}))
    .run(&json!({"n": 2}));
    assert_eq!(types(&run), ["ExecutionStarted", "ChoiceStateEntered", "ExecutionFailed"]);
    assert_eq!(run.error(), Some("States.Runtime"));
    let cause = "An error occurred while executing the state 'C' (entered at the event id #2). Failed to transition out of the state. The state does not point to a next state.";
    assert_eq!(run.cause(), Some(cause));
}

#[test]
fn a_parallel_of_two_times_two() {
    let branch = |a: &str, b: &str| json!({"StartAt": a, "States": {a: {"Type": "Pass", "Next": b}, b: {"Type": "Pass", "End": true}}});
    let run = machine(json!({
        "P": {"Type": "Parallel", "Branches": [branch("A1", "A2"), branch("B1", "B2")], "Next": "After"},
        "After": {"Type": "Pass", "End": true}}))
    .run(&json!(7));
    assert_eq!(run.output(), Some(&json!([7, 7])));
    assert_eq!(run.history().len(), 16);
    let previous = previous(&run);
    // The first state of each branch follows the start of the Parallel; what ends it follows the last event of a branch.
    assert_eq!((previous[3], previous[7]), (3, 3));
    assert_eq!((previous[11], previous[12]), (11, 11));
}

#[test]
fn a_map_without_items() {
    let processor = json!({"StartAt": "I", "States": {"I": {"Type": "Pass", "End": true}}});
    let run = machine(json!({"M": {"Type": "Map", "End": true, "ItemProcessor": processor}})).run(&json!([]));
    assert_eq!(previous(&run), [0, 0, 2, 3, 3, 5]);
    assert_eq!(run.output(), Some(&json!([])));
}

#[test]
fn a_failing_branch_cuts_its_siblings() {
    let run = machine(json!({"P": {"Type": "Parallel", "End": true, "Branches": [
        {"StartAt": "T", "States": {"T": lambda(json!({"End": true}))}},
        {"StartAt": "W", "States": {"W": {"Type": "Wait", "Seconds": 60, "End": true}}}]}}))
    .answers("T", [Answer::fails(("Busy", "no"))])
    .run(&json!({}));
    let wanted = [
        "LambdaFunctionStarted",
        "LambdaFunctionFailed",
        "TaskStateAborted",
        "WaitStateAborted",
        "ParallelStateFailed",
        "ExecutionFailed",
    ];
    assert_eq!(types(&run)[6..], wanted);
    assert_eq!(previous(&run)[8..11], [8, 8, 8], "all follow the failing event");
    assert_eq!((run.error(), run.cause()), (Some("Busy"), Some("no")));
    assert!(run.duration().is_zero(), "the Wait was cut");
}

#[test]
fn a_runtime_error_ends_the_execution_from_any_depth() {
    let run = machine(json!({
        "P": {"Type": "Parallel", "End": true, "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "Caught"}],
            "Branches": [{"StartAt": "B", "States": {"B": {"Type": "Pass", "InputPath": "$.nope", "End": true}}}]},
        "Caught": {"Type": "Succeed"}}))
    .run(&json!({}));
    assert_eq!(types(&run)[3..], ["PassStateEntered", "ExecutionFailed"]);
    assert_eq!(run.path(), ["P", "B"]);
    let sentence = "An error occurred while executing the state 'B' (entered at the event id #4). ";
    assert!(run.cause().unwrap().starts_with(sentence));
}

#[test]
fn jsonata_that_fails_is_told_and_caught() {
    let states = |output: Value| {
        json!({
            "P": {"Type": "Parallel", "End": true,
                "Catch": [{"ErrorEquals": ["States.QueryEvaluationError"], "Output": output, "Next": "Caught"}],
                "Branches": [{"StartAt": "B", "States": {"B": {"Type": "Pass", "Output": {"v": "{% $nope %}"}, "End": true}}}]},
            "Caught": {"Type": "Succeed"}})
    };
    let run = common::jsonata(states(json!("{% $states.errorOutput.Error %}"))).run(&json!({}));
    let wanted = ["PassStateEntered", "EvaluationFailed", "ParallelStateFailed", "ParallelStateExited"];
    assert_eq!(types(&run)[3..7], wanted);
    assert_eq!(run.output(), Some(&json!("States.QueryEvaluationError")));
    assert_eq!(run.history()[4].details()["location"], json!("Output/v"));

    // What a catcher fails with is a second failure, and not caught.
    let run = common::jsonata(states(json!("{% $gone %}"))).run(&json!({}));
    let wanted =
        ["EvaluationFailed", "ParallelStateFailed", "EvaluationFailed", "ParallelStateFailed", "ExecutionFailed"];
    assert_eq!(types(&run)[4..], wanted);
    // Measured: the event of the catcher's field follows what came before the first failure's.
    assert_eq!(previous(&run)[4..], [4, 5, 5, 7, 8]);
    assert!(run.cause().unwrap().contains("'$gone' specified for the field 'Catch[0]/Output'"));
}

fn endless() -> Value {
    json!({
        "A": {"Type": "Pass", "Next": "B"},
        "B": {"Type": "Choice", "Choices": [{"Variable": "$.on", "BooleanEquals": true, "Next": "A"}], "Default": "End"},
        "End": {"Type": "Succeed"}})
}

#[test]
fn event_25_000_says_that_there_are_no_more() {
    let run = machine(endless()).run(&json!({"on": true}));
    assert_eq!(run.history().len(), 25_000);
    assert_eq!(run.error(), Some("States.Runtime"));
    assert_eq!(run.cause(), Some("The execution reached the maximum number of history events (25000)."));
}

#[test]
fn a_loop_of_an_express_execution_ends_too() {
    let run = machine(endless()).express().run(&json!({"on": true}));
    assert_eq!((run.status(), run.error()), (Status::Aborted, Some("Local.StepLimit")));
}

#[test]
fn the_time_of_the_machine() {
    let wait = json!({"W": {"Type": "Wait", "Seconds": 31, "End": true}});
    let run = common::with(json!({"TimeoutSeconds": 30}), wait).run(&json!({}));
    assert_eq!((run.status(), run.error(), run.cause()), (Status::TimedOut, None, None));
    assert_eq!(types(&run), ["ExecutionStarted", "WaitStateEntered", "ExecutionTimedOut"]);
    assert_eq!(previous(&run), [0, 0, 0]);
    assert_eq!(run.duration().as_secs(), 30);
    assert_eq!(run.history()[2].details(), json!({"error": "States.Timeout"}));
}

#[test]
fn a_year_of_waiting_is_free_and_more_is_too_much() {
    let wait = |seconds: u64| machine(json!({"W": {"Type": "Wait", "Seconds": seconds, "End": true}})).run(&json!({}));
    assert_eq!(wait(31_535_999).status(), Status::Succeeded);
    assert_eq!(wait(31_536_001).status(), Status::TimedOut);
}

#[test]
fn events_are_what_the_api_gives() {
    let run = machine(json!({"T": lambda(json!({"End": true, "TimeoutSeconds": 9}))}))
        .answers("T", [Answer::result(&json!({"ok": true}))])
        .run(&json!({"n": 1}));
    let wanted = json!({
        "timestamp": 1_767_225_600.0, "type": "LambdaFunctionScheduled", "id": 3, "previousEventId": 2,
        "lambdaFunctionScheduledEventDetails": {
            "resource": common::FUNCTION, "input": "{\"n\":1}", "inputDetails": {"truncated": false}, "timeoutInSeconds": 9}});
    assert_eq!(run.history()[2].to_json(), wanted);
    assert_eq!(run.history()[3].to_json().as_object().unwrap().len(), 4, "a started function has no details");
}

#[test]
fn sizes_are_limited() {
    let large = json!("x".repeat(262_143));
    let task = lambda(json!({"Catch": [{"ErrorEquals": ["States.ALL"], "Next": "Caught"}], "End": true}));
    let run = machine(json!({"T": task, "Caught": {"Type": "Pass", "OutputPath": "$.Error", "End": true}}))
        .answers("T", [Answer::result(&large)])
        .run(&json!({}));
    assert_eq!(run.output(), Some(&json!("States.DataLimitExceeded")));

    let grow = json!({"A": {"Type": "Pass", "Parameters": {"a.$": "$", "b.$": "$"}, "End": true}});
    let run = machine(grow).run(&json!("x".repeat(150_000)));
    assert_eq!(run.error(), Some("States.DataLimitExceeded"));
    let cause = "The state/task 'A' returned a result with a size exceeding the maximum number of bytes service limit.";
    assert_eq!(run.cause(), Some(cause));
    assert_eq!(types(&run), ["ExecutionStarted", "PassStateEntered", "ExecutionFailed"]);
}

#[test]
fn values_that_nest_ever_deeper_end_the_run() {
    let wrap = json!({"A": {"Type": "Pass", "Parameters": {"in.$": "$"}, "Next": "B"},
        "B": {"Type": "Choice", "Choices": [{"Variable": "$.in", "IsPresent": true, "Next": "A"}], "Default": "End"},
        "End": {"Type": "Succeed"}});
    let run = machine(wrap.clone()).run(&json!({}));
    assert_eq!((run.status(), run.error()), (Status::Aborted, Some("Local.Unsupported")));
    let tower = (0..600).fold(json!(1), |inner, _| Value::Array(vec![inner]));
    let run = machine(wrap).run(&tower);
    assert_eq!((run.error(), run.history().len()), (Some("Local.Unsupported"), 0));
}

#[test]
fn a_field_of_a_map_run_is_told_before_the_run_fails() {
    let processor = json!({"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"}, "StartAt": "I",
        "States": {"I": {"Type": "Pass", "End": true}}});
    let map = json!({"Type": "Map", "Items": [1], "ItemSelector": {"v": "{% $gone %}"}, "ItemProcessor": processor, "End": true});
    let run = common::jsonata(json!({"M": map})).run(&json!({}));
    assert_eq!(
        types(&run)[3..],
        ["MapRunStarted", "EvaluationFailed", "MapRunFailed", "MapStateFailed", "ExecutionFailed"]
    );
    assert_eq!(previous(&run)[4..], [4, 5, 6, 7]);
    let cause = run.history()[5].details()["cause"].clone();
    assert_eq!(cause, run.history()[7].details()["cause"], "one failure has one cause");
}

/// A history keeps large values as text once they are past. What it says is the same as where values are small: of a text that grows in a loop, of what a
/// task got and gave, of variables.
#[test]
fn large_values_of_the_past() {
    let run = |text: &str| {
        let pattern = format!("*{}", "-".repeat(20));
        machine(json!({
            "Grow": {"Type": "Pass", "Parameters": {"text.$": "States.Format('{}-', $.text)"}, "Assign": {"kept.$": "$.text"}, "Next": "Call"},
            "Call": lambda(json!({"Next": "Enough?"})),
            "Enough?": {"Type": "Choice", "Choices": [{"Variable": "$.text", "StringMatches": pattern, "Next": "Done"}], "Default": "Grow"},
            "Done": {"Type": "Succeed"}}))
        .on("Call", |input: Value| Ok::<_, (&str, &str)>(input))
        .run(&json!({ "text": text }))
    };
    let x = "x".repeat(40_000);
    let (large, small) = (run(&x), run("x"));
    assert_eq!(large.status(), Status::Succeeded, "{:?}", large.cause());
    assert_eq!(large.history().len(), small.history().len());
    for (large, small) in large.history().iter().zip(small.history()) {
        assert_eq!(large.to_json().to_string().replace(&x, "x"), small.to_json().to_string());
        assert_eq!(large.details().to_string().replace(&x, "x"), small.details().to_string());
        assert_eq!(format!("{:?}", large.what()).replace(&x, "x"), format!("{:?}", small.what()));
    }
    assert_eq!(large.picture(), small.picture());
}
