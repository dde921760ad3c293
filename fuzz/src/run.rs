//! A run of any accepted definition with any input, whatever the tasks answer: it ends, its history is in order, and it ends the same way twice.

use std::time::Duration;

use asl_local::{Answer, Buckets, Call, Machine, Run, Status, TaskError};
use asl_schema::{Options, check_str};
use serde_json::{Value, json};

use super::parts;

/// States that a run may enter here: enough for what a machine does, too few to wait for.
const STEPS: u64 = 300;

pub(crate) fn run(text: &str) {
    let (definition, input) = parts(text);
    let input = serde_json::from_str(input).unwrap_or_else(|_| Value::from(input));
    for (options, express) in [(Options::standard(), false), (Options::express(), true)] {
        let Ok(checked) = check_str(definition, &options).into_checked() else { continue };
        for seed in [0, 1] {
            let once = || {
                let mut machine = Machine::new(checked.clone())
                    .handler(move |call: &Call<'_>| Some(answer(seed, call)))
                    .store(objects())
                    .step_limit(STEPS)
                    .seed(seed);
                if express {
                    machine = machine.express();
                }
                if seed > 0 {
                    machine = machine.interleaving(seed);
                }
                machine.run(&input)
            };
            let run = once();
            ends(&run);
            assert_eq!(told(&run), told(&once()), "the same run, another history");
        }
    }
}

/// Results, errors and silence, by the seed and the call.
fn answer(seed: u64, call: &Call<'_>) -> Answer {
    let letters = call.state.bytes().map(u64::from).sum::<u64>();
    match (letters + seed * 7 + u64::from(call.retry_count)) % 7 {
        0 => Answer::fails(TaskError::new("Lambda.ServiceException", "no")),
        1 => Answer::never(),
        2 => Answer::result(&json!([1, "a", null])),
        3 => Answer::start_fails(("Busy", "later")),
        4 => Answer::result(call.input).after(Duration::from_secs(3)),
        _ => Answer::result(&json!({"Payload": {"ok": true, "n": seed}, "StatusCode": 200, "Body": "[1]"})),
    }
}

fn objects() -> Buckets {
    let mut buckets = Buckets::new();
    buckets.insert("b", "rows.csv", "id,name\n1,a\n2,\"b\"\"\"\n");
    buckets.insert("b", "list.json", r#"{"list": [1, {"a": "x"}], "map": {"k": 1}}"#);
    buckets.insert("b", "lines.jsonl", "{\"n\":1}\n\n[2]\n");
    buckets.insert("b", "manifest", "s3://b/lines.jsonl\n");
    buckets
}

fn ends(run: &Run) {
    let history = run.history();
    // What is refused before it begins has none.
    let Some(last) = history.last() else { return assert_eq!(run.status(), Status::Aborted) };
    let wanted = match run.status() {
        Status::Succeeded => "ExecutionSucceeded",
        Status::Failed => "ExecutionFailed",
        Status::TimedOut => "ExecutionTimedOut",
        Status::Aborted => "ExecutionAborted",
    };
    assert_eq!(last.event_type(), wanted, "{:?}", run.cause());
    for (event, id) in history.iter().zip(1..) {
        assert_eq!(event.id(), id);
        assert!(event.previous_event_id() < id, "an event follows a later one");
    }
    let entered = run.path().len() as u64;
    assert!(entered <= STEPS + 1, "{entered} states");
    run.children().iter().for_each(ends);
}

/// All that a run tells.
fn told(run: &Run) -> Vec<Value> {
    let children = run.children().iter().flat_map(told);
    run.history().iter().map(asl_local::Event::to_json).chain(children).collect()
}
