//! The error names that begin with `States.`, which belong to AWS
//! (<https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html>).

/// Every error wildcards stand for, `States.Runtime` excepted.
pub const ALL: &str = "States.ALL";
/// Every error but time-outs.
pub const TASK_FAILED: &str = "States.TaskFailed";
/// What nothing retries or catches.
pub const RUNTIME: &str = "States.Runtime";

/// What they begin with.
pub(crate) const PREFIX: &str = "States.";

/// The names that AWS defines, those of HTTP status codes excepted.
pub const DEFINED: [&str; 17] = [
    ALL,
    "States.BranchFailed",
    "States.DataLimitExceeded",
    "States.ExceedToleratedFailureThreshold",
    "States.HeartbeatTimeout",
    "States.Http.Socket",
    "States.IntrinsicFailure",
    "States.ItemReaderFailed",
    "States.NoChoiceMatched",
    "States.ParameterPathFailure",
    "States.Permissions",
    "States.QueryEvaluationError",
    "States.ResultPathMatchFailure",
    "States.ResultWriterFailed",
    RUNTIME,
    TASK_FAILED,
    "States.Timeout",
];

/// Whether the name is in AWS's part of the names, and AWS has no such error.
pub fn is_unknown(name: &str) -> bool {
    let is_status = || {
        let code = name.strip_prefix("States.Http.StatusCode.");
        code.is_some_and(|code| code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_digit()))
    };
    name.starts_with(PREFIX) && !DEFINED.contains(&name) && !is_status()
}

/// Whether the name is in AWS's part of the names.
pub fn is_reserved(name: &str) -> bool {
    name.starts_with(PREFIX)
}
