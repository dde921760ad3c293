//! Executions whose clock is moved by hand.

use std::time::Duration;

use crate::common::{self, lambda, machine, types};
use asl_local::{Answer, Machine, NotWaiting, Pending, Status, TaskError};
use serde_json::{Value, json};

const SECOND: Duration = Duration::from_secs(1);
const DAY: Duration = Duration::from_secs(86_400);

/// Asks for an approval, with further fields of the state.
fn approval(fields: Value) -> Machine<'static> {
    let ask = json!({
        "Type": "Task",
        "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
        "Parameters": {"QueueUrl": "q", "MessageBody.$": "$$.Task.Token"},
        "End": true,
    });
    machine(json!({"Ask": common::extended(ask, fields)}))
}

/// The token of the only callback that is waited for.
fn token(execution: &asl_local::Execution<'_>) -> String {
    let waiting = execution.waiting().into_iter();
    let tokens = waiting.filter_map(|waiting| match waiting.pending {
        Pending::Call { token, .. } => token.map(str::to_owned),
        _ => None,
    });
    let tokens: Vec<_> = tokens.collect();
    assert_eq!(tokens.len(), 1);
    tokens.concat()
}

#[test]
fn a_wait_ends_at_its_moment_and_not_before() {
    let mut machine =
        machine(json!({"Rest": {"Type": "Wait", "Seconds": 60, "Next": "Done"}, "Done": {"Type": "Succeed"}}));
    let mut execution = machine.start(&json!({})).unwrap();
    let start = execution.now();
    let waiting = execution.waiting();
    assert_eq!((waiting.len(), waiting[0].state, waiting[0].pending), (1, "Rest", Pending::Time));
    assert_eq!(waiting[0].until, Some(start + 60 * SECOND));
    execution.advance(60 * SECOND - Duration::from_millis(1));
    assert!(execution.is_running());
    assert_eq!(execution.history().len(), 2);
    execution.advance(Duration::from_millis(1));
    assert!(!execution.is_running());
    assert!(execution.waiting().is_empty());
    execution.advance(DAY);
    assert_eq!(execution.now(), start + 60 * SECOND + DAY);
    let run = execution.finish();
    assert_eq!((run.status(), run.duration()), (Status::Succeeded, 60 * SECOND));
}

/// However the clock is moved, the run is the one that is not stepped at all.
#[test]
fn steps_make_no_difference() {
    let retry = json!([{"ErrorEquals": ["Busy"], "IntervalSeconds": 7, "MaxAttempts": 3}]);
    let branch = |name: &str, state: Value| json!({"StartAt": name, "States": {name: state}});
    let states = json!({"Both": {"Type": "Parallel", "End": true, "Branches": [
        branch("Call", lambda(json!({"Retry": retry, "End": true}))),
        branch("Rest", json!({"Type": "Wait", "Seconds": 20, "End": true})),
    ]}});
    let prepared = || {
        let busy = || Answer::fails(("Busy", "")).after(2 * SECOND);
        machine(states.clone()).answers("Call", [busy(), busy(), Answer::result(&1)])
    };
    let events = |run: &asl_local::Run| run.history().iter().map(asl_local::Event::to_json).collect::<Vec<_>>();
    let whole = events(&prepared().run(&json!({})));
    for step in [1, 333, 1_000, 2_000, 7_001, 40_000] {
        let mut machine = prepared();
        let mut execution = machine.start(&json!({})).unwrap();
        for _ in 0..100 {
            execution.advance(Duration::from_millis(step));
        }
        assert_eq!(events(&execution.finish()), whole, "{step} ms");
    }
}

#[test]
fn every_strand_that_waits_is_told() {
    let branch = |name: &str, state: Value| json!({"StartAt": name, "States": {name: state}});
    let retry = json!([{"ErrorEquals": ["States.ALL"], "IntervalSeconds": 5}]);
    let states = json!({"All": {"Type": "Parallel", "End": true, "Branches": [
        branch("Rest", json!({"Type": "Wait", "Seconds": 20, "End": true})),
        branch("Slow", lambda(json!({"TimeoutSeconds": 30, "End": true}))),
        branch("Again", lambda(json!({"Retry": retry, "End": true}))),
        branch("Forever", lambda(json!({"End": true}))),
    ]}});
    let mut machine = machine(states)
        .answers("Slow", [Answer::result(&1).after(40 * SECOND)])
        .answers("Again", [Answer::fails(("Busy", "")), Answer::result(&1)])
        .answers("Forever", [Answer::never()]);
    let mut execution = machine.start(&json!({})).unwrap();
    let start = execution.now();
    let told = |execution: &asl_local::Execution<'_>| {
        let waiting = execution.waiting().into_iter();
        waiting
            .map(|waiting| (waiting.state.to_owned(), waiting.until.map(|until| (until - start).as_secs())))
            .collect::<Vec<_>>()
    };
    let wait = |name: &str, until| (name.to_owned(), until);
    let all = [wait("Rest", Some(20)), wait("Slow", Some(30)), wait("Again", Some(5)), wait("Forever", None)];
    assert_eq!(told(&execution), all);
    assert_eq!(execution.waiting()[2].pending, Pending::Retry);
    execution.advance(20 * SECOND);
    assert_eq!(told(&execution), [wait("Slow", Some(30)), wait("Forever", None)]);
}

#[test]
fn a_callback_is_completed_once() {
    let mut machine = approval(json!({}));
    let mut execution = machine.start(&json!({})).unwrap();
    let token = token(&execution);
    assert_eq!(execution.succeed("another", &1), Err(NotWaiting));
    execution.advance(3 * DAY);
    assert_eq!(execution.succeed(&token, &json!({"ok": true})), Ok(()));
    assert_eq!(execution.succeed(&token, &1), Err(NotWaiting));
    assert_eq!(execution.fail(&token, ("Late", "")), Err(NotWaiting));
    assert_eq!(execution.heartbeat(&token), Err(NotWaiting));
    let run = execution.finish();
    assert_eq!((run.output(), run.duration()), (Some(&json!({"ok": true})), 3 * DAY));
    let events = ["TaskScheduled", "TaskStarted", "TaskSubmitted", "TaskSucceeded", "TaskStateExited"];
    assert_eq!(types(&run)[2..7], events);
}

#[test]
fn a_callback_that_fails_is_retried_with_another_token() {
    let mut machine = approval(json!({"Retry": [{"ErrorEquals": ["Unclear"], "IntervalSeconds": 10}]}));
    let mut execution = machine.start(&json!({})).unwrap();
    let first = token(&execution);
    execution.fail(&first, ("Unclear", "ask again")).unwrap();
    assert_eq!(execution.waiting()[0].pending, Pending::Retry);
    execution.advance(10 * SECOND);
    let second = token(&execution);
    assert_ne!(first, second);
    execution.fail(&second, TaskError { error: Some("Refused".to_owned()), cause: None }).unwrap();
    let run = execution.finish();
    assert_eq!((run.error(), run.cause()), (Some("Refused"), None));
}

#[test]
fn heartbeats_keep_a_task_alive() {
    let mut machine = approval(json!({"HeartbeatSeconds": 60, "TimeoutSeconds": 200}));
    let mut execution = machine.start(&json!({})).unwrap();
    let (start, token) = (execution.now(), token(&execution));
    for beat in 1..=3 {
        execution.advance(50 * SECOND);
        execution.heartbeat(&token).unwrap();
        let until = (start + beat * 50 * SECOND + 60 * SECOND).min(start + 200 * SECOND);
        assert_eq!(execution.waiting()[0].until, Some(until));
    }
    // The time limit counts from the call, whatever beats.
    assert_eq!(execution.finish().duration(), 200 * SECOND);

    let mut execution = machine.start(&json!({})).unwrap();
    let token = self::token(&execution);
    execution.advance(50 * SECOND);
    execution.heartbeat(&token).unwrap();
    assert_eq!(execution.finish().duration(), 110 * SECOND);
}

/// An order that is cancelled while it waits: one branch waits for the approval, the other for time.
#[test]
fn an_execution_is_stopped_while_it_waits() {
    let mut machine = approval(json!({}));
    let mut execution = machine.start(&json!({})).unwrap();
    let token = token(&execution);
    execution.advance(DAY);
    execution.stop(("Cancelled", "by the customer"));
    assert!(!execution.is_running());
    assert_eq!(execution.succeed(&token, &1), Err(NotWaiting));
    execution.stop(("Twice", ""));
    let run = execution.finish();
    assert_eq!((run.status(), run.error(), run.cause()), (Status::Aborted, Some("Cancelled"), Some("by the customer")));
    assert_eq!((types(&run).last(), run.duration()), (Some(&"ExecutionAborted"), DAY));
}

#[test]
fn stopping_stops_children_too() {
    let each = json!({"Type": "Map", "End": true, "ItemProcessor": {
        "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
        "StartAt": "Rest", "States": {"Rest": {"Type": "Wait", "Seconds": 60, "End": true}}}});
    let mut machine = machine(json!({"Each": each}));
    let mut execution = machine.start(&json!([1, 2])).unwrap();
    assert_eq!(execution.waiting().iter().map(|waiting| waiting.execution).collect::<Vec<_>>(), [1, 2]);
    execution.stop(TaskError::default());
    let run = execution.finish();
    assert!(run.children().iter().all(|child| child.status() == Status::Aborted));
    assert_eq!((run.status(), run.children().len(), run.duration()), (Status::Aborted, 2, Duration::ZERO));
}

/// An activity that paints, with further fields of the state.
fn painting(fields: Value) -> Machine<'static> {
    let activity = "arn:aws:states:us-east-1:123456789012:activity:paint";
    machine(json!({"Paint": common::extended(json!({"Type": "Task", "Resource": activity, "End": true}), fields)}))
}

fn events(run: &asl_local::Run) -> Vec<Value> {
    run.history().iter().map(asl_local::Event::to_json).collect()
}

/// A worker does what an answer would have done, event by event.
#[test]
fn a_worker_takes_an_activity_and_completes_it() {
    let error = || TaskError::new("Dry", "no paint left");
    for fails in [false, true] {
        let mut machine = painting(json!({"TimeoutSeconds": 60, "HeartbeatSeconds": 10}));
        let mut execution = machine.start(&json!({"colour": "red"})).unwrap();
        assert!(matches!(execution.waiting()[0].pending, Pending::Call { token: None, .. }));
        let task = execution.take("paint", "ann").unwrap();
        assert_eq!(task.input, json!({"colour": "red"}));
        assert!(matches!(execution.waiting()[0].pending, Pending::Call { token: Some(own), .. } if own == task.token));
        execution.advance(5 * SECOND);
        match fails {
            true => execution.fail(&task.token, error()).unwrap(),
            false => execution.succeed(&task.token, &"done").unwrap(),
        }
        assert_eq!(execution.succeed(&task.token, &1), Err(NotWaiting));
        let answer = if fails { Answer::fails(error()) } else { Answer::result(&"done") };
        let answer = answer.after(5 * SECOND).by_worker("ann");
        let answered = painting(json!({"TimeoutSeconds": 60, "HeartbeatSeconds": 10}))
            .answers("Paint", [answer])
            .run(&json!({"colour": "red"}));
        assert_eq!(events(&execution.finish()), events(&answered));
    }
}

#[test]
fn an_activity_is_taken_once_and_by_the_right_worker() {
    let branch = |name: &str, seconds: u64| {
        let wait = json!({"Type": "Wait", "Seconds": seconds, "Next": name});
        let activity = "arn:aws:states:us-east-1:123456789012:activity:paint";
        json!({"StartAt": format!("{name} later"), "States": {
            format!("{name} later"): wait, name: {"Type": "Task", "Resource": activity, "End": true}}})
    };
    let both = json!({"Type": "Parallel", "End": true, "Branches": [branch("Door", 20), branch("Wall", 10)]});
    let mut machine = machine(json!({"Both": both}));
    let mut execution = machine.start(&json!(7)).unwrap();
    assert_eq!(execution.take("paint", "ann"), None);
    execution.advance(30 * SECOND);
    assert_eq!(execution.take("arn:aws:states:us-east-1:123456789012:activity:sand", "ann"), None);
    // The wall has waited longer.
    let wall = execution.take("paint", "ann").unwrap();
    let door = execution.take("Door", "bob").unwrap();
    assert_eq!(execution.take("paint", "ann"), None);
    execution.succeed(&wall.token, &"wall").unwrap();
    execution.succeed(&door.token, &"door").unwrap();
    assert_eq!(execution.finish().output(), Some(&json!(["door", "wall"])));
}

/// The time limit counts from when the activity was scheduled, heartbeats from when it was taken.
#[test]
fn time_limits_of_activities() {
    let limits = json!({"TimeoutSeconds": 60, "HeartbeatSeconds": 10});
    let mut machine = painting(limits.clone());
    let run = machine.start(&json!({})).unwrap().finish();
    assert_eq!((run.error(), run.duration()), (Some("States.Timeout"), 60 * SECOND));
    assert_eq!(types(&run)[2..], ["ActivityScheduled", "ActivityTimedOut", "ExecutionFailed"]);

    let mut execution = machine.start(&json!({})).unwrap();
    let start = execution.now();
    execution.advance(40 * SECOND);
    let token = execution.take("paint", "ann").unwrap().token;
    assert_eq!(execution.waiting()[0].until, Some(start + 50 * SECOND));
    execution.advance(9 * SECOND);
    execution.heartbeat(&token).unwrap();
    assert_eq!(execution.waiting()[0].until, Some(start + 59 * SECOND));
    execution.advance(5 * SECOND);
    execution.heartbeat(&token).unwrap();
    let run = execution.finish();
    assert_eq!(run.duration(), 60 * SECOND);
    assert_eq!(types(&run)[2..], ["ActivityScheduled", "ActivityStarted", "ActivityTimedOut", "ExecutionFailed"]);

    let mut execution = machine.start(&json!({})).unwrap();
    execution.advance(40 * SECOND);
    let token = execution.take("paint", "ann").unwrap().token;
    execution.advance(10 * SECOND);
    assert_eq!(execution.succeed(&token, &1), Err(NotWaiting));
    assert_eq!(execution.finish().duration(), 50 * SECOND);
}

#[test]
fn an_activity_that_is_retried_is_taken_again() {
    let mut machine = painting(json!({"Retry": [{"ErrorEquals": ["Dry"], "IntervalSeconds": 10}]}));
    let mut execution = machine.start(&json!({})).unwrap();
    let first = execution.take("paint", "ann").unwrap();
    execution.fail(&first.token, ("Dry", "")).unwrap();
    assert_eq!(execution.take("paint", "bob"), None);
    execution.advance(10 * SECOND);
    let second = execution.take("paint", "bob").unwrap();
    assert_ne!(first.token, second.token);
    assert_eq!(execution.succeed(&first.token, &1), Err(NotWaiting));
    execution.succeed(&second.token, &2).unwrap();
    assert_eq!(execution.finish().output(), Some(&json!(2)));
}

/// Only a callback or an activity can be completed from outside: another call without an answer is a mistake of the test, as it always is.
#[test]
fn other_calls_need_answers() {
    let mut machine = machine(json!({"Call": lambda(json!({"End": true}))}));
    let execution = machine.start(&json!({})).unwrap();
    assert!(!execution.is_running());
    assert_eq!(execution.finish().error(), Some("Local.UnexpectedCall"));
    // A callback or an activity that is run rather than started, too.
    assert_eq!(painting(json!({})).run(&json!({})).error(), Some("Local.UnexpectedCall"));
    assert_eq!(approval(json!({})).run(&json!({})).error(), Some("Local.UnexpectedCall"));
}

#[test]
fn an_input_that_is_too_large_starts_nothing() {
    let mut machine = machine(json!({"Done": {"Type": "Succeed"}}));
    let refused = machine.start(&"x".repeat(300_000)).unwrap_err();
    assert_eq!(refused.error(), Some("Local.InputTooLarge"));
    assert!(refused.history().is_empty());
}
