//! What is said of texts that are not the ARN of a Task's resource.

use super::parse;
use crate::quoted;
use crate::resource::Resource;
use crate::resource::error::{Defect, ResourceError};
use crate::resource::parts::Part;

/// Where every integration's ARN begins, in the partition that most use.
const INTEGRATION: &str = "arn:aws:states:::";

/// Whether the end of an ARN names an integration: `lambda:invoke`.
fn is_integration(end: &str) -> bool {
    /// No integration has a longer name.
    const LONGEST: usize = 200;
    end.len() <= LONGEST
        && matches!(
            parse(&format!("{INTEGRATION}{end}")),
            Ok(Resource::Optimized(_) | Resource::Sdk(_) | Resource::Http)
        )
}

pub(super) fn not_an_arn(whole: Part<'_>) -> ResourceError {
    let text = whole.text;
    let error = ResourceError::new(Defect::NotAnArn, whole.span(), format!("{} is not an ARN", quoted(text)));
    if crate::text::is_expression(text) {
        return error.with_help("write the ARN itself: AWS does not evaluate `Resource`");
    }
    let trimmed = text.trim();
    if trimmed.len() < text.len() && trimmed.starts_with("arn:") && parse(trimmed).is_ok() {
        return error.with_help("leave out the blanks around the ARN").replace(text, trimmed);
    }
    let end = trimmed.trim_start_matches("states:::");
    if is_integration(end) {
        return error.replace(text, format!("{INTEGRATION}{end}"));
    }
    error.with_help(
        "write the ARN of a Lambda function or of an activity, `arn:aws:states:::SERVICE:ACTION`, or a `${Placeholder}`",
    )
}

pub(super) fn too_short(whole: Part<'_>) -> ResourceError {
    miscounted_colons(whole).unwrap_or_else(|| {
        ResourceError::new(Defect::Incomplete, whole.end(), format!("the ARN {} ends too early", quoted(whole.text)))
            .with_help("write `arn:aws:states:::SERVICE:ACTION` or `arn:aws:lambda:REGION:ACCOUNT:function:NAME`")
    })
}

/// `arn:aws:states::lambda:invoke`.
pub(super) fn miscounted_colons(whole: Part<'_>) -> Option<ResourceError> {
    let (before, tail) = whole.text.split_once(":states:")?;
    let end = tail.trim_start_matches(':');
    if before.contains("${") || !is_integration(end) {
        return None;
    }
    let start = before.len() + ":states".len();
    let found = whole.text.get(start..)?;
    let message = format!("{} does not have three colons after `states`", quoted(whole.text));
    Some(
        ResourceError::new(Defect::RegionOrAccount, start..whole.text.len(), message)
            .with_help(format!("write `{INTEGRATION}{end}`"))
            .replace(found, format!(":::{end}")),
    )
}

/// `arn:aws:states:` with a Region or an account, and no `activity:`.
pub(super) fn not_an_activity(
    whole: Part<'_>,
    region: Part<'_>,
    account: Part<'_>,
    resource: Part<'_>,
) -> ResourceError {
    let kind = resource.text.split(':').next().unwrap_or_default();
    if ["stateMachine", "execution", "express", "mapRun"].contains(&kind) {
        return not_callable(Part { text: "states", start: whole.text.find("states").unwrap_or_default() });
    }
    if is_integration(resource.text) {
        let found = format!("{}:{}", region.text, account.text);
        let message =
            format!("the ARN of an integration has no Region and no account, and this has {}", quoted(&found));
        return ResourceError::new(Defect::RegionOrAccount, region.start..account.end().end, message)
            .with_help(format!("write `{INTEGRATION}{}`", resource.text))
            .replace(&found, ":");
    }
    if let Some(error) = miscounted_colons(whole) {
        return error;
    }
    let message = format!("{} is nothing that a Task can call", quoted(resource.text));
    ResourceError::new(Defect::NotCallable, resource.span(), message)
        .with_help("write `activity:NAME` here, or `arn:aws:states:::SERVICE:ACTION`")
}

/// What a named thing is used with: its service, the integration, the parameter that names it.
const USES: [(&str, &str, &str); 7] = [
    ("batch", "batch:submitJob.sync", "JobQueue"),
    ("dynamodb", "dynamodb:getItem", "TableName"),
    ("ecs", "ecs:runTask.sync", "TaskDefinition"),
    ("s3", "aws-sdk:s3:getObject", "Bucket"),
    ("sns", "sns:publish", "TopicArn"),
    ("sqs", "sqs:sendMessage", "QueueUrl"),
    ("states", "states:startExecution.sync:2", "StateMachineArn"),
];

/// The ARN of something else. `service` is what is pointed at.
pub(super) fn not_callable(service: Part<'_>) -> ResourceError {
    let name = service.text;
    let message = match name {
        "states" => "a Task cannot call a state machine or an execution by its ARN".to_owned(),
        _ => format!("a Task cannot call an ARN of the service {}", quoted(name)),
    };
    let error = ResourceError::new(Defect::NotCallable, service.span(), message);
    match USES.iter().find(|(used, ..)| *used == name) {
        Some((_, integration, parameter)) => {
            error.with_help(format!("use `{INTEGRATION}{integration}`, for example, with `{parameter}`"))
        }
        None => error.closest(name, ["lambda", "states"]).with_default_help(
            "write the ARN of a Lambda function or of an activity, or `arn:aws:states:::SERVICE:ACTION`",
        ),
    }
}
