//! Native run: a workflow as the ordinary async function it is, in memory, with handlers instead of tasks and a virtual
//! clock instead of waiting.
//!
//! In goes a workflow with its input and one handler per task it calls; out comes what it returned and a tape of its calls.
//! Retries, time-outs and waits follow the machine's rules. What it deliberately isn't: an interpreter of the emitted
//! document. It runs the Rust function, so overflow, panics and the like are Rust's.

mod attempts;
mod clock;
mod error;
mod handler;
mod join;
mod map_each;
mod reply;
mod run;
mod sleep;
mod state;
mod tape;

pub use error::NativeError;
pub use handler::{Callee, Handler};
pub use join::{Join, TryJoin};
pub use map_each::{MapEach, map_each};
pub use reply::{Asked, Reply};
pub use run::NativeRun;
pub use sleep::{Sleep, SleepUntil, sleep, sleep_until};
pub use tape::{Answer, Call, Tape};

pub(crate) use attempts::{Attempts, poll_call};
pub(crate) use state::fresh_token;

#[doc(hidden)]
pub use join::{IntoJoin, IntoTryJoin};
