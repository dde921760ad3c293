//! Paths by themselves: what they find, and the library's words where they find nothing.

use asl_local::expr::{Entropy, Error, NoVariables, Scope, jsonpath};
use serde_json::{Value, json};

use super::Sure::{self, Claimed, Compared, Measured};

fn field(path: &str, input: &Value) -> Result<Value, Error> {
    let (context, entropy) = (json!({ "Execution": { "Name": "e" } }), Entropy::seeded(0));
    let scope = Scope { input, context: &context, variables: &NoVariables, entropy: &entropy };
    jsonpath::field(path, &scope).map(std::borrow::Cow::into_owned)
}

fn finds(input: &Value, rows: &[(Sure, &str, Value)]) {
    for (sure, path, expected) in rows {
        assert_eq!(field(path, input).as_ref(), Ok(expected), "{sure:?} {path}");
    }
}

#[test]
fn sentences() {
    let input = json!({ "s": "text", "n": 1, "null": null, "list": [1] });
    for (sure, path, sentence) in [
        (Measured, "$.P", "No results for path: $['P']"),
        (Measured, "$.no.such.path", "Missing property in path $['no']"),
        (Measured, "$.n[0]", "Filter: [0] can only be applied to arrays. Current context is: 1"),
        (Claimed, "$['P']", "No results for path: $['P']"),
        (Claimed, "$.list[3]", "No results for path: $['list'][3]"),
        (
            Claimed,
            "$.list[0].a[1]",
            "Expected to find an object with property ['a'] in path $['list'][0] but found 'java.lang.Integer'. This is not a json object according to the JsonProvider: 'com.jayway.jsonpath.spi.json.JacksonJsonProvider'.",
        ),
        (Claimed, "$.null[0]", "The path $['null'] is null"),
    ] {
        let cause = format!("Invalid path '{path}' : {sentence}");
        assert_eq!(field(path, &input), Err(Error::fails("States.Runtime", cause)), "{sure:?} {path}");
    }
}

#[test]
fn lists_of_what_matches() {
    finds(
        &json!({ "a": { "x": 1 }, "items": [{ "v": 1, "k": "a" }, { "v": 2 }, { "v": 3, "k": null }], "n": [0, 1, 2, 3] }),
        &[
            (Measured, "$.a.b[*]", json!([])),
            (Measured, "$.missing[1:].v", json!([])),
            (Measured, "$.missing.deep[*].v", json!([])),
            (Measured, "$.items[1:].v", json!([2, 3])),
            (Measured, "$.items[*].v", json!([1, 2, 3])),
            (Measured, "$.items[0]", json!({ "v": 1, "k": "a" })),
            (Measured, "$.items[?(@.v == 2)]", json!([{ "v": 2 }])),
            (Measured, "$.items[?(@.v > 7)]", json!([])),
            (Compared, "$.items[?(!@.k)].v", json!([2, 3])),
            (Measured, "$..v", json!([1, 2, 3])),
            (Claimed, "$.n[-1]", json!(3)),
            (Claimed, "$.n[-2:]", json!([2, 3])),
            (Claimed, "$.n[:-1]", json!([0, 1, 2])),
            (Claimed, "$.n[0,2,9]", json!([0, 2])),
            (Claimed, "$.a['x','y']", json!({ "x": 1 })),
            (Claimed, "$.n.length()", json!(4)),
            (Claimed, "$.n.max()", json!(3.0)),
            (Claimed, "$$.Execution.Name", json!("e")),
        ],
    );
    finds(&json!({}), &[(Measured, "$[*]", json!([]))]);
}

#[test]
fn null_is_something() {
    finds(&json!({ "nul": null }), &[(Measured, "$.nul", json!(null))]);
}

#[test]
fn results_are_put_in_place() {
    for (sure, path, into, expected) in [
        (Claimed, "$", json!({ "a": 1 }), json!(7)),
        (Claimed, "$.a", json!({ "a": 1, "b": 2 }), json!({ "a": 7, "b": 2 })),
        (Claimed, "$.x.y.z", json!({ "a": 1 }), json!({ "a": 1, "x": { "y": { "z": 7 } } })),
        (Claimed, "$[1].payload", json!([{}, { "id": 2 }]), json!([{}, { "id": 2, "payload": 7 }])),
        (Claimed, "$.a[0]", json!({ "a": [1, 2] }), json!({ "a": [7, 2] })),
    ] {
        assert_eq!(jsonpath::put(path, into, json!(7)), Ok(expected), "{sure:?} {path}");
    }
    for (path, into) in
        [("$.a.b", json!({ "a": 1 })), ("$[2].x", json!([{}, {}])), ("$[0]", json!({})), ("$.a", json!([]))]
    {
        let Err(Error::Fails(failure)) = jsonpath::put(path, into, json!(7)) else { panic!("{path}") };
        assert_eq!(failure.error, "States.ResultPathMatchFailure", "{path}");
    }
}
