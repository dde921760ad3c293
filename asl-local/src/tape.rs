//! Every call of a run with its answer: kept, written as JSON, and replayed.
//!
//! # As JSON
//!
//! ```json
//! {
//!   "calls": [
//!     { "state": "Charge", "resource": "arn:aws:states:::lambda:invoke", "input": { "FunctionName": "charge", "Payload": 7 },
//!       "answer": { "error": { "Error": "Busy" }, "after": 1.5 } },
//!     { "state": "Charge", "resource": "arn:aws:states:::lambda:invoke", "input": { "FunctionName": "charge", "Payload": 7 },
//!       "answer": { "result": { "Payload": "r-1" } } }
//!   ]
//! }
//! ```
//!
//! A call has its `resource`, its `input` (the whole `Arguments`; a task token is written `task-token`) and its `answer`, in the order in which
//! the calls were made. `state` may be missing: then any state may make the call. An answer is one of `result`, `error` with `Error` and `Cause`,
//! `startError` and `submitError` of the same form, `refused` with a text, and `"never": true`; beside it may stand `after` and `heartbeats` in
//! seconds, `submitted` and `worker`. `"inOrder": true` beside `calls` says that branches took turns in their order, as in
//! [`Machine::in_order`](crate::Machine::in_order).

mod alike;
mod format;
mod record;
mod replay;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::mock::Answer;
#[cfg(test)]
use crate::mock::TaskError;

#[cfg(feature = "dsl")]
pub(crate) use self::alike::TOKEN;
pub(crate) use self::alike::{alike, without_token};
pub(crate) use self::record::Recorder;
pub(crate) use self::replay::Replay;

/// Every call of a run with its answer, in the order in which they were made.
///
/// ```
/// # let checked = asl_schema::check_str(r#"{"StartAt": "Charge", "States": {"Charge": {"Type": "Task", "Resource":
/// #     "arn:aws:lambda:us-east-1:123456789012:function:charge", "End": true}}}"#, &asl_schema::Options::standard()).into_checked().unwrap();
/// use asl_local::{Machine, Tape};
///
/// let (run, tape) = Machine::new(checked.clone()).on("Charge", |cents: u32| Ok::<_, (&str, &str)>(cents + 1)).record(&7);
/// let saved = serde_json::to_string(&tape)?;
///
/// let tape: Tape = serde_json::from_str(&saved)?;
/// let again = Machine::new(checked).tape(tape).run(&7);
/// assert_eq!(again.output(), run.output());
/// again.assert_no_leftovers();
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Tape {
    /// The calls.
    pub calls: Vec<TapeCall>,
    /// Whether branches and iterations took turns in their order.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub in_order: bool,
}

/// A call and its answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TapeCall {
    /// The state that makes it; `None` for any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    /// What it calls.
    pub resource: String,
    /// The whole of what it hands over; a task token stands as `task-token`.
    pub input: Value,
    /// The answer.
    #[serde(with = "format")]
    pub answer: Answer,
}

impl std::fmt::Display for TapeCall {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if let Some(state) = &self.state {
            write!(f, "`{state}`: ")?;
        }
        write!(f, "`{}` with {}", self.resource, self.input)
    }
}

#[cfg(test)]
mod tests;
