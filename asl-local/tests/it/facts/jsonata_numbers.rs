//! Numbers: 64-bit integers, infinity, how they print.

use asl_local::expr::Error;
use serde_json::{Value, json};

use super::Sure::{Claimed, Measured};
use super::{check_values, jsonata};

#[test]
fn into_expressions_and_out() {
    check_values(
        &json!({
            "one": 1.0, "half": 1.5, "least": i64::MIN, "most": i64::MAX, "beyond": 9_223_372_036_854_775_808_u64,
            "id": 9_007_199_254_740_993_i64, "near": 9_007_199_254_740_992_i64
        }),
        &[
            (Measured, "$states.input.one", "1"),
            (Measured, "$states.input.half", "1.5"),
            (Measured, "$states.input.most", "9223372036854775807"),
            (Measured, "$states.input.least", "-9223372036854775808"),
            (Measured, "$states.input.beyond", "9.223372036854776E18"),
            (Measured, "9007199254740993", "9007199254740993"),
            (Measured, "[$states.input.id, $states.input.near]", "[9007199254740993,9007199254740992]"),
            (Measured, "{'a': {'b': $states.input.id}}", r#"{"a":{"b":9007199254740993}}"#),
            (Claimed, "$states.input.id = $states.input.id", "true"),
            (Claimed, "$states.input.id = $states.input.near", "false"),
            (Claimed, "$states.input.id = 9007199254740992", "false"),
            (Claimed, "$states.input.most > 5", "true"),
            (
                Claimed,
                "$range(9007199254740993, 9007199254740995, 1)",
                "[9007199254740993,9007199254740994,9007199254740995]",
            ),
            (Claimed, "$count([$states.input.id, 9007199254740993])", "2"),
        ],
    );
}

/// The engine computes in doubles: it must not say what it can't know.
#[test]
fn what_is_computed_with_large_integers_is_refused() {
    let input = json!({ "id": 9_007_199_254_740_993_i64, "near": 9_007_199_254_740_992_i64 });
    for code in [
        "$states.input.id + 1",
        "$states.input.id > $states.input.near",
        "$string($states.input.id)",
        "'id-' & $states.input.id",
        "$sort([$states.input.id, $states.input.near])",
        "$max([$states.input.id, $states.input.near])",
        "9007199254740992 + 1",
        "9007199254740991 * 3",
    ] {
        assert!(matches!(jsonata(code, &input), Err(Error::Unsupported(_))), "{code}: {:?}", jsonata(code, &input));
    }
}

#[test]
fn infinity_is_a_text() {
    check_values(
        &json!({}),
        &[
            (Measured, "1/0", r#""Infinity""#),
            (Measured, "1e308 * 10", r#""Infinity""#),
            (Measured, "-1/0", r#""-Infinity""#),
            (Measured, "0/0", r#""NaN""#),
            (Measured, r#"$parseInteger("abc","0")"#, r#""NaN""#),
            (Measured, "$parseInteger('123','0')", "123"),
            (Measured, "[1/0]", r#"["Infinity"]"#),
            (Measured, "{'k': 1/0}", r#"{"k":"Infinity"}"#),
            (Measured, "[$parseInteger('abc','0')]", r#"["NaN"]"#),
        ],
    );
    // Not measured: the reference refuses, and who knows.
    for code in ["1/0 + 1", "$string(1/0)"] {
        assert!(matches!(jsonata(code, &Value::Null), Err(Error::Unsupported(_))), "{code}");
    }
}

#[test]
fn texts_of_numbers_are_those_of_javascript() {
    check_values(
        &json!({ "beyond": 9_223_372_036_854_775_808_u64 }),
        &[
            (Measured, "$string(1e19)", r#""10000000000000000000""#),
            (Measured, "$string(1e20)", r#""100000000000000000000""#),
            (Measured, "$string(1.5e20)", r#""150000000000000000000""#),
            (Measured, "$string(999999999999999868928)", r#""999999999999999900000""#),
            (Measured, "$string(1e21)", r#""1e+21""#),
            (Measured, "$string(1e21 - 1)", r#""1e+21""#),
            (Measured, "$string(1e22)", r#""1e+22""#),
            (Measured, "$string(1e100)", r#""1e+100""#),
            (Measured, "$string(-1e20)", r#""-100000000000000000000""#),
            (Measured, "$string(-1e21)", r#""-1e+21""#),
            (Measured, "$string(1e-6)", r#""0.000001""#),
            (Measured, "$string(1e-7)", r#""1e-7""#),
            (Measured, "$string(1/3)", r#""0.333333333333333""#),
            (Measured, "$string(null)", r#""null""#),
            (Measured, "$string(true)", r#""true""#),
            (Measured, "$string({'n':1e20})", r#""{\"n\":100000000000000000000}""#),
            (Measured, "$map([1e20,1e21],$string)", r#"["100000000000000000000","1e+21"]"#),
            (Measured, "$string([1e20,2])", r#""[100000000000000000000,2]""#),
            (Measured, "$string({'a':1},true)", r#""{\n  \"a\": 1\n}""#),
            (Measured, "$string($states.input.beyond)", r#""9223372036854776000""#),
        ],
    );
}
