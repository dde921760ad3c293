//! The interpreter: executions whose strands go from state to state.
//!
//! A *strand* is one thread of control: the execution itself, a branch of a Parallel, an iteration of a Map. It runs until it has to wait — for a
//! task, for time, for its branches — and then the [`Schedule`] says who is next. There is no recursion from state to state or from a Parallel into its
//! branches, so depth and length of a run cost no stack.

mod activity;
mod bounds;
mod child;
mod context;
mod ending;
mod enter;
mod fanout;
mod inline_map;
mod map_run;
mod order;
mod outside;
mod results;
mod retry;
mod strand;
mod task;
mod wait;

use std::sync::Arc;

use serde_json::Value;

pub(crate) use self::map_run::Tolerance;
pub(crate) use self::strand::{Execution, Origin, Outcome};
use self::strand::{Job, Strand, StrandId, Work};
use crate::bucket::ObjectStore;
use crate::data::Json;
use crate::evaluate::Env;
use crate::expr::Entropy;
use crate::history::{Detail, History, Stage};
use crate::limits;
use crate::mock::Handler;
use crate::observe::{Observer, Parent};
use crate::program::{Node, Program, StateId};
use crate::schedule::Schedule;
use crate::settings::Settings;
use crate::variables::Variables;

/// Everything that one run needs.
pub(crate) struct Engine<'h> {
    settings: &'h Settings,
    surroundings: Surroundings<'h>,
    schedule: Schedule<Job>,
    entropy: Entropy,
    executions: Vec<Execution>,
    strands: Vec<Strand>,
    /// How many executions have not ended.
    running: usize,
    used: bounds::Used,
    /// Places of strands that ended.
    free: Vec<StrandId>,
    nothing: Value,
}

/// What a run meets outside of the machine.
pub(crate) struct Surroundings<'h> {
    pub(crate) handler: Box<dyn Handler + 'h>,
    pub(crate) store: &'h mut dyn ObjectStore,
    pub(crate) observer: Option<&'h mut dyn Observer>,
    /// Whether somebody completes callbacks and activities from outside: one that nothing answers is then waited for.
    pub(crate) is_completed_outside: bool,
}

/// An execution that is to be started.
struct Start {
    program: Arc<Program>,
    /// The state that it starts with.
    first: StateId,
    input: Json,
    identity: crate::settings::Identity,
    express: bool,
    origin: Origin,
    depth: usize,
    /// Milliseconds that it may take, if the machine says so.
    limit: Option<u64>,
}

/// Whether a strand goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Continue,
    Blocked,
}

impl<'h> Engine<'h> {
    pub(crate) fn new(settings: &'h Settings, surroundings: Surroundings<'h>) -> Self {
        Engine {
            settings,
            surroundings,
            schedule: Schedule::new(settings.start, settings.turns),
            entropy: Entropy::seeded(settings.seed),
            executions: Vec::new(),
            strands: Vec::new(),
            running: 0,
            used: bounds::Used::default(),
            free: Vec::new(),
            nothing: Value::Null,
        }
    }

    /// Begins the execution that is asked for. It has the number 0.
    pub(crate) fn ask_for(&mut self, program: Arc<Program>, input: Json) {
        self.start(Start {
            first: program.start,
            limit: program.timeout,
            program,
            input,
            identity: self.settings.identity.clone(),
            express: self.settings.express,
            origin: Origin::Caller,
            depth: 0,
        });
    }

    /// Does all that happens until the clock says `latest`, in the execution that was asked for and in all that it starts, also what it doesn't
    /// wait for. Each execution has a time limit on the schedule, so with time enough every one ends.
    pub(crate) fn proceed(&mut self, latest: u64) {
        while self.running > 0
            && !self.executions.first().is_some_and(Execution::was_stopped)
            && let Some(job) = self.next_job(latest)
        {
            self.perform(job);
        }
    }

    fn perform(&mut self, job: Job) {
        match job {
            Job::Advance(strand, turn) if self.is_current(strand, turn) => self.advance(strand),
            Job::TaskStarted(strand, turn) if self.is_current(strand, turn) => self.task_started(strand),
            Job::TaskEnds(strand, turn) if self.is_current(strand, turn) => self.task_ends(strand),
            Job::TaskTimesOut(strand, turn, heartbeat) if self.is_current(strand, turn) => {
                self.task_times_out(strand, heartbeat);
            }
            Job::WaitEnds(strand, turn) if self.is_current(strand, turn) => self.wait_ends(strand),
            Job::Retry(strand, turn) if self.is_current(strand, turn) => self.retry(strand),
            Job::Collapse(strand, turn) if self.is_current(strand, turn) => self.collapse(strand),
            Job::FanDone(strand, turn) if self.is_current(strand, turn) => self.fan_done(strand),
            Job::MapChildEnded { strand, turn, index, child } if self.is_current(strand, turn) => {
                self.map_child_ended(strand, index, child);
            }
            Job::ChildEnded(strand, turn) if self.is_current(strand, turn) => self.child_may_have_ended(strand),
            Job::ExecutionTimesOut(execution) => self.execution_times_out(execution),
            _ => {}
        }
    }

    fn is_current(&self, strand: StrandId, turn: u64) -> bool {
        self.strands.get(strand).is_some_and(|strand| strand.turn == turn)
    }

    /// Goes on from the strand's state until it has to wait.
    fn advance(&mut self, strand: StrandId) {
        let Some((program, _)) = self.node_of(strand) else { return };
        while self.enter(strand, &program) == Step::Continue {
            if self.schedule.is_shuffled() {
                let turn = self.turn(strand);
                self.schedule.soon(Job::Advance(strand, turn));
                return;
            }
        }
    }

    /// Continues a strand whose state was left by a job.
    fn resume(&mut self, strand: StrandId, step: Step) {
        if step == Step::Continue {
            self.advance(strand);
        }
    }

    fn turn(&self, strand: StrandId) -> u64 {
        self.strands.get(strand).map_or(0, |strand| strand.turn)
    }

    /// Adds an event that follows the strand's last one.
    fn emit(&mut self, strand: StrandId, detail: Detail) -> u32 {
        let Some(strand) = self.strands.get_mut(strand) else { return 0 };
        let number = strand.execution;
        let Some(execution) = self.executions.get_mut(number) else { return 0 };
        let id = execution.history.push(strand.previous, strand.entered, self.schedule.now(), detail);
        strand.previous = id;
        if self.surroundings.observer.is_some() {
            self.tell(number);
        }
        id
    }

    /// Adds an event that follows `previous` and belongs to the state that the event `visit` entered, 0 for none; no strand's chain changes.
    fn emit_after(&mut self, number: usize, previous: u32, visit: u32, detail: Detail) -> u32 {
        let Some(execution) = self.executions.get_mut(number) else { return 0 };
        let id = execution.history.push(previous, visit, self.schedule.now(), detail);
        if self.surroundings.observer.is_some() {
            self.tell(number);
        }
        id
    }

    /// Tells the observer the last event of an execution; one that found no place in the history is not told.
    #[cold]
    fn tell(&mut self, number: usize) {
        let Some(execution) = self.executions.get_mut(number) else { return };
        let told = std::mem::replace(&mut execution.told, execution.history.id());
        if let Some(observer) = &mut self.surroundings.observer
            && let Some(event) = execution.history.events().last().filter(|event| event.id() > told)
        {
            observer.event(&execution.observed(number), event);
        }
    }

    fn emit_stage(&mut self, strand: StrandId, stage: Stage) -> u32 {
        match self.node_of(strand) {
            Some((program, id)) => match program.node(id) {
                Some(node) => self.emit(strand, Detail::Stage { state: node.kind.state_type(), stage }),
                None => 0,
            },
            None => 0,
        }
    }

    /// The program and the index of the strand's state.
    fn node_of(&self, strand: StrandId) -> Option<(Arc<Program>, usize)> {
        let strand = self.strands.get(strand)?;
        let execution = self.executions.get(strand.execution)?;
        Some((execution.program.clone(), strand.state))
    }

    /// What expressions of the strand's state see, with its own input.
    fn env<'e>(&'e self, strand: &'e Strand, context: &'e Value) -> Env<'e> {
        Env {
            input: &strand.input,
            context,
            variables: &strand.variables,
            entropy: &self.entropy,
            jsonata: &self.settings.jsonata,
            millis: self.schedule.now(),
            result: None,
            error: None,
        }
    }

    /// The context object, when the state may read it.
    fn context_for(&self, strand: StrandId, node: &Node) -> Value {
        if node.uses_context { self.context(strand) } else { self.nothing.clone() }
    }

    /// A new strand at `state`.
    fn spawn(&mut self, strand: Strand) -> StrandId {
        match self.free.pop() {
            Some(id) => {
                if let Some(place) = self.strands.get_mut(id) {
                    let turn = place.turn + 1;
                    *place = Strand { turn, ..strand };
                }
                id
            }
            None => {
                self.strands.push(strand);
                self.strands.len() - 1
            }
        }
    }

    /// Ends a strand: jobs that are still waiting for it are void.
    fn retire(&mut self, id: StrandId) {
        if let Some(strand) = self.strands.get_mut(id) {
            strand.turn += 1;
            strand.work = Work::Idle;
            strand.variables = Variables::default();
            strand.alive = false;
            if let Some(execution) = self.executions.get_mut(strand.execution) {
                execution.variable_bytes =
                    execution.variable_bytes.saturating_sub(std::mem::take(&mut strand.own_bytes));
            }
            self.free.push(id);
        }
    }

    /// Starts an execution; its first state is entered when its turn comes.
    fn start(&mut self, start: Start) -> usize {
        let Start { program, first, input, identity, express, origin, depth, limit } = start;
        let id = self.executions.len();
        let now = self.schedule.now();
        let most = if express { limits::EXPRESS_MILLIS } else { limits::STANDARD_MILLIS };
        let limit = limit.unwrap_or(most).min(most);
        let mut history = History::new(!express);
        if input.is_large_tree() {
            history.expect(limits::PAYLOAD);
        }
        let begun = Detail::ExecutionStarted { input: input.clone(), role: identity.role.clone() };
        let parent = self.parent_of(&origin);
        self.running += 1;
        self.executions.push(Execution {
            program,
            identity,
            input: input.clone(),
            express,
            started: now,
            history,
            told: 0,
            outcome: None,
            origin,
            parent,
            depth,
            steps: 0,
            variable_bytes: 0,
            stopped: 0,
            root: 0,
        });
        self.emit_after(id, 0, 0, begun);
        let root = self.spawn(Strand::new(id, first, input, Variables::default()));
        if let Some(execution) = self.executions.get_mut(id) {
            execution.root = root;
        }
        self.schedule.at(now.saturating_add(limit), Job::ExecutionTimesOut(id));
        let turn = self.turn(root);
        self.schedule.soon(Job::Advance(root, turn));
        id
    }

    /// The state that starts an execution.
    fn parent_of(&self, origin: &Origin) -> Option<Parent> {
        let (strand, item) = match origin {
            Origin::Caller => return None,
            Origin::MapRun { strand, index, .. } => (strand, Some(*index)),
            Origin::Task { strand, .. } => (strand, None),
        };
        let strand = self.strands.get(*strand)?;
        Some(Parent { execution: strand.execution, entered_event_id: strand.entered, item })
    }
}
