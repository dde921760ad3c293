//! What is wrong with a call of an AWS SDK integration, and what is doubtful.

use super::{AS_OF, SdkCall, names};
use crate::quoted;
use crate::resource::error::{Defect, ResourceError};
use crate::resource::integration::Integration;
use crate::resource::parts::Part;
use crate::resource::pattern::Pattern;

/// The service must be in the list; other names of AWS's services are understood to be refused well.
pub(in crate::resource) fn check_service(service: Part<'_>) -> Result<(), ResourceError> {
    let name = service.text;
    if names::has_service(name) {
        return Ok(());
    }
    let error = |defect, message: String| ResourceError::new(defect, service.span(), message);
    if service.is_empty() {
        return Err(error(Defect::Incomplete, "the ARN names no service".to_owned()));
    }
    if names::is_other(name) {
        let message = format!("Step Functions has no AWS SDK integration for {}", quoted(name));
        return Err(error(Defect::UnsupportedService, message).with_help("call the service from a Lambda function"));
    }
    let error = error(Defect::UnknownService, format!("AWS SDK integrations know no service {}", quoted(name)));
    Err(match names::service_like(name) {
        Some(meant) => {
            error.with_help(format!("write {}, as the AWS SDK for Java does", quoted(meant))).replace(name, meant)
        }
        None => error.closest(name, names::services()),
    })
}

/// The action must be written in camelCase and must not be one that is documented as unsupported. Whether it exists is a [`doubt`], unless
/// it is another spelling of one that does.
pub(in crate::resource) fn check_action(service: &str, action: Part<'_>) -> Result<(), ResourceError> {
    let name = action.text;
    let error = |defect, message: String| ResourceError::new(defect, action.span(), message);
    if action.is_empty() {
        return Err(error(Defect::Incomplete, format!("the ARN names no action of {}", quoted(service))));
    }
    let meant = if names::has_action(service, name) { Some(name) } else { names::action_like(service, name) };
    if names::is_unsupported(service, meant.unwrap_or(name)) {
        let message =
            format!("{} is an action that AWS SDK integrations do not support", quoted(&format!("{service}:{name}")));
        let twin = Integration::find(Integration::service_of_sdk(service), meant.unwrap_or(name));
        return Err(error(Defect::UnsupportedAction, message).with_help(match twin {
            Some(Integration { service, action, .. }) => {
                format!("use the optimized integration `arn:aws:states:::{service}:{action}`")
            }
            None => "call it from a Lambda function".to_owned(),
        }));
    }
    let unknown = || error(Defect::UnknownAction, format!("{} has no action {}", quoted(service), quoted(name)));
    match meant {
        Some(meant) if meant == name => return Ok(()),
        Some(meant) => return Err(in_camel_case(unknown(), name, meant)),
        None => {}
    }
    let plain = name.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let mut letters = name.chars();
    match letters.next() {
        Some('a'..='z') if plain => Ok(()),
        Some(first @ 'A'..='Z') if plain => {
            let meant = format!("{}{}", first.to_ascii_lowercase(), letters.as_str());
            Err(in_camel_case(unknown(), name, &meant))
        }
        _ => Err(unknown().closest(name, names::actions(service))),
    }
}

fn in_camel_case(error: ResourceError, name: &str, meant: &str) -> ResourceError {
    let help = format!("write {}: an action is the API's operation in camelCase", quoted(meant));
    error.with_help(help).replace(name, meant)
}

/// AWS SDK integrations never wait for a job. `suffix` is the pattern's place, `tail` is everything from `aws-sdk` on.
pub(in crate::resource) fn check_pattern(
    call: Option<(&str, &str)>,
    pattern: Pattern,
    suffix: Part<'_>,
    tail: Part<'_>,
) -> Result<(), ResourceError> {
    if matches!(pattern, Pattern::RequestResponse | Pattern::TaskToken) {
        return Ok(());
    }
    let message = format!("AWS SDK integrations do not offer {pattern}");
    let twin = call
        .and_then(|(service, action)| Integration::find(Integration::service_of_sdk(service), action))
        .filter(|twin| twin.patterns().contains(pattern));
    Err(match twin {
        Some(Integration { service, action, .. }) => {
            let optimized = format!("{service}:{action}{}", pattern.suffix());
            ResourceError::new(Defect::PatternNotOffered, tail.span(), message)
                .with_help(format!("use the optimized integration `arn:aws:states:::{optimized}`"))
                .replace(tail.text, optimized)
        }
        None => ResourceError::new(Defect::PatternNotOffered, suffix.span(), message)
            .with_help("leave the suffix out and ask for the job's state in a loop, or use `.waitForTaskToken`"),
    })
}

/// What may be wrong with a call, or may just be newer or older than the tables.
pub(in crate::resource) fn doubt(call: &SdkCall<'_>) -> Option<ResourceError> {
    let SdkCall { service, action, .. } = *call;
    let end = call.start + service.len();
    if names::is_retired(service) {
        let message = format!("Step Functions no longer documents an AWS SDK integration for {}", quoted(service));
        return Some(ResourceError::new(Defect::RetiredService, call.start..end, message));
    }
    if call.is_listed() || names::actions(service).next().is_none() {
        return None;
    }
    let message = format!("{} has no action {} that was known on {AS_OF}", quoted(service), quoted(action));
    let span = end + 1..end + 1 + action.len();
    Some(ResourceError::new(Defect::UnlistedAction, span, message).closest(action, names::actions(service)))
}
