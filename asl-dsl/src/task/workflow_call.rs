//! [`WorkflowCall`]: a workflow with its input, run natively or started from another workflow.

use crate::native::{self, Attempts};
use crate::task::call::{CallOptions, call_options};
use crate::task::{Arguments, Request, TaskDef};
use std::fmt;
use std::future::Future;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll};

/// Starts a workflow's body with its arguments, once per attempt.
pub(crate) type Body<O> = dyn Fn(Arguments) -> Result<Pin<Box<dyn Future<Output = O>>>, String>;

/// A call of the workflow `M` whose `.await` is an `O`.
///
/// Give it to [`NativeRun::run`](crate::NativeRun::run) to run it in memory. Awaited inside another workflow it becomes a
/// Task state with `states:startExecution.sync:2`; natively the run's handler for it is asked, and without one its body runs.
///
/// A child that fails reaches its caller as `States.TaskFailed`, whatever its own error: that is the name retriers see. The
/// typed error is found again in the cause.
#[must_use = "a call does nothing until awaited"]
pub struct WorkflowCall<M, O> {
    request: Request,
    options: CallOptions,
    attempts: Option<Attempts>,
    body: Box<Body<O>>,
    task: PhantomData<fn() -> M>,
}

impl<M: TaskDef<Output = O>, O: 'static> WorkflowCall<M, O> {
    /// A call with these arguments; `body` starts the function with them.
    pub fn new<F>(request: Request, body: impl Fn(Arguments) -> Result<F, String> + 'static) -> Self
    where
        F: Future<Output = O> + 'static,
    {
        let body = move |arguments| body(arguments).map(|future| Box::pin(future) as Pin<Box<dyn Future<Output = O>>>);
        WorkflowCall {
            request,
            options: CallOptions::default(),
            attempts: None,
            body: Box::new(body),
            task: PhantomData,
        }
    }

    /// The body, started with the arguments.
    pub(crate) fn start(&self) -> Result<Pin<Box<dyn Future<Output = O>>>, String> {
        (self.body)(Arguments::new(M::INFO.params, self.request.to_json()?))
    }
}

impl<M, O> WorkflowCall<M, O> {
    call_options!();
}

impl<M: TaskDef<Output = O>, O: 'static> Future for WorkflowCall<M, O> {
    type Output = O;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<O> {
        let call = self.get_mut();
        native::poll_call::<M>(&call.request, &call.options, Some(&*call.body), &mut call.attempts, cx)
    }
}

impl<M: TaskDef, O> fmt::Debug for WorkflowCall<M, O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WorkflowCall")
            .field("workflow", &M::INFO.name)
            .field("request", &self.request.to_json())
            .finish()
    }
}
