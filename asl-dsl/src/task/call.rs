//! [`TaskCall`]: one call of a task, configured and then awaited.

use crate::native::{self, Attempts};
use crate::task::{Request, RetryPolicy, TaskDef};
use std::fmt;
use std::future::Future;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

/// What is configured at a call.
#[derive(Clone, Debug, Default)]
pub(crate) struct CallOptions {
    pub(crate) retry: RetryPolicy,
    pub(crate) timeout: Option<Duration>,
    pub(crate) heartbeat: Option<Duration>,
    pub(crate) name: Option<String>,
    pub(crate) credentials: Option<String>,
}

/// The methods that configure a call, shared by calls of tasks and of workflows.
macro_rules! call_options {
    () => {
        /// `Retry`: what to do when the call fails. One [`Retry`](crate::task::Retry), or several in order: the first
        /// whose errors match decides.
        #[must_use = "a call does nothing until awaited"]
        pub fn retry(mut self, policy: impl Into<crate::task::RetryPolicy>) -> Self {
            self.options.retry.0.extend(policy.into().0);
            self
        }

        /// `TimeoutSeconds`: after that long the call fails with `States.Timeout`. Whole seconds, 1 to 99,999,999;
        /// without one the service waits 99,999,999 s.
        #[must_use = "a call does nothing until awaited"]
        pub fn timeout(mut self, limit: ::std::time::Duration) -> Self {
            self.options.timeout = Some(limit);
            self
        }

        /// `HeartbeatSeconds`: the callee must show life at least that often, or the call fails with `States.Timeout`.
        /// Whole seconds, less than the time-out.
        #[must_use = "a call does nothing until awaited"]
        pub fn heartbeat(mut self, limit: ::std::time::Duration) -> Self {
            self.options.heartbeat = Some(limit);
            self
        }

        /// The name of the state this call becomes, at most 80 characters.
        #[must_use = "a call does nothing until awaited"]
        pub fn named(mut self, name: impl Into<String>) -> Self {
            self.options.name = Some(name.into());
            self
        }

        /// `Credentials.RoleArn`: the role to assume for this call, for one in another account.
        #[must_use = "a call does nothing until awaited"]
        pub fn credentials(mut self, role_arn: impl Into<String>) -> Self {
            self.options.credentials = Some(role_arn.into());
            self
        }
    };
}
pub(crate) use call_options;

/// A call of the task `M` whose `.await` is an `O`: configure it, then await it.
///
/// In a definition it becomes a Task state. Natively, inside a [`NativeRun`](crate::NativeRun), awaiting it asks the task's handler.
#[must_use = "a call does nothing until awaited"]
pub struct TaskCall<M, O> {
    request: Request,
    options: CallOptions,
    attempts: Option<Attempts>,
    task: PhantomData<fn() -> (M, O)>,
}

impl<M: TaskDef<Output = O>, O> TaskCall<M, O> {
    /// A call with these arguments.
    pub fn new(request: Request) -> Self {
        TaskCall { request, options: CallOptions::default(), attempts: None, task: PhantomData }
    }
}

impl<M, O> TaskCall<M, O> {
    call_options!();
}

impl<M: TaskDef<Output = O>, O> Future for TaskCall<M, O> {
    type Output = O;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<O> {
        let call = self.get_mut();
        native::poll_call::<M>(&call.request, &call.options, None, &mut call.attempts, cx)
    }
}

impl<M: TaskDef, O> fmt::Debug for TaskCall<M, O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TaskCall").field("task", &M::INFO.name).field("request", &self.request.to_json()).finish()
    }
}
