//! [`NativeRun`]: handlers in, result and tape out.

use crate::error::Failure;
use crate::native::clock;
use crate::native::error::NativeError;
use crate::native::handler::{Callee, Entry, Handler, to_json, typed, untyped};
use crate::native::reply::{Asked, Reply};
use crate::native::state::{Entered, Shared};
use crate::native::tape::Tape;
use crate::task::{TaskDef, WorkflowCall};
use serde_json::Value;
use std::any::TypeId;
use std::cell::RefCell;
use std::fmt;
use std::future::Future;
use std::pin::pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

/// An in-memory run of workflows, for tests.
///
/// Each task that is called needs a handler. Time is virtual: sleeps, time-outs and retry delays take none of yours.
/// Everything is deterministic: branches of a join proceed in order, full jitter takes the whole delay.
///
/// ```
/// use asl_dsl::{NativeRun, Retry, WorkflowError, task};
/// use std::time::Duration;
///
/// #[derive(Debug, PartialEq, WorkflowError)]
/// enum PayError {
///     Throttled,
///     CardDeclined { reason: String },
/// }
///
/// /// Charges the card; the value is the payment's id.
/// #[task(lambda = "charge-card")]
/// async fn charge(card: String, cents: u64) -> Result<String, PayError>;
///
/// let mut run = NativeRun::new();
/// let mut busy = 2;
/// run.handle(charge, move |_card: String, cents: u64| {
///     if busy > 0 {
///         busy -= 1;
///         return Err(PayError::Throttled);
///     }
///     Ok(format!("pay-{cents}"))
/// });
/// let call = charge("4111".to_owned(), 990).retry(Retry::on(["Throttled"]).every(Duration::from_secs(10)));
/// assert_eq!(run.run_future(call), Ok(Ok("pay-990".to_owned())));
/// assert_eq!(run.clock(), Duration::from_secs(10 + 20)); // two delays, the second doubled
/// assert_eq!(run.tape().calls.len(), 3);
/// ```
#[derive(Default)]
pub struct NativeRun {
    state: Shared,
}

impl NativeRun {
    /// A run without handlers, whose clock stands at 2026-01-01T00:00:00Z.
    pub fn new() -> Self {
        NativeRun::default()
    }

    /// Answers calls of `task` with `handler`: a closure that takes the task's arguments by value and returns what the
    /// task returns. Also for a `#[workflow]` called from another, whose body would run otherwise.
    pub fn handle<Args, F, H>(&mut self, task: F, handler: H) -> &mut Self
    where
        F: Callee<Args>,
        H: Handler<<F::Def as TaskDef>::Args, <F::Def as TaskDef>::Output> + 'static,
    {
        let _ = task;
        self.set::<F::Def>(typed::<F::Def, H>(handler))
    }

    /// Answers calls of `task` with a closure from request to result as JSON; its error may have any name
    /// (`Lambda.TooManyRequestsException`), also one that the task's error enum doesn't know.
    pub fn handle_json<Args, F>(
        &mut self,
        task: F,
        handler: impl FnMut(Value) -> Result<Value, Failure> + 'static,
    ) -> &mut Self
    where
        F: Callee<Args>,
    {
        let _ = task;
        self.set::<F::Def>(untyped(handler))
    }

    /// Says how long `task`, which has a handler already, takes to answer. A call whose time-out is shorter fails with
    /// `States.Timeout`. Without it a task answers at once.
    pub fn takes<Args, F: Callee<Args>>(&mut self, task: F, duration: Duration) -> &mut Self {
        let _ = task;
        self.state.borrow_mut().handlers.set_takes(TypeId::of::<F::Def>(), duration);
        self
    }

    /// Says that `task` never answers and sends no heartbeat: its calls fail with `States.Timeout` when their time-out or
    /// heartbeat is over.
    pub fn never<Args, F: Callee<Args>>(&mut self, task: F) -> &mut Self {
        let _ = task;
        self.set::<F::Def>(Entry::Never)
    }

    /// Answers calls of all tasks and workflows that have no handler of their own. Without an answer, `None`, a workflow's body runs, and a
    /// task's call ends the run.
    pub fn answer_with(&mut self, answers: impl FnMut(Asked<'_>) -> Option<Reply> + 'static) -> &mut Self {
        self.state.borrow_mut().answering = Some(Rc::new(RefCell::new(answers)));
        self
    }

    fn set<M: TaskDef>(&mut self, entry: Entry) -> &mut Self {
        self.state.borrow_mut().handlers.set(TypeId::of::<M>(), entry);
        self
    }

    /// Sets the clock to an RFC 3339 timestamp, before the first run.
    ///
    /// # Errors
    /// The timestamp, if it is none.
    pub fn start_at(&mut self, timestamp: &str) -> Result<&mut Self, String> {
        let (seconds, _) = clock::parse(timestamp)
            .ok_or_else(|| format!("`{timestamp}` is not an RFC 3339 timestamp like `2030-01-01T00:00:00Z`"))?;
        self.state.borrow_mut().clock.start = seconds;
        Ok(self)
    }

    /// How many calls and waits each run may make before it is stopped as endless. Without it 25,000.
    pub fn limit_steps(&mut self, steps: u32) -> &mut Self {
        self.state.borrow_mut().step_limit = steps;
        self
    }

    /// Runs a workflow to its end and gives what it returned. Its input goes through JSON, as in a real execution.
    ///
    /// # Errors
    /// The workflow failed with an error that its type doesn't express, or couldn't be run; see [`NativeError`].
    pub fn run<M: TaskDef<Output = O>, O: 'static>(&mut self, workflow: WorkflowCall<M, O>) -> Result<O, NativeError> {
        let entered = Entered::new(self.state.clone());
        let body = workflow.start().map_err(|message| NativeError::Json { task: M::INFO.name, message })?;
        drop(entered);
        self.run_future(body)
    }

    /// As [`run`](Self::run), giving what an execution reports: its output as JSON, or [`NativeError::Failed`] with the
    /// error and cause it ended with.
    ///
    /// # Errors
    /// The workflow failed, or couldn't be run.
    pub fn execute<M: TaskDef<Output = O>, O: 'static>(
        &mut self,
        workflow: WorkflowCall<M, O>,
    ) -> Result<Value, NativeError> {
        let output = self.run(workflow)?;
        to_json::<M>(output)?.map_err(NativeError::Failed)
    }

    /// Runs any future made of calls, sleeps and joins: a part of a workflow.
    ///
    /// # Errors
    /// As [`run`](Self::run).
    pub fn run_future<F: Future>(&mut self, future: F) -> Result<F::Output, NativeError> {
        let _entered = Entered::new(self.state.clone());
        {
            let mut state = self.state.borrow_mut();
            state.steps_left = state.step_limit;
        }
        let mut future = pin!(future);
        let mut cx = Context::from_waker(Waker::noop());
        loop {
            let polled = future.as_mut().poll(&mut cx);
            let mut state = self.state.borrow_mut();
            match (state.ended.take(), polled) {
                (Some(error), _) => return Err(error),
                (None, Poll::Ready(output)) => return Ok(output),
                (None, Poll::Pending) => {
                    if !state.clock.advance() {
                        return Err(NativeError::Stuck);
                    }
                }
            }
        }
    }

    /// How much virtual time has passed since the start.
    pub fn clock(&self) -> Duration {
        self.state.borrow().clock.elapsed
    }

    /// The virtual time of day: RFC 3339 in UTC with milliseconds, as in `$states.context.State.EnteredTime`.
    pub fn now(&self) -> String {
        self.state.borrow().clock.now()
    }

    /// Every call so far.
    pub fn tape(&self) -> Tape {
        Tape { calls: self.state.borrow().tape.clone() }
    }
}

impl fmt::Debug for NativeRun {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NativeRun").field("now", &self.now()).field("tape", &self.tape()).finish_non_exhaustive()
    }
}
