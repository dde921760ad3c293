//! The tape: every call a run made, in the order started.

use crate::error::Failure;
use crate::task::Integration;
use serde::{Serialize, Serializer};
use serde_json::Value;
use std::time::Duration;

/// Every attempt of every call that a run made, in the order started.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(transparent)]
pub struct Tape {
    /// The calls.
    pub calls: Vec<Call>,
}

/// One attempt of one call.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Call {
    /// The task's or workflow's Rust name.
    pub task: &'static str,
    /// What it calls, and how.
    #[serde(skip)]
    pub integration: Integration,
    /// The position of the nested workflow whose body made the call, if one did.
    #[serde(skip)]
    pub nested_in: Option<usize>,
    /// The request as JSON.
    pub request: Value,
    /// 1 for the first attempt, 2 for the first retry, …
    pub attempt: u32,
    /// When it started: virtual time since the start of the run. Seconds in JSON.
    #[serde(serialize_with = "seconds")]
    pub at: Duration,
    /// How long it took until it ended, on the virtual clock.
    #[serde(skip)]
    pub took: Duration,
    /// How it ended.
    #[serde(flatten)]
    pub answer: Answer,
}

/// How an attempt ended.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Answer {
    /// With this result.
    Result(Value),
    /// With this error.
    Error(Failure),
    /// Not at all: the execution ended, or a sibling branch failed, first.
    None {},
}

impl Tape {
    /// The calls of the task or workflow with that Rust name.
    pub fn of(&self, task: &str) -> impl Iterator<Item = &Call> {
        self.calls.iter().filter(move |call| call.task == task)
    }

    /// The Rust names of what was called, in order.
    pub fn tasks(&self) -> Vec<&'static str> {
        self.calls.iter().map(|call| call.task).collect()
    }
}

fn seconds<S: Serializer>(at: &Duration, serializer: S) -> Result<S::Ok, S::Error> {
    if at.subsec_nanos() == 0 {
        serializer.serialize_u64(at.as_secs())
    } else {
        serializer.serialize_f64(at.as_secs_f64())
    }
}
