//! What can be called from a workflow.

use crate::definition::Definition;
use crate::shape::{Outcome, Shape};
use crate::task::{Arguments, SlotInfo, TaskCall, TaskInfo, WorkflowCall};
use asl_schema::Report;
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

/// The declaration of a workflow: it can be defined, and started from the input of an execution.
#[diagnostic::on_unimplemented(
    message = "only a function declared with `#[workflow]` is a state machine",
    label = "not a workflow",
    note = "a `#[task]` is called by a state machine and has none of its own"
)]
pub trait WorkflowDef: TaskDef {
    /// The state machine that the workflow becomes.
    ///
    /// # Errors
    /// What a state machine can't do, or AWS would not accept.
    fn definition() -> Result<Definition, Report>;

    /// The function, ready to be run on these arguments.
    ///
    /// # Errors
    /// An argument is missing or of another type.
    fn call(arguments: Arguments) -> Result<WorkflowCall<Self, Self::Output>, String>
    where
        Self: Sized;
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
