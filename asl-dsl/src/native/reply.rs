//! What answers calls for which no task was named: one closure for all of a run.

use crate::error::Failure;
use crate::task::TaskInfo;
use serde_json::Value;
use std::any::TypeId;
use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

/// One attempt of one call, for [`NativeRun::answer_with`](crate::NativeRun::answer_with).
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// The type that `#[task]` or `#[workflow]` declared.
    pub id: TypeId,
    /// What it declares.
    pub task: &'a TaskInfo,
    /// The request as JSON.
    pub request: &'a Value,
    /// 1 for the first attempt.
    pub attempt: u32,
}

/// What a call gets, and when.
#[derive(Clone, Debug, PartialEq)]
pub struct Reply {
    /// The result or the error; `None`: no answer ever comes.
    pub answer: Option<Result<Value, Failure>>,
    /// How much later on the virtual clock.
    pub after: Duration,
    /// How often the task shows life until then. Without it a call with `.heartbeat(…)` fails when that is over.
    pub heartbeats: Option<Duration>,
}

/// The closure. Shared, so that it is called while the run isn't borrowed.
pub(crate) type Answering = Rc<RefCell<dyn FnMut(Asked<'_>) -> Option<Reply>>>;
