//! Lambda: <https://docs.aws.amazon.com/step-functions/latest/dg/connect-lambda.html> (IAM policies for calling Lambda).
//!
//! The page grants the function's ARN and `ARN:*`. A task that names no version or alias needs the first only, one that names a
//! qualifier needs exactly that one.

use super::call::{Call, Reached, Target, Unknown, has_wildcard};
use super::request::Known;
use super::table::{Entry, On, When, entry};
use crate::deploy::kind::FUNCTION;
use crate::deploy::text::Text;

pub(super) const ENTRIES: &[Entry] =
    &[entry!("lambda:invoke" => When::Always, "InvokeFunction", ["lambda:InvokeFunction"], On::By(function))];

/// `FunctionName` is a name, `name:alias`, an ARN, `account:function:name`, or a placeholder for an ARN; `Qualifier` adds a version or alias.
fn function(call: &Call<'_>) -> Vec<Reached> {
    let target = call.named(&FUNCTION, "FunctionName").map(|target| match partial_arn(&target.value) {
        Some((account, name)) => {
            let mut arn = Text::parse("arn:${AWS::Partition}:lambda:${AWS::Region}:");
            arn.push_str(&format!("{account}:function:{name}"));
            Target { value: arn, ..target }
        }
        None => target,
    });
    vec![target.and_then(|target| qualified(target, call))]
}

fn qualified(target: Target, call: &Call<'_>) -> Reached {
    let unknown = |why: &str| Unknown::new(&FUNCTION, "Qualifier", why);
    match call.request.member("Qualifier") {
        Known::Absent => Ok(target),
        Known::Whole(qualifier) if !has_wildcard(&qualifier) => {
            let mut target = target.with_suffix(":");
            target.suffix.extend(&qualifier);
            Ok(target)
        }
        Known::Whole(_) => Err(unknown("holds `*` or `?`, which a policy would take for a wildcard")),
        Known::Start(_) | Known::Computed(_) => Err(unknown("is computed")),
    }
}

/// `123456789012:function:name`, which Lambda takes as a name too.
fn partial_arn(value: &Text) -> Option<(&str, &str)> {
    let (account, name) = value.as_literal()?.split_once(":function:")?;
    (account.len() == 12 && account.bytes().all(|each| each.is_ascii_digit())).then_some((account, name))
}
