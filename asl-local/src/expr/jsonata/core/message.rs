//! The engine's errors in the service's words.

use jsonata_core::evaluator::EvaluatorError;

use super::super::EngineError;

pub(super) fn stack_overflow() -> EngineError {
    let message =
        "Stack overflow error: Check for non-terminating recursive function. Consider rewriting as tail-recursive";
    EngineError::Uncoded(message.to_owned())
}

pub(super) fn out_of_memory() -> EngineError {
    EngineError::Uncoded("Expression evaluation memory limit exceeded: Check for excessive memory usage".to_owned())
}

/// What the engine raises for a limit of its own that is the service's.
pub(super) const TOO_LONG: &str = "D2015: too long";

/// What the engine raises for what it should not answer; the rest says what.
pub(super) const UNSUPPORTED: &str = "unsupported: ";

pub(super) fn of(error: &EvaluatorError) -> EngineError {
    let text = error.message();
    if let Some(what) = text.strip_prefix(UNSUPPORTED) {
        return EngineError::Unsupported(what.to_owned());
    }
    let Some(code) = error.code() else { return EngineError::Uncoded(text.to_owned()) };
    let message = text.get(code.len() + 1..).unwrap_or_default().trim_start();
    match code {
        "D1011" | "U1001" => stack_overflow(),
        "D1012" => EngineError::Uncoded("Expression evaluation timeout: Check for infinite loop".to_owned()),
        "D2014" | "D2015" => out_of_memory(),
        // Measured: the one message without its code.
        "D3010" => EngineError::Uncoded("Second argument of replace function cannot be an empty string".to_owned()),
        // The reference refuses such operands; what the service does was not measured.
        "D1001" | "D3001" => EngineError::Unsupported("it computes with infinity".to_owned()),
        _ => EngineError::Coded { code: code.to_owned(), message: message.to_owned() },
    }
}
