//! Text → [`Resource`]: the ARN itself. What an integration's part of it says is read in [`call`].

mod call;
mod optimized;
mod other;

use super::error::{Defect, ResourceError};
use super::parts::Part;
use super::{Activity, Function, Partial, Resource};
use crate::quoted;

type Parsed<'a> = Result<Resource<'a>, ResourceError>;

/// The partitions that there are; AWS adds to them, so what else begins with `aws-` is let through.
const PARTITIONS: [&str; 8] =
    ["aws", "aws-cn", "aws-us-gov", "aws-iso", "aws-iso-b", "aws-iso-e", "aws-iso-f", "aws-eusc"];

pub(super) fn parse(text: &str) -> Parsed<'_> {
    let whole = Part::whole(text);
    let Some((scheme, rest)) = whole.split(':') else {
        return if whole.has_placeholder() { Ok(UNKNOWN) } else { Err(other::not_an_arn(whole)) };
    };
    match scheme.known() {
        None => return Ok(UNKNOWN),
        Some("arn") => {}
        Some(_) => return Err(other::not_an_arn(whole)),
    }
    let Some([partition, service, region, account, resource]) = five(rest) else {
        return if rest.has_placeholder() { Ok(UNKNOWN) } else { Err(other::too_short(whole)) };
    };
    check_partition(partition)?;
    match service.known() {
        None => Ok(UNKNOWN),
        Some("states") if region.is_empty() && account.is_empty() && !resource.text.starts_with(ACTIVITY) => {
            call::parse(whole, resource)
        }
        Some("states") => activity(whole, region, account, resource),
        Some("lambda") => function(whole, region, account, resource),
        Some(_) => Err(other::not_callable(service)),
    }
}

/// How the last part of an activity's ARN begins.
const ACTIVITY: &str = "activity:";

/// Nothing can be told.
const UNKNOWN: Resource<'static> =
    Resource::Partial(Partial { is_sdk: false, service: None, action: None, pattern: None });

fn five(rest: Part<'_>) -> Option<[Part<'_>; 5]> {
    let (partition, rest) = rest.split(':')?;
    let (service, rest) = rest.split(':')?;
    let (region, rest) = rest.split(':')?;
    let (account, resource) = rest.split(':')?;
    Some([partition, service, region, account, resource])
}

fn check_partition(partition: Part<'_>) -> Result<(), ResourceError> {
    let Some(name) = partition.known() else { return Ok(()) };
    let well_formed = |name: &str| name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
    if PARTITIONS.contains(&name) || name.strip_prefix("aws-").is_some_and(well_formed) {
        return Ok(());
    }
    let message = format!("{} is no partition of AWS", quoted(name));
    let error = ResourceError::new(Defect::UnknownPartition, partition.span(), message);
    let error = error.closest(name, PARTITIONS);
    Err(if error.suggestion.is_some() { error } else { error.replace(name, "aws") })
}

fn activity<'a>(whole: Part<'a>, region: Part<'a>, account: Part<'a>, resource: Part<'a>) -> Parsed<'a> {
    let Some(name) = resource.text.strip_prefix(ACTIVITY) else {
        let unsure = [region, account, resource].iter().any(|part| part.has_placeholder());
        return if unsure { Ok(UNKNOWN) } else { Err(other::not_an_activity(whole, region, account, resource)) };
    };
    check_place(region, account)?;
    if name.is_empty() {
        return Err(ResourceError::new(Defect::Incomplete, resource.end(), "the activity has no name"));
    }
    Ok(Resource::Activity(Activity { arn: whole.text, region: region.text, account: account.text, name }))
}

fn function<'a>(whole: Part<'a>, region: Part<'a>, account: Part<'a>, resource: Part<'a>) -> Parsed<'a> {
    let unsure = region.has_placeholder() || account.has_placeholder();
    let (kind, name) = match resource.split(':') {
        Some(parts) => parts,
        None => (resource, Part { text: "", start: resource.end().start }),
    };
    match kind.known() {
        Some("function") => {}
        // Whatever stands for the Region may stand for more.
        _ if unsure || kind.has_placeholder() => return Ok(UNKNOWN),
        Some(kind_name) => {
            let message = format!("a Task calls a Lambda function, not a {}", quoted(kind_name));
            return Err(ResourceError::new(Defect::NotCallable, kind.span(), message)
                .closest(kind_name, ["function"])
                .with_default_help("write `arn:aws:lambda:REGION:ACCOUNT:function:NAME`"));
        }
        None => return Ok(UNKNOWN),
    }
    check_place(region, account)?;
    let (name, qualifier) = match name.split(':') {
        Some((name, qualifier)) => (name, Some(qualifier)),
        None => (name, None),
    };
    if name.is_empty() {
        return Err(ResourceError::new(Defect::Incomplete, name.span(), "the function has no name"));
    }
    check_letters(name, "a Lambda function's name", |byte| matches!(byte, b'-' | b'_'))?;
    if let Some(qualifier) = qualifier {
        if qualifier.is_empty() {
            let message = "the function's ARN ends in a colon and names no version or alias";
            return Err(ResourceError::new(Defect::FunctionName, qualifier.span(), message)
                .with_help("leave the colon out, or name a version or an alias behind it"));
        }
        check_letters(qualifier, "a version or an alias", |byte| matches!(byte, b'-' | b'_' | b'$' | b'.'))?;
    }
    Ok(Resource::Function(Function {
        arn: whole.text,
        region: region.text,
        account: account.text,
        name: name.text,
        qualifier: qualifier.map(|qualifier| qualifier.text),
    }))
}

/// Functions and activities are in a Region of an account.
fn check_place(region: Part<'_>, account: Part<'_>) -> Result<(), ResourceError> {
    if region.has_placeholder() || account.has_placeholder() {
        return Ok(());
    }
    for (part, what) in [(region, "Region"), (account, "account")] {
        if part.is_empty() {
            return Err(ResourceError::new(Defect::Incomplete, part.span(), format!("the ARN names no {what}")));
        }
    }
    Ok(())
}

/// Lambda's own pattern for names, as the API reference of `Invoke` gives it.
fn check_letters(part: Part<'_>, what: &str, mark: fn(u8) -> bool) -> Result<(), ResourceError> {
    let Some(text) = part.known() else { return Ok(()) };
    match text
        .char_indices()
        .find(|(_, letter)| !letter.is_ascii_alphanumeric() && !u8::try_from(*letter).is_ok_and(mark))
    {
        None => Ok(()),
        Some((at, letter)) => {
            let start = part.start + at;
            let message = format!("{what} cannot have {}", quoted(letter.encode_utf8(&mut [0; 4])));
            Err(ResourceError::new(Defect::FunctionName, start..start + letter.len_utf8(), message))
        }
    }
}
