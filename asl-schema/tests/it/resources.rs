//! What is said of a Task's `Resource`: messages and places, word for word, and what the parser makes of what it takes.

#![expect(clippy::panic, reason = "a test says what it expects by panicking")]

use asl_schema::resource::{Defect, Pattern, Resource, ResourceError};
use asl_schema::{Basis, Severity};

fn error(text: &str) -> ResourceError {
    match Resource::parse(text) {
        Err(error) => error,
        Ok(resource) => panic!("{text} is taken for {resource:?}"),
    }
}

/// `text`, the part of it that is marked, the message, the help, and the text once the suggestion is followed.
#[track_caller]
fn refuses(text: &str, marked: &str, message: &str, help: &str, mended: Option<&str>) {
    let error = error(text);
    assert_eq!((&text[error.span.clone()], error.message.as_str()), (marked, message), "{text}");
    assert_eq!(error.help.as_deref().unwrap_or_default(), help, "{text}");
    let applied = error.suggestion.map(|suggestion| {
        assert_eq!(&text[error.span.clone()], suggestion.found, "the suggestion replaces what is marked in {text}");
        format!("{}{}{}", &text[..error.span.start], suggestion.replacement, &text[error.span.end..])
    });
    assert_eq!(applied.as_deref(), mended, "{text}");
    if let Some(mended) = mended {
        assert!(Resource::parse(mended).is_ok_and(|resource| resource.doubt().is_none()), "{mended}");
    }
}

const ARN_HELP: &str =
    "write the ARN of a Lambda function or of an activity, `arn:aws:states:::SERVICE:ACTION`, or a `${Placeholder}`";

#[test]
fn texts_that_are_not_arns() {
    refuses("sendToken", "sendToken", "`sendToken` is not an ARN", ARN_HELP, None);
    refuses("", "", "`` is not an ARN", ARN_HELP, None);
    refuses(
        "lambda:invoke",
        "lambda:invoke",
        "`lambda:invoke` is not an ARN",
        "write `arn:aws:states:::lambda:invoke`",
        Some("arn:aws:states:::lambda:invoke"),
    );
    refuses(
        "{% $fn %}",
        "{% $fn %}",
        "`{% $fn %}` is not an ARN",
        "write the ARN itself: AWS does not evaluate `Resource`",
        None,
    );
    refuses(
        " arn:aws:states:::lambda:invoke",
        " arn:aws:states:::lambda:invoke",
        "` arn:aws:states:::lambda:invoke` is not an ARN",
        "leave out the blanks around the ARN",
        Some("arn:aws:states:::lambda:invoke"),
    );
}

#[test]
fn arns_of_something_else() {
    refuses(
        "arn:aws:sns:eu-west-1:123456789012:topic",
        "sns",
        "a Task cannot call an ARN of the service `sns`",
        "use `arn:aws:states:::sns:publish`, for example, with `TopicArn`",
        None,
    );
    refuses(
        "arn:aws:states:eu-west-1:123456789012:stateMachine:orders",
        "states",
        "a Task cannot call a state machine or an execution by its ARN",
        "use `arn:aws:states:::states:startExecution.sync:2`, for example, with `StateMachineArn`",
        None,
    );
    refuses(
        "arn:aws:swf:us-east-1:123456789012:task:X",
        "swf",
        "a Task cannot call an ARN of the service `swf`",
        "write the ARN of a Lambda function or of an activity, or `arn:aws:states:::SERVICE:ACTION`",
        None,
    );
    refuses(
        "arn:aws:lambda:us-east-1:123456789012:layer:x",
        "layer",
        "a Task calls a Lambda function, not a `layer`",
        "write `arn:aws:lambda:REGION:ACCOUNT:function:NAME`",
        None,
    );
}

#[test]
fn arns_with_a_part_too_many_or_too_few() {
    refuses(
        "arn:aws:states:us-east-1:123456789012:lambda:invoke",
        "us-east-1:123456789012",
        "the ARN of an integration has no Region and no account, and this has `us-east-1:123456789012`",
        "write `arn:aws:states:::lambda:invoke`",
        Some("arn:aws:states:::lambda:invoke"),
    );
    refuses(
        "arn:aws:states::lambda:invoke",
        "::lambda:invoke",
        "`arn:aws:states::lambda:invoke` does not have three colons after `states`",
        "write `arn:aws:states:::lambda:invoke`",
        Some("arn:aws:states:::lambda:invoke"),
    );
    refuses("arn:aws:lambda:::function:f", "", "the ARN names no Region", "", None);
    refuses("arn:aws:lambda:eu-west-1::function:f", "", "the ARN names no account", "", None);
    refuses("arn:aws:lambda:eu-west-1:123456789012:function:", "", "the function has no name", "", None);
    refuses("arn:aws:states:eu-west-1:123456789012:activity:", "", "the activity has no name", "", None);
    refuses("arn:aws:states:::activity:x", "", "the ARN names no Region", "", None);
    refuses(
        "arn:aws:states:::lambda",
        "",
        "`arn:aws:states:::lambda` names a service and no action",
        "`lambda` has `invoke`",
        None,
    );
    refuses(
        "arn:amazon:states:::lambda:invoke",
        "amazon",
        "`amazon` is no partition of AWS",
        "write `aws`",
        Some("arn:aws:states:::lambda:invoke"),
    );
}

#[test]
fn names_of_functions() {
    refuses(
        "arn:aws:lambda:us-east-1:123456789012:function:FN:$*#$7485",
        "*",
        "a version or an alias cannot have `*`",
        "",
        None,
    );
    refuses(
        "arn:aws:lambda:us-east-1:123456789012:function:FN:",
        "",
        "the function's ARN ends in a colon and names no version or alias",
        "leave the colon out, or name a version or an alias behind it",
        None,
    );
    assert_eq!(error("arn:aws:lambda:us-east-1:123456789012:function:a b").defect.basis(), Basis::FailsAtRunTime);
}

#[test]
fn optimized_integrations_that_there_are_not() {
    refuses(
        "arn:aws:states:::dynamodb:query",
        "dynamodb:query",
        "there is no optimized integration `dynamodb:query`",
        "use `arn:aws:states:::aws-sdk:dynamodb:query`",
        Some("arn:aws:states:::aws-sdk:dynamodb:query"),
    );
    refuses(
        "arn:aws:states:::lamda:invoke",
        "lamda",
        "there is no integration for a service `lamda`",
        "did you mean `lambda`?",
        Some("arn:aws:states:::lambda:invoke"),
    );
    refuses(
        "arn:aws:states:::stepfunctions:startExecution.sync:2",
        "stepfunctions",
        "`stepfunctions` has no optimized integration",
        "did you mean `states`?",
        Some("arn:aws:states:::states:startExecution.sync:2"),
    );
    refuses(
        "arn:aws:states:::redshift-data:executeStatement",
        "redshift-data:executeStatement",
        "`redshift-data` has no optimized integration",
        "use `arn:aws:states:::aws-sdk:redshiftdata:executeStatement`",
        Some("arn:aws:states:::aws-sdk:redshiftdata:executeStatement"),
    );
    refuses(
        "arn:aws:states:::sqs:SendMessage",
        "SendMessage",
        "there is no optimized integration `sqs:SendMessage`",
        "did you mean `sendMessage`?",
        Some("arn:aws:states:::sqs:sendMessage"),
    );
    refuses(
        "arn:aws:states:::lambda:call",
        "call",
        "there is no optimized integration `lambda:call`",
        "`lambda` has `invoke`",
        None,
    );
    refuses(
        "arn:aws:states:::s3:getObject",
        "s3:getObject",
        "`s3:getObject` is for the `ItemReader` or `ResultWriter` of a Map, not for a Task",
        "use `arn:aws:states:::aws-sdk:s3:getObject`",
        Some("arn:aws:states:::aws-sdk:s3:getObject"),
    );
}

#[test]
fn patterns_that_are_not_offered() {
    refuses(
        "arn:aws:states:::sns:publish.sync",
        ".sync",
        "`sns:publish` does not offer `.sync`",
        "use what it offers: request-response, `.waitForTaskToken`",
        None,
    );
    refuses(
        "arn:aws:states:::ecs:runTask.sync:2",
        ".sync:2",
        "`ecs:runTask` does not offer `.sync:2`",
        "write `.sync`: `.sync:2` is for `states:startExecution` alone",
        Some("arn:aws:states:::ecs:runTask.sync"),
    );
    refuses(
        "arn:aws:states:::lambda:invoke.waitForTaskTocken",
        ".waitForTaskTocken",
        "`.waitForTaskTocken` is no pattern of an integration",
        "did you mean `.waitForTaskToken`?",
        Some("arn:aws:states:::lambda:invoke.waitForTaskToken"),
    );
    refuses(
        "arn:aws:states:::aws-sdk:ecs:runTask.sync",
        "aws-sdk:ecs:runTask.sync",
        "AWS SDK integrations do not offer `.sync`",
        "use the optimized integration `arn:aws:states:::ecs:runTask.sync`",
        Some("arn:aws:states:::ecs:runTask.sync"),
    );
    refuses(
        "arn:aws:states:::aws-sdk:sfn:startExecution.sync:2",
        "aws-sdk:sfn:startExecution.sync:2",
        "AWS SDK integrations do not offer `.sync:2`",
        "use the optimized integration `arn:aws:states:::states:startExecution.sync:2`",
        Some("arn:aws:states:::states:startExecution.sync:2"),
    );
    refuses(
        "arn:aws:states:::aws-sdk:rds:createDBInstance.sync",
        ".sync",
        "AWS SDK integrations do not offer `.sync`",
        "leave the suffix out and ask for the job's state in a loop, or use `.waitForTaskToken`",
        None,
    );
}

#[test]
fn services_and_actions_of_the_sdk() {
    refuses(
        "arn:aws:states:::aws-sdk:events:putRule",
        "events",
        "AWS SDK integrations know no service `events`",
        "write `eventbridge`, as the AWS SDK for Java does",
        Some("arn:aws:states:::aws-sdk:eventbridge:putRule"),
    );
    refuses(
        "arn:aws:states:::aws-sdk:dynamdb:putItem",
        "dynamdb",
        "AWS SDK integrations know no service `dynamdb`",
        "did you mean `dynamodb`?",
        Some("arn:aws:states:::aws-sdk:dynamodb:putItem"),
    );
    refuses(
        "arn:aws:states:::aws-sdk:apigatewaymanagementapi:postToConnection",
        "apigatewaymanagementapi",
        "Step Functions has no AWS SDK integration for `apigatewaymanagementapi`",
        "call the service from a Lambda function",
        None,
    );
    refuses(
        "arn:aws:states:::aws-sdk:cloudwatchlogs:CreateLogStream",
        "CreateLogStream",
        "`cloudwatchlogs` has no action `CreateLogStream`",
        "write `createLogStream`: an action is the API's operation in camelCase",
        Some("arn:aws:states:::aws-sdk:cloudwatchlogs:createLogStream"),
    );
    refuses(
        "arn:aws:states:::aws-sdk:sts:assumeRole",
        "assumeRole",
        "`sts:assumeRole` is an action that AWS SDK integrations do not support",
        "call it from a Lambda function",
        None,
    );
    refuses(
        "arn:aws:states:::aws-sdk:bedrockagentcore:invokeHarness",
        "invokeHarness",
        "`bedrockagentcore:invokeHarness` is an action that AWS SDK integrations do not support",
        "use the optimized integration `arn:aws:states:::bedrockagentcore:invokeHarness`",
        None,
    );
    refuses(
        "arn:aws:states:::aws-sdk:sts:AssumeRole",
        "AssumeRole",
        "`sts:AssumeRole` is an action that AWS SDK integrations do not support",
        "call it from a Lambda function",
        None,
    );
    assert_eq!(error("arn:aws:states:::aws-sdk:s3:2x").suggestion, None);
    // Unknown here, and written as no action is.
    assert_eq!(error("arn:aws:states:::aws-sdk:s3:MakeCoffee").suggestion.unwrap().replacement, "makeCoffee");
}

#[test]
fn what_may_be_right_is_a_doubt() {
    let doubt = |text| Resource::parse(text).unwrap().doubt();
    for (text, marked, message) in [
        (
            "arn:aws:states:::aws-sdk:appsync:graphql",
            "graphql",
            "`appsync` has no action `graphql` that was known on 2026-11-25",
        ),
        (
            "arn:aws:states:::aws-sdk:qldb:describeLedger",
            "qldb",
            "Step Functions no longer documents an AWS SDK integration for `qldb`",
        ),
        (
            "arn:aws:states:::eks:call.waitForTaskToken",
            ".waitForTaskToken",
            "AWS documents `.waitForTaskToken` for `eks`, and not that `call` has it",
        ),
    ] {
        let doubt = doubt(text).unwrap();
        assert_eq!((&text[doubt.span.clone()], doubt.message.as_str()), (marked, message));
        assert_eq!(doubt.defect.severity(), Severity::Warning);
    }
    assert_eq!(doubt("arn:aws:states:::aws-sdk:dynamodb:putItem"), None);
    // No model of the API is at hand: nothing is said of its actions.
    assert_eq!(doubt("arn:aws:states:::aws-sdk:honeycode:listTables"), None);
}

#[test]
fn nothing_is_said_of_what_is_filled_in_later() {
    for text in [
        "${ChargeFnArn}",
        "${ChargeFnArn}:live",
        "arn:${AWS::Partition}:states:::lambda:invoke",
        "arn:aws:lambda:${Region}:${Account}:function:x",
        "arn:aws:lambda:${RegionAndAccount}:function:x",
        "arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:${Name}:${Alias}",
        "arn:aws:states:${AWS::Region}:${AWS::AccountId}:activity:work",
        "arn:aws:${Service}:::lambda:nothing",
        "arn:aws:states:::${Service}:nothing",
        "arn:aws:states:::lambda:${Action}",
        "arn:aws:states:::lambda:invoke${Suffix}",
        "arn:aws:states:::aws-sdk:${Service}:Nothing",
        "arn:aws:states:::aws-sdk:dynamodb:${Action}",
        "arn:aws:states:::aws-sdk:${Call}",
        "arn:aws:states:::${Call}",
        "arn:${Rest}",
    ] {
        let resource = Resource::parse(text);
        assert!(resource.is_ok(), "{text}: {resource:?}");
        assert_eq!(resource.unwrap().doubt(), None, "{text}");
    }
    // What is known is still checked.
    assert_eq!(error("arn:${P}:states:::lamda:invoke").defect, Defect::UnknownService);
    assert_eq!(error("arn:aws:states:::aws-sdk:dynamdb:${Action}").defect, Defect::UnknownService);
    assert_eq!(error("arn:aws:states:::aws-sdk:${Service}:${Action}.sync").defect, Defect::PatternNotOffered);
    let partial = Resource::parse("arn:aws:states:::lambda:${Action}.waitForTaskToken").unwrap();
    assert!(partial.needs_task_token() && !partial.allowed_in_express());
}

#[test]
fn the_parts_of_functions_and_activities() {
    let text = "arn:aws-us-gov:lambda:us-gov-west-1:123456789012:function:charge:live";
    let Ok(Resource::Function(function)) = Resource::parse(text) else { panic!("{text}") };
    assert_eq!((function.arn, function.region, function.account), (text, "us-gov-west-1", "123456789012"));
    assert_eq!((function.name, function.qualifier), ("charge", Some("live")));

    let activity = Resource::parse("arn:aws-cn:states:cn-north-1:123456789012:activity:work").unwrap();
    assert!(matches!(&activity, Resource::Activity(activity) if activity.name == "work"));
    assert!(!activity.allowed_in_express() && !activity.needs_task_token() && activity.pattern().is_none());
    assert!(Resource::parse("arn:aws-iso-f:states:::http:invoke") == Ok(Resource::Http));
}

#[test]
fn what_the_tables_say_of_a_call() {
    let parsed = |text| Resource::parse(text).unwrap();
    let invoke = parsed("arn:aws:states:::lambda:invoke");
    assert_eq!(invoke.parameters().unwrap().required().collect::<Vec<_>>(), ["FunctionName"]);
    let fields = invoke.result_fields().unwrap();
    assert!(fields.is_complete() && fields.contains("Payload") && !fields.contains("payload"));
    assert_eq!(parsed("arn:aws:states:::lambda:invoke.waitForTaskToken").result_fields(), None);
    assert!(parsed("arn:aws:states:::sqs:sendMessage").result_fields().unwrap().contains("MD5OfMessageBody"));
    assert!(parsed("arn:aws:states:::states:startExecution.sync:2").result_fields().unwrap().contains("Output"));
    assert_eq!(parsed("arn:aws:states:::dynamodb:getItem").error_prefix(), Some("DynamoDB"));
    assert_eq!(parsed("arn:aws:states:::aws-sdk:dynamodb:getItem").error_prefix(), Some("DynamoDb"));
    assert!(parsed("arn:aws:states:::http:invoke").parameters().unwrap().contains("Authentication"));
    let sdk = parsed("arn:aws:states:::aws-sdk:dynamodb:getItem");
    assert!(sdk.offers(Pattern::TaskToken) && !sdk.offers(Pattern::Sync) && sdk.allowed_in_express());
    assert_eq!(sdk.parameters().is_some(), cfg!(feature = "catalogue"));
}

/// The operations of CloudFront end with the date of its interface, which neither the SDK for Java nor Step Functions has in the names.
#[test]
fn actions_without_the_date_of_the_interface() {
    for action in ["createInvalidation", "updateDistribution", "listDistributions", "describeFunction"] {
        let text = format!("arn:aws:states:::aws-sdk:cloudfront:{action}");
        assert!(Resource::parse(&text).is_ok_and(|resource| resource.doubt().is_none()), "{text}");
    }
}

#[test]
fn pseudo_parameters_of_the_serverless_framework() {
    let text = "arn:aws:lambda:#{AWS::Region}:#{AWS::AccountId}:function:orders-charge";
    assert!(Resource::parse(text).is_ok_and(|resource| resource.doubt().is_none()), "{text}");
}
