//! Why a native run has no result.

use crate::error::Failure;
use serde_json::Value;
use std::fmt;

/// Why a native run ended without the workflow's own result.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum NativeError {
    /// The execution failed with an error that the workflow's return type can't express: no variant of its error enum
    /// stands for it.
    Failed(Failure),
    /// A task was called that nobody handles.
    NoHandler {
        /// The task's Rust name.
        task: &'static str,
        /// What it was asked.
        request: Value,
    },
    /// A request or an answer doesn't fit its Rust type.
    Json {
        /// The task's or workflow's Rust name.
        task: &'static str,
        /// What serde said.
        message: String,
    },
    /// A task that was declared to never answer was called without a time-out: the machine would wait three years.
    NeverAnswers {
        /// The task's Rust name.
        task: &'static str,
    },
    /// A `join!`, `try_join!` or `map_each` with a retry policy failed. Rust gave its branches away and can't start them
    /// again, so what would happen next is unknown.
    CannotRepeat,
    /// The function waits for something other than tasks, workflows and sleeps of this run.
    Stuck,
    /// More calls and waits than the run allows: an endless loop.
    TooLong {
        /// The limit that was reached.
        steps: u32,
    },
}

impl fmt::Display for NativeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NativeError::Failed(failure) => write!(f, "the execution failed with {failure}"),
            NativeError::NoHandler { task, request } => write!(
                f,
                "task `{task}` was called with {request}, but the run has no handler for it; add `run.handle({task}, …)`"
            ),
            NativeError::Json { task, message } => write!(f, "`{task}`: {message}"),
            NativeError::NeverAnswers { task } => write!(
                f,
                "task `{task}` never answers and its call has no time-out; add `.timeout(…)` to the call"
            ),
            NativeError::CannotRepeat => f.write_str(
                "a `join!` or `map_each` with `.retry(…)` failed, and a native run can't start its branches again; \
                 retry the calls inside instead, or test this case on the emitted machine",
            ),
            NativeError::Stuck => f.write_str(
                "the workflow waits for a future that is neither a task, a workflow nor a sleep: a state machine can't run it",
            ),
            NativeError::TooLong { steps } => write!(
                f,
                "stopped after {steps} calls and waits: an endless loop? (raise the limit with `limit_steps`)"
            ),
        }
    }
}

impl std::error::Error for NativeError {}
