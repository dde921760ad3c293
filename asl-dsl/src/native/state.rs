//! The state of a run, and how the futures inside it find it.

use crate::native::clock::Clock;
use crate::native::error::NativeError;
use crate::native::handler::Handlers;
use crate::native::reply::Answering;
use crate::native::tape::Call;
use crate::task::RetryPolicy;
use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

/// As many as an execution of type Standard may have events.
const DEFAULT_STEPS: u32 = 25_000;

pub(crate) struct State {
    pub(crate) clock: Clock,
    pub(crate) handlers: Handlers,
    /// Asked for tasks that have no handler.
    pub(crate) answering: Option<Answering>,
    /// Where the nested execution that is being polled stands on the tape.
    pub(crate) nested_in: Option<usize>,
    pub(crate) tape: Vec<Call>,
    /// Set once the execution (or the nested one being polled) can't go on.
    pub(crate) ended: Option<NativeError>,
    /// Calls and waits left.
    pub(crate) steps_left: u32,
    pub(crate) step_limit: u32,
    tokens: u32,
}

impl Default for State {
    fn default() -> Self {
        State {
            clock: Clock::default(),
            handlers: Handlers::default(),
            answering: None,
            nested_in: None,
            tape: Vec::new(),
            ended: None,
            steps_left: DEFAULT_STEPS,
            step_limit: DEFAULT_STEPS,
            tokens: 0,
        }
    }
}

pub(crate) type Shared = Rc<RefCell<State>>;

thread_local! {
    /// The run whose future is being polled on this thread. A `Context` can't carry it without unsafe code.
    static CURRENT: RefCell<Option<Shared>> = const { RefCell::new(None) };
}

/// The run being polled.
pub(crate) fn current() -> Option<Shared> {
    CURRENT.with_borrow(Option::clone)
}

/// As [`current`], for a future that can do nothing without one: says so once per future on standard error, since a
/// future that never completes is otherwise silent.
pub(crate) fn current_or_warn(what: &str) -> Option<Shared> {
    let run = current();
    if run.is_none() {
        eprintln!(
            "asl-dsl: `{what}` was awaited outside a run and will never complete; give the workflow to `NativeRun::run`"
        );
    }
    run
}

/// Makes a run the current one until dropped.
pub(crate) struct Entered(Option<Shared>);

impl Entered {
    pub(crate) fn new(run: Shared) -> Self {
        Entered(CURRENT.replace(Some(run)))
    }
}

impl Drop for Entered {
    fn drop(&mut self) {
        CURRENT.set(self.0.take());
    }
}

impl State {
    /// Ends the execution unless it has ended already.
    pub(crate) fn end(&mut self, error: NativeError) {
        self.ended.get_or_insert(error);
    }

    /// Counts a call or wait; false if that was one too many.
    pub(crate) fn step(&mut self) -> bool {
        match self.steps_left.checked_sub(1) {
            Some(left) => self.steps_left = left,
            None => self.end(NativeError::TooLong { steps: self.step_limit }),
        }
        self.ended.is_none()
    }
}

/// Whether the execution being polled can't go on, so that a join needn't poll its other branches.
pub(crate) fn has_ended() -> bool {
    current().is_some_and(|run| run.borrow().ended.is_some())
}

/// Called when branches failed that have a retry policy: the machine would start them again, a native run can't.
pub(crate) fn cannot_repeat(policy: &RetryPolicy) -> bool {
    let Some(run) = current().filter(|_| !policy.0.is_empty()) else {
        return false;
    };
    let mut run = run.borrow_mut();
    if matches!(run.ended, None | Some(NativeError::Failed(_))) {
        run.ended = Some(NativeError::CannotRepeat);
    }
    true
}

/// The text of a task token, different each time.
pub(crate) fn fresh_token() -> String {
    match current() {
        Some(run) => {
            let mut run = run.borrow_mut();
            run.tokens += 1;
            format!("task-token-{}", run.tokens)
        }
        None => "task-token".to_owned(),
    }
}

/// How long the run has taken, on its own clock.
pub(crate) fn elapsed(run: &Shared) -> Duration {
    run.borrow().clock.elapsed
}
