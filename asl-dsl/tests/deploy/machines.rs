//! Machines for the tests.

use asl_schema::Checked;
use serde_json::{Value, json};

/// A JSONata machine of one task called `Do`.
pub(crate) fn task(resource: &str, arguments: Value) -> Checked {
    checked(json!({
        "QueryLanguage": "JSONata",
        "StartAt": "Do",
        "States": { "Do": { "Type": "Task", "Resource": resource, "Arguments": arguments, "End": true } },
    }))
}

/// A JSONPath machine of one task called `Do`.
pub(crate) fn path_task(resource: &str, parameters: Value) -> Checked {
    checked(json!({
        "StartAt": "Do",
        "States": { "Do": { "Type": "Task", "Resource": resource, "Parameters": parameters, "End": true } },
    }))
}

/// A chain of JSONata tasks, in order.
pub(crate) fn chain(tasks: &[(&str, &str, Value)]) -> Checked {
    let mut states = serde_json::Map::new();
    for (index, (name, resource, arguments)) in tasks.iter().enumerate() {
        let mut state = json!({ "Type": "Task", "Resource": resource, "Arguments": arguments });
        match tasks.get(index + 1) {
            Some((next, ..)) => state["Next"] = json!(next),
            None => state["End"] = json!(true),
        }
        states.insert((*name).to_owned(), state);
    }
    checked(json!({ "QueryLanguage": "JSONata", "StartAt": tasks[0].0, "States": states }))
}

/// A Distributed Map called `Each` with these fields besides its processor.
pub(crate) fn distributed(fields: Value) -> Checked {
    let mut map = json!({
        "Type": "Map",
        "ItemProcessor": {
            "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "STANDARD" },
            "StartAt": "One",
            "States": { "One": {
                "Type": "Task",
                "Resource": "arn:aws:states:::lambda:invoke",
                "Arguments": { "FunctionName": "one" },
                "End": true,
            } },
        },
        "End": true,
    });
    for (key, value) in fields.as_object().unwrap() {
        map[key] = value.clone();
    }
    checked(json!({ "QueryLanguage": "JSONata", "StartAt": "Each", "States": { "Each": map } }))
}

/// A definition that has no errors.
pub(crate) fn checked(definition: Value) -> Checked {
    asl_schema::check_str(&definition.to_string(), &asl_schema::Options::standard())
        .into_checked()
        .unwrap_or_else(|report| panic!("{report}"))
}
