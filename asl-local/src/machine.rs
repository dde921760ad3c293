//! A machine with answers for its tasks: what a test builds and runs.

use std::sync::Arc;
use std::time::Duration;

use asl_schema::{Checked, quoted};
use serde::Serialize;
use serde_json::Value;

use crate::bucket::{Buckets, ObjectStore};
use crate::data::Json;
use crate::engine::{Engine, Surroundings};
use crate::execution::Execution;
use crate::failure::{Fault, names};
use crate::limits::{self, Excess};
use crate::mock::{Answer, Both, Call, Handler, Listed, Mocks, Respond, Target};
use crate::naming::name_problem;
use crate::observe::Observer;
use crate::program::Program;
use crate::run::Run;
use crate::schedule::Turns;
use crate::settings::Settings;
use crate::tape::{Recorder, Replay, Tape};

const INPUT_TOO_LARGE: &str = "the input has more than 262,144 bytes as JSON: `StartExecution` refuses it";

/// A machine that can run here.
///
/// ```
/// use asl_local::Machine;
/// use serde_json::json;
///
/// let checked = asl_schema::check_str(r#"{
///     "StartAt": "Charge",
///     "States": {
///         "Charge": {
///             "Type": "Task",
///             "Resource": "arn:aws:lambda:us-east-1:123456789012:function:charge",
///             "Retry": [{ "ErrorEquals": ["Busy"], "IntervalSeconds": 60 }],
///             "Catch": [{ "ErrorEquals": ["Payment"], "Next": "Refused" }],
///             "End": true
///         },
///         "Refused": { "Type": "Fail", "Error": "Payment", "Cause": "the card was declined" }
///     }
/// }"#, &asl_schema::Options::standard()).into_checked().unwrap();
///
/// let run = Machine::new(checked)
///     .on("Charge", |amount: u32| if amount > 100 { Err(("Payment", "limit")) } else { Ok(amount) })
///     .run(&json!(250));
/// assert_eq!(run.error(), Some("Payment"));
/// assert_eq!(run.path(), ["Charge", "Refused"]);
/// ```
pub struct Machine<'m> {
    program: Arc<Program>,
    pub(crate) settings: Settings,
    pub(crate) mocks: Mocks<'m>,
    handler: Option<Box<dyn Handler + 'm>>,
    store: Box<dyn ObjectStore + 'm>,
    observer: Option<Box<dyn Observer + 'm>>,
}

impl<'m> Machine<'m> {
    /// A machine without answers, of an `asl_dsl::Definition` or of what the checker passed. Only a checked machine can run: what AWS would refuse has no behaviour.
    pub fn new(checked: impl Into<Checked>) -> Machine<'m> {
        Machine {
            program: Arc::new(Program::of(checked.into().into_machine())),
            settings: Settings::default(),
            mocks: Mocks::new(),
            handler: None,
            store: Box::new(Buckets::new()),
            observer: None,
        }
    }

    /// Answers every call of `target` — a state's name, a resource, or a function declared with `#[task]` — with what `function` returns; see
    /// [`Mocks::on`].
    #[must_use]
    pub fn on<T, Kind, H, Signature>(mut self, target: T, function: H) -> Self
    where
        T: Target<Kind>,
        H: Respond<'m, T::Subject, Signature>,
    {
        self.mocks.on(target, function);
        self
    }

    /// Answers every call of `target` with what `function` makes of the whole call; see [`Mocks::on_call`].
    #[must_use]
    pub fn on_call<T: Target<Kind>, Kind>(mut self, target: T, function: impl FnMut(&Call<'_>) -> Answer + 'm) -> Self {
        self.mocks.on_call(target, function);
        self
    }

    /// Answers every call of `target` with what `function` makes of the request as JSON; see [`Mocks::on_json`].
    #[must_use]
    pub fn on_json<T: Target<Kind>, Kind>(mut self, target: T, function: impl FnMut(Value) -> Answer + 'm) -> Self {
        self.mocks.on_json(target, function);
        self
    }

    /// Answers the calls of `target` one after the other; one call too many ends the run. See [`Mocks::answers`].
    #[must_use]
    pub fn answers<T, Kind, I, Form>(mut self, target: T, answers: I) -> Self
    where
        T: Target<Kind>,
        I: IntoIterator<Item: Listed<T::Subject, Form>>,
    {
        self.mocks.answers(target, answers);
        self
    }

    /// Lets `target` have no answer, whatever was prepared for it before: a call of it ends the run, or in a started
    /// [`Execution`](crate::Execution) a callback or activity waits for whoever completes it.
    #[must_use]
    pub fn uncalled<T: Target<Kind>, Kind>(mut self, target: T) -> Self {
        self.mocks.uncalled(target);
        self
    }

    /// Never answers `target`: its calls end with their time limits.
    #[must_use]
    pub fn never<T: Target<Kind>, Kind>(mut self, target: T) -> Self {
        self.mocks.never(target);
        self
    }

    /// Says how long `target` takes to answer on the virtual clock.
    #[must_use]
    pub fn takes<T: Target<Kind>, Kind>(mut self, target: T, duration: Duration) -> Self {
        self.mocks.takes(target, duration);
        self
    }

    /// Says how often `target` sends heartbeats until it answers.
    #[must_use]
    pub fn heartbeats<T: Target<Kind>, Kind>(mut self, target: T, every: Duration) -> Self {
        self.mocks.heartbeats(target, every);
        self
    }

    /// Prepares what several tests share: `.with(smooth)`, where `fn smooth(mocks: &mut Mocks<'_>)`. What comes later replaces what was
    /// prepared for the same target.
    #[must_use]
    pub fn with(mut self, prepare: impl FnOnce(&mut Mocks<'m>)) -> Self {
        prepare(&mut self.mocks);
        self
    }

    /// Answers every call as a tape says, in its order. A call that the tape doesn't have next ends the run.
    #[must_use]
    pub fn tape(self, tape: impl Into<Tape>) -> Self {
        self.replay(tape.into(), false)
    }

    /// The same, taking a member that is null for as good as a missing one: a machine passes a value on as it came, where Rust writes null for
    /// an absent `Option`.
    #[must_use]
    pub fn lean_tape(self, tape: impl Into<Tape>) -> Self {
        self.replay(tape.into(), true)
    }

    fn replay(self, tape: Tape, lean: bool) -> Self {
        let ordered = if tape.in_order { self.in_order() } else { self };
        ordered.handler(Replay::new(tape, lean))
    }

    /// Answers what nothing else was prepared for.
    #[must_use]
    pub fn handler(mut self, handler: impl Handler + 'm) -> Self {
        self.handler = Some(Box::new(handler));
        self
    }

    /// Where distributed Maps read and write.
    #[must_use]
    pub fn store(mut self, store: impl ObjectStore + 'm) -> Self {
        self.store = Box::new(store);
        self
    }

    /// Is told every event when it happens.
    #[must_use]
    pub fn observer(mut self, observer: impl Observer + 'm) -> Self {
        self.observer = Some(Box::new(observer));
        self
    }

    /// A machine that `startExecution` may start, by its name or ARN. Others are answered like every task.
    #[must_use]
    pub fn machine(mut self, name: impl Into<String>, checked: &Checked) -> Self {
        self.settings.machines.insert(name.into(), Arc::new(Program::of(checked.machine().clone())));
        self
    }

    /// Runs as an Express execution.
    #[must_use]
    pub fn express(mut self) -> Self {
        self.settings.express = true;
        self.settings.identity = self.settings.identity.express();
        self
    }

    /// Ends the run with `Local.ImpossibleResult` when an answer is a result that no call of the service returns; see
    /// [`impossible_result`](crate::impossible_result). Answers
    /// by the function of a task always are results: this is for those by names, and for `on_call`.
    #[must_use]
    pub fn strict_results(mut self) -> Self {
        self.settings.strict_results = true;
        self
    }

    /// The names that the context object tells: those of the machine and of the execution. A run with a name that AWS doesn't take ends before it
    /// begins, with `Local.BadName`; see [`name_problem`].
    #[must_use]
    pub fn named(mut self, machine: &str, execution: &str) -> Self {
        self.settings.identity = self.settings.identity.renamed(machine, execution);
        self
    }

    /// The Region and account that ARNs tell.
    #[must_use]
    pub fn account(mut self, region: &str, account: &str) -> Self {
        self.settings.identity = self.settings.identity.moved(region, account);
        self
    }

    /// The role that the context object and the history tell.
    #[must_use]
    pub fn role(mut self, arn: &str) -> Self {
        self.settings.identity.role = arn.into();
        self
    }

    /// The moment that the clock starts at, since 1970; 2026-01-01T00:00:00Z when nothing is said.
    #[must_use]
    pub fn starting(mut self, since_1970: Duration) -> Self {
        self.settings.start = u64::try_from(since_1970.as_millis()).unwrap_or(u64::MAX / 2);
        self
    }

    /// What random numbers come from: UUIDs, jitter, `$random()`.
    #[must_use]
    pub fn seed(mut self, seed: u64) -> Self {
        self.settings.seed = seed;
        self
    }

    /// Lets branches and iterations that are ready take turns in an order that the seed decides, to find what depends on the order.
    #[must_use]
    pub fn interleaving(mut self, seed: u64) -> Self {
        self.settings.turns = Turns::Drawn(seed);
        self
    }

    /// Lets branches and iterations take turns in their order, each going as far as it can: the order in which a native run of the same
    /// workflow makes its calls.
    #[must_use]
    pub fn in_order(mut self) -> Self {
        self.settings.turns = Turns::InOrder;
        self
    }

    /// States that a run may enter, all its executions together; attempts count too. What goes on beyond that ends with `Local.StepLimit`. Ten million when
    /// nothing is said. An Express execution, whose history AWS doesn't limit, may enter 100,000.
    #[must_use]
    pub fn step_limit(mut self, states: u64) -> Self {
        self.settings.steps = states;
        self
    }

    /// Bytes of payloads, as JSON text, that the history of a run may hold, all its executions together: what a state hands on unchanged counts once. A run
    /// that needs more ends with `Local.HistorySize`. One GiB when nothing is said.
    #[must_use]
    pub fn history_limit(mut self, bytes: usize) -> Self {
        self.settings.history_bytes = bytes;
        self
    }

    /// Runs the machine to its end. Waiting costs no time: the clock is virtual. An input that is no JSON, that AWS would not take, or that nests
    /// too deep to be handled here, ends the run before it begins; so do answers that can't be meant for this machine.
    pub fn run<T: Serialize + ?Sized>(&mut self, input: &T) -> Run {
        self.go(input, None)
    }

    /// The same, with the tape of its calls.
    pub fn record<T: Serialize + ?Sized>(&mut self, input: &T) -> (Run, Tape) {
        let mut tape = Tape::default();
        let run = self.go(input, Some(&mut tape));
        (run, tape)
    }

    fn go<T: Serialize + ?Sized>(&mut self, input: &T, tape: Option<&mut Tape>) -> Run {
        match self.readable(input) {
            Ok(input) => self.execution(input, false, tape).finish(),
            Err(fault) => Run::refused(fault),
        }
    }

    /// Starts an execution and goes on until it has to wait: for time, or for somebody who completes its callbacks.
    ///
    /// Unlike with [`run`](Machine::run), a callback that nothing was prepared for waits for [`Execution::succeed`] or [`Execution::fail`], and an
    /// activity for a worker that [takes](Execution::take) it.
    ///
    /// # Errors
    /// When the input is no JSON, or none that the execution could begin with, or when answers can't be meant for this machine: the [`Run`]
    /// that [`run`](Machine::run) would give.
    pub fn start<T: Serialize + ?Sized>(&mut self, input: &T) -> Result<Execution<'_>, Box<Run>> {
        let input = self.readable(input).map_err(Run::refused)?;
        let mut execution = self.execution(input, true, None);
        execution.settle();
        Ok(execution)
    }

    fn readable<T: Serialize + ?Sized>(&mut self, input: &T) -> Result<Value, Fault> {
        let input = serde_json::to_value(input).map_err(|error| Fault::stop("Local.NotJson", error.to_string()))?;
        limits::measure(&input, limits::PAYLOAD).map_err(|excess| match excess {
            // No state has this failure: the service's answer is one of `StartExecution`.
            Excess::Size => Fault::stop("Local.InputTooLarge", INPUT_TOO_LARGE),
            Excess::Depth => Fault::excess(excess, "input"),
        })?;
        let crate::settings::Identity { machine, name, .. } = &self.settings.identity;
        for (what, name) in [("state machine", machine), ("execution", name)] {
            if let Some(problem) = name_problem(name) {
                return Err(Fault::stop(
                    names::BAD_NAME,
                    format!("no {what} can be named {}: {problem}", quoted(name)),
                ));
            }
        }
        if let Some(problem) = self.problem() {
            return Err(Fault::stop(names::MISPREPARED, problem));
        }
        let mut programs = std::iter::once(&self.program).chain(self.settings.machines.values());
        match programs.find_map(|program| program.unfilled.as_ref()) {
            Some(unfilled) => Err(Fault::unsupported(unfilled)),
            None => Ok(input),
        }
    }

    fn execution<'e>(
        &'e mut self,
        input: Value,
        is_completed_outside: bool,
        tape: Option<&'e mut Tape>,
    ) -> Execution<'e> {
        let both = Both { first: &mut self.mocks, second: self.handler.as_deref_mut() };
        let handler: Box<dyn Handler + 'e> = match tape {
            Some(tape) => {
                tape.in_order = self.settings.turns == Turns::InOrder;
                Box::new(Recorder::new(both, tape))
            }
            None => Box::new(both),
        };
        let surroundings = Surroundings {
            handler,
            store: self.store.as_mut(),
            observer: self.observer.as_deref_mut().map(|observer| observer as &mut dyn Observer),
            is_completed_outside,
        };
        let mut engine = Engine::new(&self.settings, surroundings);
        engine.ask_for(self.program.clone(), Json::new(input));
        Execution::of(engine)
    }

    /// Why what was prepared can't be meant for this machine and those that it may start, if it can't.
    fn problem(&mut self) -> Option<String> {
        #[cfg(feature = "dsl")]
        if let Some(problem) = self.adopt_workflows() {
            return Some(problem);
        }
        if self.mocks.is_empty() {
            return None;
        }
        let programs = std::iter::once(&self.program).chain(self.settings.machines.values());
        let programs: Vec<&Program> = programs.map(|program| &**program).collect();
        self.mocks.problem(&programs)
    }
}

impl std::fmt::Debug for Machine<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Machine").field("mocks", &self.mocks).finish_non_exhaustive()
    }
}
