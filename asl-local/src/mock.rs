//! What the outside answers: every call of a Task asks a [`Handler`].

mod answer;
mod both;
mod impossible;
#[cfg(feature = "dsl")]
mod judge;
mod mocks;
mod prepared;
mod recorded;
mod target;
#[cfg(feature = "dsl")]
mod typed;

pub(crate) use answer::Outcome;
pub use answer::{Answer, TaskError};
pub(crate) use both::Both;
pub use impossible::impossible_result;
pub use mocks::Mocks;
#[cfg(feature = "dsl")]
pub(crate) use prepared::Prepared;
pub use recorded::Recorded;
#[cfg(feature = "dsl")]
pub(crate) use target::Subject;
pub use target::{AsAnswer, Listed, Named, Raised, Respond, Target};
#[cfg(feature = "dsl")]
pub use typed::{AsDeclared, Declared, TaskOf};
#[doc(hidden)]
pub use {prepared::Source, target::Whom};

use serde_json::Value;

/// A Task that calls something.
#[derive(Debug, Clone, Copy)]
pub struct Call<'c> {
    /// The name of the machine that the state is of: the one that runs, or one that a Task started.
    pub machine: &'c str,
    /// The name of the state.
    pub state: &'c str,
    /// The state's `Resource`.
    pub resource: &'c str,
    /// What the call hands over: the effective input, after `Parameters` or `Arguments`.
    pub input: &'c Value,
    /// How often the state was retried before.
    pub retry_count: u32,
    /// The name of the Map and the index of the iteration that the call stands in, if any.
    pub iteration: Option<(&'c str, u64)>,
    /// The task token of a callback.
    pub token: Option<&'c str>,
}

/// What answers the calls of a run.
pub trait Handler {
    /// The answer to a call; `None` when nothing was prepared for it, which ends the run with a message that says what was asked.
    fn answer(&mut self, call: &Call<'_>) -> Option<Answer>;

    /// What answers are prepared for, for the message about a call without one.
    fn prepared(&self) -> Vec<String> {
        Vec::new()
    }

    /// What was prepared and never asked for.
    fn leftovers(&self) -> Vec<String> {
        Vec::new()
    }
}

impl<F: FnMut(&Call<'_>) -> Option<Answer>> Handler for F {
    fn answer(&mut self, call: &Call<'_>) -> Option<Answer> {
        self(call)
    }
}
