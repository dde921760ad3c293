//! Why an expression has no value.

use std::fmt;

/// Why an expression has no value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Error {
    /// The service fails the state.
    Fails(Failure),
    /// The service has an answer that can't be given faithfully here; the text says what is in the way.
    Unsupported(String),
}

/// An error of the service: its name and its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// The name that `ErrorEquals` is compared with, such as `States.Runtime`.
    pub error: &'static str,
    /// The sentence, without "An error occurred while executing the state …", which names the state and its event.
    pub cause: String,
    /// The field that was evaluated, as `EvaluationFailed` tells it: `Arguments/Payload[0]`. Only JSONata has one.
    pub location: Option<String>,
}

/// Data that a path or a field doesn't fit.
pub const RUNTIME: &str = "States.Runtime";
/// An intrinsic function that can't take its arguments.
pub const INTRINSIC_FAILURE: &str = "States.IntrinsicFailure";
/// JSONata that fails or gives nothing.
pub const QUERY_EVALUATION_ERROR: &str = "States.QueryEvaluationError";
/// A result that can't be put where `ResultPath` says.
pub const RESULT_PATH_MATCH_FAILURE: &str = "States.ResultPathMatchFailure";

impl Error {
    /// A failure without a location.
    pub fn fails(error: &'static str, cause: impl Into<String>) -> Error {
        Error::Fails(Failure { error, cause: cause.into(), location: None })
    }

    /// What can't be told here.
    pub fn unsupported(what: impl Into<String>) -> Error {
        Error::Unsupported(what.into())
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Fails(failure) => write!(f, "{}: {}", failure.error, failure.cause),
            Error::Unsupported(what) => write!(f, "unsupported here: {what}"),
        }
    }
}

impl std::error::Error for Error {}
