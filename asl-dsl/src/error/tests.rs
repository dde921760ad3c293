//! The forms in which errors arrive, and which names stand for them.

use super::{ErrorParts, Failure};
use serde_json::json;

#[test]
fn the_payload_is_found_however_the_error_travelled() {
    let payload = json!({"reason": "expired"}).to_string();
    let lambda = json!({"errorType": "CardDeclined", "errorMessage": payload, "stackTrace": []}).to_string();
    let nested = json!({"Status": "FAILED", "Error": "CardDeclined", "Cause": payload}).to_string();
    let twice = json!({"Status": "FAILED", "Error": "States.TaskFailed", "Cause": nested}).to_string();
    let table = [
        ("CardDeclined", payload.as_str()),
        ("CardDeclined", lambda.as_str()),
        ("States.TaskFailed", nested.as_str()),
        ("States.TaskFailed", twice.as_str()),
    ];
    for (error, cause) in table {
        let parts = ErrorParts::new(error, cause);
        assert_eq!(parts.name(), "CardDeclined", "{cause}");
        assert_eq!(parts.field::<String>("reason").as_deref(), Some("expired"), "{cause}");
    }
}

#[test]
fn a_cause_that_is_no_payload_is_kept_as_it_is() {
    for cause in ["", "Lambda function timed out", "[1]", "\"text\"", "{", "{\"errorMessage\": 1}"] {
        let parts = ErrorParts::new("Lambda.Unknown", cause);
        assert_eq!((parts.name(), parts.cause()), ("Lambda.Unknown", cause));
        assert_eq!(parts.field::<String>("reason"), None);
        assert_eq!(parts.field::<Option<String>>("reason"), Some(None), "a missing field is null");
    }
}

#[test]
fn deep_causes_end() {
    let mut cause = "{}".to_owned();
    for _ in 0..12 {
        cause = json!({"Status": "FAILED", "Error": "States.TaskFailed", "Cause": cause}).to_string();
    }
    assert_eq!(ErrorParts::new("States.TaskFailed", &cause).name(), "States.TaskFailed");
}

#[test]
fn wildcards_stand_for_what_the_service_says() {
    let table = [
        ("Throttled", "Throttled", true),
        ("Throttled", "throttled", false),
        ("Throttled", "States.ALL", true),
        ("Throttled", "States.TaskFailed", true),
        ("States.Timeout", "States.ALL", true),
        ("States.Timeout", "States.TaskFailed", false),
        ("States.Runtime", "States.ALL", false),
        ("States.Runtime", "States.Runtime", true),
        ("States.DataLimitExceeded", "States.ALL", false),
        ("States.QueryEvaluationError", "States.ALL", true),
    ];
    for (error, pattern, expected) in table {
        assert_eq!(Failure::new(error, "").matches(pattern), expected, "{pattern} for {error}");
    }
}
