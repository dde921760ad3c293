//! How far an expression may go.

use serde_json::{Value, json};

use super::{ending, jsonata};

const STACK: &str = "threw an error during evaluation: Stack overflow error: Check for non-terminating recursive function. Consider rewriting as tail-recursive";
const MEMORY: &str =
    "threw an error during evaluation: Expression evaluation memory limit exceeded: Check for excessive memory usage";

/// The last that works and the first that doesn't; all measured.
fn limit(works: &str, value: &Value, fails: &str, with: &str) {
    assert_eq!(jsonata(works, &Value::Null).as_ref(), Ok(value), "{works}");
    assert_eq!(ending(fails, &Value::Null), with, "{fails}");
}

#[test]
fn nesting() {
    let sum = |terms: usize| vec!["1"; terms].join("+");
    limit(&sum(100), &json!(100), &sum(101), STACK);
    let parentheses = |levels: usize| format!("{}1{}", "(".repeat(levels), ")".repeat(levels));
    limit(&parentheses(99), &json!(1), &parentheses(100), STACK);
    let stages = |count: usize| format!("1{}", "~>$string".repeat(count));
    limit(&stages(99), &json!("1"), &stages(100), STACK);
    let brackets = |levels: usize| format!("$count({}1{})", "[".repeat(levels), "]".repeat(levels));
    limit(&brackets(98), &json!(1), &brackets(99), STACK);
}

#[test]
fn recursion() {
    let sum = |levels: usize| format!("($f := function($x){{ $x <= 0 ? 0 : 1 + $f($x-1) }}; $f({levels}))");
    limit(&sum(31), &json!(31), &sum(32), STACK);
}

#[test]
fn memory() {
    limit("[1..873782] ~> $count()", &json!(873_782), "[1..873783] ~> $count()", MEMORY);
    limit("$count($range(1,360145,1))", &json!(360_145), "$range(1,360146,1)", MEMORY);
    limit("[1..800000] ~> $count()", &json!(800_000), "[1..900000] ~> $count()", MEMORY);
    let doubled = |times: usize| {
        format!("($p := function($s,$n){{ $n = 0 ? $s : $p($s & $s, $n-1) }}; $length($p(\"x\",{times})))")
    };
    limit(&doubled(22), &json!(4_194_304), &doubled(23), MEMORY);
    assert_eq!(ending("$sum([1..900000])", &Value::Null), MEMORY);
    for padded in ["$pad('x', 9e12)", "$pad('x', -9e12, '-')", "'x' ~> $pad(9e12)"] {
        assert_eq!(ending(padded, &Value::Null), MEMORY, "{padded}");
    }
    let doubles = "$sum($map([1..200000], function($v){$v*2}))";
    assert_eq!(jsonata(doubles, &Value::Null), Ok(json!(40_000_200_000_i64)));
}

/// That it ends is measured, the sentence is the documentation's.
#[test]
fn a_loop_without_end() {
    let timeout = "threw an error during evaluation: Expression evaluation timeout: Check for infinite loop";
    assert_eq!(ending("($f := function($x){ $f($x+1) }; $f(1))", &Value::Null), timeout);
}
