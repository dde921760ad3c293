//! Expressions and their values: undefined, null, the added functions.

use serde_json::{Value, json};

use super::Sure::{Claimed, Measured};
use super::{check_values, ending, jsonata};

#[test]
fn undefined_fails() {
    for code in [
        "$states.input.missing",
        "$string()",
        "$parse()",
        "$partition([],2)",
        "$partition([1,2,3],0)",
        "$partition([1,2,3,4],-0.5)",
        "$range(5,1,1)",
        "$range(1,5,0)",
        "$range(1,5)",
        "$hash('Hello')",
        "$phone",
    ] {
        assert_eq!(ending(code, &json!({})), "returned nothing (undefined).", "{code}");
    }
}

#[test]
fn null_is_a_value() {
    check_values(
        &json!({ "bar": null }),
        &[
            (Measured, "null", "null"),
            (Measured, r#"$lookup($states.input,"bar")"#, "null"),
            (Measured, "[null, 1]", "[null,1]"),
            (Measured, "{'v': $states.input.bar}", r#"{"v":null}"#),
            (Measured, "$exists($parse('null'))", "true"),
            (Measured, "$exists($states.input.bar)", "true"),
            (Measured, "$type($states.input.bar)", r#""null""#),
            (Measured, "$count(null)", "1"),
        ],
    );
}

#[test]
fn parse() {
    check_values(
        &json!({ "body": r#"{"detail":{"amount":{"value":12.345}}}"# }),
        &[
            (Measured, r#"$parse('{"n":9223372036854775807}').n"#, "9223372036854775807"),
            (Measured, r#"$parse('{"n":9223372036854775808}').n"#, "9.223372036854776E18"),
            (Measured, "$parse('123456789012345678901234567890')", "1.2345678901234568E29"),
            (Measured, "$parse('1.0')", "1"),
            (Measured, "$parse('1e2')", "100"),
            (Measured, "$parse('1.5')", "1.5"),
            (Measured, "$parse('null')", "null"),
            (Measured, r#"$parse('{"b":1,"a":2}')"#, r#"{"b":1,"a":2}"#),
            (Measured, r#"$parse("{\"a\":1}").a"#, "1"),
            (Measured, r#"$map(['{"a":1}','{"a":2}'], $parse).a"#, "[1,2]"),
            (Measured, "$round($parse($states.input.body).detail.amount.value * 100)", "1234"),
        ],
    );
}

#[test]
fn partition_and_range() {
    check_values(
        &json!({}),
        &[
            (Measured, "$partition([1,2,3,4],2)", "[[1,2],[3,4]]"),
            (Measured, "$partition([1,2,3,4,5],2)", "[[1,2],[3,4],[5]]"),
            (Measured, "$partition([1,2,3,4,5],2.9)", "[[1,2],[3,4],[5]]"),
            (Measured, "$partition([1,2,3])", "[[1,2,3]]"),
            (Measured, "$range(0,6,2)", "[0,2,4,6]"),
            (Measured, "$range(10,0,-2)", "[10,8,6,4,2,0]"),
            (Measured, "$range(3,1,-1)", "[3,2,1]"),
            (Measured, "$range(1.7,5,1)", "[1,2,3,4,5]"),
            (Measured, "$range(-1.7,2,1)", "[-1,0,1,2]"),
            (Measured, "$range(-2.9,0,1)", "[-2,-1,0]"),
            (Measured, "$range(5,1,-1.5)", "[5,4,3,2,1]"),
            (Measured, "$range(3,3,1)", "3"),
            (Measured, "$count($range(1,200000,1))", "200000"),
            (Measured, "$count($range(-9223372036854775808, 9223372036854775807, 9223372036854775807))", "3"),
        ],
    );
}

#[test]
fn hashes() {
    check_values(
        &json!({}),
        &[
            (Measured, "$hash('input','MD5')", r#""a43c1b0aa53a0c908810c06ab1ff3967""#),
            (Measured, "$hash('input','SHA-1')", r#""140f86aae51ab9e1cda9b4254fe98a74eb54c1a1""#),
            (
                Measured,
                "$hash('input','SHA-256')",
                r#""c96c6d5be8d08a12e7b5cdc1b207fa6b2430974c86803d8891675e76fd992c20""#,
            ),
            (Measured, "$hash('Hello','MD5')", r#""8b1a9953c4611296a827abf8c47804d7""#),
            (Measured, "$hash('ñ','MD5')", r#""94e9342ecbb1458b6043ecd3bfcbc192""#),
            (Measured, "$hash('Hello','SHA-1')", r#""f7ff9e8b7bb2e09b70935a5d785e0cc5d9d0abf0""#),
            (
                Measured,
                "$hash('Hello','SHA-256')",
                r#""185f8db32271fe25f561a6fc938b2e264306ec304eda518007d1764826381969""#,
            ),
            (
                Measured,
                "$hash('Hello','SHA-384')",
                r#""3519fe5ad2c596efe3e276a6f351b8fc0b03db861782490d45f7598ebd0ab5fd5520ed102f38c4a5ec834e98668035fc""#,
            ),
            (
                Measured,
                "$hash('Hello','SHA-512')",
                r#""3615f80c9d293ed7402687f94b22d58e529b8cc7916f8fac7fddf7fbd5af4cf777d3d795a7a00a16bf7e7f3fb9561ee9baae480da9fe7a18769e71886b03f315""#,
            ),
        ],
    );
}

#[test]
fn random_numbers() {
    check_values(
        &json!({}),
        &[
            (Measured, "$random(42)", "0.7275636800328681"),
            (Measured, "$random(0)", "0.730967787376657"),
            (Measured, "$random(7)", "0.7306990420600421"),
            (Measured, "$random(0.9)", "0.730967787376657"),
            (Measured, "($r := $random(); $r >= 0 and $r < 1)", "true"),
        ],
    );
    let id = jsonata("$uuid()", &json!({})).unwrap();
    let id = id.as_str().unwrap();
    assert!(id.len() == 36 && id.as_bytes()[14] == b'4' && id == id.to_lowercase(), "{id}");
}

/// Two evaluations of one seed agree, two calls within one do not.
#[test]
fn randomness_is_the_callers() {
    let code = "[$uuid(), $uuid(), $random(), $shuffle([1..20])]";
    let first = jsonata(code, &json!({})).unwrap();
    assert_eq!(first, jsonata(code, &json!({})).unwrap());
    assert_ne!(first[0], first[1]);
    assert_ne!(first[3], Value::from((1..=20).collect::<Vec<_>>()));
}

#[test]
fn the_clock_is_the_callers() {
    check_values(
        &json!({}),
        &[
            (Measured, "$millis()", "1700000000123"),
            (Measured, "$now()", r#""2023-11-14T22:13:20.123Z""#),
            (Measured, "$now('[Y0001]-[M01]-[D01]')", r#""2023-11-14""#),
            (Measured, "$toMillis($now()) = $millis()", "true"),
            (Measured, "($f := $now; $f() = $now())", "true"),
        ],
    );
}

#[test]
fn formatted_numbers() {
    check_values(
        &json!({}),
        &[
            (Claimed, "$formatNumber(1234.5678,'#,##0.00')", r#""1,234.57""#),
            (Claimed, "$formatNumber(0.123,'#0.0%')", r#""12.3%""#),
        ],
    );
}

/// Where the engine, with the reference, is not as others claim that the service is.
#[test]
fn what_differs_from_a_claim() {
    for (code, claimed, here) in
        [("$formatNumber(-1200,'$#0e0')", "-$12e2", "-$1e3"), ("$formatNumber(-1200,'#0e0;(#0e0)')", "(12e2)", "(1e3)")]
    {
        assert_ne!(claimed, here);
        assert_eq!(jsonata(code, &json!({})), Ok(json!(here)), "{code}");
    }
}

/// A sequence of one is its element, unless brackets keep the list.
#[test]
fn one_is_no_list() {
    check_values(
        &json!({ "items": [{ "id": 1 }] }),
        &[
            (Claimed, "$states.input.items.{'id': id}", r#"{"id":1}"#),
            (Claimed, "[$states.input.items.{'id': id}]", r#"[{"id":1}]"#),
        ],
    );
}

#[test]
fn a_function_is_no_result() {
    for code in ["function($x){ $x }", "$sum", "/a/"] {
        assert_eq!(ending(code, &json!({})), "returned an unsupported result type.", "{code}");
    }
}

/// What JavaScript's functions for URLs keep, and the numbers and lists that the engine treats in its own way.
#[test]
fn as_the_reference() {
    check_values(
        &json!({"q": "a b/c-d.e"}),
        &[
            (Claimed, "$encodeUrlComponent($states.input.q)", r#""a%20b%2Fc-d.e""#),
            (Claimed, "$encodeUrl($states.input.q)", r#""a%20b/c-d.e""#),
            (Claimed, "$states.input.q.$encodeUrlComponent()", r#""a%20b%2Fc-d.e""#),
            (Claimed, "$map(['é', '!'], $encodeUrl)", r#"["%C3%A9","!"]"#),
            (Claimed, "$decodeUrl('%2f%41')", r#""%2fA""#),
            (Claimed, "$decodeUrlComponent('%2f%41')", r#""/A""#),
            (Claimed, "$fromMillis(1.5)", r#""1970-01-01T00:00:00.001Z""#),
            (Claimed, "$reduce(null, function($a, $b){$a & 'z'}, 'x')", r#""xz""#),
            (Claimed, "$reduce([1, 2], function($a, $b){$a + $b})", "3"),
            (Claimed, "[null] ~> $reduce(function($a, $b){$a}, 5)", "5"),
            (Claimed, "$clone({'a': 1})", r#"{"a":1}"#),
            (Claimed, "$number('0x1F')", "31"),
            (Claimed, "$number('-12.5e1')", "-125"),
        ],
    );
}
