//! An answer: a result or an error, and when it comes.

use std::time::Duration;

use serde::Serialize;
use serde_json::Value;

/// The error of a task as Step Functions sees it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TaskError {
    /// The name that `ErrorEquals` is compared with; a callback may fail without one.
    pub error: Option<String>,
    /// The cause.
    pub cause: Option<String>,
}

impl TaskError {
    /// An error with a name and a cause.
    pub fn new(error: impl Into<String>, cause: impl Into<String>) -> TaskError {
        TaskError { error: Some(error.into()), cause: Some(cause.into()) }
    }
}

impl From<(&str, &str)> for TaskError {
    fn from((error, cause): (&str, &str)) -> TaskError {
        TaskError::new(error, cause)
    }
}

/// What a call gets.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    pub(crate) outcome: Outcome,
    pub(crate) after: Duration,
    pub(crate) submitted: Option<Value>,
    pub(crate) worker: Option<String>,
    pub(crate) heartbeat: Option<Duration>,
}

/// How a call ends.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Outcome {
    Succeeds(Value),
    Fails(TaskError),
    /// The call could not begin: `TaskStartFailed`, `LambdaFunctionStartFailed`.
    StartFails(TaskError),
    /// The request of a job or callback failed: `TaskSubmitFailed`.
    SubmitFails(TaskError),
    /// Only a time limit ends it.
    Never,
    /// The call can't be made at all: `States.Runtime`.
    Refused(String),
    /// The test's closure can't read the request: ends the run.
    Misread(String),
}

impl Answer {
    /// A result.
    ///
    /// ```
    /// use std::time::Duration;
    /// use asl_local::Answer;
    ///
    /// let slow = Answer::result(&serde_json::json!({"id": 7})).after(Duration::from_secs(90));
    /// # let _ = slow;
    /// ```
    ///
    /// What `serde_json` can't write, such as a map whose keys are no strings, is the task's error, not a panic.
    pub fn result<T: Serialize>(result: &T) -> Answer {
        match serde_json::to_value(result) {
            Ok(value) => Answer::of(Outcome::Succeeds(value)),
            Err(error) => Answer::fails(TaskError::new("Mock.NotJson", error.to_string())),
        }
    }

    /// An error.
    pub fn fails(error: impl Into<TaskError>) -> Answer {
        Answer::of(Outcome::Fails(error.into()))
    }

    /// An error before the call begins, such as a missing permission: the history has no `Started` event then.
    pub fn start_fails(error: impl Into<TaskError>) -> Answer {
        Answer::of(Outcome::StartFails(error.into()))
    }

    /// An error of the request that starts a job or hands out a task token.
    pub fn submit_fails(error: impl Into<TaskError>) -> Answer {
        Answer::of(Outcome::SubmitFails(error.into()))
    }

    /// No answer: the task's time limit ends it, or that of the execution. An activity is then one that no worker took, and that misses no
    /// heartbeat, unless [`by_worker`](Answer::by_worker) names one.
    pub fn never() -> Answer {
        Answer::of(Outcome::Never)
    }

    /// The call can't be made, as when an activity doesn't exist: `States.Runtime` with this cause.
    pub fn refused(cause: impl Into<String>) -> Answer {
        Answer::of(Outcome::Refused(cause.into()))
    }

    /// The closure that should answer can't read the request.
    pub(crate) fn misread(why: impl Into<String>) -> Answer {
        Answer::of(Outcome::Misread(why.into()))
    }

    fn of(outcome: Outcome) -> Answer {
        Answer { outcome, after: Duration::ZERO, submitted: None, worker: None, heartbeat: None }
    }

    /// Comes this much later on the virtual clock.
    #[must_use]
    pub fn after(mut self, delay: Duration) -> Answer {
        self.after = delay;
        self
    }

    /// What the request itself answers before the job or the callback ends: the output of `TaskSubmitted`.
    #[must_use]
    pub fn submitted(mut self, output: Value) -> Answer {
        self.submitted = Some(output);
        self
    }

    /// Sends heartbeats that often until it comes: `HeartbeatSeconds` that are no less don't run out.
    #[must_use]
    pub fn heartbeats(mut self, every: Duration) -> Answer {
        self.heartbeat = Some(every);
        self
    }

    /// The name of the worker that takes an activity.
    #[must_use]
    pub fn by_worker(mut self, name: impl Into<String>) -> Answer {
        self.worker = Some(name.into());
        self
    }
}
