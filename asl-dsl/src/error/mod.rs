//! Errors as values: their names in `Catch`, `Retry` and `Fail`, and how their fields travel.
//!
//! # How a typed error travels
//!
//! | where it is raised | `Error` | `Cause` |
//! |---|---|---|
//! | a workflow that ends with `Err(e)` | the name | the JSON text of the payload, `{"reason":"…"}`; `{}` for a variant without fields |
//! | a Lambda function | its `errorType`: the name | `{"errorType": name, "errorMessage": payload text, …}`, written by the Lambda service |
//! | a nested workflow | `States.TaskFailed` | the child's execution as JSON, with its `Error` and `Cause` |
//! | the service itself | `States.Timeout`, `Lambda.…` | any text, or nothing |
//!
//! [`WorkflowError::from_parts`] understands all four. What a Lambda function must return is [`crate::lambda`].

#[doc(hidden)]
pub mod derived;
mod lambda_response;
mod parts;
mod std_errors;

pub mod lambda {
    //! For Lambda functions written in Rust: how a typed error is returned so that a workflow can match on it.
    pub use super::lambda_response::{CallbackRequest, ErrorResponse};
}

pub use parts::ErrorParts;

use crate::shape::ErrorShape;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::fmt;

/// An enum of errors that a task or workflow ends with; `#[derive(WorkflowError)]` writes it.
///
/// A `match` on it becomes `Catch`, and its names are what `ErrorEquals` lists.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a workflow error: its names in `Catch` and `Fail` are unknown",
    label = "not a workflow error",
    note = "add `#[derive(WorkflowError)]` to the enum"
)]
pub trait WorkflowError: Sized {
    /// The names and payloads.
    fn shape() -> &'static ErrorShape;

    /// The name of this error: `Error` of a Fail state, `errorType` of a Lambda function.
    fn error_name(&self) -> Cow<'_, str>;

    /// `Cause` of a Fail state, `errorMessage` of a Lambda function: the payload as compact JSON text, `{}` for a
    /// variant without fields. An `#[error(other)]` variant gives back the cause it was made from.
    fn cause(&self) -> String;

    /// The error with that `Error` and `Cause`, in any of the forms in which errors travel. `None` if no variant stands for it.
    fn from_parts(error: &str, cause: &str) -> Option<Self>;

    /// The payload: the fields as a JSON object; `{}` without fields.
    fn payload(&self) -> serde_json::Value {
        let cause = self.cause();
        serde_json::from_str(&cause).unwrap_or(serde_json::Value::String(cause))
    }

    /// Name and cause as an execution reports them.
    fn to_failure(&self) -> Failure {
        Failure { error: self.error_name().into_owned(), cause: self.cause() }
    }
}

/// How an execution or a call ends when it fails: `Error` and `Cause`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Failure {
    /// `Error`: the name that `Catch` and `Retry` compare.
    pub error: String,
    /// `Cause`: any text; empty when the service gives none.
    pub cause: String,
}

impl Failure {
    /// A failure with that name and cause.
    pub fn new(error: impl Into<String>, cause: impl Into<String>) -> Self {
        Failure { error: error.into(), cause: cause.into() }
    }

    /// Whether `pattern`, an entry of `ErrorEquals`, stands for this failure.
    ///
    /// `States.ALL` stands for all but `States.Runtime` and `States.DataLimitExceeded`, `States.TaskFailed` for all but
    /// `States.Timeout` (Step Functions Developer Guide, "Handling errors in Step Functions workflows").
    pub fn matches(&self, pattern: &str) -> bool {
        let terminal = matches!(self.error.as_str(), "States.Runtime" | "States.DataLimitExceeded");
        match pattern {
            _ if pattern == self.error => true,
            "States.ALL" => !terminal,
            "States.TaskFailed" => !terminal && self.error != "States.Timeout",
            _ => false,
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.cause.as_str() {
            "" => f.write_str(&self.error),
            cause => write!(f, "{}: {cause}", self.error),
        }
    }
}

impl std::error::Error for Failure {}

#[cfg(test)]
mod tests;
