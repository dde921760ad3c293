//! Machines for the tests, from their states.

#![expect(clippy::panic, reason = "a test says what it expects by panicking")]

use asl_local::{Machine, Run};
use asl_schema::{Checked, Options};
use serde_json::{Value, json};

pub(crate) const FUNCTION: &str = "arn:aws:lambda:us-east-1:123456789012:function:f";

/// A machine of these states; the first is where it starts.
pub(crate) fn machine(states: Value) -> Machine<'static> {
    with(json!({}), states)
}

pub(crate) fn jsonata(states: Value) -> Machine<'static> {
    with(json!({"QueryLanguage": "JSONata"}), states)
}

/// The same, with fields of the machine.
pub(crate) fn with(fields: Value, states: Value) -> Machine<'static> {
    Machine::new(checked(fields, states))
}

pub(crate) fn checked(fields: Value, states: Value) -> Checked {
    let start = states.as_object().and_then(|states| states.keys().next()).cloned();
    let definition = extended(json!({"StartAt": start, "States": states}), fields);
    let report = asl_schema::check_str(&definition.to_string(), &Options::standard());
    report.into_checked().unwrap_or_else(|report| panic!("{report}"))
}

/// A task that calls a function, with further fields.
pub(crate) fn lambda(fields: Value) -> Value {
    extended(json!({"Type": "Task", "Resource": FUNCTION}), fields)
}

/// An object with further fields.
pub(crate) fn extended(mut object: Value, fields: Value) -> Value {
    if let (Value::Object(object), Value::Object(fields)) = (&mut object, fields) {
        object.extend(fields);
    }
    object
}

pub(crate) fn types(run: &Run) -> Vec<&'static str> {
    run.history().iter().map(|event| event.event_type()).collect()
}

pub(crate) fn previous(run: &Run) -> Vec<u32> {
    run.history().iter().map(|event| event.previous_event_id()).collect()
}
