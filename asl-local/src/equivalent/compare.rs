//! Two runs, one judgement.

use asl_dsl::NativeError;
use serde_json::{Map, Value};

use super::{Emitted, Native};
use crate::failure::names;
use crate::mock::Outcome;
use crate::run::Status;
use crate::tape::{TapeCall, alike};

/// What differs, and at which call.
pub(super) struct Found {
    pub(super) what: String,
    /// The position of the call, from 0.
    pub(super) call: Option<usize>,
}

fn found(what: impl Into<String>) -> Option<Found> {
    Some(Found { what: what.into(), call: None })
}

/// The first difference, in the order in which it happened.
pub(super) fn compare(native: &Native, machine: &Emitted, timed: bool) -> Option<Found> {
    match &native.ended {
        Ok(_) | Err(NativeError::Failed(_)) => {}
        // The machine knows what was prepared, and says so.
        Err(NativeError::NoHandler { .. }) if machine.run.error() == Some(names::UNEXPECTED) => {
            return found(format!("the runs have no end to compare: {}", machine.run.cause().unwrap_or_default()));
        }
        Err(error) => return found(format!("the native run has no end to compare: {error}")),
    }
    if machine.run.error() == Some(names::MISPREPARED) {
        return found(machine.run.cause().unwrap_or_default());
    }
    calls(&native.calls, &machine.calls)
        .or_else(|| failed_expression(machine))
        .or_else(|| ends(native, machine))
        .or_else(|| (native.calls.len() != machine.calls.len()).then(|| count(native, machine)))
        .or_else(|| {
            let (rust, clock) = (native.took.as_millis(), machine.run.duration().as_millis());
            // Each delay is rounded to a millisecond of its own.
            let rounding = native.calls.len() as u128 + 1;
            let differs = timed && rust.abs_diff(clock) > rounding;
            differs.then(|| Found { what: format!("natively {rust} ms pass, in the machine {clock} ms"), call: None })
        })
        .or_else(|| {
            let (rust, left) = (native.leftovers.join(", "), machine.run.leftovers().join(", "));
            (rust != left)
                .then(|| Found { what: format!("natively left over: [{rust}]; by the machine: [{left}]"), call: None })
        })
}

fn calls(native: &[TapeCall], machine: &[TapeCall]) -> Option<Found> {
    native.iter().zip(machine).enumerate().find_map(|(at, (rust, call))| {
        let what = if rust.resource != call.resource {
            "another resource is called"
        } else if !alike(&rust.input, &call.input, false) {
            "something else is handed over"
        } else {
            return None;
        };
        Some(Found { what: format!("{what} in call {}", at + 1), call: Some(at) })
    })
}

fn count(native: &Native, machine: &Emitted) -> Found {
    let (rust, emitted) = (native.calls.len(), machine.calls.len());
    Found { what: format!("natively {rust} calls are made, by the machine {emitted}"), call: Some(rust.min(emitted)) }
}

/// Natively no expression can fail.
fn failed_expression(machine: &Emitted) -> Option<Found> {
    let failed = machine.run.history().iter().find(|event| event.event_type() == "EvaluationFailed")?;
    found(format!("an expression of the machine fails: {}", failed.details()))
}

fn ends(native: &Native, machine: &Emitted) -> Option<Found> {
    let run = &machine.run;
    let same = match (&native.ended, run.status()) {
        (Ok(result), Status::Succeeded) => run.output().is_some_and(|output| alike(result, output, false)),
        (Err(NativeError::Failed(failure)), Status::Failed) => {
            run.error() == Some(failure.error.as_str())
                && same_cause(&failure.cause, run.cause().unwrap_or_default(), &failure.error, &machine.calls)
        }
        _ => false,
    };
    if same { None } else { found("they end differently") }
}

/// An error that nothing catches keeps the form in which its task reported it. Natively it has been through its Rust type, which writes the
/// plain form and may not hold all of it.
fn same_cause(native: &str, machine: &str, error: &str, calls: &[TapeCall]) -> bool {
    let reported = |call: &TapeCall| match &call.answer.outcome {
        Outcome::Fails(failure) | Outcome::StartFails(failure) | Outcome::SubmitFails(failure) => {
            failure.error.as_deref() == Some(error) && failure.cause.as_deref().unwrap_or_default() == machine
        }
        _ => false,
    };
    // A time-out has no cause.
    let timed_out = error == names::TIMEOUT && machine.is_empty();
    native == machine
        || timed_out
        || alike(&payload(native), &payload(machine), false) && native.is_empty() == machine.is_empty()
        || calls.iter().any(reported)
}

/// What a cause says, in whichever form the error travelled.
fn payload(cause: &str) -> Value {
    let object = |text: &str| match serde_json::from_str(text) {
        Ok(Value::Object(object)) => object,
        _ => Map::new(),
    };
    let outer = object(cause);
    match outer.get("errorMessage") {
        Some(Value::String(message)) => Value::Object(object(message)),
        _ if outer.is_empty() => Value::from(cause),
        _ => Value::Object(outer),
    }
}
