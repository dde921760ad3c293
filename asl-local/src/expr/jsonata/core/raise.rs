//! What functions of ours fail with, in the engine's form: [`message`](super::message) puts it in the service's words.

use jsonata_core::evaluator::EvaluatorError;

/// What the engine raises for a limit of its own that is the service's.
pub(super) const TOO_LONG: &str = "D2015: too long";

/// The same for its limit of time.
pub(super) const TIMEOUT: &str = "D1012: too long";

/// For what the service has an internal error for.
pub(super) const INTERNAL: &str = "internal error";

/// For what should not be answered; the rest says what.
pub(super) const UNSUPPORTED: &str = "unsupported: ";

/// An error whose text begins with its code.
pub(super) fn fails<T>(text: impl Into<String>) -> Result<T, EvaluatorError> {
    Err(EvaluatorError::EvaluationError(text.into()))
}

/// The engine can't do this faithfully.
pub(super) fn unsupported<T>(what: impl std::fmt::Display) -> Result<T, EvaluatorError> {
    fails(format!("{UNSUPPORTED}{what}"))
}
