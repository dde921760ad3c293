//! A native run against the machine made from the same workflow.

use asl_dsl::native::{Answer, Tape};
use asl_dsl::shape::Outcome as Output;
use asl_dsl::{Definition, Failure, NativeRun, Report, WorkflowError};
use asl_local::{Machine, Run, Status};
use serde::Serialize;
use serde_json::{Map, Value};

/// Replays a finished native run on the emitted machine: it must make the same calls with the same requests, in the same order, and end the
/// same way at the same time.
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
    let native = match ended.clone().into_result().map(serde_json::to_value) {
        Ok(output) => Ok(output.unwrap_or_default()),
        Err(error) => Err(error.to_failure()),
    };
    let machine = Machine::new(definition.clone()).tape(run.tape()).run(input);
    let difference = difference(&machine, &native, false).filter(|_| !ends_as_a_call(&run.tape(), &machine, &native));
    let clocks = (run.clock(), machine.duration());
    assert!(difference.is_none(), "the machine differs from the native run: {difference:?}\npath {:?}", machine.path());
    assert_eq!(clocks.0, clocks.1, "natively, and in the machine");
}

/// How a machine that replayed the tape of a native run differs from it. `lean`: a null member is as good as a missing one.
pub(crate) fn difference(machine: &Run, native: &Result<Value, Failure>, lean: bool) -> Option<String> {
    if let Some(failed) = machine.history().iter().find(|event| event.event_type() == "EvaluationFailed") {
        return Some(format!("an expression fails: {}", failed.details()));
    }
    let (error, cause) = (machine.error().unwrap_or_default(), machine.cause().unwrap_or_default());
    let ended = match (machine.status(), machine.output()) {
        (Status::Succeeded, Some(output)) => Some(Ok(output.clone())),
        (Status::Failed, _) => Some(Err(Failure::new(error, cause))),
        _ => None,
    };
    if !ended.is_some_and(|ended| same_end(native, &ended, lean)) {
        let ended = format!("{} {:?} {error} {cause}", machine.status().as_str(), machine.output());
        return Some(format!("it ends with {ended}, not with {native:?}"));
    }
    (!machine.leftovers().is_empty()).then(|| format!("left over: {:?}", machine.leftovers()))
}

/// Whether a native run and a machine ended the same.
pub(crate) fn same_end(native: &Result<Value, Failure>, machine: &Result<Value, Failure>, lean: bool) -> bool {
    match (native, machine) {
        (Ok(native), Ok(machine)) => alike(native, machine, lean),
        (Err(native), Err(machine)) => {
            let (by_rust, by_machine) = (payload(&native.cause), payload(&machine.cause));
            native.error == machine.error && (native.cause == machine.cause || alike(&by_rust, &by_machine, lean))
        }
        _ => false,
    }
}

/// Whether the machine failed just as a call of the run did, with the error that the native run has too, and left nothing over. An error passed
/// on keeps its cause in the machine; natively it has been through the error's type, which may not hold all of it.
fn ends_as_a_call(tape: &Tape, machine: &Run, native: &Result<Value, Failure>) -> bool {
    let (error, cause) = (machine.error().unwrap_or_default(), machine.cause().unwrap_or_default());
    let failed =
        |answer: &Answer| matches!(answer, Answer::Error(failure) if failure.error == error && failure.cause == cause);
    let same_error = native.as_ref().is_err_and(|native| native.error == error);
    let complete = machine.status() == Status::Failed && machine.leftovers().is_empty();
    complete && same_error && tape.calls.iter().any(|call| failed(&call.answer))
}

/// What a cause says: the payload, in whichever form the error travelled. An error that nothing catches keeps the form in which
/// its task reported it, and a native run writes the plain one.
fn payload(cause: &str) -> Value {
    let object = |text: &str| match serde_json::from_str(text) {
        Ok(Value::Object(object)) => object,
        _ => Map::new(),
    };
    let outer = object(cause);
    Value::Object(match outer.get("errorMessage") {
        Some(Value::String(message)) => object(message),
        _ => outer,
    })
}

/// Equal as JSON, `1` and `1.0` being one number. `lean`: a null member is as good as a missing one.
pub fn alike(a: &Value, b: &Value, lean: bool) -> bool {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => a == b || a.as_f64() == b.as_f64(),
        (Value::Array(a), Value::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| alike(a, b, lean)),
        (Value::Object(a), Value::Object(b)) => {
            let covers = |a: &Map<String, Value>, b: &Map<String, Value>| {
                a.iter().all(|(key, a)| b.get(key).map_or(lean && a.is_null(), |b| alike(a, b, lean)))
            };
            covers(a, b) && covers(b, a)
        }
        _ => a == b,
    }
}
