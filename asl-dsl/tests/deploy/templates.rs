//! Whole templates as snapshots, and what holds of every one of them.

use std::path::Path;

use asl_dsl::deploy::{Binding, Deployment, Grant, LogLevel, Logging};
use asl_schema::Checked;
use serde_json::{Value, json};

use crate::machines::{chain, distributed, task};

const L: &str = "arn:aws:states:::lambda:invoke";

/// The template as text; also written to the directory in `ASL_TEMPLATES`.
fn emit(name: &str, deployment: &Deployment<'_>) -> String {
    let template = deployment.template().unwrap_or_else(|report| panic!("{report}"));
    let text = template.to_json_string();
    assert_eq!(text, deployment.template().unwrap().to_json_string(), "emitting twice gives the same bytes");
    assert!(text.ends_with("}\n"));
    if let Some(directory) = std::env::var_os("ASL_TEMPLATES") {
        std::fs::create_dir_all(&directory).unwrap();
        std::fs::write(Path::new(&directory).join(format!("{name}.template.json")), &text).unwrap();
    }
    only_known_stars(template.value());
    text
}

/// Actions for which IAM knows no resource, so that `*` is the only thing to write (Service Authorization Reference).
const NO_RESOURCE: &[&str] = &[
    "batch:DescribeJobs",
    "cloudwatch:PutMetricData",
    "comprehend:DetectDominantLanguage",
    "comprehend:DetectKeyPhrases",
    "comprehend:DetectSentiment",
    "ec2:DescribeInstances",
    "logs:CreateLogDelivery",
    "logs:DeleteLogDelivery",
    "logs:DescribeLogGroups",
    "logs:DescribeResourcePolicies",
    "logs:GetLogDelivery",
    "logs:ListLogDeliveries",
    "logs:PutResourcePolicy",
    "logs:UpdateLogDelivery",
    "redshift-data:CancelStatement",
    "redshift-data:DescribeStatement",
    "redshift-data:GetStatementResult",
    "rekognition:DetectFaces",
    "rekognition:DetectLabels",
    "rekognition:DetectText",
    "s3:ListAllMyBuckets",
    "states:SendTaskFailure",
    "states:SendTaskHeartbeat",
    "states:SendTaskSuccess",
    "xray:GetSamplingRules",
    "xray:GetSamplingTargets",
    "xray:PutTelemetryRecords",
    "xray:PutTraceSegments",
];

fn only_known_stars(template: &Value) {
    let mut statements = Vec::new();
    let mut stack = vec![template];
    while let Some(value) = stack.pop() {
        match value {
            Value::Object(members) => {
                if let Some(Value::Array(found)) = members.get("Statement") {
                    statements.extend(found);
                }
                stack.extend(members.values());
            }
            Value::Array(elements) => stack.extend(elements),
            _ => {}
        }
    }
    let list = |value: &Value| match value {
        Value::Array(many) => many.clone(),
        one => vec![one.clone()],
    };
    for statement in statements {
        let stated = statement["Sid"].as_str().is_some_and(|sid| sid.starts_with("Granted"));
        if !stated && list(&statement["Resource"]).contains(&json!("*")) {
            for action in list(&statement["Action"]) {
                assert!(NO_RESOURCE.contains(&action.as_str().unwrap()), "`*` for {action} in {statement}");
            }
        }
    }
}

fn function(name: &str) -> Value {
    json!({
        "Type": "AWS::Lambda::Function",
        "Properties": {
            "FunctionName": name,
            "Runtime": "provided.al2023",
            "Handler": "bootstrap",
            "Role": { "Fn::Sub": "arn:${AWS::Partition}:iam::${AWS::AccountId}:role/functions" },
            "Code": { "S3Bucket": { "Ref": "AWS::StackName" }, "S3Key": "code.zip" },
        },
    })
}

#[test]
fn minimal() {
    let machine = task(L, json!({ "FunctionName": "${ChargeFn}" }));
    insta::assert_snapshot!(emit("minimal", &Deployment::new(&machine)));
}

#[test]
fn everything_a_template_can_hold() {
    let machine = chain(&[
        ("Charge", L, json!({ "FunctionName": "${ChargeFn}", "Payload": "{% $states.input %}" })),
        ("Remember", "arn:aws:states:::dynamodb:putItem", json!({ "TableName": "${Orders}", "Item": {} })),
        ("Queue", "arn:aws:states:::sqs:sendMessage", json!({ "QueueUrl": "${Jobs}", "MessageBody": "x" })),
        ("Tell", "arn:aws:states:::sns:publish", json!({ "TopicArn": "${Topic}", "Message": "done in ${Stage}" })),
        (
            "Child",
            "arn:aws:states:::states:startExecution.sync:2",
            json!({ "StateMachineArn": "${ChildArn}", "Input": {} }),
        ),
        ("Remote", "arn:aws:states:::sqs:sendMessage", json!({ "QueueUrl": "${RemoteUrl}", "MessageBody": "x" })),
        (
            "Shared",
            "arn:aws:states:::aws-sdk:s3:putObject",
            json!({ "Bucket": "${SharedBucket}", "Key": "k", "Body": "x" }),
        ),
        (
            "Pay",
            "arn:aws:states:::http:invoke",
            json!({
                "ApiEndpoint": "https://api.example.com/v1/charges",
                "Method": "POST",
                "Authentication": { "ConnectionArn": "${Stripe}" },
            }),
        ),
    ]);
    let deployment = Deployment::new(&machine)
        .named("order-fulfilment")
        .description("Takes an order to the door")
        .logging(Logging::new(LogLevel::All).retention_days(14).include_execution_data().keep_when_deleted())
        .tracing()
        .tag("team", "payments")
        .function("ChargeFn")
        .resource("ChargeFn", function("charge"))
        .bind("Orders", Binding::table("OrdersTable"))
        .resource("OrdersTable", json!({
            "Type": "AWS::DynamoDB::Table",
            "DeletionPolicy": "Retain",
            "UpdateReplacePolicy": "Retain",
            "Properties": {
                "BillingMode": "PAY_PER_REQUEST",
                "AttributeDefinitions": [{ "AttributeName": "id", "AttributeType": "S" }],
                "KeySchema": [{ "AttributeName": "id", "KeyType": "HASH" }],
                "PointInTimeRecoverySpecification": { "PointInTimeRecoveryEnabled": true },
            },
        }))
        .bind("Jobs", Binding::queue("JobQueue"))
        .resource("JobQueue", json!({ "Type": "AWS::SQS::Queue", "DeletionPolicy": "Delete", "UpdateReplacePolicy": "Delete", "Properties": { "MessageRetentionPeriod": 1_209_600 } }))
        .bind("Stage", Binding::literal("test"))
        .bind("SharedBucket", Binding::import("shared-bucket-name"))
        .grant(Grant::new(["kms:Decrypt", "kms:GenerateDataKey*"], ["${TopicKeyArn}"]).for_state("Tell").because("the topic is encrypted"));
    insta::assert_snapshot!(emit("everything", &deployment));
}

#[test]
fn a_distributed_map_gets_its_own_policy() {
    let machine = distributed(json!({
        "ItemReader": { "Resource": "arn:aws:states:::s3:listObjectsV2", "Arguments": { "Bucket": "${Raw}", "Prefix": "in/" } },
        "ResultWriter": { "Resource": "arn:aws:states:::s3:putObject", "Arguments": { "Bucket": "${Raw}", "Prefix": "out" } },
    }));
    insta::assert_snapshot!(emit("distributed", &Deployment::new(&machine).named("resize")));
}

/// One task of every integration that has a table, so that an outside judge of IAM actions and ARNs sees them all.
fn every_integration() -> Checked {
    let role = "arn:aws:iam::123456789012:role/run";
    let overrides = json!({ "TaskRoleArn": role, "ExecutionRoleArn": role });
    let group = json!({ "ApplicationName": "shop", "DeploymentGroupName": "prod" });
    let table: Vec<(&str, Value)> = vec![
        ("lambda:invoke", json!({ "FunctionName": "f", "Qualifier": "live" })),
        ("sns:publish", json!({ "TopicArn": "${TopicArn}", "Message": "x" })),
        ("sqs:sendMessage", json!({ "QueueUrl": "${QueueUrl}", "MessageBody": "x" })),
        (
            "events:putEvents",
            json!({ "Entries": [{ "EventBusName": "orders", "Source": "s", "DetailType": "d", "Detail": {} }] }),
        ),
        ("dynamodb:getItem", json!({ "TableName": "t", "Key": {} })),
        ("dynamodb:putItem", json!({ "TableName": "t", "Item": {} })),
        ("dynamodb:updateItem", json!({ "TableName": "t", "Key": {} })),
        ("dynamodb:deleteItem", json!({ "TableName": "t", "Key": {} })),
        ("aws-sdk:dynamodb:query", json!({ "TableName": "t", "IndexName": "i" })),
        ("aws-sdk:dynamodb:scan", json!({ "TableName": "t" })),
        ("aws-sdk:dynamodb:describeTable", json!({ "TableName": "t" })),
        ("states:startExecution", json!({ "StateMachineArn": "${ChildArn}" })),
        ("states:startExecution.sync", json!({ "StateMachineArn": "${ChildArn}" })),
        ("states:startExecution.sync:2", json!({ "StateMachineArn": "${ChildArn}" })),
        ("aws-sdk:sfn:startSyncExecution", json!({ "StateMachineArn": "${ChildArn}" })),
        ("aws-sdk:sfn:describeExecution", json!({ "ExecutionArn": "${ExecutionArn}" })),
        ("aws-sdk:sfn:stopExecution", json!({ "ExecutionArn": "${ExecutionArn}" })),
        ("sagemaker:createTrainingJob.sync", json!({ "TrainingJobName": "j", "RoleArn": role })),
        ("sagemaker:createTrainingJob", json!({ "TrainingJobName": "j", "RoleArn": "${SageMakerRole}", "Tags": [] })),
        (
            "sagemaker:createHyperParameterTuningJob.sync",
            json!({ "HyperParameterTuningJobName": "j", "TrainingJobDefinition": { "RoleArn": role } }),
        ),
        ("sagemaker:createTransformJob.sync", json!({ "TransformJobName": "j", "ModelName": "m" })),
        ("sagemaker:createProcessingJob.sync", json!({ "ProcessingJobName": "j", "RoleArn": role })),
        ("sagemaker:createModel", json!({ "ModelName": "m", "ExecutionRoleArn": role })),
        ("sagemaker:createEndpointConfig", json!({ "EndpointConfigName": "c" })),
        ("sagemaker:createEndpoint", json!({ "EndpointName": "e", "EndpointConfigName": "c" })),
        ("sagemaker:updateEndpoint", json!({ "EndpointName": "e", "EndpointConfigName": "c" })),
        ("aws-sdk:sagemaker:describeTrainingJob", json!({ "TrainingJobName": "j" })),
        ("aws-sdk:sagemaker:describeHyperParameterTuningJob", json!({ "HyperParameterTuningJobName": "j" })),
        ("aws-sdk:sagemaker:describeTransformJob", json!({ "TransformJobName": "j" })),
        ("aws-sdk:sagemaker:describeProcessingJob", json!({ "ProcessingJobName": "j" })),
        ("aws-sdk:sagemaker:describeModel", json!({ "ModelName": "m" })),
        ("glue:startJobRun.sync", json!({ "JobName": "g" })),
        ("aws-sdk:glue:getJobRun", json!({ "JobName": "g", "RunId": "r" })),
        ("aws-sdk:glue:startCrawler", json!({ "Name": "c" })),
        ("aws-sdk:glue:getCrawler", json!({ "Name": "c" })),
        ("athena:startQueryExecution.sync", json!({ "QueryString": "select 1" })),
        ("athena:getQueryExecution", json!({ "QueryExecutionId": "q" })),
        ("athena:getQueryResults", json!({ "QueryExecutionId": "q" })),
        ("athena:stopQueryExecution", json!({ "QueryExecutionId": "q" })),
        (
            "aws-sdk:redshiftdata:executeStatement",
            json!({ "ClusterIdentifier": "c", "Database": "d", "DbUser": "u", "Sql": "s" }),
        ),
        (
            "aws-sdk:redshiftdata:batchExecuteStatement",
            json!({ "WorkgroupName": "${WorkgroupArn}", "Database": "d", "Sqls": ["s"] }),
        ),
        (
            "aws-sdk:redshiftdata:executeStatement",
            json!({ "ClusterIdentifier": "c", "Database": "d", "SecretArn": "${Secret}", "Sql": "s" }),
        ),
        ("aws-sdk:redshiftdata:executeStatement", json!({ "ClusterIdentifier": "c", "Database": "d", "Sql": "s" })),
        ("aws-sdk:redshiftdata:describeStatement", json!({ "Id": "i" })),
        ("aws-sdk:redshiftdata:getStatementResult", json!({ "Id": "i" })),
        ("aws-sdk:redshiftdata:cancelStatement", json!({ "Id": "i" })),
        ("batch:submitJob.sync", json!({ "JobName": "j", "JobDefinition": "d", "JobQueue": "q" })),
        ("aws-sdk:batch:describeJobs", json!({ "Jobs": ["j"] })),
        ("aws-sdk:batch:terminateJob", json!({ "JobId": "j", "Reason": "r" })),
        (
            "ecs:runTask.sync",
            json!({ "TaskDefinition": "t", "Cluster": "c", "PropagateTags": "TASK_DEFINITION", "Overrides": overrides }),
        ),
        ("codebuild:startBuild.sync", json!({ "ProjectName": "p" })),
        ("codebuild:startBuildBatch.sync", json!({ "ProjectName": "p" })),
        ("aws-sdk:s3:getObject", json!({ "Bucket": "b", "Key": "k" })),
        ("aws-sdk:s3:headObject", json!({ "Bucket": "b", "Key": "k" })),
        ("aws-sdk:s3:putObject", json!({ "Bucket": "${Bucket}", "Key": "{% 'out/' & $states.input %}" })),
        ("aws-sdk:s3:deleteObject", json!({ "Bucket": "b", "Key": "k" })),
        ("aws-sdk:s3:listObjectsV2", json!({ "Bucket": "b" })),
        ("aws-sdk:s3:headBucket", json!({ "Bucket": "b" })),
        ("aws-sdk:s3:listBuckets", json!({})),
        ("aws-sdk:s3:copyObject", json!({ "Bucket": "b", "Key": "k", "CopySource": "a/k" })),
        ("aws-sdk:codedeploy:createDeployment", group),
        ("aws-sdk:codedeploy:getDeployment", json!({ "DeploymentId": "d" })),
        ("aws-sdk:codedeploy:stopDeployment", json!({ "DeploymentId": "d" })),
        ("aws-sdk:codedeploy:continueDeployment", json!({ "DeploymentId": "d" })),
        ("bedrock:invokeModel", json!({ "ModelId": "anthropic.claude-3-sonnet-20240229-v1:0" })),
        ("aws-sdk:secretsmanager:getSecretValue", json!({ "SecretId": "s" })),
        ("aws-sdk:ssm:getParameter", json!({ "Name": "/app/key" })),
        ("aws-sdk:cloudwatch:putMetricData", json!({ "Namespace": "n" })),
        ("aws-sdk:ec2:describeInstances", json!({})),
        ("aws-sdk:xray:putTraceSegments", json!({ "TraceSegmentDocuments": [] })),
        ("aws-sdk:sfn:sendTaskSuccess", json!({ "TaskToken": "{% $states.input %}", "Output": "x" })),
        ("aws-sdk:sfn:sendTaskFailure", json!({ "TaskToken": "{% $states.input %}" })),
        ("aws-sdk:sfn:sendTaskHeartbeat", json!({ "TaskToken": "{% $states.input %}" })),
        ("aws-sdk:comprehend:detectSentiment", json!({ "Text": "t", "LanguageCode": "en" })),
        ("aws-sdk:comprehend:detectKeyPhrases", json!({ "Text": "t", "LanguageCode": "en" })),
        ("aws-sdk:comprehend:detectDominantLanguage", json!({ "Text": "t" })),
        (
            "aws-sdk:rekognition:detectLabels",
            json!({ "Image": { "S3Object": { "Bucket": "${Bucket}", "Name": "k" } } }),
        ),
        ("aws-sdk:rekognition:detectText", json!({ "Image": { "Bytes": "x" } })),
        ("aws-sdk:rekognition:detectFaces", json!({ "Image": { "S3Object": { "Bucket": "b", "Name": "k" } } })),
        ("eks:call", json!({ "ClusterName": "c" })),
        (
            "apigateway:invoke",
            json!({ "ApiEndpoint": "abc.execute-api.us-east-1.amazonaws.com", "Method": "GET", "Stage": "prod", "Path": "/orders", "AuthType": "IAM_ROLE" }),
        ),
        (
            "http:invoke",
            json!({ "ApiEndpoint": "https://api.example.com/v1", "Method": "GET", "Authentication": { "ConnectionArn": "${Connection}" } }),
        ),
    ];
    let named: Vec<(String, String, Value)> = table
        .into_iter()
        .enumerate()
        .map(|(index, (call, arguments))| (format!("T{index} {call}"), format!("arn:aws:states:::{call}"), arguments))
        .collect();
    let tasks: Vec<(&str, &str, Value)> =
        named.iter().map(|(name, resource, arguments)| (name.as_str(), resource.as_str(), arguments.clone())).collect();
    chain(&tasks)
}

#[test]
fn every_integration_and_the_split_into_managed_policies() {
    let machine = every_integration();
    let text = emit("every_integration", &Deployment::new(&machine).tracing());
    let template: Value = serde_json::from_str(&text).unwrap();
    assert!(
        template["Resources"]["StateMachinePolicy"].is_object(),
        "the policies of a role are at most 10,240 characters"
    );
    // Each statement once more in a template of its own, where the documents stay small enough to be inline.
    for visited in machine.machine().visit() {
        let alone = machine.machine().states[visited.name].clone();
        let mut value = json!({ "QueryLanguage": "JSONata", "StartAt": "Do", "States": { "Do": alone.to_value() } });
        value["States"]["Do"].as_object_mut().unwrap().shift_remove("Next");
        value["States"]["Do"]["End"] = json!(true);
        let checked = crate::machines::checked(value);
        let deployment = Deployment::new(&checked).allow_any_resource("Do", "alone");
        let name: String =
            visited.name.chars().map(|each| if each.is_ascii_alphanumeric() { each } else { '_' }).collect();
        emit(&name, &deployment);
    }
}

#[test]
fn hundreds_of_functions_stay_within_the_limits_of_policies() {
    let tasks: Vec<(String, Value)> = (0..1000)
        .map(|index| (format!("Step {index}"), json!({ "FunctionName": format!("function-number-{index}") })))
        .collect();
    let tasks: Vec<(&str, &str, Value)> =
        tasks.iter().map(|(name, arguments)| (name.as_str(), L, arguments.clone())).collect();
    let machine = chain(&tasks);
    let report = Deployment::new(&machine).template().unwrap_err();
    assert_eq!(report.diagnostics()[0].code(), "ASL910");
    let machine = chain(&tasks[..300]);
    let text = emit("hundreds_of_functions", &Deployment::new(&machine));
    assert!(text.contains("function-number-299"));
}
