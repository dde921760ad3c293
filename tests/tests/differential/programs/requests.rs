//! What leaves the machine: requests that are no object, fields that serde leaves out, moments to wait for, tokens.

use super::shared::*;
use asl_dsl::prelude::*;

/// Fields that serde leaves out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
pub(crate) struct Draft {
    title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    tags: Vec<i64>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    author: String,
}

/// Only fields that serde leaves out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
pub(crate) struct Filter {
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<i64>,
}

/// Its JSON is an array.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
pub(crate) struct Span(i64, Vec<i64>);

/// A request that is an array.
#[task(activity = "arn:aws:states:us-east-1:123456789012:activity:weigh")]
pub(crate) async fn weigh(span: Span) -> i64;
/// A request that is text.
#[task(activity = "arn:aws:states:us-east-1:123456789012:activity:shout")]
pub(crate) async fn shout(line: String) -> String;
/// Answered from outside.
#[task(lambda = "approve", callback)]
pub(crate) async fn approve(draft: Draft) -> Result<bool, PayError>;
/// A request that may be empty.
#[task(lambda = "search")]
pub(crate) async fn search(filter: Filter) -> Draft;

/// `Arguments` is an object or one expression: a list of expressions was printed into one as text.
#[workflow]
pub(crate) async fn requests_that_are_no_object(n: i64, line: String) -> (i64, String, String) {
    let weight = weigh(Span(n, vec![n, n + 1])).await;
    let fixed = weigh(Span(1, vec![])).await;
    (weight + fixed, shout(line).await, shout("{% $x %}".to_string()).await)
}

#[workflow]
pub(crate) async fn updates_fields_left_out(draft: Draft, n: i64) -> (Draft, Draft, Draft) {
    let cleared = Draft { note: None, tags: vec![], author: String::new(), ..draft.clone() };
    let found = Draft { note: find(draft.title.clone()).await, tags: list(n).await, ..cleared.clone() };
    let kept = Draft { title: text(found.title.clone()).await, ..draft };
    (cleared, found, kept)
}

#[workflow]
pub(crate) async fn assigns_fields_left_out(draft: Draft, filter: Filter) -> Draft {
    let mut draft = draft;
    let mut filter = filter;
    draft.note = None;
    draft.tags = list(1).await;
    draft.author = text("a".to_string()).await;
    draft.tags.retain(|x| *x > 0);
    filter.from = None;
    let found = search(filter.clone()).await;
    filter.to = None;
    search(filter).await;
    draft.note = found.note;
    draft.tags = vec![];
    draft.author.clear();
    draft
}

#[workflow]
pub(crate) async fn waits_for_moments(late: bool, second: u64) -> String {
    sleep_until("2020-01-01T00:00:00Z").await;
    let moment = if late { "2026-01-01T00:02:00Z" } else { "2026-01-01T01:00:30+01:00" };
    join!(sleep_until(moment), sleep(Duration::from_secs(45)), clock()).await;
    sleep_until(format!("2026-01-01T00:00:{}Z", second % 50 + 10)).await;
    text(moment.to_string()).await
}

#[workflow]
pub(crate) async fn asks_and_goes_on(draft: Draft, n: i64) -> Result<bool, PayError> {
    let Ok(first) = approve(draft.clone()).await else {
        let again = approve(Draft { tags: vec![n], ..draft }).named("Ask again").await?;
        return Ok(again);
    };
    Ok(first && approve(Draft { note: Some("twice".to_string()), ..draft }).await?)
}

asl_tests::subjects! {
    requests_that_are_no_object(n: i64, line: String) calls [weigh, shout];
    updates_fields_left_out(draft: Draft, n: i64) calls [find, list, text];
    assigns_fields_left_out(draft: Draft, filter: Filter) calls [list, text, search];
    waits_for_moments(late: bool, second: u64) calls [clock, text];
    asks_and_goes_on(draft: Draft, n: i64) calls [approve];
}
