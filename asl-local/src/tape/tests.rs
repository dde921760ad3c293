use std::time::Duration;

use serde_json::json;

use super::*;

fn call(answer: Answer) -> TapeCall {
    TapeCall { state: Some("Charge".into()), resource: "arn:x".into(), input: json!({"a": [1, null]}), answer }
}

#[test]
fn every_answer_is_read_back() {
    let answers = [
        Answer::result(&json!(null)),
        Answer::result(&json!({"id": 7})).after(Duration::from_millis(1_500)),
        Answer::fails(("Busy", "later")),
        Answer::fails(TaskError::default()),
        Answer::start_fails(("Denied", "")),
        Answer::submit_fails(("Denied", "no")).heartbeats(Duration::from_secs(5)),
        Answer::never().submitted(json!(null)).by_worker("w"),
        Answer::refused("no such activity"),
    ];
    let tape = Tape { calls: answers.into_iter().map(call).collect(), in_order: true };
    let text = serde_json::to_string(&tape).unwrap();
    assert_eq!(serde_json::from_str::<Tape>(&text).unwrap(), tape, "{text}");
}

#[test]
fn an_answer_is_one_thing() {
    let with = |answer: &str| {
        serde_json::from_str::<Tape>(&format!(r#"{{"calls":[{{"resource":"r","input":1,"answer":{answer}}}]}}"#))
    };
    assert!(with(r#"{"result":null}"#).is_ok());
    for wrong in [
        "{}",
        r#"{"never":false}"#,
        r#"{"result":1,"never":true}"#,
        r#"{"result":1,"afer":2}"#,
        r#"{"result":1,"after":-1}"#,
    ] {
        assert!(with(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn numbers_are_numbers_and_null_is_a_member() {
    assert!(alike(&json!({"a": 1, "b": [1.0]}), &json!({"b": [1], "a": 1.0}), false));
    assert!(!alike(&json!({"a": null}), &json!({}), false));
    assert!(!alike(&json!({}), &json!({"a": null}), false));
    assert!(alike(&json!({"a": null}), &json!({}), true));
    assert!(alike(&json!({}), &json!({"a": null}), true));
    assert!(!alike(&json!({"a": 1}), &json!({}), true));
}
