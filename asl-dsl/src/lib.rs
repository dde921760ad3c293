//! AWS Step Functions workflows as ordinary async Rust.

pub mod error;
mod jsonata;
mod lower;
pub mod native;
pub mod shape;
pub mod supported;
pub mod task;

pub use error::{Failure, WorkflowError, lambda};
pub use native::{NativeError, NativeRun, map_each, sleep, sleep_until};
pub use shape::Shape;
pub use task::{Retry, RetryPolicy, TaskToken};
