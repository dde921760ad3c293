//! Every definition that the checker lets through runs to an end, whatever the tasks answer: no panic, no endless run.
//!
//! The definitions are those of the shared conformance data, where it is there.

use crate::shared;
use asl_local::{Answer, Machine, Status, TaskError};
use asl_schema::{Options, check_str};
use serde_json::{Value, json};

#[test]
fn every_accepted_definition_ends() {
    let files = shared::files("definitions");
    let mut ran = 0;
    for path in &files {
        let text = std::fs::read_to_string(path).unwrap_or_default();
        let Ok(checked) = check_str(&text, &Options::standard()).into_checked() else { continue };
        for seed in 0..4_u64 {
            let mut machine =
                Machine::new(checked.clone()).handler(move |call: &asl_local::Call<'_>| answer(seed, call));
            if seed > 1 {
                machine = machine.interleaving(seed);
            }
            let run = machine.run(&input(seed));
            assert!(!run.history().is_empty(), "{}", path.display());
            let last = run.history().last().map(|event| event.event_type());
            let wanted = match run.status() {
                Status::Succeeded => "ExecutionSucceeded",
                Status::Failed => "ExecutionFailed",
                Status::TimedOut => "ExecutionTimedOut",
                Status::Aborted => "ExecutionAborted",
            };
            assert_eq!(last, Some(wanted), "{}", path.display());
            let ids: Vec<u32> = run.history().iter().map(asl_local::Event::id).collect();
            assert!(ids.iter().zip(1..).all(|(id, wanted)| *id == wanted), "{}", path.display());
            assert!(run.history().iter().all(|event| event.previous_event_id() < event.id()), "{}", path.display());
            ran += 1;
        }
    }
    assert!(files.is_empty() || ran > 500, "{ran} runs");
}

/// Results, errors and silence, by the seed and the call.
fn answer(seed: u64, call: &asl_local::Call<'_>) -> Option<Answer> {
    let letters = call.state.bytes().map(u64::from).sum::<u64>();
    Some(match (letters + seed * 7 + u64::from(call.retry_count)) % 5 {
        0 => Answer::fails(TaskError::new("Lambda.ServiceException", "no")),
        1 => Answer::never(),
        2 => Answer::result(&json!([1, "a", null])),
        _ => Answer::result(&json!({"Payload": {"ok": true, "n": seed}, "StatusCode": 200, "Body": "[1]"})),
    })
}

fn input(seed: u64) -> Value {
    match seed % 4 {
        0 => json!({}),
        1 => json!([1, 2, 3]),
        2 => json!({"input": {"waitSeconds": 5}, "items": [1, 2], "n": 1, "name": "x", "type": "Private", "value": 22}),
        _ => Value::Null,
    }
}
