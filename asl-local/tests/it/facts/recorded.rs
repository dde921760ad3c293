//! What executions were recorded to show of the intrinsic functions.

use serde_json::{Value, json};

use super::Sure::{self, Claimed, Measured};
use super::path_template;

fn check(input: &Value, rows: &[(Sure, &str, Value)]) {
    for (sure, call, expected) in rows {
        let found = path_template(&json!({ "v.$": call }), input, &json!({}));
        assert_eq!(found, Ok(json!({ "v": expected })), "{sure:?} {call}");
    }
}

#[test]
fn format() {
    let object = json!({ "Arg1": 1, "Arg2": [] });
    for (input, text) in [
        (json!(""), ""),
        (json!("HelloWorld"), "HelloWorld"),
        (json!(null), "null"),
        (json!(1), "1"),
        (json!(1.1), "1.1"),
        (json!("{\"Arg1\": 1, \"Arg2\": []}"), "{\"Arg1\": 1, \"Arg2\": []}"),
        (object, "{Arg1=1, Arg2=[]}"),
    ] {
        let rows =
            [(Measured, "States.Format('Formatting argument {}.', $)", json!(format!("Formatting argument {text}.")))];
        check(&input, &rows);
    }
    check(
        &json!({ "template": "It's {}!", "name": "Pikachu", "nul": null }),
        &[
            (Measured, "States.Format($.template, $.name)", json!("It's Pikachu!")),
            (Measured, "States.Format('{}', $.nul)", json!("null")),
            (Claimed, r"States.Format('\{\} it\'s {}', 1)", json!("{} it's 1")),
            (Claimed, "States.Format('{} {}', true, 'x')", json!("true x")),
        ],
    );
}

#[test]
fn math() {
    check(
        &json!({ "seed": 3 }),
        &[
            (Measured, "States.MathAdd(5, 3)", json!(8)),
            (Measured, "States.MathAdd(1.49, 1.5)", json!(3)),
            (Measured, "States.MathAdd(1.5, 1.51)", json!(4)),
            (Measured, "States.MathAdd(-1.5, 0)", json!(-1)),
            (Measured, "States.MathAdd(0.5, 0)", json!(1)),
            (Claimed, "States.MathAdd(9007199254740993, 0)", json!(9_007_199_254_740_993_i64)),
        ],
    );
    let drawn =
        path_template(&json!({ "v.$": "States.MathRandom(0, 999, $.seed)" }), &json!({ "seed": 3 }), &json!({}));
    assert_eq!(drawn, path_template(&json!({ "v.$": "States.MathRandom(0, 999, 3)" }), &json!({}), &json!({})));
    for (start, end) in [("12.5", "44.51"), ("9999", "99999"), ("-99999", "-9999")] {
        let call = format!("States.MathRandom({start}, {end})");
        let value = path_template(&json!({ "v.$": call }), &json!({}), &json!({})).unwrap();
        let drawn = value["v"].as_f64().unwrap();
        assert!(drawn >= start.parse().unwrap() && drawn <= end.parse().unwrap(), "{call} {drawn}");
    }
}

#[test]
fn lists() {
    check(
        &json!({ "all": [null, null, true, 1, 1, 1.1, "a", "a", [], [], { "a": 1, "b": 2 }, { "b": 2, "a": 1 }], "items": [{}, {}] }),
        &[
            (Measured, "States.ArrayLength($.all)", json!(12)),
            (Measured, "States.ArrayLength($.items[*].nope)", json!(0)),
            (Measured, "States.ArrayRange(0, 3, 1)", json!([0, 1, 2, 3])),
            (Claimed, "States.ArrayRange(1, 9, 2)", json!([1, 3, 5, 7, 9])),
            (Claimed, "States.ArrayRange(3, 1, -1)", json!([3, 2, 1])),
            (Claimed, "States.ArrayRange(0.5, 3.4, 1)", json!([1, 2, 3])),
            (Measured, "States.Array()", json!([])),
            (Claimed, "States.Array('a', 1, null)", json!(["a", 1, null])),
            (Claimed, "States.ArrayPartition(States.ArrayRange(1, 5, 1), 2.4)", json!([[1, 2], [3, 4], [5]])),
            (Claimed, "States.ArrayContains($.all, 'a')", json!(true)),
            (Claimed, "States.ArrayContains($.all, 2)", json!(false)),
            (Claimed, "States.ArrayGetItem($.all, 5)", json!(1.1)),
            (Claimed, "States.ArrayUnique($.all)", json!([null, true, 1, 1.1, "a", [], { "a": 1, "b": 2 }])),
        ],
    );
}

#[test]
fn texts() {
    check(
        &json!({ "a": { "a": 1, "b": 2 }, "c": { "c": 3, "d": 4 }, "test": { "test": "object" }, "name": "state-machine" }),
        &[
            (Measured, "States.Base64Encode('Hello World')", json!("SGVsbG8gV29ybGQ=")),
            (Measured, "States.Base64Decode('SGVsbG8gV29ybGQ=')", json!("Hello World")),
            (Measured, "States.JsonMerge($.a, $.c, false)", json!({ "a": 1, "b": 2, "c": 3, "d": 4 })),
            (Measured, "States.JsonToString($.test)", json!("{\"test\":\"object\"}")),
            (Measured, "States.StringToJson('{\"key\":\"value\"}')", json!({ "key": "value" })),
            (Claimed, "States.StringToJson('')", json!(null)),
            (Claimed, "States.StringToJson(' ')", json!(null)),
            (Claimed, "States.JsonToString(States.StringToJson('-0'))", json!("0")),
            (Measured, "States.StringSplit('a,b,c,d,e', ',')", json!(["a", "b", "c", "d", "e"])),
            (Measured, "States.StringSplit('Hello\nWorld', '\n')", json!(["Hello", "World"])),
            (Measured, "States.ArrayGetItem(States.StringSplit($.name, '-'), 0)", json!("state")),
            (
                Claimed,
                "States.StringSplit('This.is+a,test=string', '.+,=')",
                json!(["This", "is", "a", "test", "string"]),
            ),
            (Claimed, "States.Hash('input data', 'SHA-1')", json!("aaff4a450a104cd177d28d18d74485e8cae074b7")),
        ],
    );
}

/// The functions' own limits; the name of the error is certain, its sentence is ours.
#[test]
fn what_a_function_can_not_take() {
    let long = "x".repeat(10_001);
    for call in [
        "States.ArrayRange(1, 1001, 1)".to_owned(),
        "States.ArrayRange(1, 5, 0)".to_owned(),
        "States.ArrayPartition(States.Array(1), 0)".to_owned(),
        "States.ArrayGetItem(States.Array(1), 1)".to_owned(),
        "States.ArrayGetItem(States.Array(1), -1)".to_owned(),
        "States.ArrayLength('a')".to_owned(),
        "States.StringToJson('{')".to_owned(),
        "States.JsonMerge($, $, true)".to_owned(),
        "States.Format('{} {}', 1)".to_owned(),
        "States.MathRandom(2, 1)".to_owned(),
        "States.Hash('a', 'sha-1')".to_owned(),
        format!("States.Base64Encode('{long}')"),
        format!("States.Hash('{long}', 'MD5')"),
    ] {
        let (error, cause) = path_template(&json!({ "v.$": call }), &json!({}), &json!({})).expect_err(&call);
        assert_eq!(error, "States.IntrinsicFailure", "{call}");
        assert!(cause.starts_with(&format!("The function '{call}' had the following error: ")), "{cause}");
    }
    let exact = format!("States.Base64Decode(States.Base64Encode('{}'))", "é".repeat(7_500 / 2));
    assert!(path_template(&json!({ "v.$": exact }), &json!({}), &json!({})).is_ok());
}
