//! Tasks: mocks, retries, catchers, time limits, nested executions.

use std::time::Duration;

use crate::common::{self, checked, lambda, machine, types};
use asl_local::{Answer, Pending, Run, Status, TaskError};
use serde_json::{Value, json};

const BUSY: (&str, &str) = ("Busy", "");

#[test]
fn retries_wait_longer_each_time_up_to_the_most() {
    let retry = json!([{"ErrorEquals": ["Busy"], "IntervalSeconds": 2, "BackoffRate": 3, "MaxAttempts": 4, "MaxDelaySeconds": 20}]);
    let run = machine(json!({"T": lambda(json!({"Retry": retry, "End": true}))}))
        .answers("T", (0..4).map(|_| Answer::fails(BUSY)).chain([Answer::result(&"done")]))
        .run(&json!({}));
    assert_eq!(run.output(), Some(&json!("done")));
    assert_eq!(run.duration().as_secs(), 2 + 6 + 18 + 20);
    assert_eq!(types(&run).iter().filter(|kind| **kind == "LambdaFunctionScheduled").count(), 5);
    assert_eq!(run.path(), ["T"]);
}

#[test]
fn a_retrier_that_is_used_up_ends_the_search() {
    let retry = json!([{"ErrorEquals": ["Busy"], "MaxAttempts": 1}, {"ErrorEquals": ["States.ALL"], "MaxAttempts": 9}]);
    let catch = json!([{"ErrorEquals": ["Busy"], "Next": "Caught"}]);
    let states = json!({"T": lambda(json!({"Retry": retry, "Catch": catch, "End": true})),
        "Caught": {"Type": "Pass", "End": true}});
    let run = machine(states).on("T", |_: Value| Err::<(), _>(BUSY)).run(&json!({}));
    assert_eq!(run.output(), Some(&json!({"Error": "Busy", "Cause": ""})));
    assert_eq!(run.duration().as_secs(), 1);
}

#[test]
fn jitter_is_drawn_from_the_seed() {
    let retry = json!([{"ErrorEquals": ["States.ALL"], "IntervalSeconds": 100, "JitterStrategy": "FULL"}]);
    let duration = |seed| {
        let mut machine = machine(json!({"T": lambda(json!({"Retry": retry, "End": true}))})).seed(seed);
        machine = machine.answers("T", [Answer::fails(BUSY), Answer::result(&1)]);
        machine.run(&json!({})).duration()
    };
    assert_eq!(duration(1), duration(1));
    assert_ne!(duration(1), duration(2));
    assert!((0..20).all(|seed| duration(seed) < Duration::from_secs(100)));
}

#[test]
fn time_limits_and_heartbeats_are_both_time_outs() {
    let run = |fields: Value, catch: &str| {
        let mut task = lambda(json!({"Catch": [{"ErrorEquals": [catch], "Next": "Caught"}], "End": true}));
        task.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
        machine(json!({"T": task, "Caught": {"Type": "Pass", "End": true}}))
            .answers("T", [Answer::never()])
            .run(&json!({}))
    };
    let timeout = json!({"Error": "States.Timeout", "Cause": ""});
    for (fields, catch, seconds) in [
        (json!({"TimeoutSeconds": 5}), "States.Timeout", 5),
        (json!({"TimeoutSeconds": 50, "HeartbeatSeconds": 3}), "States.HeartbeatTimeout", 3),
        (json!({"TimeoutSeconds": 50, "HeartbeatSeconds": 3}), "States.Timeout", 3),
    ] {
        let run = run(fields, catch);
        assert_eq!(run.output(), Some(&timeout), "{catch}");
        assert_eq!(run.duration().as_secs(), seconds);
    }
    // Not the heartbeat's name for the other limit, and no task failure.
    for catch in ["States.HeartbeatTimeout", "States.TaskFailed"] {
        assert_eq!(run(json!({"TimeoutSeconds": 5}), catch).error(), Some("States.Timeout"), "{catch}");
    }
}

#[test]
fn a_call_that_nothing_answers_says_what_was_asked() {
    let states = json!({"Charge": lambda(json!({"Catch": [{"ErrorEquals": ["States.ALL"], "Next": "Caught"}], "Next": "Ship"})),
        "Ship": lambda(json!({"End": true})),
        "Caught": {"Type": "Succeed"}});
    let run = machine(states).answers("Ship", [Answer::result(&1)]).run(&json!({"amount": 7}));
    assert_eq!(run.status(), Status::Aborted);
    assert_eq!(run.error(), Some("Local.UnexpectedCall"));
    let cause = format!(
        "nothing answers the call of `{}` by the state `Charge` with the input `{{\"amount\":7}}`; answers were prepared for `Ship`",
        common::FUNCTION
    );
    assert_eq!(run.cause(), Some(cause.as_str()));
}

#[test]
fn answers_come_when_they_are_due_and_leftovers_are_told() {
    let mut machine = machine(json!({"T": lambda(json!({"End": true}))}))
        .answers("T", [Answer::result(&1).after(Duration::from_secs(90)), Answer::result(&2)]);
    let run = machine.run(&json!({}));
    assert_eq!(run.duration().as_secs(), 90);
    assert_eq!(run.leftovers(), ["T: 1"]);
}

#[test]
fn what_a_mock_is_asked_is_typed() {
    let catch = json!([{"ErrorEquals": ["States.ALL"], "Next": "Caught"}]);
    let states = json!({"T": lambda(json!({"Catch": catch, "End": true})), "Caught": {"Type": "Succeed"}});
    let run = machine(states).on("T", |n: u32| Ok::<_, TaskError>(n + 1)).run(&json!("seven"));
    assert_eq!(run.error(), Some("Local.InputMismatch"));
}

#[test]
fn a_callback_gets_a_token_and_a_failure_without_a_name_is_caught_by_all() {
    let task = json!({"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
        "Parameters": {"QueueUrl": "q", "MessageBody": {"token.$": "$$.Task.Token"}},
        "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "Caught"}], "End": true});
    let run = machine(json!({"T": task, "Caught": {"Type": "Pass", "End": true}}))
        .on_call("T", |call| {
            assert_eq!(call.input["MessageBody"]["token"].as_str(), call.token);
            Answer::fails(TaskError::default()).submitted(json!({"MessageId": "1"}))
        })
        .run(&json!({}));
    assert_eq!(run.output(), Some(&json!({"Error": null, "Cause": null})));
    assert_eq!(types(&run)[2..6], ["TaskScheduled", "TaskStarted", "TaskSubmitted", "TaskFailed"]);
}

#[test]
fn nested_machines_run_and_their_errors_are_task_failures() {
    let child = checked(
        json!({}),
        json!({"C": {"Type": "Choice", "Default": "Ok",
        "Choices": [{"Variable": "$.bad", "IsPresent": true, "Next": "Bad"}]},
        "Ok": {"Type": "Pass", "Result": 7, "End": true}, "Bad": {"Type": "Fail", "Error": "Own", "Cause": "why"}}),
    );
    let parent = |pattern: &str, input: Value| {
        let task = json!({"Type": "Task", "Resource": format!("arn:aws:states:::states:startExecution{pattern}"),
            "Parameters": {"StateMachineArn": "arn:aws:states:us-east-1:123456789012:stateMachine:Child", "Name": "one", "Input": input},
            "Catch": [{"ErrorEquals": ["Own"], "Next": "Wrong"}, {"ErrorEquals": ["States.TaskFailed"], "Next": "Right"}],
            "End": true});
        machine(json!({"T": task, "Wrong": {"Type": "Pass", "End": true}, "Right": {"Type": "Pass", "End": true}}))
            .machine("Child", &child)
            .run(&json!({}))
    };
    assert_eq!(parent(".sync:2", json!({})).output().unwrap()["Output"], json!(7));
    assert_eq!(parent(".sync", json!({})).output().unwrap()["Output"], json!("7"));
    assert!(parent("", json!({})).output().unwrap()["ExecutionArn"].is_string());
    let failed = parent(".sync", json!({"bad": 1}));
    assert_eq!(failed.path(), ["T", "Right"]);
    let cause: Value = serde_json::from_str(failed.output().unwrap()["Cause"].as_str().unwrap()).unwrap();
    assert_eq!((&cause["Error"], &cause["Cause"], &cause["Status"]), (&json!("Own"), &json!("why"), &json!("FAILED")));
    assert_eq!(failed.children()[0].error(), Some("Own"));
}

#[test]
fn a_machine_that_starts_itself_is_stopped() {
    let task = json!({"Type": "Task", "Resource": "arn:aws:states:::states:startExecution.sync",
        "Parameters": {"StateMachineArn": "Self"}, "End": true,
        "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "Caught"}]});
    let itself = checked(json!({}), json!({"T": task, "Caught": {"Type": "Succeed"}}));
    let run = asl_local::Machine::new(itself.clone()).machine("Self", &itself).run(&json!({}));
    assert_eq!(run.error(), Some("Local.Unsupported"), "no catcher sees what the service would not do");
    assert!(run.cause().unwrap().contains("the machine `Self`"), "{:?}", run.cause());
    assert_eq!(run.children().len(), 64);
}

#[test]
fn what_a_request_lacks_is_told_before_it_is_made() {
    let task = json!({"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Parameters": {"Payload": 1}, "End": true});
    let run = machine(json!({"T": task})).run(&json!({}));
    assert!(run.cause().unwrap().ends_with(
        "The Parameters '{\"Payload\":1}' could not be used to start the Task: [The field 'FunctionName' is required but was missing]"
    ));
}

#[test]
fn an_activity_starts_when_a_worker_takes_it() {
    let activity = json!({"Type": "Task", "Resource": "arn:aws:states:us-east-1:123456789012:activity:paint",
        "TimeoutSeconds": 9, "End": true});
    let run = |answer: Answer| {
        let run = machine(json!({"T": activity.clone()})).answers("T", [answer]).run(&json!({}));
        types(&run)[2..].to_vec()
    };
    let done = ["ActivityScheduled", "ActivityStarted", "ActivitySucceeded", "TaskStateExited", "ExecutionSucceeded"];
    assert_eq!(run(Answer::result(&1).by_worker("ann")), done);
    assert_eq!(run(Answer::never()), ["ActivityScheduled", "ActivityTimedOut", "ExecutionFailed"]);
    let left = ["ActivityScheduled", "ActivityStarted", "ActivityTimedOut", "ExecutionFailed"];
    assert_eq!(run(Answer::never().by_worker("bob")), left);
    assert_eq!(run(Answer::refused("The activity does not exist.")), ["ExecutionFailed"]);
}

#[test]
fn calls_that_fail_before_they_begin() {
    let callback = json!({"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
        "Parameters": {"QueueUrl": "q", "MessageBody": "m"}, "End": true});
    let run = |answer: Answer| {
        let run = machine(json!({"T": callback.clone()})).answers("T", [answer]).run(&json!({}));
        types(&run)[2..].to_vec()
    };
    assert_eq!(run(Answer::start_fails(BUSY)), ["TaskScheduled", "TaskStartFailed", "ExecutionFailed"]);
    let submitted = ["TaskScheduled", "TaskStarted", "TaskSubmitFailed", "ExecutionFailed"];
    assert_eq!(run(Answer::submit_fails(BUSY)), submitted);
}

#[test]
fn a_child_that_nobody_waits_for_runs_and_one_that_is_waited_for_is_cut() {
    let child = checked(json!({}), json!({"W": {"Type": "Wait", "Seconds": 60, "End": true}}));
    let run = |pattern: &str| {
        let task = json!({"Type": "Task", "Resource": format!("arn:aws:states:::states:startExecution{pattern}"),
            "Parameters": {"StateMachineArn": "Child"}, "TimeoutSeconds": 5, "End": true});
        machine(json!({"T": task})).machine("Child", &child).run(&json!({}))
    };
    let free = run("");
    assert!(free.duration().is_zero());
    assert_eq!((free.children()[0].status(), free.children()[0].duration().as_secs()), (Status::Succeeded, 60));
    let cut = run(".sync");
    assert_eq!((cut.error(), cut.duration().as_secs()), (Some("States.Timeout"), 5));
    let child = &cut.children()[0];
    let cause = format!(
        "The Task state in AWS Step Functions execution [{}] which was managing this resource was aborted",
        cut.arn()
    );
    assert_eq!((child.status(), child.error(), child.cause()), (Status::Aborted, None, Some(cause.as_str())));
}

/// A callback ends when its token comes back, whatever the execution does that got it.
#[test]
fn a_child_that_has_the_token_goes_its_own_way() {
    let child = checked(json!({}), json!({"W": {"Type": "Wait", "Seconds": 60, "End": true}}));
    let task = json!({"Type": "Task", "Resource": "arn:aws:states:::states:startExecution.waitForTaskToken",
        "Parameters": {"StateMachineArn": "Child", "Input": {"token.$": "$$.Task.Token"}}, "TimeoutSeconds": 300, "End": true});
    let parent = || machine(json!({"T": task.clone()})).machine("Child", &child);
    let end =
        |run: &Run| (run.children()[0].status(), run.children()[0].duration().as_secs(), run.duration().as_secs());

    let early = parent().answers("T", [Answer::result(&7).after(Duration::from_secs(5))]).run(&json!({}));
    assert_eq!((early.output(), end(&early)), (Some(&json!(7)), (Status::Succeeded, 60, 5)));
    let submitted = early.history().iter().find(|event| event.event_type() == "TaskSubmitted").unwrap().to_json();
    let output = submitted["taskSubmittedEventDetails"]["output"].as_str().unwrap();
    assert!(output.contains(early.children()[0].arn()), "{output}");

    let late = parent().never("T").run(&json!({}));
    assert_eq!((late.error(), end(&late)), (Some("States.Timeout"), (Status::Succeeded, 60, 300)));

    let mut parent = parent();
    let mut execution = parent.start(&json!({})).unwrap();
    execution.advance(Duration::from_secs(100));
    let waiting = execution.waiting();
    let Pending::Call { token: Some(token), .. } = waiting[0].pending else { panic!("{waiting:?}") };
    let token = token.to_owned();
    execution.succeed(&token, &"back").unwrap();
    assert_eq!(execution.finish().output(), Some(&json!("back")));
}

#[test]
fn results_that_no_call_returns_can_be_refused() {
    let task = json!({"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke",
        "Parameters": {"FunctionName": "pay"}, "End": true});
    let paid = || machine(json!({"T": task.clone()})).on_json("T", |_| Answer::result(&json!({"paid": true})));
    assert_eq!(paid().run(&json!({})).output(), Some(&json!({"paid": true})));
    let run = paid().strict_results().run(&json!({}));
    assert_eq!((run.status(), run.error()), (Status::Aborted, Some("Local.ImpossibleResult")));
    assert_eq!(
        run.cause(),
        Some(
            "the answer for the state `T`: `lambda:invoke` returns what the function returned in `Payload`, and here is no `Payload`"
        )
    );
    let right = machine(json!({"T": task.clone()})).on_json("T", |_| Answer::result(&json!({"Payload": 1})));
    assert_eq!(right.strict_results().run(&json!({})).status(), Status::Succeeded);
}

#[test]
fn names_that_aws_does_not_take_start_nothing() {
    let pass = || machine(json!({"P": {"Type": "Pass", "End": true}}));
    let run = pass().named("Orders", "order 7").run(&json!({}));
    assert_eq!((run.error(), run.history().len()), (Some("Local.BadName"), 0));
    assert_eq!(run.cause(), Some("no execution can be named `order 7`: a name has no white space"));
    let refused = pass().named("Or/ders", "order-7").start(&json!({})).map(drop).unwrap_err();
    assert_eq!(refused.cause(), Some("no state machine can be named `Or/ders`: a name has no `/`"));
}

#[test]
fn heartbeats_keep_a_task_alive() {
    let run = |every: u64| {
        let answer = Answer::result(&1).after(Duration::from_secs(100)).heartbeats(Duration::from_secs(every));
        let task = lambda(json!({"HeartbeatSeconds": 10, "End": true}));
        machine(json!({"T": task})).answers("T", [answer]).run(&json!({}))
    };
    assert_eq!((run(10).status(), run(10).duration().as_secs()), (Status::Succeeded, 100));
    assert_eq!((run(11).error(), run(11).duration().as_secs()), (Some("States.Timeout"), 10));
}

#[test]
fn inputs_are_typed_too() {
    #[derive(serde::Serialize)]
    struct Order {
        id: u32,
    }
    let run = machine(json!({"P": {"Type": "Pass", "End": true}})).run(&Order { id: 7 });
    assert_eq!(run.output(), Some(&json!({"id": 7})));
}
