//! The definitions that came with the project, written by hand with the model: equal as values.

#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a test says what it expects by panicking")]

use std::path::Path;

use asl_schema::check;
use asl_schema::model::*;
use serde_json::{Value, json};

fn seed(name: &str) -> Option<Value> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/seeds").join(name);
    match std::fs::read_to_string(&file) {
        Ok(text) => Some(serde_json::from_str(&text).unwrap()),
        Err(_) => {
            println!("skipped: {} is not there", file.display());
            None
        }
    }
}

fn assert_is(name: &str, value: Value) {
    if let Some(seed) = seed(name) {
        assert_eq!(value, seed, "{name}");
    }
}

fn function(name: &str) -> String {
    format!("arn:aws:lambda:us-east-1:123456789012:function:{name}")
}

#[test]
fn account_opening() {
    let check_one = |name: &str| Branch::new(name).with_state(name, Task::new(function(name)).end());
    let machine = StateMachine::new("ParallelChecks")
        .with_comment("Account processing workflow")
        .with_state(
            "ParallelChecks",
            Parallel::new([check_one("CheckName"), check_one("CheckAddress")]).next("OpenAccount"),
        )
        .with_state("OpenAccount", Task::new(function("OpenNewAccount")).end());
    assert_is("account-opening.asl.json", machine.to_value());
    assert_eq!(check(machine).unwrap().warnings(), []);
}

#[test]
fn minimal_lambda() {
    let retrier = Retrier::new(["States.ALL"]).with_interval_seconds(2).with_max_attempts(3).with_backoff_rate(2.0);
    let invoke = Task::new("arn:aws:states:::lambda:invoke")
        .with_parameters(json!({ "FunctionName": function("demo"), "Payload.$": "$" }))
        .retry(retrier)
        .next("Success");
    let machine = StateMachine::new("InvokeLambda")
        .with_comment("Minimal Step Functions example")
        .with_state("InvokeLambda", invoke)
        .with_state("Success", Succeed::new());
    assert_is("minimal-lambda.asl.json", machine.to_value());
    assert_eq!(check(machine).unwrap().warnings(), []);
}

#[test]
fn sagemaker_training() {
    let train = json!({
        "TrainingJobName.$": "$$.Execution.Name",
        "AlgorithmSpecification": { "TrainingImage": "image-uri", "TrainingInputMode": "File" },
        "RoleArn": "arn:aws:iam::account:role/SageMakerRole",
        "InputDataConfig": [{ "ChannelName": "train", "DataSource": { "S3DataSource": { "S3Uri": "s3://bucket/train/" } } }],
        "OutputDataConfig": { "S3OutputPath": "s3://bucket/output/" },
        "ResourceConfig": { "InstanceCount": 1, "InstanceType": "ml.m5.large", "VolumeSizeInGB": 50 },
    });
    let model = json!({
        "ModelName.$": "$$.Execution.Name",
        "PrimaryContainer": { "Image": "inference-image", "ModelDataUrl.$": "$.ModelArtifacts.S3ModelArtifacts" },
        "ExecutionRoleArn": "role-arn",
    });
    let machine = StateMachine::new("CreateTrainingJob")
        .with_comment("ML Training Pipeline")
        .with_state(
            "CreateTrainingJob",
            Task::new("arn:aws:states:::sagemaker:createTrainingJob.sync").with_parameters(train).next("CreateModel"),
        )
        .with_state("CreateModel", Task::new("arn:aws:states:::sagemaker:createModel").with_parameters(model).end());
    assert_is("sagemaker-training.asl.json", machine.to_value());
    assert_eq!(check(machine).unwrap().warnings(), []);
}

#[test]
fn fragments() {
    let inventory: State = Task::new(function("check-inventory")).next("ProcessOrder").into();
    assert_is("check-inventory.state.json", json!({ "CheckInventory": inventory.to_value() }));

    let approval: State = Task::new("arn:aws:states:::lambda:invoke.waitForTaskToken")
        .with_parameters(
            json!({ "FunctionName": "SendApprovalEmail", "Payload": { "approvalToken.$": "$$.Task.Token" } }),
        )
        .into();
    assert_is("manager-approval.state.json", json!({ "ManagerApproval": approval.to_value() }));

    let thrice = |error: &str, seconds: i32| {
        Retrier::new([error]).with_interval_seconds(seconds).with_max_attempts(3).with_backoff_rate(2.0)
    };
    let robust: State = Task::new("...")
        .retry(thrice("States.TaskFailed", 30))
        .catch(Catcher::new(["States.ALL"], "HandleError").with_result_path("$.error"))
        .into();
    assert_is("retry-catch.state.json", robust.to_value());
    assert_is("retry-timeout.state.json", json!({ "Retry": [thrice("States.Timeout", 5).to_value()] }));
    assert_is(
        "saga-catch.state.json",
        json!({ "Catch": [Catcher::new(["States.ALL"], "CompensateHotel").to_value()] }),
    );
}

/// The order of the keys is part of what people read.
#[test]
fn written_text_reads_like_the_seed() {
    let Some(seed) = seed("minimal-lambda.asl.json") else { return };
    let machine = StateMachine::from(seed.as_object().unwrap().clone());
    assert_eq!(machine.to_json_string(), format!("{seed:#}\n"));
}
