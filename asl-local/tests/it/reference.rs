//! What `jsonata` 2.0.6, run by node, answers where the engine of its own would answer something else.

use asl_local::expr::jsonata::{Bindings, Core, States, evaluate_field};
use asl_local::expr::{Entropy, Error, NoVariables};
use serde_json::{Value, json};

fn evaluated(code: &str, input: &Value) -> Result<Value, String> {
    let (states, entropy) = (json!({ "input": input }), Entropy::seeded(0));
    let bindings = Bindings { states: States::of(&states), variables: &NoVariables, now_millis: 0, entropy: &entropy };
    evaluate_field(code, "Output", &Core::new(), &bindings).map_err(|error| match error {
        Error::Fails(failure) => failure.cause.rsplit_once("'Output' ").map_or("", |(_, ending)| ending).to_owned(),
        Error::Unsupported(_) => "unsupported".to_owned(),
    })
}

fn check(rows: &[(&str, Value)]) {
    for (code, expected) in rows {
        assert_eq!(evaluated(code, &json!(null)).as_ref(), Ok(expected), "{code}");
    }
}

fn check_errors(rows: &[(&str, &str)]) {
    for (code, ending) in rows {
        let found = evaluated(code, &json!(null));
        assert!(found.as_ref().is_err_and(|found| found.ends_with(ending)), "{code}: {found:?}");
    }
}

/// An object is changed, not whatever equals it; what stays with a change is what the reference's own copy has.
#[test]
fn transformations() {
    check(&[
        (
            "{'items':[{'a':1},{'a':1}]} ~> |items[0]|{'first':true}|",
            json!({"items": [{"a": 1, "first": true}, {"a": 1}]}),
        ),
        ("[{'a':1},{'a':2}] ~> |$[0]|{'x':1}|", json!([{"a": 1, "x": 1}, {"a": 2}])),
        ("[{'a':1},{'a':2}] ~> |$|{'x':1}|", json!([{"a": 1, "x": 1}, {"a": 2, "x": 1}])),
        ("({'o':[{'p':true},{'p':false}]} ~> |o[p=false]|{'due':1}|).o.due", json!(1)),
        ("{'a':{'b':{'c':1}}} ~> |**.b|{'d':c+1}|", json!({"a": {"b": {"c": 1, "d": 2}}})),
        ("{'a':{'b':{'c':1}}} ~> |a|{'x':1}| ~> |a.b|{'y':c},'c'|", json!({"a": {"b": {"y": 1}, "x": 1}})),
        ("{'a':{'b':{'z':1}}} ~> |a|{'x':1}, 'x'|", json!({"a": {"b": {"z": 1}}})),
        (
            "{'a':{'b':{'z':1}}} ~> |a|{'x':({'b':{'z':1}} ~> |b|{'w':1}|)}|",
            json!({"a": {"b": {"z": 1}, "x": {"b": {"z": 1, "w": 1}}}}),
        ),
        ("($s:={'z':1}; {'a':$s,'b':$s} ~> |a|{'k':1}|)", json!({"a": {"z": 1, "k": 1}, "b": {"z": 1}})),
        (
            "$map([1,2],function($i){{'a':{'c':$i}} ~> |a|{'x':$i}|})",
            json!([{"a": {"c": 1, "x": 1}}, {"a": {"c": 2, "x": 2}}]),
        ),
        ("{'a':{'c':1}} ~> |nope|{'x':1}|", json!({"a": {"c": 1}})),
    ]);
    check_errors(&[
        (
            "{'a':{}} ~> |a|null|",
            "T2011: The insert/update clause of the transform expression must evaluate to an object: null",
        ),
        ("5 ~> |a|{'x':1}|", "T0410: Argument 1 of function undefined does not match function signature"),
        ("$nope ~> |a|{'x':1}|", "returned nothing (undefined)."),
        // Both have no text in JavaScript either: a circle, and a member of a number.
        ("{'a':{'b':1}} ~> |a|{'x':$}|", "unsupported"),
        ("{'a':1} ~> |a|{'x':1}|", "unsupported"),
    ]);
}

#[test]
fn a_transformation_of_a_long_list_takes_no_square() {
    let orders: Vec<Value> = (0..20_000).map(|id| json!({"id": id, "total": 1, "tags": []})).collect();
    let code = "$count(($states.input ~> |orders|{'total': total * 2}, 'tags'|).orders[total = 2])";
    assert_eq!(evaluated(code, &json!({ "orders": orders })), Ok(json!(20_000)));
}

/// JavaScript's regular expressions without the flag `u`.
#[test]
fn regular_expressions() {
    check(&[
        (r"$match('Zürich', /\w+/).match", json!(["Z", "rich"])),
        (r"$match('٣4', /\d/).match", json!("4")),
        (r"$match('éa', /\ba/).index", json!(1)),
        (r"$match('{a}', /{a}/).match", json!("{a}")),
        (r"$match('a&&b', /[a&&b]+/).match", json!("a&&b")),
        (r"$match('x', /[^]/).match", json!("x")),
        (r"$replace('2024-01-02', /(\d{4})-(\d\d)-(\d\d)/, '$3.$2.$1')", json!("02.01.2024")),
        (r"$split('a, b;c', /[,;]\s*/)", json!(["a", "b", "c"])),
    ]);
    check_errors(&[("$split('abc', /b?/)", "D1004: Regular expression matches zero length string")]);
}

#[test]
fn numbers() {
    check(&[
        ("$formatNumber(1e10, '#,###,##0')", json!("10,000,000,000")),
        ("$formatNumber(-12345678.9, '$#,###,##0.00;($#,###,##0.00)')", json!("($12,345,678.90)")),
        ("$formatNumber(1234567.5, '#,##0.00')", json!("1,234,567.50")),
        ("$formatBase(2.5)", json!("2")),
        ("$number('-1.5e3')", json!(-1500)),
        ("$number('0x1F')", json!(31)),
    ]);
    check_errors(&[
        ("$number('+1')", "D3030: Unable to cast value to a number: \"+1\""),
        ("$number('.5')", "D3030: Unable to cast value to a number: \".5\""),
        ("$number('5.')", "D3030: Unable to cast value to a number: \"5.\""),
        (
            "$formatNumber(1, '0e')",
            "D3093: The exponent part of the sub-picture must comprise only of one or more characters that are members of the 'decimal digit family'",
        ),
        (
            "$formatNumber(1, '0.0.0')",
            "D3081: The sub-picture must not contain more than one instance of the 'decimal-separator' character",
        ),
        // The reference does something; the engine something else.
        ("$formatNumber(5, '#,##,##0')", "unsupported"),
        ("$formatNumber(5, '0E0')", "unsupported"),
        ("$formatNumber(-5, '0', {'minus-sign': 'm'})", "unsupported"),
        ("$formatInteger(1e20, '0')", "unsupported"),
        ("$parseInteger('x', 'w')", "unsupported"),
        ("$toMillis('2018-02-30')", "unsupported"),
        ("$split('a😀', '')", "unsupported"),
    ]);
}

#[test]
fn lists_with_nothing_and_null() {
    check(&[
        ("$filter(null, function($x){true})", json!(null)),
        ("$reduce([], function($a,$b){$a}, 5)", json!(5)),
        ("[1,2] ~> $filter(function($x){$x > 1})", json!(2)),
    ]);
    check_errors(&[
        ("$reduce([], function($a,$b){$a})", "returned nothing (undefined)."),
        ("function($x)<n:n>{$x}('a')", "T0410: Argument 1 of function undefined does not match function signature"),
        ("function($x)<a<n>:n>{$x}(['a'])", "T0412: Argument 1 of function undefined must be an array of \"numbers\""),
    ]);
}
