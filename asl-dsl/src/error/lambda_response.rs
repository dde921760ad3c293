//! What a Lambda function gets and returns, as types that any runtime crate can be fed from.

use crate::error::WorkflowError;
use serde::{Deserialize, Serialize};

/// What a Lambda function must answer for a workflow to see a typed error: the two fields of the error document.
///
/// `lambda_runtime` reports the Rust *type path* as `errorType` unless told otherwise, which no `Catch` can match. Convert
/// the error to this and this to its `Diagnostic`, field by field:
///
/// ```
/// use asl_dsl::{WorkflowError, lambda::ErrorResponse};
/// # struct Diagnostic { error_type: String, error_message: String } // stands for lambda_runtime::Diagnostic
///
/// #[derive(Debug, PartialEq, WorkflowError)]
/// enum PayError {
///     CardDeclined { reason: String },
/// }
///
/// fn diagnostic(error: PayError) -> Diagnostic {
///     let ErrorResponse { error_type, error_message } = error.into();
///     Diagnostic { error_type, error_message }
/// }
///
/// let sent = diagnostic(PayError::CardDeclined { reason: "expired".to_owned() });
/// assert_eq!(sent.error_type, "CardDeclined");
/// assert_eq!(sent.error_message, r#"{"reason":"expired"}"#);
///
/// // Step Functions hands the whole document to the catcher as `Cause`:
/// let cause = serde_json::json!({"errorType": sent.error_type, "errorMessage": sent.error_message}).to_string();
/// assert_eq!(
///     PayError::from_parts("CardDeclined", &cause),
///     Some(PayError::CardDeclined { reason: "expired".to_owned() })
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ErrorResponse {
    /// `errorType`: becomes `Error`, the name that `Catch` and `Retry` compare.
    pub error_type: String,
    /// `errorMessage`: the payload as JSON text.
    pub error_message: String,
}

impl<E: WorkflowError> From<E> for ErrorResponse {
    fn from(error: E) -> Self {
        ErrorResponse { error_type: error.error_name().into_owned(), error_message: error.cause() }
    }
}

/// The event of a Lambda function behind `#[task(lambda = "…", callback)]`: the request, and the token with which
/// `SendTaskSuccess` or `SendTaskFailure` answers it later.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CallbackRequest<T> {
    /// `taskToken`.
    pub task_token: String,
    /// `input`: the task's request.
    pub input: T,
}
