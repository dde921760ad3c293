//! One event, before it is JSON.

use std::sync::Arc;

use asl_schema::model::StateType;
use indexmap::IndexMap;

use crate::data::Json;

/// A step of an execution's history.
#[derive(Debug, Clone)]
pub struct Event {
    pub(crate) id: u32,
    pub(crate) previous: u32,
    /// The `Entered` event of the state that it belongs to; 0 when it belongs to the execution.
    pub(crate) visit: u32,
    pub(crate) millis: u64,
    pub(crate) detail: Detail,
}

/// The parts of an iteration's life that have an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Iteration {
    Started,
    Succeeded,
    Failed,
    Aborted,
}

/// The parts of a state's life that have an event beside `Entered` and `Exited`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stage {
    Entered,
    Exited,
    Started,
    Succeeded,
    Failed,
    Aborted,
}

/// How a state was left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Way {
    /// To its `Next`.
    Next,
    /// To the end of its scope: of the execution, the branch or the iteration.
    End,
    /// By the rule of a Choice with this index.
    Rule(u16),
    /// By the `Default` of a Choice.
    Default,
    /// By the catcher with this index.
    Catcher(u16),
}

impl Way {
    /// By the rule with this index. A definition of 1 MB, the most that AWS takes, has no 65,535 rules.
    pub fn rule(index: usize) -> Way {
        Way::Rule(u16::try_from(index).unwrap_or(u16::MAX))
    }

    /// By the catcher with this index.
    pub fn catcher(index: usize) -> Way {
        Way::Catcher(u16::try_from(index).unwrap_or(u16::MAX))
    }
}

/// Where a call failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Failing {
    Start,
    Submit,
    Work,
}

/// What a task called, shared by the events of its call.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Called {
    pub(crate) target: crate::program::Target,
    pub(crate) region: Arc<str>,
    pub(crate) parameters: Json,
    pub(crate) timeout: Option<u64>,
    pub(crate) heartbeat: Option<u64>,
    pub(crate) role: Option<Arc<str>>,
    pub(crate) worker: Option<Arc<str>>,
}

/// What happened.
#[derive(Debug, Clone)]
pub(crate) enum Detail {
    ExecutionStarted {
        input: Json,
        role: Arc<str>,
    },
    ExecutionSucceeded {
        output: Json,
    },
    ExecutionFailed {
        error: Option<Arc<str>>,
        cause: Option<Arc<str>>,
    },
    ExecutionAborted {
        error: Option<Arc<str>>,
        cause: Option<Arc<str>>,
    },
    ExecutionTimedOut,
    Entered {
        state: StateType,
        name: Arc<str>,
        input: Json,
    },
    Exited {
        state: StateType,
        name: Arc<str>,
        output: Json,
        assigned: Option<Arc<IndexMap<String, Json>>>,
        way: Way,
    },
    Stage {
        state: StateType,
        stage: Stage,
    },
    MapStarted {
        length: u64,
    },
    Iteration {
        what: Iteration,
        name: Arc<str>,
        index: u64,
    },
    Scheduled(Arc<Called>),
    Started(Arc<Called>),
    Submitted(Arc<Called>, Json),
    Succeeded(Arc<Called>, Json),
    /// Boxed: it would be the largest.
    TaskFailed(Box<CallFailed>),
    TimedOut {
        call: Arc<Called>,
    },
    MapRunStarted {
        arn: Arc<str>,
    },
    MapRunSucceeded,
    MapRunAborted,
    MapRunFailed {
        error: Option<Arc<str>>,
        cause: Option<Arc<str>>,
    },
    /// Boxed: it is rare, and would be the largest.
    EvaluationFailed(Box<Evaluated>),
}

/// A call that failed; how far it came says `stage`.
#[derive(Debug, Clone)]
pub(crate) struct CallFailed {
    pub(crate) call: Arc<Called>,
    pub(crate) stage: Failing,
    pub(crate) error: Option<Arc<str>>,
    pub(crate) cause: Option<Arc<str>>,
}

/// A JSONata field that failed.
#[derive(Debug, Clone)]
pub(crate) struct Evaluated {
    pub(crate) error: Option<Arc<str>>,
    pub(crate) cause: Option<Arc<str>>,
    pub(crate) location: Option<Arc<str>>,
    pub(crate) state: Arc<str>,
}

impl Detail {
    /// Whether nothing follows it.
    pub(crate) fn ends_execution(&self) -> bool {
        matches!(
            self,
            Detail::ExecutionSucceeded { .. }
                | Detail::ExecutionFailed { .. }
                | Detail::ExecutionAborted { .. }
                | Detail::ExecutionTimedOut
        )
    }
}

impl Event {
    /// Its number, from 1.
    pub fn id(&self) -> u32 {
        self.id
    }

    /// The event that led to it; 0 for the first of an execution and for the state that it starts with.
    pub fn previous_event_id(&self) -> u32 {
        self.previous
    }

    /// The event that entered the state which this one belongs to, itself for an `Entered` event; `None` when it belongs to the execution.
    pub fn entered_event_id(&self) -> Option<u32> {
        (self.visit > 0).then_some(self.visit)
    }

    /// When it happened on the virtual clock, in milliseconds since 1970.
    pub fn millis(&self) -> u64 {
        self.millis
    }

    /// The name of the state that was entered.
    pub fn entered(&self) -> Option<&str> {
        match &self.detail {
            Detail::Entered { name, .. } => Some(name),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A full history of 25,000 events is 1.6 MB, beside the values that it shares with the states.
    #[test]
    fn an_event_is_small() {
        assert!(size_of::<Event>() <= 64, "{}", size_of::<Event>());
    }
}
