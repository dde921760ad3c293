//! A state that failed: would it retry, would it catch.

use asl_schema::model::State;
use serde_json::{Map, Value, json};

use super::TestState;
use crate::data::Trace;
use crate::evaluate::Env;
use crate::failure::Fault;
use crate::program::Node;

/// Writes error, cause and what follows from them.
pub(super) fn describe(
    test: &TestState,
    node: &Node,
    model: &State,
    fault: &Fault,
    env: &Env<'_>,
    trace: &mut Trace,
    answer: &mut Map<String, Value>,
) {
    let mut fault = fault.clone();
    let mut status = "FAILED";
    let mut retriers = node.retry.iter().enumerate();
    let retrier = retriers.find(|(_, retrier)| fault.matches(&retrier.errors, false));
    match retrier {
        Some((index, retrier)) if test.configuration.retries < retrier.attempts => {
            status = "RETRIABLE";
            let seconds = retrier.delay(test.configuration.retries + 1) as u64;
            trace.note_value("errorDetails", || json!({"retryBackoffIntervalSeconds": seconds, "retryIndex": index}));
        }
        _ => {
            let mut catchers = node.catch.iter().zip(model.catch()).enumerate();
            if let Some((index, (catcher, written))) =
                catchers.find(|(_, (catcher, _))| fault.matches(&catcher.errors, false))
            {
                match catcher.catch(env, &fault) {
                    Ok(finished) => {
                        status = "CAUGHT_ERROR";
                        trace.note_value("errorDetails", || json!({"catchIndex": index}));
                        answer.insert("nextState".to_owned(), json!(written.next));
                        answer.insert("output".to_owned(), (*finished.output).clone());
                    }
                    Err(second) => fault = second,
                }
            }
        }
    }
    for (key, text) in [("error", fault.error), ("cause", fault.cause)] {
        if let Some(text) = text {
            answer.insert(key.to_owned(), json!(text));
        }
    }
    answer.insert("status".to_owned(), json!(status));
}
