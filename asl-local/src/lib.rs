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
//! [`expr`] evaluates the expressions of a definition: paths, intrinsic functions, payload templates and JSONata, as Step Functions was
//! measured to evaluate them.

mod bucket;
mod data;
mod dataset;
mod engine;
mod evaluate;
pub mod expr;
mod failure;
mod history;
mod limits;
mod machine;
mod mock;
mod program;
mod run;
mod schedule;
mod settings;
mod state;
mod test_state;
mod time;
pub mod unverified;
mod variables;

pub use bucket::{BucketFolder, Buckets, ObjectStore, StoreError};
pub use history::Event;
pub use machine::Machine;
pub use mock::{Answer, Call, Handler, Mocks, Recorded, TaskError};
pub use run::{Run, Status};
pub use test_state::{InspectionLevel, Rejection, TestState};
