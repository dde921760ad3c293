//! A task token is only where its call is.

#![allow(unnameable_test_items, reason = "one workflow is not meant to be valid")]

use std::time::Duration;

use asl_dsl::prelude::*;

#[derive(Clone, Serialize, Deserialize, Shape)]
#[serde(rename_all = "PascalCase")]
struct Message {
    queue_url: String,
    message_body: Body,
}

#[derive(Clone, Serialize, Deserialize, Shape)]
struct Body {
    order: String,
    token: TaskToken,
}

#[task(resource = "arn:aws:states:::sqs:sendMessage.waitForTaskToken")]
async fn enqueue(message: &Message) -> String;

const QUEUE: &str = "https://sqs.us-east-1.amazonaws.com/123456789012/orders";

#[workflow]
async fn at_once(order: String) -> String {
    let body = Body { order: order.clone(), token: TaskToken };
    let message = Message { queue_url: QUEUE.to_owned(), message_body: body };
    enqueue(&message).await
}

#[test]
fn a_request_may_be_put_together_before_its_call() {
    let json = at_once::definition().unwrap().to_json_string();
    assert!(json.contains(r#""token": "{% $states.context.Task.Token %}""#), "{json}");
    assert!(!json.contains("Assign"), "{json}");
}

#[test]
fn a_token_does_not_outlive_the_state_it_is_made_in() {
    // Inside of a function, where the test that comes with every workflow is not run.
    #[workflow]
    async fn after_a_while(order: String) -> String {
        let body = Body { order: order.clone(), token: TaskToken };
        let message = Message { queue_url: QUEUE.to_owned(), message_body: body };
        sleep(Duration::from_secs(5)).await;
        enqueue(&message).await
    }

    let report = after_a_while::definition().unwrap_err();
    let found: Vec<_> = report.errors().collect();
    let [found] = found.as_slice() else { panic!("{report}") };
    assert_eq!(
        found.message,
        "`message` keeps a `TaskToken` outside of the call that it belongs to: a token exists only while its task waits"
    );
    assert_eq!(
        found.help.as_deref().unwrap().split(',').next().unwrap(),
        "write `TaskToken` in the request at the call itself"
    );
    assert!(found.source.as_ref().unwrap().file.ends_with("tokens.rs"));
}
