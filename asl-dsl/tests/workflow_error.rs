//! `#[derive(WorkflowError)]`: names, payloads, and the way back.

#![expect(clippy::unwrap_used, reason = "a test says what it expects by panicking")]

use asl_dsl::lambda::ErrorResponse;
use asl_dsl::shape::{ErrorKind, Layout};
use asl_dsl::{Failure, WorkflowError};
use serde::{Deserialize, Serialize};
use serde_json::json;

#[derive(Clone, Debug, PartialEq, WorkflowError)]
enum StockError {
    SoldOut {
        sku: String,
        left: u32,
    },
    #[error(name = "Stock.Locked")]
    Locked,
}

/// Also an ordinary serde type: how it looks as data doesn't matter here.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, WorkflowError)]
#[serde(tag = "type", rename_all = "SCREAMING_SNAKE_CASE", rename_all_fields = "camelCase")]
enum PayError {
    CardDeclined {
        decline_reason: String,
        #[serde(rename = "CODE")]
        code: Option<u8>,
        #[serde(default)]
        attempts: u32,
    },
    Throttled,
    #[error(name = "States.Timeout")]
    TimedOut,
    #[error(name = "States.TaskFailed")]
    Failed,
}

#[derive(Clone, Debug, PartialEq, WorkflowError)]
enum OrderError {
    EmptyOrder,
    #[error(transparent)]
    Stock(StockError),
    #[error(other)]
    Other {
        error: String,
        cause: String,
    },
}

fn declined() -> PayError {
    PayError::CardDeclined { decline_reason: "exp\"ired".into(), code: None, attempts: 2 }
}

#[test]
fn names_and_causes() {
    let table = [
        (declined().to_failure(), "CardDeclined", r#"{"declineReason":"exp\"ired","CODE":null,"attempts":2}"#),
        (PayError::Throttled.to_failure(), "Throttled", "{}"),
        (PayError::TimedOut.to_failure(), "States.Timeout", "{}"),
        (OrderError::Stock(StockError::Locked).to_failure(), "Stock.Locked", "{}"),
        (StockError::SoldOut { sku: "a".into(), left: 0 }.to_failure(), "SoldOut", r#"{"sku":"a","left":0}"#),
        (
            OrderError::Other { error: "Lambda.Unknown".into(), cause: "boom".into() }.to_failure(),
            "Lambda.Unknown",
            "boom",
        ),
    ];
    for (got, name, cause) in table {
        assert_eq!(got, Failure::new(name, cause));
    }
    assert_eq!(declined().payload(), json!({"declineReason": "exp\"ired", "CODE": null, "attempts": 2}));
}

/// An error survives each way of travelling.
fn travels<E: WorkflowError + Clone + PartialEq + std::fmt::Debug>(error: &E) {
    let failure = error.to_failure();
    assert_eq!(E::from_parts(&failure.error, &failure.cause).as_ref(), Some(error), "from a Fail state");

    let response = ErrorResponse::from(error.clone());
    let cause = serde_json::to_string(&response).unwrap();
    assert_eq!(E::from_parts(&response.error_type, &cause).as_ref(), Some(error), "from a Lambda function");

    let cause = json!({"Status": "FAILED", "Error": failure.error, "Cause": failure.cause, "Name": "n"}).to_string();
    assert_eq!(E::from_parts("States.TaskFailed", &cause).as_ref(), Some(error), "from a nested workflow");
}

#[test]
fn errors_travel() {
    travels(&declined());
    travels(&PayError::Throttled);
    travels(&PayError::TimedOut);
    travels(&StockError::SoldOut { sku: "\u{1F600}{% 1 %}".into(), left: u32::MAX });
    travels(&OrderError::EmptyOrder);
    travels(&OrderError::Stock(StockError::Locked));
}

#[test]
fn what_no_variant_names() {
    assert_eq!(StockError::from_parts("Lambda.Unknown", "boom"), None);
    assert_eq!(StockError::from_parts("SoldOut", "not a payload"), None);
    assert_eq!(
        OrderError::from_parts("Lambda.Unknown", "boom"),
        Some(OrderError::Other { error: "Lambda.Unknown".into(), cause: "boom".into() })
    );
    assert_eq!(
        OrderError::from_parts("SoldOut", "not a payload"),
        Some(OrderError::Other { error: "SoldOut".into(), cause: "not a payload".into() }),
        "a payload that doesn't fit"
    );
    let table = [
        ("Throttled", PayError::Throttled),
        ("States.Timeout", PayError::TimedOut),
        ("Lambda.Unknown", PayError::Failed),
        ("States.TaskFailed", PayError::Failed),
    ];
    for (name, expected) in table {
        assert_eq!(PayError::from_parts(name, ""), Some(expected), "{name}");
    }
    assert_eq!(PayError::from_parts("States.Runtime", ""), None, "`States.TaskFailed` doesn't stand for it");
}

#[test]
fn missing_fields_take_their_default() {
    assert_eq!(
        PayError::from_parts("CardDeclined", r#"{"declineReason": "r"}"#),
        Some(PayError::CardDeclined { decline_reason: "r".into(), code: None, attempts: 0 })
    );
}

#[test]
fn question_mark_converts_transparent_errors() {
    fn reserve() -> Result<(), OrderError> {
        Err(StockError::Locked)?
    }
    assert_eq!(reserve(), Err(OrderError::Stock(StockError::Locked)));
}

#[test]
fn the_shape_lists_what_lowering_needs() {
    let shape = OrderError::shape();
    assert_eq!((shape.name, shape.names()), ("OrderError", None));
    assert_eq!(
        PayError::shape().names(),
        Some(vec!["CardDeclined", "Throttled", "States.Timeout", "States.TaskFailed"])
    );
    let [empty, stock, other] = shape.variants else { panic!("{shape:?}") };
    assert!(matches!((&empty.kind, empty.layout), (ErrorKind::Named("EmptyOrder"), Layout::Unit)));
    assert!(matches!((&stock.kind, stock.layout), (ErrorKind::Transparent(_), Layout::Newtype)));
    assert!(matches!((&other.kind, other.layout), (ErrorKind::Other, Layout::Object)));
    let fields: Vec<_> =
        PayError::shape().variants.iter().flat_map(|v| v.fields).map(|f| (f.json, f.optional)).collect();
    assert_eq!(fields, [("declineReason", false), ("CODE", true), ("attempts", true)]);
}
