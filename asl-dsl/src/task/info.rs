//! What lowering knows of a task: the tables that `#[task]` and `#[workflow]` declare.

use crate::shape::Type;

/// A `#[task]` function as data.
#[derive(Clone, Debug, PartialEq)]
pub struct TaskInfo {
    /// The Rust function's name: the base of the state's name.
    pub name: &'static str,
    /// The parameters' names. One parameter: its value is the request. Several: the request is an object with one
    /// field per parameter. None: the request is `{}`.
    pub params: &'static [&'static str],
    /// What the state machine calls.
    pub integration: Integration,
}

/// What a task calls, and how.
#[derive(Clone, Debug, PartialEq)]
pub enum Integration {
    /// `#[task(lambda = "…")]`: the optimized Lambda integration. The request is `Payload`; the result is `Payload` of
    /// the answer. The function is a name, an ARN, or `${Name}`, filled when the template is deployed.
    Lambda {
        /// The function.
        function: &'static str,
    },
    /// `#[task(lambda = "…", callback)]`: the same with `.waitForTaskToken`. The payload is
    /// `{"taskToken": …, "input": request}`; the result is what the callback sends.
    LambdaCallback {
        /// The function.
        function: &'static str,
    },
    /// `#[task(resource = "arn:aws:states:::sns:publish")]`: any resource ARN, `.sync` and `.waitForTaskToken`
    /// included. The request is the whole of `Arguments`, the result the whole answer. In a callback the request's
    /// `TaskToken`-typed field is the token.
    Resource {
        /// The ARN as it stands in `Resource`.
        arn: &'static str,
    },
    /// `#[task(activity = "arn:…:activity:…")]`: an activity worker.
    Activity {
        /// The activity's ARN, or `${Name}`.
        arn: &'static str,
    },
    /// `#[task(http = "POST https://…", connection = "…")]`: an HTTP endpoint through an EventBridge connection. The request is
    /// the `RequestBody` (for GET and DELETE the `QueryParameters`); the result is `ResponseBody`.
    Http {
        /// `GET`, `POST`, …
        method: &'static str,
        /// The `https://` address.
        endpoint: &'static str,
        /// The connection's ARN, or `${Name}`.
        connection: &'static str,
    },
    /// A `#[workflow]` called from another: `states:startExecution.sync:2`. The request is `Input`; the result is `Output`.
    Workflow {
        /// The state machine's ARN, or `${Name}`.
        machine: &'static str,
    },
}

/// What one slot holds: the answer to a question the front end asked rustc.
#[derive(Clone, Debug)]
pub enum SlotInfo {
    /// The type of an expression or a binding.
    Value(Type),
    /// What a call calls, and the type its `.await` has.
    Call {
        /// The callee.
        task: TaskInfo,
        /// The type of the awaited value, `Result<Payment, PayError>`.
        output: Type,
    },
}

/// What one constant holds: a Rust value evaluated when the definition is made.
#[derive(Clone, Debug)]
pub enum ConstValue {
    /// A constant as JSON. `Err` if serde could not write it: the reason.
    Data(Result<serde_json::Value, String>),
    /// A retry policy.
    Retry(crate::task::RetryPolicy),
    /// A time-out or heartbeat.
    Duration(std::time::Duration),
    /// A name, an ARN; as a value, the placeholder that `placeholder!` makes.
    Text(String),
    /// A concurrency limit.
    Count(u32),
}
