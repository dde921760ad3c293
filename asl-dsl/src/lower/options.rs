//! What is configured at a call: Rust values, checked against the limits of Step Functions.

use super::cx::Cx;
use super::graph::Options;
use crate::jsonata::Jx;
use crate::task::{ConstValue, Retry};
use asl_hir::{CallOption, ConstId, Span};
use std::time::Duration;

/// The largest number of seconds that `Seconds`, `TimeoutSeconds` and `HeartbeatSeconds` take.
const MAX_SECONDS: u64 = 99_999_999;

/// The options of a call, a join or a map.
pub(crate) fn read(cx: &mut Cx<'_>, options: &[CallOption], span: Span) -> Option<Options> {
    let mut read = Options::default();
    let mut all = Some(());
    for option in options {
        let done = match option {
            CallOption::Retry(id) => retriers(cx, *id, span).map(|retry| read.retry.extend(retry)),
            CallOption::Timeout(id) => {
                seconds(cx, *id, "timeout", span).map(|seconds| read.timeout_seconds = Some(seconds))
            }
            CallOption::Heartbeat(id) => {
                seconds(cx, *id, "heartbeat", span).map(|seconds| read.heartbeat_seconds = Some(seconds))
            }
            CallOption::Named(id) => state_name(cx, *id, span).map(|name| read.named = Some(name)),
            CallOption::Credentials(id) => text(cx, *id, span).map(|role| read.credentials = Some(role)),
        };
        all = all.and(done);
    }
    if let (Some(heartbeat), Some(timeout)) = (read.heartbeat_seconds, read.timeout_seconds)
        && heartbeat >= timeout
    {
        return cx.error(
            span,
            format!("a heartbeat of {heartbeat} s can't be missed within a time-out of {timeout} s"),
            "make the heartbeat shorter than the time-out".to_owned(),
        );
    }
    all.map(|()| read)
}

/// A concurrency limit.
pub(crate) fn count(cx: &mut Cx<'_>, id: ConstId, span: Span) -> Option<u32> {
    match cx.constant(id) {
        Some(ConstValue::Count(count)) => Some(*count),
        _ => cx.error(span, "the concurrency must be a number", None),
    }
}

/// A literal wait must be one that the service takes.
pub(crate) fn check_wait(cx: &mut Cx<'_>, seconds: &Jx, span: Span) {
    if let Some(seconds) = seconds.as_int()
        && !(0..=i128::from(MAX_SECONDS)).contains(&seconds)
    {
        cx.error::<()>(
            span,
            format!("a Wait of {seconds} s is out of range"),
            format!("wait for 0 to {MAX_SECONDS} seconds"),
        );
    }
}

fn text(cx: &mut Cx<'_>, id: ConstId, span: Span) -> Option<String> {
    match cx.constant(id) {
        Some(ConstValue::Text(text)) => Some(text.clone()),
        _ => cx.error(span, "this option must be a text", None),
    }
}

/// A state's name as the user gave it: 1 to 80 characters, and nothing that a deployment tool would substitute.
fn state_name(cx: &mut Cx<'_>, id: ConstId, span: Span) -> Option<String> {
    let name = text(cx, id, span)?;
    check_name(cx, &name, span).map(|()| name)
}

/// Whether a text can be a state's name.
pub(crate) fn check_name(cx: &mut Cx<'_>, name: &str, span: Span) -> Option<()> {
    let length = name.chars().count();
    if length == 0 || length > 80 {
        let shown: String = name.chars().take(20).collect();
        let shown = if length > 20 { format!("{shown}…") } else { shown };
        return cx.error(
            span,
            format!("the state name `{shown}` has {length} characters"),
            "use 1 to 80 characters".to_owned(),
        );
    }
    if ["${", "%{", "{%", "%}"].iter().any(|digram| name.contains(digram)) || name.chars().any(char::is_control) {
        return cx.error(
            span,
            format!("the state name `{}` holds characters that deployment tools interpret", name.escape_debug()),
            "leave out `${`, `%{`, `{%`, `%}` and control characters".to_owned(),
        );
    }
    Some(())
}

fn seconds(cx: &mut Cx<'_>, id: ConstId, what: &str, span: Span) -> Option<u64> {
    let Some(ConstValue::Duration(duration)) = cx.constant(id) else {
        return cx.error(span, format!("a {what} must be a `Duration`"), None);
    };
    whole_seconds(cx, *duration, what, MAX_SECONDS, span)
}

fn whole_seconds(cx: &mut Cx<'_>, duration: Duration, what: &str, max: u64, span: Span) -> Option<u64> {
    let seconds = duration.as_secs();
    if duration.subsec_nanos() != 0 || seconds == 0 || seconds > max {
        return cx.error(
            span,
            format!("a {what} of {duration:?} is not a whole number of seconds from 1 to {max}"),
            "Step Functions counts in whole seconds".to_owned(),
        );
    }
    Some(seconds)
}

fn retriers(cx: &mut Cx<'_>, id: ConstId, span: Span) -> Option<Vec<Retry>> {
    let Some(ConstValue::Retry(policy)) = cx.constant(id) else {
        return cx.error(span, "this option must be a retry policy", None);
    };
    let problems = policy.problems();
    if problems.is_empty() {
        return Some(policy.0.clone());
    }
    for problem in problems {
        cx.error::<()>(span, problem.message, problem.help);
    }
    None
}
