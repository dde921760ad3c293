//! Machine × expected statements. The expectations are written by hand from the AWS pages that the tables cite:
//! "IAM policies" of each service in the Step Functions guide and the Service Authorization Reference.

use asl_dsl::deploy::{Binding, Deployment, Grant};
use asl_schema::Checked;
use serde_json::{Value, json};

use crate::machines::{chain, checked, distributed, path_task, task};

const L: &str = "arn:aws:states:::lambda:invoke";
/// What stands before the name in an ARN of the deploying account, with plain placeholders.
const HERE: &str = "${Region}:${AccountId}";

/// `actions on resources [if condition]` for each statement of the plain policy document.
fn statements(deployment: &Deployment<'_>) -> Vec<String> {
    let document = deployment.policy_document().unwrap_or_else(|report| panic!("{report}"));
    let words = |value: &Value| match value {
        Value::Array(many) => many.iter().map(|one| one.as_str().unwrap().to_owned()).collect::<Vec<_>>().join(" "),
        one => one.as_str().unwrap().to_owned(),
    };
    let of = |statement: &Value| {
        let condition = match &statement["Condition"] {
            Value::Null => String::new(),
            condition => format!(" if {condition}"),
        };
        let resources = words(&statement["Resource"]).replace("arn:${Partition}:", "").replace(HERE, "~");
        format!("{} on {resources}{condition}", words(&statement["Action"]))
    };
    document["Statement"].as_array().unwrap().iter().map(of).collect()
}

fn check(machine: &Checked, expected: &[&str]) {
    assert_eq!(statements(&Deployment::new(machine)), expected);
}

#[test]
fn lambda_functions_by_name_arn_alias_and_placeholder() {
    let table: &[(Value, &str)] = &[
        (json!({ "FunctionName": "charge" }), "lambda:~:function:charge"),
        (json!({ "FunctionName": "charge:live" }), "lambda:~:function:charge:live"),
        (json!({ "FunctionName": "charge", "Qualifier": "7" }), "lambda:~:function:charge:7"),
        (json!({ "FunctionName": "123456789012:function:charge" }), "lambda:${Region}:123456789012:function:charge"),
        (
            json!({ "FunctionName": "arn:aws:lambda:eu-west-1:123456789012:function:charge:live" }),
            "arn:aws:lambda:eu-west-1:123456789012:function:charge:live",
        ),
        (json!({ "FunctionName": "${ChargeFn}" }), "${ChargeFn}"),
        (json!({ "FunctionName": "${ChargeFn}", "Qualifier": "live" }), "${ChargeFn}:live"),
        (json!({ "FunctionName": "charge-${Stage}" }), "lambda:~:function:charge-${Stage}"),
        (json!({ "FunctionName": "{% 'charge' %}" }), "lambda:~:function:charge"),
        (json!({ "FunctionName": "{% 'charge-' & $states.input.shop %}" }), "lambda:~:function:charge-*"),
        (
            json!({ "FunctionName": "{% $join(['charge-', $states.input.shop, '-', $states.input.n]) %}" }),
            "lambda:~:function:charge-*",
        ),
    ];
    for (arguments, resource) in table {
        check(&task(L, arguments.clone()), &[&format!("lambda:InvokeFunction on {resource}")]);
    }
    check(
        &task(
            "arn:aws:states:::lambda:invoke.waitForTaskToken",
            json!({ "FunctionName": "ask", "Payload": { "t": "{% $states.context.Task.Token %}" } }),
        ),
        &["lambda:InvokeFunction on lambda:~:function:ask"],
    );
    check(
        &path_task("arn:aws:lambda:us-east-1:123456789012:function:old", json!({ "x": 1 })),
        &["lambda:InvokeFunction on arn:aws:lambda:us-east-1:123456789012:function:old"],
    );
    check(
        &path_task(L, json!({ "FunctionName.$": "States.Format('charge-{}', $.shop)" })),
        &["lambda:InvokeFunction on lambda:~:function:charge-*"],
    );
}

#[test]
fn messages_and_events() {
    check(
        &task("arn:aws:states:::sns:publish", json!({ "TopicArn": "${Topic}", "Message": "hi" })),
        &["sns:Publish on ${Topic}"],
    );
    check(
        &task("arn:aws:states:::sns:publish", json!({ "TargetArn": "arn:aws:sns:us-east-1:1:t", "Message": "hi" })),
        &["sns:Publish on arn:aws:sns:us-east-1:1:t"],
    );
    let url = "https://sqs.eu-west-1.amazonaws.com/123456789012/jobs.fifo";
    check(
        &task("arn:aws:states:::sqs:sendMessage", json!({ "QueueUrl": url, "MessageBody": "hi" })),
        &["sqs:SendMessage on sqs:eu-west-1:123456789012:jobs.fifo"],
    );
    check(
        &task("arn:aws:states:::sqs:sendMessage", json!({ "QueueUrl": "${JobsUrl}", "MessageBody": "hi" })),
        &["sqs:SendMessage on sqs:${Region}:${JobsUrlAccount}:${JobsUrlName}"],
    );
    let entry = |bus: Option<&str>| match bus {
        Some(bus) => json!({ "EventBusName": bus, "Source": "s", "DetailType": "d", "Detail": {} }),
        None => json!({ "Source": "s", "DetailType": "d", "Detail": {} }),
    };
    check(
        &task(
            "arn:aws:states:::events:putEvents",
            json!({ "Entries": [entry(None), entry(Some("orders")), entry(None)] }),
        ),
        &["events:PutEvents on events:~:event-bus/default events:~:event-bus/orders"],
    );
}

#[test]
fn tables_by_name_and_arn_in_both_spellings_of_the_call() {
    let on = |resource: &str, table: &str| task(resource, json!({ "TableName": table, "Key": {} }));
    check(&on("arn:aws:states:::dynamodb:getItem", "orders"), &["dynamodb:GetItem on dynamodb:~:table/orders"]);
    check(
        &on("arn:aws:states:::aws-sdk:dynamodb:getItem", "${Orders}"),
        &["dynamodb:GetItem on dynamodb:~:table/${Orders}"],
    );
    let arn = "arn:aws:dynamodb:us-east-1:123456789012:table/orders";
    check(&on("arn:aws:states:::dynamodb:updateItem", arn), &[&format!("dynamodb:UpdateItem on {arn}")]);
    check(
        &task("arn:aws:states:::aws-sdk:dynamodb:query", json!({ "TableName": "orders", "IndexName": "by-day" })),
        &["dynamodb:Query on dynamodb:~:table/orders/index/by-day"],
    );
}

#[test]
fn a_nested_execution_that_is_waited_for_is_followed_and_watched() {
    let child = "arn:aws:states:us-east-1:123456789012:stateMachine:child";
    let rule = "events:PutTargets events:PutRule events:DescribeRule on events:~:rule/StepFunctionsGetEventsForStepFunctionsExecutionRule";
    check(
        &task("arn:aws:states:::states:startExecution", json!({ "StateMachineArn": child })),
        &[&format!("states:StartExecution on {child}")],
    );
    for pattern in [".sync", ".sync:2"] {
        let resource = format!("arn:aws:states:::states:startExecution{pattern}");
        check(
            &task(&resource, json!({ "StateMachineArn": child })),
            &[
                &format!("states:StartExecution on {child}"),
                "states:DescribeExecution states:StopExecution on arn:aws:states:us-east-1:123456789012:execution:child:*",
                rule,
            ],
        );
        check(
            &task(&resource, json!({ "StateMachineArn": "${ChildArn}" })),
            &[
                "states:StartExecution on ${ChildArn}",
                "states:DescribeExecution states:StopExecution on states:~:execution:${ChildArnName}:*",
                rule,
            ],
        );
    }
}

#[test]
fn sagemaker_jobs_pass_their_role_to_sagemaker_only() {
    let role = "arn:aws:iam::123456789012:role/train";
    let passed = format!(
        "iam:PassRole on {role} if {{\"StringEquals\":{{\"iam:PassedToService\":\"sagemaker.amazonaws.com\"}}}}"
    );
    let arguments = json!({ "TrainingJobName": "{% 'churn-' & $states.context.Execution.Name %}", "RoleArn": role });
    check(
        &task("arn:aws:states:::sagemaker:createTrainingJob", arguments.clone()),
        &["sagemaker:CreateTrainingJob on sagemaker:~:training-job/churn-*", &passed],
    );
    check(
        &task("arn:aws:states:::sagemaker:createTrainingJob.sync", arguments),
        &[
            "sagemaker:CreateTrainingJob on sagemaker:~:training-job/churn-*",
            "sagemaker:DescribeTrainingJob sagemaker:StopTrainingJob sagemaker:ListTags sagemaker:AddTags on sagemaker:~:training-job/churn-*",
            "events:PutTargets events:PutRule events:DescribeRule on events:~:rule/StepFunctionsGetEventsForSageMakerTrainingJobsRule",
            &passed,
        ],
    );
    check(
        &task("arn:aws:states:::sagemaker:createModel", json!({ "ModelName": "churn", "ExecutionRoleArn": role })),
        &["sagemaker:CreateModel on sagemaker:~:model/churn", &passed],
    );
    let tuning = json!({ "HyperParameterTuningJobName": "t", "TrainingJobDefinition": { "RoleArn": role } });
    check(
        &task("arn:aws:states:::sagemaker:createHyperParameterTuningJob", tuning),
        &["sagemaker:CreateHyperParameterTuningJob on sagemaker:~:hyper-parameter-tuning-job/t", &passed],
    );
    check(
        &task(
            "arn:aws:states:::sagemaker:createTransformJob",
            json!({ "TransformJobName": "b", "ModelName": "churn" }),
        ),
        &["sagemaker:CreateTransformJob on sagemaker:~:transform-job/b"],
    );
}

#[test]
fn glue_is_polled_and_needs_no_rule() {
    check(
        &task("arn:aws:states:::glue:startJobRun.sync", json!({ "JobName": "load" })),
        &[
            "glue:StartJobRun on glue:~:job/load",
            "glue:GetJobRun glue:GetJobRuns glue:BatchStopJobRun on glue:~:job/load",
        ],
    );
}

#[test]
fn batch_jobs_that_are_waited_for_can_be_described_and_stopped() {
    let arguments = json!({ "JobName": "j", "JobDefinition": "resize", "JobQueue": "${Queue}" });
    check(
        &task("arn:aws:states:::batch:submitJob.sync", arguments),
        &[
            "batch:SubmitJob on batch:~:job-definition/resize:* ${Queue}",
            "batch:DescribeJobs on *",
            "batch:TerminateJob on batch:~:job/*",
            "events:PutTargets events:PutRule events:DescribeRule on events:~:rule/StepFunctionsGetEventsForBatchJobsRule",
        ],
    );
    check(
        &task(
            "arn:aws:states:::batch:submitJob",
            json!({ "JobName": "j", "JobDefinition": "resize:3", "JobQueue": "fast" }),
        ),
        &["batch:SubmitJob on batch:~:job-definition/resize:3 batch:~:job-queue/fast"],
    );
}

#[test]
fn redshift_statements_bring_the_credentials_that_the_request_asks_for() {
    let resource = "arn:aws:states:::aws-sdk:redshiftdata:executeStatement";
    let base = json!({ "ClusterIdentifier": "dw", "Database": "sales", "Sql": "select 1" });
    let with = |more: Value| {
        let mut all = base.clone();
        more.as_object().unwrap().iter().for_each(|(key, value)| all[key] = value.clone());
        all
    };
    check(
        &task(resource, with(json!({ "DbUser": "etl" }))),
        &[
            "redshift-data:ExecuteStatement on redshift:~:cluster:dw",
            "redshift:GetClusterCredentials on redshift:~:dbname:dw/sales redshift:~:dbuser:dw/etl",
        ],
    );
    check(
        &task(resource, with(json!({ "SecretArn": "${Secret}" }))),
        &["redshift-data:ExecuteStatement on redshift:~:cluster:dw", "secretsmanager:GetSecretValue on ${Secret}"],
    );
    check(
        &task(resource, base.clone()),
        &[
            "redshift-data:ExecuteStatement on redshift:~:cluster:dw",
            "redshift:GetClusterCredentialsWithIAM on redshift:~:dbname:dw/sales",
        ],
    );
    check(
        &task(resource, json!({ "WorkgroupName": "${WorkgroupArn}", "Database": "sales", "Sql": "select 1" })),
        &["redshift-data:ExecuteStatement on ${WorkgroupArn}", "redshift-serverless:GetCredentials on ${WorkgroupArn}"],
    );
    check(
        &task("arn:aws:states:::aws-sdk:redshiftdata:getStatementResult", json!({ "Id": "{% $states.input.Id %}" })),
        &["redshift-data:GetStatementResult on *"],
    );
}

#[test]
fn objects_of_a_known_bucket() {
    let get = "arn:aws:states:::aws-sdk:s3:getObject";
    check(&task(get, json!({ "Bucket": "raw", "Key": "in/day.csv" })), &["s3:GetObject on s3:::raw/in/day.csv"]);
    check(
        &task(get, json!({ "Bucket": "${Raw}", "Key": "{% 'in/' & $states.input.day %}" })),
        &["s3:GetObject on s3:::${Raw}/in/*"],
    );
    check(&task(get, json!({ "Bucket": "raw", "Key": "{% $states.input.key %}" })), &["s3:GetObject on s3:::raw/*"]);
    check(
        &task("arn:aws:states:::aws-sdk:s3:listObjectsV2", json!({ "Bucket": "raw" })),
        &["s3:ListBucket on s3:::raw"],
    );
    check(
        &task("arn:aws:states:::aws-sdk:s3:copyObject", json!({ "Bucket": "to", "Key": "k", "CopySource": "from/k" })),
        &["s3:GetObject on s3:::from/k", "s3:PutObject on s3:::to/k"],
    );
}

#[test]
fn a_distributed_map_runs_itself_and_reads_and_writes_below_its_prefixes() {
    let machine = distributed(json!({
        "ItemReader": { "Resource": "arn:aws:states:::s3:listObjectsV2", "Arguments": { "Bucket": "raw", "Prefix": "in/" } },
        "ResultWriter": { "Resource": "arn:aws:states:::s3:putObject", "Arguments": { "Bucket": "out", "Prefix": "results" } },
    }));
    assert_eq!(
        statements(&Deployment::new(&machine).named("resize")),
        [
            "states:StartExecution on states:~:stateMachine:resize",
            "states:DescribeExecution states:StopExecution on states:~:execution:resize:*",
            "states:RedriveExecution on states:~:execution:resize/*:*",
            "s3:ListBucket on s3:::raw",
            "s3:PutObject s3:GetObject s3:ListMultipartUploadParts s3:AbortMultipartUpload on s3:::out/results/*",
            "lambda:InvokeFunction on lambda:~:function:one",
        ]
    );
}

#[test]
fn containers_and_builds() {
    let arguments = json!({ "TaskDefinition": "report", "Cluster": "batch", "Overrides": {
        "TaskRoleArn": "arn:aws:iam::1:role/t", "ExecutionRoleArn": "arn:aws:iam::1:role/e" } });
    let passed = "{\"StringEquals\":{\"iam:PassedToService\":\"ecs-tasks.amazonaws.com\"}}";
    check(
        &task("arn:aws:states:::ecs:runTask.sync", arguments),
        &[
            "ecs:RunTask on ecs:~:task-definition/report:*",
            "ecs:DescribeTasks ecs:StopTask on ecs:~:task/batch/*",
            &format!("iam:PassRole on arn:aws:iam::1:role/t if {passed}"),
            &format!("iam:PassRole on arn:aws:iam::1:role/e if {passed}"),
            "events:PutTargets events:PutRule events:DescribeRule on events:~:rule/StepFunctionsGetEventsForECSTaskRule",
        ],
    );
    check(
        &task("arn:aws:states:::codebuild:startBuild.sync", json!({ "ProjectName": "app" })),
        &[
            "codebuild:StartBuild on codebuild:~:project/app",
            "codebuild:BatchGetBuilds codebuild:StopBuild on codebuild:~:project/app",
            "events:PutTargets events:PutRule events:DescribeRule on events:~:rule/StepFunctionsGetEventForCodeBuildStartBuildRule",
        ],
    );
}

#[test]
fn a_deployment_is_followed_on_the_group_that_another_state_deploys_to() {
    let machine = chain(&[
        (
            "Deploy",
            "arn:aws:states:::aws-sdk:codedeploy:createDeployment",
            json!({ "ApplicationName": "shop", "DeploymentGroupName": "prod", "DeploymentConfigName": "CodeDeployDefault.OneAtATime" }),
        ),
        (
            "Look",
            "arn:aws:states:::aws-sdk:codedeploy:getDeployment",
            json!({ "DeploymentId": "{% $states.input.DeploymentId %}" }),
        ),
    ]);
    check(
        &machine,
        &[
            "codedeploy:CreateDeployment on codedeploy:~:deploymentgroup:shop/prod",
            "codedeploy:RegisterApplicationRevision codedeploy:GetApplicationRevision on codedeploy:~:application:shop",
            "codedeploy:GetDeploymentConfig on codedeploy:~:deploymentconfig:CodeDeployDefault.OneAtATime",
            "codedeploy:GetDeployment on codedeploy:~:deploymentgroup:shop/prod",
        ],
    );
}

#[test]
fn http_endpoints_are_allowed_by_method_and_url() {
    let machine = task(
        "arn:aws:states:::http:invoke",
        json!({
            "ApiEndpoint": "{% 'https://api.example.com/v1/' & $states.input.id %}",
            "Method": "POST",
            "Authentication": { "ConnectionArn": "arn:aws:events:us-east-1:123456789012:connection/stripe/0-1" },
        }),
    );
    assert_eq!(
        statements(&Deployment::new(&machine).named("pay")),
        [
            "states:InvokeHTTPEndpoint on states:~:stateMachine:pay if {\"StringEquals\":{\"states:HTTPMethod\":\"POST\"},\"StringLike\":{\"states:HTTPEndpoint\":\"https://api.example.com/v1/*\"}}",
            "events:RetrieveConnectionCredentials on arn:aws:events:us-east-1:123456789012:connection/stripe/0-1",
            "secretsmanager:GetSecretValue secretsmanager:DescribeSecret on secretsmanager:~:secret:events!connection/stripe/*",
        ]
    );
}

#[test]
fn credentials_replace_the_permissions_of_the_call() {
    let machine = checked(json!({ "QueryLanguage": "JSONata", "StartAt": "Do", "States": { "Do": {
        "Type": "Task", "Resource": L, "Arguments": { "FunctionName": "charge" },
        "Credentials": { "RoleArn": "arn:aws:iam::999999999999:role/other" }, "End": true,
    } } }));
    check(&machine, &["sts:AssumeRole on arn:aws:iam::999999999999:role/other"]);
}

#[test]
fn an_activity_needs_nothing() {
    check(&path_task("arn:aws:states:us-east-1:123456789012:activity:pack", json!({})), &[]);
    let machine = path_task("${Pack}", json!({}));
    let deployment = Deployment::new(&machine).bind("Pack", Binding::parameter("Pack").to_activity());
    assert_eq!(statements(&deployment), Vec::<String>::new());
    let deployment = Deployment::new(&machine).bind("Pack", Binding::parameter("Pack").to_function());
    assert_eq!(statements(&deployment), ["lambda:InvokeFunction on ${Pack}"]);
}

#[test]
fn equal_permissions_become_one_statement_with_all_its_states() {
    let machine = chain(&[
        ("Charge card", L, json!({ "FunctionName": "pay" })),
        ("Refund", L, json!({ "FunctionName": "pay" })),
        ("Ship", L, json!({ "FunctionName": "ship" })),
    ]);
    let document = Deployment::new(&machine).policy_document().unwrap();
    let sids: Vec<&str> =
        document["Statement"].as_array().unwrap().iter().map(|each| each["Sid"].as_str().unwrap()).collect();
    assert_eq!(sids, ["InvokeFunctionForChargeCardAndRefund", "InvokeFunctionForShip"]);
}

#[test]
fn a_literal_binding_is_known_when_permissions_are_inferred() {
    let machine = task(L, json!({ "FunctionName": "${Fn}" }));
    assert_eq!(
        statements(&Deployment::new(&machine).bind("Fn", Binding::literal("charge"))),
        ["lambda:InvokeFunction on lambda:~:function:charge"]
    );
    let wide = Deployment::new(&machine).bind("Fn", Binding::literal("*")).policy_document().unwrap_err();
    assert_eq!(wide.diagnostics()[0].code(), "ASL901");
}

#[test]
fn what_is_stated_by_hand_stands_in_for_what_cannot_be_told() {
    let machine = task(L, json!({ "FunctionName": "{% $states.input.fn %}" }));
    let granted = Deployment::new(&machine)
        .grant(Grant::new(["lambda:Invoke*"], ["arn:aws:lambda:us-east-1:1:function:tenant-*"]).for_state("Do"));
    assert_eq!(statements(&granted), ["lambda:Invoke* on arn:aws:lambda:us-east-1:1:function:tenant-*"]);
    let any = Deployment::new(&machine).allow_any_resource("Do", "tenants bring their own functions");
    assert_eq!(statements(&any), ["lambda:InvokeFunction on lambda:~:function:*"]);
}
