//! A native run against the machine made from the same workflow.

use asl_dsl::native::Answer;
use asl_dsl::shape::Outcome as Output;
use asl_dsl::{Definition, NativeRun, Report, WorkflowError};
use serde::Serialize;

use crate::replay::{Outcome, replay, same};

/// Replays a finished native run on the emitted machine: it must make the same calls with the same requests, in the same order, and end the
/// same way. Where `examples/hand_written` has a machine of the same name, that one must do so too.
///
/// `run` has run the workflow once, on `input`, and it ended with `ended`.
///
/// # Panics
/// With the first difference.
#[track_caller]
#[expect(clippy::panic, reason = "this is an assertion")]
pub fn agree<O>(definition: &Result<Definition, Report>, input: &impl Serialize, run: &NativeRun, ended: &O)
where
    O: Output<Ok: Serialize> + Clone,
{
    let definition = match definition {
        Ok(definition) => definition,
        Err(report) => panic!("{report}"),
    };
    if let Some(difference) = difference(&definition.machine().to_value(), input, run, ended.clone()) {
        panic!("the machine differs from the native run: {difference}");
    }
    let by_hand = format!("{}/../examples/hand_written/{}.asl.json", env!("CARGO_MANIFEST_DIR"), definition.name());
    let Ok(by_hand) = std::fs::read_to_string(by_hand) else { return };
    let difference = match serde_json::from_str(&by_hand) {
        Ok(machine) => difference(&machine, input, run, ended.clone()),
        Err(error) => Some(error.to_string()),
    };
    if let Some(difference) = difference {
        panic!("the hand-written machine differs from the native run: {difference}");
    }
}

fn difference(
    machine: &serde_json::Value,
    input: &impl Serialize,
    run: &NativeRun,
    ended: impl Output<Ok: Serialize>,
) -> Option<String> {
    let input = match serde_json::to_value(input) {
        Ok(input) => input,
        Err(error) => return Some(format!("the input is no JSON: {error}")),
    };
    let replayed = match replay(machine, &input, &run.tape()) {
        Ok(replayed) => replayed,
        Err(message) => return Some(message),
    };
    if replayed.left_over > 0 {
        return Some(format!("it leaves out the last {} calls; its path: {:?}", replayed.left_over, replayed.path));
    }
    let native = match ended.into_result().map(serde_json::to_value) {
        Ok(Ok(output)) => Outcome::Succeeded(output),
        Ok(Err(error)) => return Some(format!("the native output is no JSON: {error}")),
        Err(error) => {
            let failure = error.to_failure();
            Outcome::Failed { error: failure.error, cause: failure.cause }
        }
    };
    let equal = match (&replayed.outcome, &native) {
        (Outcome::Succeeded(machine), Outcome::Succeeded(native)) => same(machine, native),
        (Outcome::Failed { error, cause }, Outcome::Failed { error: name, .. }) if error == name => {
            // An error passed on keeps its cause in the machine; natively it has been through the error's type, which may not hold all of it.
            is_cause_of_a_call(run, error, cause) || replayed.outcome == native
        }
        _ => false,
    };
    (!equal).then(|| format!("it ends with {:?}, not with {native:?}; its path: {:?}", replayed.outcome, replayed.path))
}

/// Whether a call of the run failed with just this error and cause.
fn is_cause_of_a_call(run: &NativeRun, error: &str, cause: &str) -> bool {
    let failed =
        |answer: &Answer| matches!(answer, Answer::Error(failure) if failure.error == error && failure.cause == cause);
    run.tape().calls.iter().any(|call| failed(&call.answer))
}
