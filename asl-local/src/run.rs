//! What a run was: how it ended, the way it took, its history.

use std::sync::Arc;

use asl_schema::model::StateMachine;
use serde_json::Value;

use crate::engine::{Execution, Origin, Outcome};
use crate::failure::Fault;
use crate::history::Event;
use crate::observe::Parent;
use crate::picture;

/// How an execution ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// It has an output.
    Succeeded,
    /// It has an error.
    Failed,
    /// Its time was up.
    TimedOut,
    /// It was stopped: by what waited for it, or because nothing answered a call.
    Aborted,
}

impl Status {
    /// The word in the API: `SUCCEEDED`.
    pub fn as_str(self) -> &'static str {
        match self {
            Status::Succeeded => "SUCCEEDED",
            Status::Failed => "FAILED",
            Status::TimedOut => "TIMED_OUT",
            Status::Aborted => "ABORTED",
        }
    }
}

/// An execution that has ended.
#[derive(Debug, Clone)]
pub struct Run {
    status: Status,
    output: Option<Value>,
    error: Option<String>,
    cause: Option<String>,
    arn: String,
    started: u64,
    stopped: u64,
    events: Vec<Event>,
    children: Vec<Run>,
    leftovers: Vec<String>,
    definition: Arc<StateMachine>,
    parent: Option<Parent>,
}

impl Run {
    /// The run of the first execution, with those that it started.
    pub(crate) fn of(executions: Vec<Execution>) -> Run {
        let mut executions = executions.into_iter();
        let mut run = executions.next().map_or_else(Run::nothing, Run::one);
        run.children = executions.filter(|execution| execution.origin != Origin::Caller).map(Run::one).collect();
        run
    }

    /// A run that never began.
    pub(crate) fn refused(fault: Fault) -> Run {
        Run { error: fault.error, cause: fault.cause, ..Run::nothing() }
    }

    fn one(execution: Execution) -> Run {
        let mut run = Run {
            arn: execution.identity.arn.to_string(),
            started: execution.started,
            stopped: execution.stopped,
            events: execution.history.into_events(),
            definition: execution.program.definition.clone(),
            parent: execution.parent,
            ..Run::nothing()
        };
        match execution.outcome {
            Some(Outcome::Succeeded(output)) => {
                run.status = Status::Succeeded;
                run.output = Some((*output).clone());
            }
            Some(Outcome::Failed(fault)) => {
                (run.status, run.error, run.cause) = (Status::Failed, fault.error, fault.cause);
            }
            Some(Outcome::TimedOut) => run.status = Status::TimedOut,
            Some(Outcome::Aborted(fault)) => (run.error, run.cause) = (fault.error, fault.cause),
            None => {}
        }
        run
    }

    fn nothing() -> Run {
        Run {
            status: Status::Aborted,
            output: None,
            error: None,
            cause: None,
            arn: String::new(),
            started: 0,
            stopped: 0,
            events: Vec::new(),
            children: Vec::new(),
            leftovers: Vec::new(),
            definition: Arc::default(),
            parent: None,
        }
    }

    pub(crate) fn with_leftovers(mut self, leftovers: Vec<String>) -> Run {
        self.leftovers = leftovers;
        self
    }

    /// How it ended.
    pub fn status(&self) -> Status {
        self.status
    }

    /// The output of a run that succeeded.
    pub fn output(&self) -> Option<&Value> {
        self.output.as_ref()
    }

    /// The error's name. A run that a missing answer stopped has `Local.UnexpectedCall`, and one whose
    /// answers don't fit the machine `Local.Misprepared`.
    pub fn error(&self) -> Option<&str> {
        self.error.as_deref()
    }

    /// The cause of the error.
    pub fn cause(&self) -> Option<&str> {
        self.cause.as_deref()
    }

    /// The names of the states that were entered, in order; states inside branches and iterations too, states of other executions not.
    pub fn path(&self) -> Vec<&str> {
        self.events.iter().filter_map(Event::entered).collect()
    }

    /// What happened, event by event.
    pub fn history(&self) -> &[Event] {
        &self.events
    }

    /// The ARN of the execution.
    pub fn arn(&self) -> &str {
        &self.arn
    }

    /// How long it took on the virtual clock.
    pub fn duration(&self) -> std::time::Duration {
        std::time::Duration::from_millis(self.stopped.saturating_sub(self.started))
    }

    /// The machine as a Mermaid flowchart with what happened in this run: each state in the colour of how it went, how often it was entered and
    /// how long that took on the virtual clock, its retries, the iterations of Maps, and each arrow that was taken. The states of a distributed
    /// Map tell of all its children. Machines that a Task started have pictures of their own.
    ///
    /// ```
    /// use asl_local::{Answer, Machine};
    /// use serde_json::json;
    ///
    /// let checked = asl_schema::check_str(r#"{
    ///     "StartAt": "Charge",
    ///     "States": {
    ///         "Charge": {
    ///             "Type": "Task",
    ///             "Resource": "arn:aws:lambda:us-east-1:123456789012:function:charge",
    ///             "Retry": [{ "ErrorEquals": ["Busy"], "IntervalSeconds": 60 }],
    ///             "End": true
    ///         }
    ///     }
    /// }"#, &asl_schema::Options::standard()).into_checked().unwrap();
    /// let run = Machine::new(checked).answers("Charge", [Answer::fails(("Busy", "")), Answer::result(&1)]).run(&json!({}));
    /// assert_eq!(run.picture(), "\
    /// flowchart TD
    ///   start1((\" \"))
    ///   start1 --> s1
    ///   s1[\"Charge<br/>function:charge<br/>↻ 3× Busy<br/>1m, 1 retry\"]
    ///   end1(((\" \")))
    ///   s1 --> end1
    ///   classDef retried fill:#fff3c4,stroke:#b7791f,color:#111
    ///   class s1 retried
    ///   linkStyle 0,1 stroke-width:3px
    /// ");
    /// ```
    pub fn picture(&self) -> String {
        picture::of(self)
    }

    /// The machine that ran.
    pub(crate) fn definition(&self) -> &Arc<StateMachine> {
        &self.definition
    }

    /// The state that started it.
    pub(crate) fn parent(&self) -> Option<Parent> {
        self.parent
    }

    /// The executions that this one started, in the order they began: items of distributed Maps, nested machines, those nested in them.
    pub fn children(&self) -> &[Run] {
        &self.children
    }

    /// What was prepared in order and never asked for, as `target: how many`.
    pub fn leftovers(&self) -> &[String] {
        &self.leftovers
    }

    /// Asserts that every answer prepared in order was asked for.
    ///
    /// # Panics
    /// When one was not.
    #[track_caller]
    pub fn assert_no_leftovers(&self) {
        assert!(self.leftovers.is_empty(), "answers were prepared and never asked for: {}", self.leftovers.join(", "));
    }
}
