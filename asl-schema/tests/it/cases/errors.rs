//! `Retry`, `Catch` and the names of errors.

use super::*;

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
