//! The state machine itself.

use indexmap::IndexMap;

use super::setters::setters;
use super::{Object, State};
use crate::source::Origins;

/// The states of a machine, branch or item processor by name, in the order they were written. Order has no meaning to AWS, but people read it.
pub type States = IndexMap<String, State>;

/// The language of a state's paths and expressions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum QueryLanguage {
    /// `"JSONPath"`, what AWS assumes when nothing is said.
    #[default]
    JsonPath,
    /// `"JSONata"`.
    Jsonata,
}

impl QueryLanguage {
    /// The word in the definition: `JSONPath` or `JSONata`.
    pub fn as_str(self) -> &'static str {
        match self {
            QueryLanguage::JsonPath => "JSONPath",
            QueryLanguage::Jsonata => "JSONata",
        }
    }
}

/// A whole definition: the JSON object that is given to `CreateStateMachine`.
///
/// ```
/// use asl_schema::model::{Branch, Parallel, StateMachine, Task};
///
/// let lambda = |name: &str| Task::new(format!("arn:aws:lambda:us-east-1:123456789012:function:{name}"));
/// let check = |name: &str| Branch::new(name).with_state(name, lambda(name).end());
///
/// let machine = StateMachine::new("ParallelChecks")
///     .with_comment("Account processing workflow")
///     .with_state("ParallelChecks", Parallel::new([check("CheckName"), check("CheckAddress")]).next("OpenAccount"))
///     .with_state("OpenAccount", lambda("OpenNewAccount").end());
///
/// assert_eq!(machine.states.len(), 2);
/// ```
#[derive(Debug, Clone, PartialEq, Default)]
pub struct StateMachine {
    /// `Comment`: for people.
    pub comment: Option<String>,
    /// `QueryLanguage` of every state that does not say its own; absent means JSONPath.
    pub query_language: Option<QueryLanguage>,
    /// `StartAt`: the name of the first state. Empty stands for a missing field.
    pub start_at: String,
    /// `States`: every state by name.
    pub states: States,
    /// `Version` of the language; `"1.0"` is the only one.
    pub version: Option<String>,
    /// `TimeoutSeconds` of the whole execution, an integer up to 99,999,999; when it passes the execution fails with `States.Timeout`, which nothing can catch.
    pub timeout_seconds: Option<serde_json::Number>,
    /// Fields that the model has no place for, in the order they were written.
    pub extra: Object,
    /// Where each state was written in Rust; fills `Diagnostic::source`. Neither compared nor written.
    pub origins: Origins,
}

impl StateMachine {
    /// A machine without states that starts at the state `start_at`.
    pub fn new(start_at: impl Into<String>) -> StateMachine {
        StateMachine { start_at: start_at.into(), ..StateMachine::default() }
    }

    /// Adds a state at the end. A state of the same name is replaced where it stands.
    #[must_use]
    pub fn with_state(mut self, name: impl Into<String>, state: impl Into<State>) -> StateMachine {
        self.states.insert(name.into(), state.into());
        self
    }

    /// The language of a state of this machine that says `own`. States inside a Map or Parallel follow the machine too, never the
    /// state around them.
    pub fn language_of(&self, own: Option<QueryLanguage>) -> QueryLanguage {
        own.or(self.query_language).unwrap_or_default()
    }
}

setters!(StateMachine {
    /// Sets `Comment`.
    with_comment => comment: String,
    /// Sets the `QueryLanguage` of the machine.
    with_query_language => query_language: QueryLanguage,
    /// Sets `Version`.
    with_version => version: String,
    /// Sets `TimeoutSeconds` of the whole execution.
    with_timeout_seconds => timeout_seconds: serde_json::Number,
});
