use proptest::prelude::*;
use serde_json::{Value, json};

use super::Unit;
use crate::check::MachineType;
use crate::check::context::Context;

fn values() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
        "[\\x00-\\x20\"\\\\é🦀]{0,9}".prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 40, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::hash_map(any::<String>(), inner, 0..5).prop_map(|map| map.into_iter().collect()),
        ]
    })
}

proptest! {
    #[test]
    fn counts_what_serde_json_writes(value in values()) {
        let text = value.to_string();
        prop_assert_eq!(Unit::Bytes.value(&value), text.len());
        prop_assert_eq!(Unit::Characters.value(&value), text.chars().count());
    }

    #[test]
    fn a_payload_in_a_machine(payload in values(), name in ".{1,5}") {
        machine(&json!({ "StartAt": name, "States": { name.clone(): { "Type": "Pass", "Result": payload, "End": true } } }));
    }
}

fn machine(definition: &Value) {
    let machine = crate::model::StateMachine::from(definition.as_object().unwrap().clone());
    let context = Context::new(&machine, MachineType::Standard);
    let text = machine.to_value().to_string();
    assert_eq!(Unit::Bytes.machine(&context), text.len(), "{text}");
    assert_eq!(Unit::Characters.machine(&context), text.chars().count(), "{text}");
}

#[test]
fn a_machine_with_states_in_states() {
    machine(&json!({
        "Comment": "é",
        "StartAt": "P",
        "TimeoutSeconds": 60,
        "Unknown": [1.5, null],
        "States": {
            "P": { "Type": "Parallel", "Branches": [
                { "StartAt": "A", "States": { "A": { "Type": "Pass", "Next": "B" }, "B": { "Type": "Succeed" } } },
                { "StartAt": "C", "States": { "C": { "Type": "Fail", "Error": "\u{1}" } } },
            ], "Next": "M" },
            "M": { "Type": "Map", "ItemProcessor": { "ProcessorConfig": { "Mode": "INLINE" }, "StartAt": "D", "States": {
                "D": { "Type": "Choice", "Choices": [
                    { "And": [{ "Variable": "$.a", "NumericEquals": 1 }, { "Not": { "Variable": "$.b", "IsNull": true } }], "Next": "E" },
                ], "Default": "E" },
                "E": { "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "ResultPath": null,
                    "Retry": [{ "ErrorEquals": ["a", "b"], "BackoffRate": 1.5 }], "Assign": { "x": {} }, "End": true },
            } }, "Catch": [], "End": true },
        },
    }));
}
