use std::cell::RefCell;
use std::rc::Rc;

use asl_dsl::prelude::*;

use super::*;
use crate::mock::Answer;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, WorkflowError)]
enum PayError {
    Declined {
        reason: String,
    },
    Busy,
    #[error(other)]
    Other {
        error: String,
        cause: String,
    },
}

#[task(lambda = "charge-card")]
async fn charge(cents: u64) -> Result<String, PayError>;

#[task(lambda = "reserve")]
async fn reserve(sku: String, count: u64) -> Result<u64, PayError>;

#[task(lambda = "ask", callback)]
async fn ask(question: String) -> Result<bool, PayError>;

#[task(activity = "arn:aws:states:us-east-1:123456789012:activity:pack")]
async fn pack(skus: Vec<String>) -> String;

#[task(http = "POST https://example.com/track", connection = "${Connection}")]
async fn track(parcel: String) -> u64;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
#[serde(rename_all = "PascalCase")]
struct Message {
    queue_url: String,
    message_body: Body,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
struct Body {
    token: TaskToken,
    text: String,
}

#[task(resource = "arn:aws:states:::sqs:sendMessage.waitForTaskToken")]
async fn enqueue(message: Message) -> bool;

#[workflow]
async fn pay(cents: u64) -> Result<String, PayError> {
    charge(cents).retry(Retry::on_error(PayError::Busy).every(Duration::from_secs(2)).max(2)).await
}

#[workflow]
async fn fulfil(skus: Vec<String>, cents: u64) -> Result<String, PayError> {
    let counts = map_each(skus.clone(), 2, |sku| async move {
        let first = reserve(sku.clone(), 1).await?;
        reserve(sku, first).await
    })
    .await?;
    if !ask(format!("{} parts?", counts.len()))
        .timeout(Duration::from_secs(60))
        .heartbeat(Duration::from_secs(10))
        .await?
    {
        return Ok("no".to_string());
    }
    let receipt = pay(cents).await?;
    let parcel = pack(skus).await;
    let number = track(parcel).await;
    sleep(Duration::from_secs(5)).await;
    let heard = enqueue(Message {
        queue_url: "https://sqs.us-east-1.amazonaws.com/123456789012/q".to_string(),
        message_body: Body { token: TaskToken, text: receipt.clone() },
    })
    .await;
    if heard { Ok(format!("{receipt} {number}")) } else { Ok(receipt) }
}

/// Reservations are counted, so the order of the calls shows in the answers.
fn shop(mocks: &mut Mocks<'_>) {
    let mut served = 0;
    mocks
        .on(reserve, move |sku: String, count: u64| {
            served += count;
            if sku == "gone" { Err(PayError::Declined { reason: format!("{sku} after {served}") }) } else { Ok(served) }
        })
        .on(ask, |question: String| Ok(question != "3 parts?"))
        .takes(ask, Duration::from_secs(30))
        .heartbeats(ask, Duration::from_secs(9))
        .on(pack, |skus: Vec<String>| skus.join("+"))
        .on(track, |parcel: String| parcel.len() as u64)
        .on(enqueue, |message: Message| {
            assert!(message.message_body.token.as_str().is_some());
            message.message_body.text == "r-1"
        });
}

fn orders() -> Vec<(Vec<String>, u64)> {
    let order = |skus: &[&str]| (skus.iter().map(ToString::to_string).collect(), 5);
    vec![order(&["a", "b"]), order(&["a", "b", "c"]), order(&["a", "gone", "c"]), order(&["gone"]), order(&[])]
}

#[test]
fn every_kind_of_call_is_the_same_on_both_sides() {
    let orders_by_reference = orders();
    equivalent(fulfil, &orders_by_reference, |mocks| {
        shop(mocks);
        mocks.workflow(pay).answers(charge, [Err(PayError::Busy), Ok("r-1".to_string()), Ok("r-2".to_string())]);
    });
    // The same with the nested workflow as a task.
    equivalent(fulfil, orders(), |mocks| {
        shop(mocks);
        mocks.answers(pay, [Err::<String, _>(PayError::Busy)]);
    });
}

#[test]
fn errors_of_the_service_and_of_the_callee_come_the_same_way() {
    let failures = ["Lambda.TooManyRequestsException", "States.Timeout", "Declined", "Busy", "Unheard"];
    for failure in failures {
        equivalent(pay, [1], |mocks| {
            mocks.on_json(charge, move |_| Answer::fails((failure, r#"{"reason":"x"}"#)));
        });
    }
    equivalent(pay, [1], |mocks| {
        mocks.on(charge, |_: u64| Err::<String, _>(PayError::Other { error: "X".to_string(), cause: "y".to_string() }));
    });
    let whole = |mocks: &mut Mocks<'static>| {
        mocks.on_call(charge, |call| Answer::result(&serde_json::json!({ "Payload": call.input["FunctionName"] })));
    };
    equivalent(pay, [1], whole);
}

#[test]
fn each_run_begins_with_fresh_handlers() {
    let made = Rc::new(RefCell::new(0));
    let counter = made.clone();
    equivalent(pay, [1, 2], move |mocks| {
        *counter.borrow_mut() += 1;
        let mut calls = 0;
        mocks.on(charge, move |_: u64| {
            calls += 1;
            if calls == 1 { Err(PayError::Busy) } else { Ok(calls.to_string()) }
        });
    });
    assert_eq!(*made.borrow(), 4);
}

/// JSONata has no integers beyond 2⁵³, so here these sides really differ.
#[workflow]
async fn add(a: u64, b: u64) -> u64 {
    a + b
}

#[test]
fn a_difference_names_the_input_and_both_ends() {
    assert!(difference(add, [(1, 2), (40, 2)], |_| {}).is_none());
    let found = difference(add, [(1_u64, 2_u64), (9_007_199_254_740_992, 1)], |_| {}).expect("a difference");
    let told = found.to_string();
    assert_eq!(found.input(), Some(&serde_json::json!({ "a": 9_007_199_254_740_992_u64, "b": 1 })));
    assert!(told.starts_with("`add` and its machine differ on input 2: they end differently"), "{told}");
    assert!(told.contains("native   succeeds with 9007199254740993"), "{told}");
    assert!(told.contains("machine  stops with `Local.Unsupported`"), "{told}");
}

#[test]
fn what_depends_on_the_side_is_found() {
    // A handler that remembers more than one run tells the sides apart.
    let calls = Rc::new(RefCell::new(0));
    let found = difference(pay, [1], |mocks| {
        let calls = calls.clone();
        mocks.on(charge, move |_: u64| {
            *calls.borrow_mut() += 1;
            if *calls.borrow() == 1 { Err(PayError::Busy) } else { Ok("r".to_string()) }
        });
    });
    let told = found.expect("a difference").to_string();
    assert!(told.contains("natively 2 calls are made, by the machine 1"), "{told}");
    assert!(told.contains(">   2  `arn:aws:states:::lambda:invoke` with"), "{told}");
    assert!(told.contains("path     Charge"), "{told}");
}

#[test]
fn what_was_not_prepared_is_told() {
    let told = difference(pay, [1], |_| {}).expect("a difference").to_string();
    assert!(
        told.contains(
            "no end to compare: nothing answers the call of `arn:aws:states:::lambda:invoke` by the state `Charge`"
        ),
        "{told}"
    );
    let told = difference(pay, [1], |mocks| {
        mocks.answers(charge, [Err(PayError::Busy)]);
    });
    let told = told.expect("a difference").to_string();
    assert!(told.contains("answers were prepared for `charge` (1, all used)"), "{told}");
    let told = difference(pay, [1], |mocks| {
        mocks.on(charge, |_: u64| Ok("r".to_string())).on(track, |_: String| 1_u64);
    });
    let told = told.expect("a difference").to_string();
    assert!(told.contains("an answer is prepared for `track`, but no state of the machine calls"), "{told}");
}
