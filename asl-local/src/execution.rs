//! An execution that is moved by hand: its clock, its callbacks, its activities, its end.

use std::time::Duration;

use serde::Serialize;
use serde_json::Value;

use crate::data::Json;
use crate::engine::Engine;
use crate::history::Event;
use crate::mock::{Outcome, Raised, Target, TaskError, Whom};
use crate::run::Run;
use crate::time;

/// An execution in progress, made by [`Machine::start`](crate::Machine::start). Whenever it can be looked at, everything in it waits: time passes by
/// [`advance`](Execution::advance) alone.
///
/// An approval that nobody gives, and one that comes in time:
///
/// ```
/// use std::time::Duration;
/// use asl_local::Machine;
/// use serde_json::json;
///
/// const DAY: Duration = Duration::from_secs(86_400);
/// let checked = asl_schema::check_str(r#"{
///     "QueryLanguage": "JSONata",
///     "StartAt": "Ask",
///     "States": {
///         "Ask": {
///             "Type": "Task",
///             "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
///             "Arguments": { "QueueUrl": "approvals", "MessageBody": { "token": "{% $states.context.Task.Token %}" } },
///             "TimeoutSeconds": 604800,
///             "Catch": [{ "ErrorEquals": ["States.Timeout"], "Next": "Expired" }],
///             "End": true
///         },
///         "Expired": { "Type": "Fail", "Error": "Expired", "Cause": "nobody answered" }
///     }
/// }"#, &asl_schema::Options::standard()).into_checked().unwrap();
/// let mut machine = Machine::new(checked);
///
/// let mut execution = machine.start(&json!({ "order": 7 })).unwrap();
/// execution.advance(7 * DAY - Duration::from_secs(1));
/// assert!(execution.is_running());
/// execution.advance(Duration::from_secs(1));
/// assert_eq!(execution.finish().error(), Some("Expired"));
///
/// let mut execution = machine.start(&json!({ "order": 8 })).unwrap();
/// execution.advance(2 * DAY);
/// let token = execution.token("Ask").unwrap();
/// execution.succeed(&token, &json!({ "by": "Ann" })).unwrap();
/// let run = execution.finish();
/// assert_eq!(run.output(), Some(&json!({ "by": "Ann" })));
/// assert_eq!(run.duration(), 2 * DAY);
/// ```
#[must_use = "an execution does nothing by itself: finish it, or move its clock"]
pub struct Execution<'e> {
    engine: Engine<'e>,
}

/// A state that waits.
#[derive(Debug, Clone, PartialEq)]
pub struct Waiting<'e> {
    /// Its name.
    pub state: &'e str,
    /// For what.
    pub pending: Pending<'e>,
    /// Until when, since 1970, if nobody does anything: the wait is over, the answer comes, the time limit or the heartbeat runs out. `None` for a
    /// call that only the time limit of the execution ends.
    pub until: Option<Duration>,
    /// The number of its execution in the run; 0 is the one that was started.
    pub execution: usize,
    /// The event by which it was entered.
    pub entered_event_id: u32,
}

/// What a state waits for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Pending<'e> {
    /// Time: a Wait.
    Time,
    /// Its next attempt.
    Retry,
    /// The answer to a call.
    Call {
        /// The state's `Resource`.
        resource: &'e str,
        /// What the call handed over.
        input: &'e Value,
        /// The token that completes a callback, or an activity that a worker [took](Execution::take).
        token: Option<&'e str>,
    },
}

/// An activity that a worker took.
#[derive(Debug, Clone, PartialEq)]
pub struct ActivityTask {
    /// What the worker completes it with.
    pub token: String,
    /// What it works at.
    pub input: Value,
}

/// No task waits for the token: it was completed before, its time was up, or there never was one. AWS answers `TaskTimedOut` or `InvalidToken`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotWaiting;

impl std::fmt::Display for NotWaiting {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("no task waits for this token")
    }
}

impl std::error::Error for NotWaiting {}

impl<'e> Execution<'e> {
    pub(crate) fn of(engine: Engine<'e>) -> Execution<'e> {
        Execution { engine }
    }

    /// Does everything that needs no time.
    pub(crate) fn settle(&mut self) {
        self.engine.proceed(self.engine.now());
    }

    /// The virtual time, since 1970.
    pub fn now(&self) -> Duration {
        time::duration(self.engine.now())
    }

    /// Lets so much time pass, and everything happen that happens in it. After the end nothing does.
    pub fn advance(&mut self, time: Duration) {
        let millis = u64::try_from(time.as_millis()).unwrap_or(u64::MAX);
        let until = self.engine.now().saturating_add(millis);
        self.engine.proceed(until);
        self.engine.wait_until(until);
    }

    /// What it waits for, all of its branches, iterations and child executions, in the order in which their states were entered. Empty when it has ended.
    pub fn waiting(&self) -> Vec<Waiting<'_>> {
        self.engine.waiting()
    }

    /// Whether it has not ended.
    pub fn is_running(&self) -> bool {
        self.engine.executions().first().is_some_and(|execution| execution.outcome.is_none())
    }

    /// What happened so far.
    pub fn history(&self) -> &[Event] {
        self.engine.executions().first().map_or(&[], |execution| execution.history.events())
    }

    /// `GetActivityTask`: a worker of this name takes the activity that has waited longest; `None` when none waits. The worker completes it with
    /// [`succeed`](Execution::succeed) or [`fail`](Execution::fail).
    ///
    /// `activity` is the activity's ARN or name, the state that calls it, or the function declared with `#[task(activity = "…")]`. Taken can be
    /// whatever no worker took yet: an activity without a prepared answer, and one whose answer [never](crate::Answer::never) comes. Its
    /// `TimeoutSeconds` count from when it was scheduled, its `HeartbeatSeconds` from when it is taken.
    ///
    /// ```
    /// use std::time::Duration;
    /// use asl_local::Machine;
    /// use serde_json::json;
    ///
    /// let checked = asl_schema::check_str(r#"{
    ///     "StartAt": "Pack",
    ///     "States": {
    ///         "Pack": {
    ///             "Type": "Task",
    ///             "Resource": "arn:aws:states:us-east-1:123456789012:activity:pack",
    ///             "TimeoutSeconds": 3600,
    ///             "HeartbeatSeconds": 60,
    ///             "End": true
    ///         }
    ///     }
    /// }"#, &asl_schema::Options::standard()).into_checked().unwrap();
    /// let mut machine = Machine::new(checked);
    ///
    /// let mut execution = machine.start(&json!({ "sku": "A-7" })).unwrap();
    /// execution.advance(Duration::from_secs(600));
    /// let task = execution.take("pack", "ann").unwrap();
    /// assert_eq!(task.input, json!({ "sku": "A-7" }));
    /// execution.advance(Duration::from_secs(50));
    /// execution.heartbeat(&task.token).unwrap();
    /// execution.advance(Duration::from_secs(50));
    /// execution.succeed(&task.token, &json!("parcel-1")).unwrap();
    /// let run = execution.finish();
    /// assert_eq!(run.output(), Some(&json!("parcel-1")));
    /// ```
    pub fn take<T: Target<Kind>, Kind>(&mut self, activity: T, worker: &str) -> Option<ActivityTask> {
        let Whom(subject) = activity.whom();
        let is_meant = |state: &str, arn: &str, input: &Json| subject.means(state, arn, input);
        let (token, input) = self.engine.take_activity(is_meant, worker)?;
        Some(ActivityTask { token, input: input.into_value() })
    }

    /// The token of the callback that waits for it, of several the first: what the callback's request carries. `callback` is the state, its `Resource`,
    /// or the function declared with `#[task(…, callback)]`.
    pub fn token<T: Target<Kind>, Kind>(&self, callback: T) -> Option<String> {
        let Whom(subject) = callback.whom();
        self.waiting().into_iter().find_map(|waiting| match waiting.pending {
            Pending::Call { resource, input, token: Some(token) } if subject.means(waiting.state, resource, input) => {
                Some(token.to_owned())
            }
            _ => None,
        })
    }

    /// `SendTaskSuccess`: the result of a callback or an activity. What `serde_json` can't write is the task's error, as in [`Answer::result`](crate::Answer::result).
    ///
    /// # Errors
    /// When no task waits for the token.
    pub fn succeed<T: Serialize + ?Sized>(&mut self, token: &str, output: &T) -> Result<(), NotWaiting> {
        self.complete(token, crate::Answer::result(&output).outcome)
    }

    /// `SendTaskFailure`: the error of a callback or an activity, one that a task [may raise](crate::Raised).
    ///
    /// # Errors
    /// When no task waits for the token.
    pub fn fail<E: Raised<Form>, Form>(&mut self, token: &str, error: E) -> Result<(), NotWaiting> {
        // Whoever completes a callback says both words itself, whatever was called.
        self.complete(token, Outcome::Fails(error.raised_by("")))
    }

    fn complete(&mut self, token: &str, outcome: Outcome) -> Result<(), NotWaiting> {
        let found = self.engine.complete_callback(token, outcome);
        self.settle();
        if found { Ok(()) } else { Err(NotWaiting) }
    }

    /// `SendTaskHeartbeat`: the task's `HeartbeatSeconds` begin anew.
    ///
    /// # Errors
    /// When no task waits for the token.
    pub fn heartbeat(&mut self, token: &str) -> Result<(), NotWaiting> {
        if self.engine.beat(token) { Ok(()) } else { Err(NotWaiting) }
    }

    /// `StopExecution`: the execution is aborted, with all that it waits for. One that has ended stays as it is.
    pub fn stop(&mut self, error: impl Into<TaskError>) {
        let TaskError { error, cause } = error.into();
        self.engine.stop(error, cause);
        self.settle();
    }

    /// Lets it run to its end, however long that takes on the virtual clock.
    #[must_use = "the run says how it ended"]
    pub fn finish(mut self) -> Run {
        self.engine.proceed(u64::MAX);
        let leftovers = self.engine.leftovers();
        Run::of(self.engine.into_executions()).with_leftovers(leftovers)
    }
}

impl std::fmt::Debug for Execution<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Execution").field("now", &self.now()).field("waiting", &self.waiting()).finish_non_exhaustive()
    }
}
