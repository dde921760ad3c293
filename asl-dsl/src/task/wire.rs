//! What a call looks like to the state machine: its `Resource` and `Arguments`, and the forms in which a result and an error come back.
//!
//! Lowering writes these forms into the definition; here they are for values. A test that answers the machine's calls with a task's own
//! types goes from one to the other, and [`Integration::request`] is how it knows whose call it is.

use crate::error::Failure;
use crate::task::Integration;
use serde_json::{Map, Value, json};
use std::borrow::Cow;

/// What stands for the task token in a request that was made without a machine.
pub const TOKEN: &str = "task-token";

impl Integration {
    /// The `Resource` of the Task state.
    pub fn resource(&self) -> &'static str {
        match self {
            Integration::Lambda { .. } => "arn:aws:states:::lambda:invoke",
            Integration::LambdaCallback { .. } => "arn:aws:states:::lambda:invoke.waitForTaskToken",
            Integration::Resource { arn } | Integration::Activity { arn } => arn,
            Integration::Http { .. } => "arn:aws:states:::http:invoke",
            Integration::Workflow { .. } => "arn:aws:states:::states:startExecution.sync:2",
        }
    }

    /// The arguments that are the same in every call, which tell two tasks of one resource apart.
    pub fn constants(&self) -> Vec<(&'static str, &'static str)> {
        match self {
            Integration::Lambda { function } | Integration::LambdaCallback { function } => {
                vec![("FunctionName", function)]
            }
            Integration::Http { method, endpoint, .. } => vec![("Method", method), ("ApiEndpoint", endpoint)],
            Integration::Workflow { machine } => vec![("StateMachineArn", machine)],
            Integration::Resource { .. } | Integration::Activity { .. } => Vec::new(),
        }
    }

    /// `Arguments` of a call with that request.
    pub fn arguments(&self, request: Value) -> Value {
        match self {
            Integration::Lambda { function } => json!({ "FunctionName": function, "Payload": request }),
            Integration::LambdaCallback { function } => {
                json!({ "FunctionName": function, "Payload": { "taskToken": TOKEN, "input": request } })
            }
            Integration::Resource { .. } | Integration::Activity { .. } => request,
            Integration::Http { method, endpoint, connection } => {
                let mut arguments = json!({
                    "ApiEndpoint": endpoint,
                    "Method": method,
                    "InvocationConfig": { "ConnectionArn": connection },
                });
                if request != json!({}) {
                    arguments[body_of(method)] = request;
                }
                arguments
            }
            Integration::Workflow { machine } => json!({ "StateMachineArn": machine, "Input": request }),
        }
    }

    /// The request in the arguments of a call of `resource`; `None` when the call is not one of this task.
    pub fn request<'v>(&self, resource: &str, arguments: &'v Value) -> Option<Cow<'v, Value>> {
        let same = |(name, value): &(&str, &str)| arguments.get(*name).and_then(Value::as_str) == Some(*value);
        if resource != self.resource() || !self.constants().iter().all(same) {
            return None;
        }
        let found = match self {
            Integration::Lambda { .. } => arguments.get("Payload"),
            Integration::LambdaCallback { .. } => arguments.pointer("/Payload/input"),
            Integration::Resource { .. } | Integration::Activity { .. } => Some(arguments),
            Integration::Http { method, .. } => arguments.get(body_of(method)),
            Integration::Workflow { .. } => arguments.get("Input"),
        };
        // A call without a payload hands over what a task without parameters gets.
        Some(found.map_or_else(|| Cow::Owned(Value::Object(Map::new())), Cow::Borrowed))
    }

    /// The whole answer of a call whose result is `result`.
    pub fn answer(&self, result: Value) -> Value {
        match self {
            Integration::Lambda { .. } => json!({ "ExecutedVersion": "$LATEST", "Payload": result, "StatusCode": 200 }),
            Integration::Http { .. } => json!({ "ResponseBody": result, "StatusCode": 200, "StatusText": "OK" }),
            Integration::Workflow { .. } => json!({ "Output": result, "Status": "SUCCEEDED" }),
            Integration::LambdaCallback { .. } | Integration::Resource { .. } | Integration::Activity { .. } => result,
        }
    }

    /// The result in the whole answer of a call.
    pub fn result(&self, mut answer: Value) -> Value {
        let key = match self {
            Integration::Lambda { .. } => "Payload",
            Integration::Http { .. } => "ResponseBody",
            Integration::Workflow { .. } => "Output",
            Integration::LambdaCallback { .. } | Integration::Resource { .. } | Integration::Activity { .. } => {
                return answer;
            }
        };
        answer.get_mut(key).map(Value::take).unwrap_or_default()
    }

    /// An error of the callee as the state machine sees it.
    ///
    /// The Lambda service writes the error document of a function into `Cause`. A workflow that failed is `States.TaskFailed` with the
    /// execution as `Cause`, whatever its own error. Whoever answers a callback or an activity says both words itself. Errors of Step
    /// Functions and of the Lambda service (`States.…`, `Lambda.…`) are no error of the callee and stay as they are.
    pub fn failure(&self, failure: Failure) -> Failure {
        let of_the_service = |prefix: &str| failure.error.starts_with(prefix);
        match self {
            Integration::Lambda { .. } if !of_the_service("States.") && !of_the_service("Lambda.") => {
                let document = json!({ "errorMessage": failure.cause, "errorType": failure.error });
                Failure::new(failure.error, document.to_string())
            }
            Integration::Workflow { .. } if !of_the_service("States.") => {
                let execution = json!({ "Cause": failure.cause, "Error": failure.error, "Status": "FAILED" });
                Failure::new("States.TaskFailed", execution.to_string())
            }
            _ => failure,
        }
    }
}

/// Where the request of an HTTP call stands.
pub(crate) fn body_of(method: &str) -> &'static str {
    if matches!(method, "GET" | "DELETE" | "HEAD") { "QueryParameters" } else { "RequestBody" }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: &[Integration] = &[
        Integration::Lambda { function: "f" },
        Integration::LambdaCallback { function: "f" },
        Integration::Resource { arn: "arn:aws:states:::sns:publish" },
        Integration::Activity { arn: "arn:aws:states:us-east-1:123456789012:activity:a" },
        Integration::Http { method: "POST", endpoint: "https://example.com", connection: "${Connection}" },
        Integration::Http { method: "GET", endpoint: "https://example.com", connection: "${Connection}" },
        Integration::Workflow { machine: "${ChildArn}" },
    ];

    #[test]
    fn request_and_result_come_back_as_they_went() {
        for integration in ALL {
            for value in [json!({}), json!({ "Payload": 1, "Input": [null] })] {
                let arguments = integration.arguments(value.clone());
                let request = integration.request(integration.resource(), &arguments).map(Cow::into_owned);
                assert_eq!(request, Some(value.clone()), "{integration:?}");
                assert_eq!(integration.result(integration.answer(value.clone())), value, "{integration:?}");
            }
        }
    }

    #[test]
    fn a_call_belongs_to_one_task() {
        for (i, integration) in ALL.iter().enumerate() {
            let arguments = integration.arguments(json!({ "x": 1 }));
            for (j, other) in ALL.iter().enumerate() {
                assert_eq!(
                    other.request(integration.resource(), &arguments).is_some(),
                    i == j,
                    "{integration:?} {other:?}"
                );
            }
        }
        let other = Integration::Lambda { function: "g" };
        assert_eq!(ALL[0].request(other.resource(), &other.arguments(json!({}))), None);
    }
}
