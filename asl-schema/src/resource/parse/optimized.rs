//! `SERVICE:ACTION` that is not under `aws-sdk:` has to be in the closed list of optimized integrations.

use super::Parsed;
use super::call::{Action, partial};
use crate::quoted;
use crate::resource::error::{Defect, ResourceError};
use crate::resource::integration::Integration;
use crate::resource::parts::Part;
use crate::resource::pattern::Pattern;
use crate::resource::{Call, Resource, sdk};

/// Actions of `s3` that only a reader or a writer of a Map names.
const READERS_AND_WRITERS: [&str; 3] = ["getObject", "listObjectsV2", "putObject"];

pub(super) fn parse<'a>(tail: Part<'a>, service: Part<'a>, action: Action<'a>) -> Parsed<'a> {
    let is_service = Integration::of_service(service.text).next().is_some();
    let Some(name) = action.name.known() else {
        // Readers and writers may be built like this, and their ARNs read here to see what they are.
        return if is_service || service.text == "s3" {
            Ok(partial(false, service, Some(action)))
        } else {
            Err(unknown_service(tail, service, action))
        };
    };
    if service.text == "s3" && READERS_AND_WRITERS.contains(&name) {
        return Err(reader_or_writer(service, action.name));
    }
    if !is_service {
        return Err(unknown_service(tail, service, action));
    }
    let Some(integration) = Integration::find(service.text, name) else {
        return Err(unknown_action(service, action.name));
    };
    let Some(pattern) = action.pattern else { return Ok(partial(false, service, Some(action))) };
    check_pattern(integration, pattern, action.suffix)?;
    Ok(match integration.service {
        "http" => Resource::Http,
        _ => Resource::Optimized(Call { integration, pattern, suffix: action.suffix.span() }),
    })
}

/// A list of what there is, as help.
pub(super) fn actions_of(service: &str) -> String {
    let actions: Vec<_> = Integration::of_service(service).map(|known| format!("`{}`", known.action)).collect();
    format!("`{service}` has {}", actions.join(", "))
}

/// `service:action`, as one place.
fn both(service: Part<'_>, action: Part<'_>) -> std::ops::Range<usize> {
    service.start..action.end().end
}

fn reader_or_writer(service: Part<'_>, action: Part<'_>) -> ResourceError {
    let found = format!("s3:{}", action.text);
    let message = format!("`{found}` is for the `ItemReader` or `ResultWriter` of a Map, not for a Task");
    ResourceError::new(Defect::ReaderOrWriterOnly, both(service, action), message)
        .with_help(format!("use `arn:aws:states:::aws-sdk:{found}`"))
        .replace(&found, format!("aws-sdk:{found}"))
}

fn check_pattern(integration: &'static Integration, pattern: Pattern, suffix: Part<'_>) -> Result<(), ResourceError> {
    let offered = integration.patterns();
    let unconfirmed = pattern == Pattern::TaskToken && integration.may_take_token();
    if offered.contains(pattern) || unconfirmed {
        return Ok(());
    }
    let message = format!("`{}:{}` does not offer {pattern}", integration.service, integration.action);
    let error = ResourceError::new(Defect::PatternNotOffered, suffix.span(), message);
    Err(if pattern == Pattern::SyncJson && offered.contains(Pattern::Sync) {
        error.with_help("write `.sync`: `.sync:2` is for `states:startExecution` alone").replace(suffix.text, ".sync")
    } else {
        error.with_help(format!("use what it offers: {offered}"))
    })
}

/// The service is not optimized: it is another spelling, or one that the SDK has, or none.
fn unknown_service(tail: Part<'_>, service: Part<'_>, action: Action<'_>) -> ResourceError {
    let name = service.text;
    if service.is_empty() {
        return ResourceError::new(Defect::Incomplete, service.span(), "the ARN names no service");
    }
    let error = |message: String| ResourceError::new(Defect::UnknownService, service.span(), message);
    let Some(meant) = sdk::service_like(name) else {
        let services = Integration::all().map(|integration| integration.service);
        return error(format!("there is no integration for a service {}", quoted(name))).closest(name, services);
    };
    let error = error(format!("{} has no optimized integration", quoted(name)));
    let optimized = Integration::service_of_sdk(meant);
    if Integration::find(optimized, action.name.text).is_some() {
        return error.with_help(format!("did you mean {}?", quoted(optimized))).replace(name, optimized);
    }
    match (sdk::callable_like(meant, action.name.text), action.pattern) {
        (Some(known), Some(pattern @ (Pattern::RequestResponse | Pattern::TaskToken))) => {
            let as_sdk = format!("aws-sdk:{meant}:{known}{}", pattern.suffix());
            ResourceError { span: tail.span(), ..error }
                .with_help(format!("use `arn:aws:states:::{as_sdk}`"))
                .replace(tail.text, as_sdk)
        }
        _ => error.with_help("the services of the AWS SDK stand behind `arn:aws:states:::aws-sdk:`"),
    }
}

/// The service is optimized, and not for this action.
fn unknown_action(service: Part<'_>, action: Part<'_>) -> ResourceError {
    if action.is_empty() {
        let message = format!("the ARN names no action of `{}`", service.text);
        return ResourceError::new(Defect::Incomplete, action.span(), message).with_help(actions_of(service.text));
    }
    let found = format!("{}:{}", service.text, action.text);
    let message = format!("there is no optimized integration {}", quoted(&found));
    let error = ResourceError::new(Defect::UnknownAction, action.span(), message);
    let actions = || Integration::of_service(service.text).map(|integration| integration.action);
    // Another spelling of one that there is comes before what the SDK has.
    if let Some(meant) = actions().find(|known| known.eq_ignore_ascii_case(action.text)) {
        return error.with_help(format!("did you mean `{meant}`?")).replace(action.text, meant);
    }
    let sdk_service = Integration::sdk_service(service.text);
    if let Some(known) = sdk::callable_like(sdk_service, action.text) {
        let as_sdk = format!("aws-sdk:{sdk_service}:{known}");
        return ResourceError { span: both(service, action), ..error }
            .with_help(format!("use `arn:aws:states:::{as_sdk}`"))
            .replace(&found, as_sdk);
    }
    error.closest(action.text, actions()).with_default_help(actions_of(service.text))
}
