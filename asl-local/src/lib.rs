//! State machines in Amazon States Language, run in this process, for tests.
//!
//! ```text
//!  Checked ─► Program ─► Engine: strands, schedule, virtual clock ─► Run: status, output, path, history
//!                          │   ▲
//!                     calls▼   │answers
//!                        Mocks, Handler
//! ```
//!
//! A [`Machine`] is a checked definition with answers for its tasks. It runs in microseconds: time is virtual, nothing is sent anywhere, and what happens is
//! what AWS was recorded to do, event by event.
//!
//! [`Machine::run`] goes to the end at once; an [`Execution`] is moved by hand, an [`Observer`] is told every event, and [`Run::picture`] draws what
//! happened over the chart of the machine.
//!
//! [`expr`] evaluates the expressions of a definition: paths, intrinsic functions, payload templates and JSONata, as Step Functions was
//! measured to evaluate them.

mod bucket;
mod data;
mod dataset;
mod engine;
mod evaluate;
mod execution;
pub mod expr;
mod failure;
mod history;
mod limits;
mod machine;
mod mock;
mod observe;
mod picture;
mod program;
mod run;
mod schedule;
mod settings;
mod state;
mod test_state;
mod time;
mod variables;

pub use bucket::{Buckets, ObjectStore};
pub use execution::{Execution, NotWaiting, Pending, Waiting};
pub use history::{Event, Way, What};
pub use machine::Machine;
pub use mock::{Answer, Call, Handler, Mocks, Recorded, TaskError};
pub use observe::{Observed, Observer, Parent};
pub use run::{Run, Status};
pub use test_state::{InspectionLevel, Rejection, TestState};
pub use time::{display_time, format_timestamp, parse_timestamp};
