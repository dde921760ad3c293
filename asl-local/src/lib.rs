//! State machines in Amazon States Language, run in this process, for tests.
//!
//! ```text
//!  Checked ─► Program ─► Engine: strands, schedule, virtual clock ─► Run: status, output, path, history
//!                          │   ▲
//!                     calls▼   │answers
//!                        Mocks, Handler
//! ```
//!
//! A [`Machine`] is a definition with answers for its tasks. It runs in microseconds: time is virtual, nothing is sent anywhere, and what happens is
//! what AWS was recorded to do, event by event.
//!
//! With the feature `dsl`, on by default, answers are typed by the functions that `asl-dsl` declares, and `equivalent` runs a workflow and its
//! machine side by side. [`docs/testing.md`](https://github.com/asl-dsl/asl-dsl/blob/main/docs/testing.md) shows all of it.
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
#[cfg(feature = "dsl")]
mod equivalent;
mod evaluate;
mod execution;
pub mod expr;
mod failure;
mod history;
mod limits;
mod machine;
mod mock;
mod naming;
mod observe;
mod picture;
mod program;
mod run;
mod schedule;
mod settings;
mod shapes;
mod state;
mod tape;
mod test_state;
mod time;
#[cfg(feature = "dsl")]
mod typed;
pub mod unverified;
mod variables;

pub use bucket::{BucketFolder, Buckets, ObjectStore, StoreError};
#[cfg(feature = "dsl")]
pub use equivalent::{Difference, Input, difference, equivalent};
pub use execution::{ActivityTask, Execution, NotWaiting, Pending, Waiting};
pub use history::{Event, Way, What};
pub use machine::Machine;
pub use mock::{
    Answer, AsAnswer, Call, Handler, Listed, Mocks, Named, Raised, Recorded, Respond, Target, TaskError,
    impossible_result,
};
#[cfg(feature = "dsl")]
pub use mock::{AsDeclared, Declared, TaskOf};
#[doc(hidden)]
pub use mock::{Source, Whom};
pub use naming::name_problem;
pub use observe::{Observed, Observer, Parent};
pub use run::{Run, Status};
pub use tape::{Tape, TapeCall};
pub use test_state::{InspectionLevel, Rejection, TestState};
pub use time::{display_time, format_timestamp, parse_timestamp};
