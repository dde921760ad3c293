//! `skip_serializing_if = "Option::is_none"`: where serde leaves a field out, so does the machine. A service refuses a null where it
//! takes an absent parameter.

use asl_dsl::prelude::*;
use asl_tests::agree;
use serde_json::{Value, json};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
#[serde(rename_all = "PascalCase")]
struct ListRequest {
    bucket: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    prefix: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    continuation_token: Option<String>,
    max_keys: Option<u64>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
#[serde(rename_all = "PascalCase")]
struct Page {
    keys: Vec<String>,
    next_continuation_token: Option<String>,
}

#[task(resource = "arn:aws:states:::aws-sdk:s3:listObjectsV2")]
async fn list(request: ListRequest) -> Page;

#[workflow]
async fn all_keys(prefix: Option<String>) -> Vec<String> {
    let mut keys = Vec::new();
    let mut token = None;
    loop {
        let page = list(ListRequest {
            bucket: "data".to_string(),
            prefix: prefix.clone(),
            continuation_token: token,
            max_keys: None,
        })
        .await;
        keys.extend(page.keys);
        token = page.next_continuation_token;
        if token.is_none() {
            break;
        }
    }
    let known = list(ListRequest {
        bucket: "data".to_string(),
        prefix: Some("known".to_string()),
        continuation_token: None,
        max_keys: Some(1),
    })
    .await;
    keys.extend(known.keys);
    keys
}

#[test]
fn what_serde_leaves_out_the_machine_leaves_out() {
    for prefix in [None, Some("in/".to_owned())] {
        let mut run = NativeRun::new();
        let mut pages = vec![None, Some("t2".to_owned()), Some("t1".to_owned())];
        run.handle(list, move |request: ListRequest| Page {
            keys: vec![format!("{:?}{:?}", request.prefix, request.continuation_token)],
            next_continuation_token: pages.pop().flatten(),
        });
        let native = run.run(all_keys(prefix.clone())).unwrap();
        assert_eq!(run.tape().calls.len(), 4);
        agree(&all_keys::definition(), &prefix, &run, &native);
    }
    // What is known to be there stays readable JSON.
    let machine: Value = serde_json::from_str(&all_keys::definition().unwrap().to_json_string()).unwrap();
    let known = machine["States"]
        .as_object()
        .unwrap()
        .values()
        .find(|state| state["Arguments"]["Prefix"] == "known")
        .expect("the second call's arguments are an object");
    assert_eq!(known["Arguments"], json!({ "Bucket": "data", "Prefix": "known", "MaxKeys": 1 }));
}
