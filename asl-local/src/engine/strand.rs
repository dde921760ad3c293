//! The state of a run: executions, their strands, and what a strand waits for.

use std::sync::Arc;

use super::fanout::Fan;
use super::map_run::MapRun;
use super::task::Calling;
use crate::data::Json;
use crate::failure::Fault;
use crate::history::History;
use crate::observe::{Observed, Parent};
use crate::program::{Program, StateId};
use crate::settings::Identity;
use crate::variables::Variables;

/// Where a strand stands in the engine's list. Places are used again; a [`Job`] names the turn it means.
pub(super) type StrandId = usize;

/// What is to be done next for a strand, in the turn that it was scheduled in.
#[derive(Debug, Clone, Copy)]
pub(super) enum Job {
    Advance(StrandId, u64),
    TaskStarted(StrandId, u64),
    TaskEnds(StrandId, u64),
    /// Whether it is the heartbeat that ran out.
    TaskTimesOut(StrandId, u64, bool),
    WaitEnds(StrandId, u64),
    Retry(StrandId, u64),
    Collapse(StrandId, u64),
    /// All branches, iterations or children have ended.
    FanDone(StrandId, u64),
    ChildEnded(StrandId, u64),
    MapChildEnded {
        strand: StrandId,
        turn: u64,
        index: usize,
        child: usize,
    },
    ExecutionTimesOut(usize),
}

/// One execution of a machine.
#[derive(Debug)]
pub(crate) struct Execution {
    pub(crate) program: Arc<Program>,
    pub(crate) identity: Identity,
    pub(crate) input: Json,
    pub(crate) express: bool,
    pub(crate) started: u64,
    pub(crate) history: History,
    /// How many events an observer was told.
    pub(super) told: u32,
    pub(crate) outcome: Option<Outcome>,
    pub(crate) origin: Origin,
    pub(crate) parent: Option<Parent>,
    pub(crate) depth: usize,
    /// States entered.
    pub(crate) steps: u64,
    /// Bytes of all variables that are alive, in every scope.
    pub(super) variable_bytes: usize,
    /// When it ended.
    pub(crate) stopped: u64,
    pub(super) root: StrandId,
}

/// Who started an execution.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Origin {
    /// The test.
    Caller,
    /// A distributed Map, for the item or batch of that index.
    MapRun { strand: StrandId, turn: u64, index: usize },
    /// A Task with `startExecution`, which may wait for it.
    Task { strand: StrandId, turn: u64 },
}

/// How an execution ended.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Outcome {
    Succeeded(Json),
    Failed(Fault),
    TimedOut,
    /// Stopped from outside: nothing answers a call, or something can't be told here.
    Aborted(Fault),
}

impl Execution {
    /// What an observer is told about it.
    pub(super) fn observed(&self, number: usize) -> Observed<'_> {
        Observed { number, name: &self.identity.name, parent: self.parent }
    }

    pub(super) fn is_running(&self) -> bool {
        self.outcome.is_none()
    }

    /// Whether it ended because nothing answered, or something can't be told here.
    pub(super) fn was_stopped(&self) -> bool {
        matches!(&self.outcome, Some(Outcome::Aborted(fault)) if fault.origin == crate::failure::Origin::Stop)
    }
}

/// One thread of control.
#[derive(Debug)]
pub(super) struct Strand {
    /// Goes up with every job that is waited for, so that a job of an earlier turn is void.
    pub(super) turn: u64,
    pub(super) alive: bool,
    pub(super) execution: usize,
    /// The strand whose Parallel or Map it belongs to, and which branch or iteration it is.
    pub(super) parent: Option<(StrandId, usize)>,
    pub(super) state: StateId,
    pub(super) input: Json,
    pub(super) variables: Variables,
    /// Bytes of the variables that this scope assigned, which end with it.
    pub(super) own_bytes: usize,
    /// The strand's last event.
    pub(super) previous: u32,
    /// The `Entered` event of its state, and what came before it.
    pub(super) entered: u32,
    pub(super) before_entered: u32,
    pub(super) entered_at: u64,
    /// How often each retrier was used, and all of them together.
    pub(super) retries: Vec<u64>,
    pub(super) retry_count: u32,
    /// The item of an iteration.
    pub(super) item: Option<Item>,
    /// The token of the callback that is waited for.
    pub(super) token: Option<String>,
    pub(super) work: Work,
}

/// `Map.Item` of the context object.
#[derive(Debug, Clone)]
pub(super) struct Item {
    pub(super) index: usize,
    pub(super) value: Json,
    /// The key, where the items are the entries of an object; the value is that of the entry then.
    pub(super) key: Option<String>,
    /// `STATE_DATA` or the object they were read from.
    pub(super) source: Option<Arc<str>>,
}

impl Item {
    /// What an iteration gets when nothing is selected: of an object, the whole entry.
    pub(super) fn input(&self) -> Json {
        match &self.key {
            Some(key) => Json::new(serde_json::json!({"Key": key, "Value": &*self.value})),
            None => self.value.clone(),
        }
    }
}

/// What a strand waits for.
#[derive(Debug, Default)]
pub(super) enum Work {
    #[default]
    Idle,
    /// The time of the next attempt.
    Backoff {
        until: u64,
    },
    /// The end of a Wait.
    Wait {
        effective: Json,
        until: u64,
    },
    Task(Box<Calling>),
    /// The end of branches or iterations.
    Fan(Box<Fan>),
    /// The end of child executions.
    MapRun(Box<MapRun>),
}

impl Strand {
    pub(super) fn new(execution: usize, state: StateId, input: Json, variables: Variables) -> Strand {
        Strand {
            turn: 0,
            alive: true,
            execution,
            parent: None,
            state,
            input,
            variables,
            own_bytes: 0,
            previous: 0,
            entered: 0,
            before_entered: 0,
            entered_at: 0,
            retries: Vec::new(),
            retry_count: 0,
            item: None,
            token: None,
            work: Work::Idle,
        }
    }
}
