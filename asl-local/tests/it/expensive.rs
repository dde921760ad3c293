//! Expressions that would take hours or all memory: each ends, in the service's words for its limits, in "unsupported", or with its value where that can be had
//! in good time.

use std::fmt::Write as _;

use asl_local::expr::Error;
use asl_local::expr::jsonata::{Bindings, Core, States, evaluate_field};
use asl_local::expr::{Entropy, NoVariables};
use serde_json::{Value, json};

/// How it ends.
#[derive(Debug, PartialEq)]
enum Ends {
    With(Value),
    /// The limit of memory.
    Memory,
    /// The limit of time.
    Time,
    /// What can't be told here.
    Unsupported,
    /// Another failure, by what follows "during evaluation".
    Failed(String),
}

fn ending(code: &str) -> Ends {
    let (states, entropy) = (json!({}), Entropy::seeded(0));
    let bindings = Bindings { states: States::of(&states), variables: &NoVariables, now_millis: 0, entropy: &entropy };
    match evaluate_field(code, "Output", &Core::new(), &bindings) {
        Ok(value) => Ends::With(value),
        Err(Error::Unsupported(_)) => Ends::Unsupported,
        Err(Error::Fails(failure)) => {
            let what = failure.cause.rsplit_once("during evaluation").map_or(&*failure.cause, |(_, what)| what);
            match what {
                ": Expression evaluation memory limit exceeded: Check for excessive memory usage" => Ends::Memory,
                ": Expression evaluation timeout: Check for infinite loop" => Ends::Time,
                other => Ends::Failed(other.to_owned()),
            }
        }
    }
}

fn check(rows: &[(&str, Ends)]) {
    let mut wrong = String::new();
    for (code, expected) in rows {
        let found = ending(code);
        if found != *expected {
            let _ = writeln!(wrong, "{code}\n  expected {expected:?}\n  found    {found:.200?}");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

fn with(value: impl Into<Value>) -> Ends {
    Ends::With(value.into())
}

#[test]
fn regular_expressions() {
    check(&[
        (r#"$contains($pad("", 300000, "a"), /(a+)+b/)"#, with(false)),
        (r#"$count($match($pad("", 300000, "ab"), /a/))"#, with(150_000)),
        (r#"$count($match($pad("", 3000000, "ab"), /a/))"#, Ends::Memory),
        (r#"$count($pad("", 3000000, "ab") ~> $split(/a/))"#, Ends::Memory),
        (r#"$length($replace($pad("", 300000, "a"), /a/, "b"))"#, with(300_000)),
        (r#"$contains($pad("", 300000, "a"), /(a{1,100}){1,100}b/)"#, Ends::Unsupported),
        (r#"($f := $contains; $f($pad("", 300000, "a"), /(a?){1000}b/))"#, Ends::Unsupported),
        (r#"[$pad("", 300000, "a")].$contains(/(a?){1000}b/)"#, Ends::Unsupported),
        (r#"$contains("a", /((a{1,100}){1,100}){1,100}b/)"#, Ends::Unsupported),
        // Each search reads on to the end of the text; the service's engines do that too.
        (r#"$count($match($pad("", 400000, "a"), /a+b|a/))"#, Ends::Time),
    ]);
}

#[test]
fn texts() {
    check(&[
        (r#"$length($join($map([1..8000], $string), $pad("", 100000, "x")))"#, Ends::Memory),
        (r#"$length($replace($pad("", 300000, "a"), "a", $pad("", 100, "x")))"#, Ends::Memory),
        (r#"$pad("", 300000, "a") ~> $replace("a", $pad("", 100, "x")) ~> $length()"#, Ends::Memory),
        (
            r#"$replace($pad("", 9000, "a"), "a", $replace("x", "x", $replace("x", "x", "y"))) ~> $length()"#,
            with(9_000),
        ),
        ("$length($string([1..800000]))", with(5_488_896)),
        ("$length($string($map([1..900], function($v){[1..8000]})))", Ends::Memory),
        (r#"$formatInteger(1e12, "I")"#, Ends::Memory),
        (r#"$length($formatInteger(7e6, "i"))"#, with(7_000)),
    ]);
}

#[test]
fn pictures() {
    check(&[
        (r#"$formatNumber(1, $pad("", 300000, "0"))"#, Ends::Unsupported),
        (r#"$formatNumber(1, "0." & $pad("", 300000, "0"))"#, Ends::Unsupported),
        (r#"$length($formatNumber(1, $pad("", 900, "0")))"#, with(900)),
        (r#"$parseInteger($pad("", 300000, "z"), "a")"#, Ends::Unsupported),
        (r#"$fromMillis(0, $pad("", 300000, "[Y]"))"#, Ends::Unsupported),
        (r#"$fromMillis(0, "[Y,3000000-3000000]")"#, Ends::Unsupported),
        (r#"$fromMillis(0, "[Y,70-70]")"#, Ends::Unsupported),
        (r#"$fromMillis(0, "[Y,6-6]")"#, with("001970")),
        (r#"$toMillis("1", $pad("", 300000, "[Y]"))"#, Ends::Unsupported),
    ]);
}

#[test]
fn distinct_values() {
    check(&[
        ("$count($distinct([1..300000]))", with(300_000)),
        ("$count($map([1..100000], $string) ~> $distinct())", with(100_000)),
        ("$count($distinct($map([1..100000], function($v){0/0})))", with(100_000)),
        ("$count($distinct($map([1..100000], function($v){{\"a\": 0/0, \"b\": $v % 7}})))", with(100_000)),
        ("$distinct([0, -0, 1, 1.0, \"1\", true, null, null])", with(json!([0, 1, "1", true, null]))),
        (
            r#"$distinct([{"a": 1, "b": [2]}, {"b": [2], "a": 1}, {"a": 1}])"#,
            with(json!([{"a": 1, "b": [2]}, {"a": 1}])),
        ),
        ("$map([[1, 1], [2]], $distinct)", with(json!([[1], [2]]))),
        ("[1, 1] ~> $distinct", with(json!([1]))),
        ("$distinct([{\"a\": 3}, {\"a\": 3}].a)", with(3)),
        ("$distinct(3)", with(3)),
    ]);
}

/// Lists and objects that share their parts, so that what is written out is larger than any memory.
#[test]
fn shared_parts() {
    let doubled = |what: &str| {
        format!(r#"($l := $reduce([1..40], function($a, $b){{{{"a": $a, "b": $a}}}}, 1); $m := $merge([$l]); {what})"#)
    };
    for what in [
        "$l",
        "[$l]",
        "$string($l)",
        "$l ~> $string()",
        "$l & ''",
        "$count($l.**)",
        "$l = $m",
        "$m != $l",
        "$l in [$m, 1]",
        "$count($distinct([$l, $m]))",
        "$l ~> |**|{'c': 1}|",
    ] {
        assert_eq!(ending(&doubled(what)), Ends::Memory, "{what}");
    }
    assert_eq!(ending(&doubled("$type($l.a.b.a)")), with("object"));
}

#[test]
fn lists() {
    check(&[
        ("($d := [1..800]; $count($d.$d.$d))", Ends::Memory),
        ("($d := [1..800]; $count($d.($d).($d)))", Ends::Memory),
        ("($d := [1..800]; $count($d.$d))", with(640_000)),
        ("$count([1..1000].([1..1000]))", Ends::Memory),
        ("$count($append([1..500000], [1..500000]))", Ends::Memory),
        ("$count($sort([1..20000], function($a, $b){true}))", with(20_000)),
        ("$count([1..100000]^(>$))", with(100_000)),
        (r#"$count($keys([1..20000]{$string($): $}))"#, with(20_000)),
        ("$count($zip([1..100000], [1..100000]))", with(100_000)),
        ("$count($reverse([1..800000]))", with(800_000)),
    ]);
}

/// A tower that a loop builds is deeper than any stack.
#[test]
fn depth() {
    for what in ["$l", "$string($l)", "$l = $l", "$distinct([$l, $l])"] {
        let code = format!("($l := $reduce([1..20000], function($a, $b){{[[$a]]}}, [1]); {what})");
        assert_eq!(ending(&code), Ends::Unsupported, "{what}");
    }
}

/// What an expression names itself hides the functions that are looked at.
#[test]
fn own_names() {
    check(&[
        ("($distinct := function($x){$x}; $count($distinct([1, 1])))", with(2)),
        ("($number := function($x){$x}; $number(' 1 '))", with(" 1 ")),
        ("($pad := function($x, $n){$n}; 'x' ~> $pad(9e12))", with(9_000_000_000_000_i64)),
        ("$map([[1, 1]], function($distinct){$count($distinct)})", with(2)),
    ]);
}

/// Where the engine's integers overflow, in a build that looks for it.
#[test]
fn large_numbers() {
    check(&[
        ("$substring('héllo', 1e300)", with("")),
        ("$substring('héllo', -1e300, 1e300)", with("héllo")),
        ("$substring('héllo', 1, 9e18)", with("éllo")),
        ("'héllo' ~> $substring(9e18, 9e18)", with("")),
        ("$toMillis('zzzzzzzzzzzzzzzzzzz', '[Ya]')", Ends::Unsupported),
        ("$toMillis('99999999999999999999', '[d]')", Ends::Unsupported),
        ("$toMillis('2018', '[Y٠٠]')", Ends::Unsupported),
        ("$parseInteger('one', '٠٠')", Ends::Unsupported),
        ("$parseInteger('٣١', '٠٠')", with(31)),
        ("$parseInteger('one hundred and', 'a')", Ends::Unsupported),
        ("['zzzzzzzzzzzzzzzzzzz'].$parseInteger('a')", Ends::Unsupported),
        ("[1].$fromMillis('[Y,70-70]')", Ends::Unsupported),
        ("$now('[Y,70-70]')", Ends::Unsupported),
        ("$formatBase(1e300)", Ends::Unsupported),
        ("$formatBase(255, 16)", with("ff")),
        ("$formatNumber(1e21, '0')", Ends::Unsupported),
        ("$fromMillis(0, '[Y]', 'here')", Ends::Unsupported),
        ("$fromMillis(0, '[H01]:[m01]', '+0530')", with("05:30")),
    ]);
}
