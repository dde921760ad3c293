//! What can be called from a workflow.

use crate::shape::{Outcome, Shape};
use crate::task::{SlotInfo, TaskCall, TaskInfo, WorkflowCall};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// The declaration of a task or workflow; its implementors are the types that `#[task]` and `#[workflow]` declare
/// beside the functions of the same name.
pub trait TaskDef: 'static {
    /// The declared return type.
    type Output: Outcome<Ok: Serialize + DeserializeOwned>;
    /// The parameters as a tuple of owned types, `(ChargeRequest,)`: what a native handler takes.
    type Args;
    /// Name, parameters and what is called.
    const INFO: TaskInfo;
}

/// A call that a state machine can make: what a `#[task]` or `#[workflow]` function returns.
#[diagnostic::on_unimplemented(
    message = "a workflow can only call functions declared with `#[task]` or `#[workflow]`",
    label = "this is an ordinary Rust function: a state machine cannot run it",
    note = "declare it `#[task(lambda = \"…\")] async fn …;`, or move the computation into a task"
)]
pub trait Callable {
    /// The callee, and the type of the `.await`.
    fn slot() -> SlotInfo;
}

// No bound on the output beyond `TaskDef`: a type without a shape is reported once, at the task's declaration.
impl<M: TaskDef, O> Callable for TaskCall<M, O> {
    fn slot() -> SlotInfo {
        SlotInfo::Call { task: M::INFO, output: <M::Output as Shape>::describe() }
    }
}

impl<M: TaskDef, O> Callable for WorkflowCall<M, O> {
    fn slot() -> SlotInfo {
        SlotInfo::Call { task: M::INFO, output: <M::Output as Shape>::describe() }
    }
}
