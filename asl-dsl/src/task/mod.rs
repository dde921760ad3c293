//! Tasks: what a state machine calls, how a call is configured, and how it runs natively.

mod info;
mod retry;

pub use info::{ConstValue, Integration, SlotInfo, TaskInfo};
pub use retry::{Retry, RetryPolicy};
