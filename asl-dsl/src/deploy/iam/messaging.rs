//! SNS, SQS and EventBridge: the pages `connect-sns.html`, `connect-sqs.html` and `connect-eventbridge.html` of the Step Functions guide.
//!
//! A topic or queue under a customer managed key needs `kms:Decrypt` and `kms:GenerateDataKey*` on that key besides. The request does not
//! name the key, so that is for the user to grant.

use super::call::{Call, Reached, Target, Unknown, named};
use super::table::{Entry, On, When, entry};
use crate::deploy::kind::{EVENT_BUS, QUEUE, TOPIC};
use crate::deploy::text::Text;

pub(super) const ENTRIES: &[Entry] = &[
    entry!("sns:publish" => When::Always, "PublishToTopic", ["sns:Publish"], On::By(topic)),
    entry!("sqs:sendMessage" => When::Always, "SendToQueue", ["sqs:SendMessage"], On::Named(&QUEUE, "QueueUrl")),
    entry!("events:putEvents" => When::Always, "PutEvents", ["events:PutEvents"], On::By(buses)),
];

/// Exactly one of `TopicArn`, `TargetArn` and `PhoneNumber` is there; a phone number is no resource that a policy could name.
fn topic(call: &Call<'_>) -> Vec<Reached> {
    if call.request.has("PhoneNumber") {
        let why = "has no ARN, so it needs `sns:Publish` on `*`";
        return vec![Err(Unknown::beyond(&TOPIC, "PhoneNumber", why))];
    }
    let field = if call.request.has("TargetArn") { "TargetArn" } else { "TopicArn" };
    vec![call.named(&TOPIC, field)]
}

/// Each entry names its bus; the default bus of the account when it names none.
fn buses(call: &Call<'_>) -> Vec<Reached> {
    let Some(entries) = call.request.elements("Entries") else {
        return vec![Err(Unknown::new(&EVENT_BUS, "Entries", "is computed"))];
    };
    let bus = |entry: &super::request::Request<'_>| match entry.has("EventBusName") {
        true => named(entry, &EVENT_BUS, "EventBusName"),
        false => Ok(Target::new(&EVENT_BUS, Text::literal("default"))),
    };
    let mut found: Vec<Reached> = Vec::new();
    for reached in entries.iter().map(bus) {
        if !found.contains(&reached) {
            found.push(reached);
        }
    }
    found
}
