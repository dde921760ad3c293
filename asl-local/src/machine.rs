//! A machine with answers for its tasks: what a test builds and runs.

use std::sync::Arc;
use std::time::Duration;

use asl_schema::Checked;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::bucket::{Buckets, ObjectStore};
use crate::engine::{Engine, Surroundings};
use crate::execution::Execution;
use crate::failure::Fault;
use crate::limits;
use crate::mock::{Answer, Call, Handler, Mocks, TaskError};
use crate::observe::Observer;
use crate::program::Program;
use crate::run::Run;
use crate::settings::Settings;

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
    settings: Settings,
    mocks: Mocks<'m>,
    handler: Option<Box<dyn Handler + 'm>>,
    store: Box<dyn ObjectStore + 'm>,
    observer: Option<Box<dyn Observer + 'm>>,
}

impl<'m> Machine<'m> {
    /// A machine without answers. Only a checked machine can run: what AWS would refuse has no behaviour.
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

    /// Answers every call of `target` — a state's name, or a resource — with what `function` returns for its input; see [`Mocks::on`].
    #[must_use]
    pub fn on<Q, R, E>(mut self, target: impl Into<String>, function: impl FnMut(Q) -> Result<R, E> + 'm) -> Self
    where
        Q: DeserializeOwned,
        R: Serialize,
        E: Into<TaskError>,
    {
        self.mocks.on(target, function);
        self
    }

    /// Answers every call of `target` with what `function` makes of the whole call.
    #[must_use]
    pub fn on_call(mut self, target: impl Into<String>, function: impl FnMut(&Call<'_>) -> Answer + 'm) -> Self {
        self.mocks.on_call(target, function);
        self
    }

    /// Answers the calls of `target` one after the other; one call too many ends the run.
    #[must_use]
    pub fn answers(mut self, target: impl Into<String>, answers: impl IntoIterator<Item = Answer>) -> Self {
        self.mocks.answers(target, answers);
        self
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

    /// The names that the context object tells: those of the machine and of the execution.
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
        self.settings.interleaving = Some(seed);
        self
    }

    /// Runs the machine to its end. Waiting costs no time: the clock is virtual. An input that is no JSON, that AWS would not take, or that nests
    /// too deep to be handled here, ends the run before it begins.
    pub fn run<T: Serialize + ?Sized>(&mut self, input: &T) -> Run {
        match readable(input) {
            Ok(input) => self.execution(input, false).finish(),
            Err(fault) => Run::refused(fault),
        }
    }

    /// Starts an execution and goes on until it has to wait: for time, or for somebody who completes its callbacks.
    ///
    /// Unlike with [`run`](Machine::run), a callback that nothing was prepared for waits for [`Execution::succeed`] or [`Execution::fail`].
    ///
    /// # Errors
    /// When the input is no JSON, or none that the execution could begin with: the [`Run`] that [`run`](Machine::run) would give.
    pub fn start<T: Serialize + ?Sized>(&mut self, input: &T) -> Result<Execution<'_>, Box<Run>> {
        let input = readable(input).map_err(Run::refused)?;
        let mut execution = self.execution(input, true);
        execution.settle();
        Ok(execution)
    }

    fn execution(&mut self, input: Value, completes_callbacks: bool) -> Execution<'_> {
        let surroundings = Surroundings {
            handler: Box::new(Both { first: &mut self.mocks, second: self.handler.as_deref_mut() }),
            store: self.store.as_mut(),
            observer: self.observer.as_deref_mut().map(|observer| observer as &mut dyn Observer),
            completes_callbacks,
        };
        let mut engine = Engine::new(&self.settings, surroundings);
        engine.ask_for(self.program.clone(), Arc::new(input));
        Execution::of(engine)
    }

    /// What was prepared in order and never asked for.
    pub fn leftovers(&self) -> Vec<String> {
        self.mocks.leftovers()
    }
}

fn readable<T: Serialize + ?Sized>(input: &T) -> Result<Value, Fault> {
    let input = serde_json::to_value(input).map_err(|error| Fault::stop("Local.NotJson", error.to_string()))?;
    match limits::measure(&input, limits::PAYLOAD) {
        Ok(()) => Ok(input),
        Err(excess) => Err(Fault::excess(excess, "input")),
    }
}

impl std::fmt::Debug for Machine<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Machine").field("mocks", &self.mocks).finish_non_exhaustive()
    }
}

/// What was prepared by name, and then the handler for the rest.
struct Both<'b, 'm> {
    first: &'b mut Mocks<'m>,
    second: Option<&'b mut (dyn Handler + 'm)>,
}

impl Handler for Both<'_, '_> {
    fn answer(&mut self, call: &Call<'_>) -> Option<Answer> {
        self.first.answer(call).or_else(|| self.second.as_mut()?.answer(call))
    }

    fn prepared(&self) -> Vec<String> {
        let rest = self.second.as_ref().map(|handler| handler.prepared()).unwrap_or_default();
        self.first.prepared().into_iter().chain(rest).collect()
    }
}
