//! Events for programs that follow a run: the few things that can happen, without JSON.

use asl_schema::model::StateType;
use serde_json::Value;

use super::event::{Detail, Event, Iteration, Stage, Way};
use crate::data::Json;
use crate::run::Status;

/// What happened. Several event types of AWS say one thing: `LambdaFunctionFailed`, `ActivityTimedOut` and `EvaluationFailed` are all
/// [`Failed`](What::Failed).
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub enum What<'e> {
    /// The execution began.
    Began {
        /// Its input.
        input: &'e Value,
    },
    /// The execution ended.
    Ended {
        /// How.
        status: Status,
        /// The error's name, if it has one.
        error: Option<&'e str>,
        /// The cause of the error.
        cause: Option<&'e str>,
    },
    /// A state was entered.
    Entered {
        /// Its name.
        state: &'e str,
        /// Its type.
        kind: StateType,
        /// Its input.
        input: &'e Value,
    },
    /// A state was left.
    Exited {
        /// Its name.
        state: &'e str,
        /// Where to.
        way: Way,
        /// Its output.
        output: &'e Value,
    },
    /// A Task makes its call; again when the state is retried.
    Called {
        /// Its `Resource`.
        resource: &'e str,
        /// What the call hands over.
        parameters: &'e Value,
    },
    /// The call succeeded.
    Answered {
        /// With what.
        result: &'e Value,
    },
    /// A call, an expression or a Map Run failed. The state may be retried, or the error caught.
    Failed {
        /// The error's name.
        error: Option<&'e str>,
        /// The cause.
        cause: Option<&'e str>,
    },
    /// A Parallel started its branches, a Map its iterations or children; again when the state is retried.
    Fanned {
        /// How many items a Map has. Of a Map with a reader AWS tells 0.
        items: Option<u64>,
    },
    /// An iteration of an inline Map began.
    IterationBegan {
        /// Its index.
        index: u64,
    },
    /// An iteration of an inline Map ended.
    IterationEnded {
        /// Its index.
        index: u64,
        /// How: `Aborted` when another one failed.
        status: Status,
    },
    /// A Parallel or a Map failed, and is not retried.
    FannedFailed,
    /// A state was cut because another branch or iteration failed.
    Cut,
    /// A step that says nothing more than its type.
    Other,
}

impl Event {
    /// What happened.
    pub fn what(&self) -> What<'_> {
        self.tell(|value| value)
    }

    /// The same for who looks at no value: each is null, and none is read from its text.
    pub(crate) fn outline(&self) -> What<'_> {
        static UNREAD: Value = Value::Null;
        self.tell(|_| &UNREAD)
    }

    fn tell<'e>(&'e self, read: fn(&'e Json) -> &'e Value) -> What<'e> {
        match &self.detail {
            Detail::ExecutionStarted { input, .. } => What::Began { input: read(input) },
            Detail::ExecutionSucceeded { .. } => What::Ended { status: Status::Succeeded, error: None, cause: None },
            Detail::ExecutionFailed { error, cause } => {
                What::Ended { status: Status::Failed, error: error.as_deref(), cause: cause.as_deref() }
            }
            Detail::ExecutionAborted { error, cause } => {
                What::Ended { status: Status::Aborted, error: error.as_deref(), cause: cause.as_deref() }
            }
            Detail::ExecutionTimedOut => What::Ended { status: Status::TimedOut, error: None, cause: None },
            Detail::Entered { state, name, input } => What::Entered { state: name, kind: *state, input: read(input) },
            Detail::Exited { name, way, output, .. } => What::Exited { state: name, way: *way, output: read(output) },
            Detail::Scheduled(call) => What::Called { resource: call.target.arn(), parameters: read(&call.parameters) },
            Detail::Succeeded(_, result) => What::Answered { result: read(result) },
            Detail::TaskFailed(failed) => {
                What::Failed { error: failed.error.as_deref(), cause: failed.cause.as_deref() }
            }
            Detail::MapRunFailed { error, cause } => What::Failed { error: error.as_deref(), cause: cause.as_deref() },
            Detail::EvaluationFailed(evaluated) => {
                What::Failed { error: evaluated.error.as_deref(), cause: evaluated.cause.as_deref() }
            }
            Detail::TimedOut { .. } => What::Failed { error: Some(crate::failure::names::TIMEOUT), cause: None },
            Detail::MapStarted { length } => What::Fanned { items: Some(*length) },
            Detail::Stage { stage: Stage::Started, .. } => What::Fanned { items: None },
            Detail::Stage { stage: Stage::Failed, .. } => What::FannedFailed,
            Detail::Stage { stage: Stage::Aborted, .. } => What::Cut,
            Detail::Iteration { what, index, .. } => match what {
                Iteration::Started => What::IterationBegan { index: *index },
                Iteration::Succeeded => What::IterationEnded { index: *index, status: Status::Succeeded },
                Iteration::Failed => What::IterationEnded { index: *index, status: Status::Failed },
                Iteration::Aborted => What::IterationEnded { index: *index, status: Status::Aborted },
            },
            Detail::Started(_) | Detail::Submitted(..) | Detail::Stage { .. } | Detail::MapRunStarted { .. } => {
                What::Other
            }
            Detail::MapRunSucceeded | Detail::MapRunAborted => What::Other,
        }
    }
}
