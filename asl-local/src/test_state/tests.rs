use serde_json::{Value, json};

use super::*;
use crate::shapes;

fn task() -> Value {
    json!({
        "Type": "Task",
        "Resource": "arn:aws:states:::lambda:invoke",
        "Parameters": { "FunctionName": "f", "Payload.$": "$" },
        "ResultSelector": { "code.$": "$.StatusCode" },
        "ResultPath": "$.result",
        "Retry": [{ "ErrorEquals": ["Busy"], "IntervalSeconds": 2, "BackoffRate": 2, "MaxAttempts": 2 }],
        "Catch": [{ "ErrorEquals": ["Busy"], "ResultPath": "$.error", "Next": "Later" }],
        "Next": "Done"
    })
}

#[test]
fn the_data_between_the_steps() {
    let test = TestState::new(task()).input(json!({"n": 1})).mock_result(&json!({"StatusCode": 200}));
    let answer = test.inspect(InspectionLevel::Trace).run().unwrap();
    assert_eq!(answer["nextState"], json!("Done"));
    let data = json!({
        "input": {"n": 1},
        "afterInputPath": {"n": 1},
        "afterParameters": {"FunctionName": "f", "Payload": {"n": 1}},
        "result": {"StatusCode": 200},
        "afterResultSelector": {"code": 200},
        "afterResultPath": {"n": 1, "result": {"code": 200}},
    });
    assert_eq!(answer["inspectionData"], data);
}

#[test]
fn an_error_is_retried_until_the_attempts_are_used_up_and_then_caught() {
    let test = TestState::new(task()).mock_error("Busy", "try later").inspect(InspectionLevel::Debug);
    let answer = test.clone().retries(1).run().unwrap();
    assert_eq!(answer["status"], json!("RETRIABLE"));
    // One earlier retry, interval 2, rate 2.
    let details = json!({"retryBackoffIntervalSeconds": 4, "retryIndex": 0});
    assert_eq!(answer["inspectionData"]["errorDetails"], details);
    let answer = test.retries(2).run().unwrap();
    assert_eq!(answer["status"], json!("CAUGHT_ERROR"));
    assert_eq!(answer["nextState"], json!("Later"));
    assert_eq!(answer["output"], json!({"error": {"Error": "Busy", "Cause": "try later"}}));
}

#[test]
fn mocks_that_do_not_fit_are_refused_in_the_words_of_the_service() {
    let parallel = json!({ "Type": "Parallel", "End": true, "Branches": [
        { "StartAt": "A", "States": { "A": { "Type": "Pass", "End": true } } } ] });
    let message = |test: TestState| test.run().unwrap_err().message;
    for (test, wanted) in [
        (
            TestState::new(task()).mock_result(&json!({})).mock_error("E", "C"),
            "A test mock should have only one of the following fields: [result, errorOutput].",
        ),
        (
            TestState::new(json!({"Type": "Succeed"})).mock_result(&json!(1)),
            "State type 'Succeed' is not supported when a mock is specified",
        ),
        (
            TestState::new(parallel).mock_result(&json!([])),
            "Mocked result must contain the same number of items as number of Parallel branches.",
        ),
        (
            TestState::new(task()).mock_result(&json!({"StatusCode": "200"})),
            "Mock result schema validation error: Field 'StatusCode' must be a number",
        ),
    ] {
        assert_eq!(message(test), wanted);
    }
    assert!(TestState::new(task()).mock_result(&json!({"StatusCode": "200"})).unchecked().run().is_ok());
}

#[test]
fn a_definition_that_is_refused_comes_with_the_findings() {
    let rejection = TestState::new(json!({"Type": "Pas", "End": true})).run().unwrap_err();
    assert!(
        rejection.message.starts_with("Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED"),
        "{rejection}"
    );
    assert!(rejection.report.unwrap().has_errors());
}

#[test]
fn every_action_of_the_table_is_usable() {
    for (action, result) in [("dynamodb:putItem", json!({})), ("aws-sdk:s3:getObject", json!({"Body": "x"}))] {
        assert_eq!(shapes::mismatch(action, &result, true), None, "{action}");
    }
    let problem = shapes::mismatch("aws-sdk:s3:getObject", &json!({"StorageClass": "Papyrus"}), true);
    assert_eq!(problem.as_deref(), Some("Field 'StorageClass' is not an expected value"));
    assert_eq!(shapes::mismatch("mainframe:punch", &json!(7), true), None);
}
