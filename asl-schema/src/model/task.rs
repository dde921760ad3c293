//! The Task state.

use serde_json::Value;

use super::setters::{assigns, handlers, setters, transitions};
use super::{Amount, Catcher, DataPath, Object, QueryLanguage, Retrier, Transition};

/// `"Type": "Task"`: calls a Lambda function, an activity or a service, and waits for what its resource says to wait for.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Task {
    /// `Comment`.
    pub comment: Option<String>,
    /// The state's own `QueryLanguage`.
    pub query_language: Option<QueryLanguage>,
    /// `Resource`: the ARN of what is called, such as `arn:aws:states:::lambda:invoke`. Empty stands for a missing field.
    pub resource: String,
    /// `InputPath` (JSONPath).
    pub input_path: Option<DataPath>,
    /// `Parameters` (JSONPath): the request, a payload template.
    pub parameters: Option<Value>,
    /// `Arguments` (JSONata): the request, an object or one `{% … %}` string.
    pub arguments: Option<Value>,
    /// `Credentials`: an object with the `RoleArn` (or `RoleArn.$`) that the call assumes.
    pub credentials: Option<Object>,
    /// `TimeoutSeconds`: 1 to 99,999,999.
    pub timeout_seconds: Option<Amount>,
    /// `TimeoutSecondsPath` (JSONPath), instead of `TimeoutSeconds`.
    pub timeout_seconds_path: Option<String>,
    /// `HeartbeatSeconds`: 1 to 99,999,999, less than the timeout.
    pub heartbeat_seconds: Option<Amount>,
    /// `HeartbeatSecondsPath` (JSONPath), instead of `HeartbeatSeconds`.
    pub heartbeat_seconds_path: Option<String>,
    /// `ResultSelector` (JSONPath): reshapes the raw result.
    pub result_selector: Option<Value>,
    /// `ResultPath` (JSONPath): where in the input the result goes.
    pub result_path: Option<DataPath>,
    /// `OutputPath` (JSONPath).
    pub output_path: Option<DataPath>,
    /// `Output` (JSONata): any JSON, with `{% … %}` strings at any depth.
    pub output: Option<Value>,
    /// `Assign`: variables set when the call succeeded.
    pub assign: Option<Object>,
    /// `Retry`, in order. (A written empty list is kept in `extra`.)
    pub retry: Vec<Retrier>,
    /// `Catch`, in order. (A written empty list is kept in `extra`.)
    pub catch: Vec<Catcher>,
    /// `Next` or `End`.
    pub transition: Option<Transition>,
    /// Fields that the model has no place for, in the order they were written.
    pub extra: Object,
}

impl Task {
    /// A task that calls `resource` and says nothing else yet, not even where it goes next.
    pub fn new(resource: impl Into<String>) -> Task {
        Task { resource: resource.into(), ..Task::default() }
    }
}

setters!(Task {
    /// Sets `Comment`.
    with_comment => comment: String,
    /// Sets the state's own `QueryLanguage`.
    with_query_language => query_language: QueryLanguage,
    /// Sets `InputPath`.
    with_input_path => input_path: DataPath,
    /// Sets `Parameters`.
    with_parameters => parameters: Value,
    /// Sets `Arguments`.
    with_arguments => arguments: Value,
    /// Sets `Credentials`.
    with_credentials => credentials: Object,
    /// Sets `TimeoutSeconds`.
    with_timeout_seconds => timeout_seconds: Amount,
    /// Sets `TimeoutSecondsPath`.
    with_timeout_seconds_path => timeout_seconds_path: String,
    /// Sets `HeartbeatSeconds`.
    with_heartbeat_seconds => heartbeat_seconds: Amount,
    /// Sets `HeartbeatSecondsPath`.
    with_heartbeat_seconds_path => heartbeat_seconds_path: String,
    /// Sets `ResultSelector`.
    with_result_selector => result_selector: Value,
    /// Sets `ResultPath`.
    with_result_path => result_path: DataPath,
    /// Sets `OutputPath`.
    with_output_path => output_path: DataPath,
    /// Sets `Output`.
    with_output => output: Value,
});
transitions!(Task);
assigns!(Task);
handlers!(Task);
