//! Answers as JSON.

use std::time::Duration;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

use crate::mock::{Answer, Outcome, TaskError};

/// An answer's members.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
struct Form {
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "present")]
    result: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<ErrorForm>,
    #[serde(skip_serializing_if = "Option::is_none")]
    start_error: Option<ErrorForm>,
    #[serde(skip_serializing_if = "Option::is_none")]
    submit_error: Option<ErrorForm>,
    #[serde(skip_serializing_if = "Option::is_none")]
    refused: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    never: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    after: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    heartbeats: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "present")]
    submitted: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    worker: Option<String>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
struct ErrorForm {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    error: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    cause: Option<String>,
}

impl From<TaskError> for ErrorForm {
    fn from(TaskError { error, cause }: TaskError) -> ErrorForm {
        ErrorForm { error, cause }
    }
}

impl From<ErrorForm> for TaskError {
    fn from(ErrorForm { error, cause }: ErrorForm) -> TaskError {
        TaskError { error, cause }
    }
}

/// A member that is there is `Some`, also when it is null.
fn present<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Value>, D::Error> {
    Value::deserialize(deserializer).map(Some)
}

pub(super) fn serialize<S: Serializer>(answer: &Answer, serializer: S) -> Result<S::Ok, S::Error> {
    let Answer { outcome, after, submitted, worker, heartbeat } = answer.clone();
    let mut form = Form {
        after: Some(after.as_secs_f64()).filter(|_| !after.is_zero()),
        heartbeats: heartbeat.map(|every| every.as_secs_f64()),
        submitted,
        worker,
        ..Form::default()
    };
    match outcome {
        Outcome::Succeeds(result) => form.result = Some(result),
        Outcome::Fails(error) => form.error = Some(error.into()),
        Outcome::StartFails(error) => form.start_error = Some(error.into()),
        Outcome::SubmitFails(error) => form.submit_error = Some(error.into()),
        // A run that ends so is replayed as refused.
        Outcome::Refused(cause) | Outcome::Misread(cause) => form.refused = Some(cause),
        Outcome::Never => form.never = Some(true),
    }
    form.serialize(serializer)
}

pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Answer, D::Error> {
    let form = Form::deserialize(deserializer)?;
    let endings = [
        form.result.map(Outcome::Succeeds),
        form.error.map(|error| Outcome::Fails(error.into())),
        form.start_error.map(|error| Outcome::StartFails(error.into())),
        form.submit_error.map(|error| Outcome::SubmitFails(error.into())),
        form.refused.map(Outcome::Refused),
        form.never.filter(|never| *never).map(|_| Outcome::Never),
    ];
    let mut endings = endings.into_iter().flatten();
    let (Some(outcome), None) = (endings.next(), endings.next()) else {
        let kinds = "`result`, `error`, `startError`, `submitError`, `refused` and `never`";
        return Err(D::Error::custom(format!("an answer has one of {kinds}")));
    };
    let duration = |seconds: f64| Duration::try_from_secs_f64(seconds).map_err(D::Error::custom);
    Ok(Answer {
        outcome,
        after: form.after.map(duration).transpose()?.unwrap_or_default(),
        submitted: form.submitted,
        worker: form.worker,
        heartbeat: form.heartbeats.map(duration).transpose()?,
    })
}
