//! What the tables know: services, their actions, what else they are called.

use super::lookup::{Table, behind, find, first_word};
use crate::resource::names::Parameters;

/// `service Prefix action action …`
static ACTIONS: Table = Table::new(include_str!("actions.txt"));
/// `alias service`
static ALIASES: Table = Table::new(include_str!("aliases.txt"));
/// Services of AWS that Step Functions does not document.
static OTHERS: Table = Table::new(include_str!("others.txt"));
/// `service action action …`
static UNSUPPORTED: Table = Table::new(include_str!("unsupported.txt"));

/// What Step Functions no longer documents, and once did.
const RETIRED: [&str; 10] = [
    "apptest",
    "elastictranscoder",
    "evidently",
    "lexmodelbuilding",
    "lexruntime",
    "lookoutmetrics",
    "opsworks",
    "qldb",
    "qldbsession",
    "robomaker",
];

/// No name of AWS is longer; longer texts are not compared letter by letter.
const LONGEST: usize = 100;

/// Every service that there is or was, in order.
pub(super) fn services() -> impl Iterator<Item = &'static str> {
    ACTIONS.lines().iter().copied().map(first_word)
}

/// Whether Step Functions has, or had, an AWS SDK integration for the service.
pub(super) fn has_service(service: &str) -> bool {
    ACTIONS.line(service).is_some()
}

/// Whether Step Functions no longer documents the service.
pub(super) fn is_retired(service: &str) -> bool {
    RETIRED.contains(&service)
}

/// Whether AWS has the service and Step Functions does not document it.
pub(super) fn is_other(service: &str) -> bool {
    OTHERS.line(service).is_some()
}

/// The service that is meant by another of its names: `events`, `cognito-idp`, `Redshift-Data`.
pub(in crate::resource) fn service_like(name: &str) -> Option<&'static str> {
    if name.len() > LONGEST {
        return None;
    }
    let lower = name.to_ascii_lowercase();
    let plain = lower.replace(|letter: char| !letter.is_ascii_alphanumeric(), "");
    let known = |service: &str| ACTIONS.line(service).map(first_word);
    known(&lower).or_else(|| ALIASES.line(&lower).map(behind)).or_else(|| known(&plain))
}

/// How the names of a service's errors begin.
pub(super) fn error_prefix(service: &str) -> Option<&'static str> {
    ACTIONS.line(service).map(|line| first_word(behind(line)))
}

/// The actions of a service, apart by blanks: empty where no model of the API is at hand.
fn actions_text(service: &str) -> &'static str {
    ACTIONS.line(service).map_or("", |line| behind(behind(line)))
}

/// The actions of a service.
pub(super) fn actions(service: &str) -> impl Iterator<Item = &'static str> {
    actions_text(service).split_ascii_whitespace()
}

/// Whether the service has the action.
pub(super) fn has_action(service: &str, action: &str) -> bool {
    find(actions_text(service), action).is_some()
}

/// The action that has the same letters and digits: `PutItem` and `put-item` are `putItem`.
pub(super) fn action_like(service: &str, name: &str) -> Option<&'static str> {
    if name.len() > LONGEST {
        return None;
    }
    let plain = |action: &str| {
        let letters = name.bytes().filter(u8::is_ascii_alphanumeric);
        action.bytes().map(|byte| byte.to_ascii_lowercase()).eq(letters.map(|byte| byte.to_ascii_lowercase()))
    };
    actions(service).find(|action| plain(action))
}

/// The same, if a state machine can call it.
pub(in crate::resource) fn callable_like(service: &str, name: &str) -> Option<&'static str> {
    action_like(service, name).filter(|action| !is_unsupported(service, action))
}

/// Whether AWS documents the action as unsupported, or it streams events, which no state machine can receive.
pub(super) fn is_unsupported(service: &str, action: &str) -> bool {
    UNSUPPORTED.line(service).is_some_and(|line| behind(line).split(' ').any(|other| other == action))
}

/// The parameters of an action.
#[cfg(feature = "catalogue")]
pub(super) fn parameters(service: &str, action: &str) -> Option<Parameters> {
    static MEMBERS: Table = Table::new(include_str!("members.txt"));
    let entry = find(behind(MEMBERS.line(service)?), action)?;
    Some(Parameters::new(behind(entry), crate::resource::names::Coverage::Superset))
}

#[cfg(not(feature = "catalogue"))]
pub(super) fn parameters(_service: &str, _action: &str) -> Option<Parameters> {
    None
}

#[cfg(test)]
mod tests;
