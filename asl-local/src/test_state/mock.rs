//! Whether a mock fits its state.

use asl_schema::model::State;
use serde_json::Value;

use super::{Rejection, TestState, Validation};
use crate::program::{Pattern, Target};
use crate::shapes;
use crate::unverified;

/// What the state gets from outside.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Given {
    Nothing,
    Result(Value),
    Error(Option<String>, Option<String>),
}

/// What is refused before the definition is looked at.
pub(super) fn exclusive(test: &TestState) -> Result<(), Rejection> {
    match &test.mock {
        Some(mock) if mock.result.is_some() && mock.error.is_some() => {
            Err(Rejection::new("A test mock should have only one of the following fields: [result, errorOutput]."))
        }
        _ => Ok(()),
    }
}

/// A context object that knows a task token belongs to a state that waits for one.
pub(super) fn context_fits(test: &TestState, state: &State) -> Result<(), Rejection> {
    let has_task = test.context.as_ref().is_some_and(|context| context.get("Task").is_some());
    let waits = match state {
        State::Task(task) => Target::of(&task.resource).pattern() != Pattern::Request,
        _ => false,
    };
    if has_task && !waits {
        return Err(Rejection::new(
            "Context object contains 'Task' when state is not a Task state with a '.sync' or '.waitForTaskToken' service integration pattern",
        ));
    }
    Ok(())
}

/// The mock as values, checked against the state.
pub(super) fn given(test: &TestState, state: &State) -> Result<Given, Rejection> {
    let Some(mock) = &test.mock else {
        return match state {
            State::Map(_) | State::Parallel(_) => Err(Rejection::new(unverified::MAP_WITHOUT_MOCK.fill(&[]))),
            State::Task(task) if waits(&Target::of(&task.resource)) => {
                Err(Rejection::new(unverified::ACTIVITY_OR_JOB_WITHOUT_MOCK.fill(&[])))
            }
            _ => Ok(Given::Nothing),
        };
    };
    if !matches!(state, State::Task(_) | State::Map(_) | State::Parallel(_)) {
        let kind = state.state_type();
        return Err(Rejection::new(format!("State type '{kind}' is not supported when a mock is specified")));
    }
    if let Some((error, cause)) = &mock.error {
        return Ok(Given::Error(error.clone(), cause.clone()));
    }
    let Some(text) = &mock.result else { return Ok(Given::Nothing) };
    let result: Value = serde_json::from_str(text).map_err(|_| Rejection::new("Mocked result must be valid JSON"))?;
    match state {
        State::Map(map) if map.result_writer.is_some() && !result.is_object() => {
            return Err(Rejection::new("Mocked result must be a JSON object."));
        }
        State::Map(map) if map.result_writer.is_none() && !result.is_array() => {
            return Err(Rejection::new("Mocked result must be an array."));
        }
        State::Parallel(parallel) => {
            let Value::Array(items) = &result else {
                return Err(Rejection::new("Mocked result must be an array."));
            };
            if items.len() != parallel.branches.len() {
                let message = "Mocked result must contain the same number of items as number of Parallel branches.";
                return Err(Rejection::new(message));
            }
        }
        State::Task(task) if mock.validation != Validation::None => {
            check_shape(&Target::of(&task.resource), &result, mock.validation)?;
        }
        _ => {}
    }
    Ok(Given::Result(result))
}

/// Whether the answer comes later than the request's: TestState calls nothing that it would have to wait for (AWS guide).
fn waits(target: &Target) -> bool {
    matches!(target, Target::Activity { .. }) || target.pattern() != Pattern::Request
}

fn check_shape(target: &Target, result: &Value, validation: Validation) -> Result<(), Rejection> {
    let Target::Service { resource_type, resource, .. } = target else { return Ok(()) };
    let action = resource.split('.').next().unwrap_or_default();
    // The result of a job that is waited for is what the service tells about it when it is polled.
    let polled = match (&**resource_type, action, resource.contains(".sync")) {
        ("states", "startExecution", true) => "describeExecution",
        (_, action, _) => action,
    };
    // What a callback answers has no model.
    if resource.ends_with(".waitForTaskToken") {
        return Ok(());
    }
    let strict = validation == Validation::Strict;
    match shapes::mismatch(&format!("{resource_type}:{polled}"), result, strict) {
        Some(problem) => Err(Rejection::new(format!("Mock result schema validation error: {problem}"))),
        None => Ok(()),
    }
}
