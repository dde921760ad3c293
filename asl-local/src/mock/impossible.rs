//! Whether a result can be one: what is known of the answers of AWS services, held against what a test prepared.
//!
//! In go a Task's `Resource`, its request and a prepared result; out comes why no call of the service returns that, if it is certain. What isn't known is
//! possible: nothing is said of functions, activities and callbacks, of fields that the service's model hasn't, and of values in fields that hold a
//! text or a number. Every other call of a service returns an object (Developer Guide, "Learning to use AWS service SDK integrations").

use serde_json::Value;

use crate::program::{Pattern, Target};
use crate::shapes;

/// How many fields a message names.
const NAMED: usize = 4;

/// Why a call of `resource` with this request can't return `result`, if it is certain that it can't.
///
/// ```
/// use asl_local::impossible_result;
/// use serde_json::{Value, json};
///
/// let paid = json!({ "paid": true });
/// let why = impossible_result("arn:aws:states:::lambda:invoke", &Value::Null, &paid);
/// assert_eq!(why.as_deref(), Some("`lambda:invoke` returns what the function returned in `Payload`, and here is no `Payload`"));
/// assert_eq!(impossible_result("arn:aws:lambda:us-east-1:123456789012:function:pay", &Value::Null, &paid), None);
/// ```
pub fn impossible_result(resource: &str, request: &Value, result: &Value) -> Option<String> {
    let Target::Service { resource_type, resource: action, pattern, .. } = Target::of(resource) else { return None };
    let service = format!("{resource_type}:{action}");
    if pattern == Pattern::Token {
        return None;
    }
    // A test whose machine doesn't look at the result need not make one up: a task that returns `()` answers null.
    if result.is_null() && service != "lambda:invoke" {
        return None;
    }
    let Value::Object(fields) = result else {
        return Some(format!("`{service}` returns an object, and this is {}", kind(result)));
    };
    if service == "lambda:invoke" && is_awaited(request) && !fields.contains_key("Payload") {
        return Some(format!("`{service}` returns what the function returned in `Payload`, and here is no `Payload`"));
    }
    let model = model(&service, pattern)?;
    let own = members(model)?;
    let is_own = |name: &String| own.contains(&name.as_str()) || name.starts_with("Sdk");
    if !fields.is_empty() && !fields.keys().any(is_own) {
        let named: Vec<String> = own.iter().take(NAMED).map(|name| format!("`{name}`")).collect();
        let more = if own.len() > NAMED { " …" } else { "" };
        return Some(format!(
            "`{service}` returns an object with {}{more}, and this has none of them",
            named.join(", ")
        ));
    }
    let (path, wanted, found) = shapes::misplaced(model, result)?;
    Some(format!("`{path}` of what `{service}` returns is {wanted}, and this is {}", kind(found)))
}

/// The action whose model the result has; `None` when there is none.
fn model(service: &str, pattern: Pattern) -> Option<&str> {
    match (service, pattern) {
        // What is told of a job that was waited for depends on the service.
        ("states:startExecution.sync" | "states:startExecution.sync:2", _) => Some("states:describeExecution"),
        (_, Pattern::Sync) => None,
        _ => Some(service),
    }
}

/// The fields that an answer may have, those that every answer has first.
fn members(model: &str) -> Option<Vec<&'static str>> {
    match model {
        // Developer Guide, "Call HTTPS APIs" and "Call API Gateway".
        "http:invoke" | "apigateway:invoke" => Some(vec!["StatusCode", "ResponseBody", "Headers", "StatusText"]),
        _ => shapes::members(model),
    }
}

/// Whether the function's answer is waited for: an `Event` is only handed over.
fn is_awaited(request: &Value) -> bool {
    !matches!(request.get("InvocationType").and_then(Value::as_str), Some(kind) if kind != "RequestResponse")
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn why(service: &str, result: Value) -> Option<String> {
        impossible_result(&format!("arn:aws:states:::{service}"), &json!({}), &result)
    }

    #[test]
    fn what_no_call_returns_is_told() {
        let cases = [
            (
                "lambda:invoke",
                json!({}),
                "`lambda:invoke` returns what the function returned in `Payload`, and here is no `Payload`",
            ),
            ("lambda:invoke", json!(7), "`lambda:invoke` returns an object, and this is a number"),
            (
                "http:invoke",
                json!({ "id": 1 }),
                "`http:invoke` returns an object with `StatusCode`, `ResponseBody`, `Headers`, `StatusText`, and this has none of them",
            ),
            (
                "states:startExecution.sync:2",
                json!({ "total": 1 }),
                "`states:startExecution.sync:2` returns an object with `ExecutionArn`, `StartDate`, `StateMachineArn`, `Status` …, and this \
                 has none of them",
            ),
            (
                "dynamodb:getItem",
                json!({ "id": { "S": "7" } }),
                "`dynamodb:getItem` returns an object with `ConsumedCapacity`, `Item`, and this has none of them",
            ),
            (
                "dynamodb:getItem",
                json!({ "Item": { "id": "7" } }),
                "`Item.id` of what `dynamodb:getItem` returns is an object, and this is a string",
            ),
            ("sqs:sendMessage", json!("m-1"), "`sqs:sendMessage` returns an object, and this is a string"),
            ("ecs:runTask.sync", json!([]), "`ecs:runTask.sync` returns an object, and this is an array"),
            (
                "aws-sdk:mediaconvert:createJob",
                json!(true),
                "`aws-sdk:mediaconvert:createJob` returns an object, and this is a boolean",
            ),
        ];
        for (service, result, wanted) in cases {
            assert_eq!(why(service, result.clone()).as_deref(), Some(wanted), "{result}");
        }
    }

    /// Nothing is told that may be right.
    #[test]
    fn what_is_not_known_is_possible() {
        let cases = [
            ("lambda:invoke", json!({ "Payload": null })),
            ("lambda:invoke", json!({ "Payload": { "paid": true }, "StatusCode": 200 })),
            ("lambda:invoke.waitForTaskToken", json!(7)),
            ("sqs:sendMessage.waitForTaskToken", json!("yes")),
            ("sqs:sendMessage", json!({ "MessageId": "m-1", "NewField": 1 })),
            ("sqs:sendMessage", json!({ "SdkHttpMetadata": {} })),
            ("dynamodb:putItem", json!({})),
            ("dynamodb:putItem", Value::Null),
            ("dynamodb:getItem", json!({ "Item": { "id": { "S": "7" }, "tags": { "L": [{ "S": "a" }] } } })),
            ("dynamodb:getItem", json!({ "Item": null })),
            ("ecs:runTask.sync", json!({ "LastStatus": "STOPPED" })),
            ("bedrock:invokeModel", json!({ "Body": { "completion": "hi" } })),
            ("states:startExecution", json!({ "ExecutionArn": "arn", "StartDate": 1.7e9 })),
            ("states:startExecution.sync:2", json!({ "Output": { "total": 1 } })),
            ("aws-sdk:mediaconvert:createJob", json!({ "anything": 1 })),
        ];
        for (service, result) in cases {
            assert_eq!(why(service, result.clone()), None, "{service}: {result}");
        }
        let event = json!({ "InvocationType": "Event" });
        assert_eq!(impossible_result("arn:aws:states:::lambda:invoke", &event, &json!({ "StatusCode": 202 })), None);
        let activity = "arn:aws:states:us-east-1:123456789012:activity:pack";
        assert_eq!(impossible_result(activity, &json!({}), &json!(7)), None);
    }
}
