//! Tasks: what a state machine calls, how a call is configured, and how it runs natively.
//!
//! `#[task]` turns a bodyless `async fn charge(req: R) -> O;` into a type `charge` that implements [`TaskDef`] and a function
//! that makes a [`TaskCall`]; `#[workflow]` does the same with [`WorkflowCall`]. Both are futures natively and
//! [`Callable`] for lowering.

mod call;
mod callable;
mod info;
mod request;
mod retry;
mod token;
mod wire;
mod workflow_call;

pub use call::TaskCall;
pub use callable::{Callable, TaskDef, WorkflowDef};
pub use info::{ConstValue, Integration, SlotInfo, TaskInfo};
pub use request::{Arguments, Request};
pub use retry::{Retry, RetryPolicy, RetryProblem};
pub use token::TaskToken;
pub use wire::TOKEN;
pub use workflow_call::WorkflowCall;

pub(crate) use call::CallOptions;
pub(crate) use wire::body_of;
pub(crate) use workflow_call::Body;
