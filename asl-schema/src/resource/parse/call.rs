//! What stands behind `arn:aws:states:::`: an optimized integration, or `aws-sdk:` and a service of the SDK.

use super::{Parsed, UNKNOWN, optimized};
use crate::quoted;
use crate::resource::error::{Defect, ResourceError};
use crate::resource::integration::Integration;
use crate::resource::parts::Part;
use crate::resource::pattern::Pattern;
use crate::resource::sdk::{self, SdkCall};
use crate::resource::{Partial, Resource};

pub(super) fn parse<'a>(whole: Part<'a>, tail: Part<'a>) -> Parsed<'a> {
    let Some((service, rest)) = tail.split(':') else { return without_action(whole, tail) };
    match service.known() {
        Some("aws-sdk") => match rest.split(':') {
            Some((service, action)) => of_sdk(tail, service, Action::read(action)?),
            None if rest.has_placeholder() => Ok(partial(true, rest, None)),
            None => {
                sdk::check_service(rest)?;
                Err(ResourceError::new(Defect::Incomplete, rest.end(), "the ARN names no action"))
            }
        },
        Some(_) => optimized::parse(tail, service, Action::read(rest)?),
        None => Ok(partial(false, service, Some(Action::read(rest)?))),
    }
}

/// An action and its suffix, each possibly not known.
#[derive(Clone, Copy)]
pub(super) struct Action<'a> {
    pub(super) name: Part<'a>,
    pub(super) suffix: Part<'a>,
    pub(super) pattern: Option<Pattern>,
}

impl<'a> Action<'a> {
    fn read(part: Part<'a>) -> Result<Action<'a>, ResourceError> {
        let length = part.split('.').map_or(part.text.len(), |(name, _)| name.text.len());
        let (name, suffix) = (part.until(length), part.from(length));
        let pattern = match suffix.known() {
            None => None,
            // A placeholder at the end may bring the suffix along.
            Some("") if name.has_placeholder() => None,
            Some(text) => match Pattern::from_suffix(text) {
                Some(pattern) => Some(pattern),
                None => return Err(unknown_pattern(suffix)),
            },
        };
        Ok(Action { name, suffix, pattern })
    }
}

fn unknown_pattern(suffix: Part<'_>) -> ResourceError {
    let message = format!("{} is no pattern of an integration", quoted(suffix.text));
    let suffixes = Pattern::ALL.map(Pattern::suffix);
    ResourceError::new(Defect::UnknownPattern, suffix.span(), message)
        .closest(suffix.text, suffixes.into_iter().filter(|suffix| !suffix.is_empty()))
        .with_default_help("end with `.sync`, `.sync:2` or `.waitForTaskToken`, or with the action")
}

pub(super) fn partial<'a>(is_sdk: bool, service: Part<'a>, action: Option<Action<'a>>) -> Resource<'a> {
    Resource::Partial(Partial {
        is_sdk,
        service: service.known(),
        action: action.and_then(|action| action.name.known()),
        pattern: action.and_then(|action| action.pattern),
    })
}

fn of_sdk<'a>(tail: Part<'a>, service: Part<'a>, action: Action<'a>) -> Parsed<'a> {
    if service.known().is_some() {
        sdk::check_service(service)?;
    }
    let names = service.known().zip(action.name.known());
    if let Some((service, _)) = names {
        sdk::check_action(service, action.name)?;
    }
    if let Some(pattern) = action.pattern {
        sdk::check_pattern(names, pattern, action.suffix, tail)?;
    }
    Ok(match (names, action.pattern) {
        (Some((name, action)), Some(pattern)) => {
            Resource::Sdk(SdkCall { service: name, action, pattern, start: service.start })
        }
        _ => partial(true, service, Some(action)),
    })
}

fn without_action<'a>(whole: Part<'a>, tail: Part<'a>) -> Parsed<'a> {
    if tail.has_placeholder() {
        return Ok(UNKNOWN);
    }
    if tail.is_empty() {
        return Err(ResourceError::new(Defect::Incomplete, whole.end(), "the ARN names no service"));
    }
    let message = format!("{} names a service and no action", quoted(whole.text));
    let error = ResourceError::new(Defect::Incomplete, tail.end(), message);
    Err(match Integration::of_service(tail.text).next() {
        Some(_) => error.with_help(optimized::actions_of(tail.text)),
        None => error.with_help("write `arn:aws:states:::SERVICE:ACTION`"),
    })
}
