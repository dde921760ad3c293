//! The levels, at the edges that were measured.

use asl_schema::jsonata::{MAX_NESTING, nesting, parse};

fn levels(text: &str) -> usize {
    nesting(&parse(text).unwrap())
}

fn wrapped(open: &str, times: usize, close: &str) -> String {
    format!("{}1{}", open.repeat(times), close.repeat(times))
}

#[test]
fn what_was_measured() {
    let sum = |terms: usize| vec!["1"; terms].join("+");
    let stages = |stages: usize| format!("1{}", "~>$string".repeat(stages));
    for (accepted, refused) in [
        (sum(100), sum(101)),
        (wrapped("(", 99, ")"), wrapped("(", 100, ")")),
        (wrapped("[", 99, "]"), wrapped("[", 100, "]")),
        (stages(99), stages(100)),
    ] {
        assert_eq!((levels(&accepted), levels(&refused)), (MAX_NESTING, MAX_NESTING + 1), "{refused}");
    }
}

/// `$f(31)` was the last to work: it nests 3n + 5, of which the text shows the 5, and what each call adds.
#[test]
fn a_function_nests_where_it_is_called() {
    assert_eq!(levels("(function($x){ $x <= 0 ? 0 : 1 })(1)"), 5);
    assert_eq!(levels("$x <= 0 ? 0 : 1 + $f($x-1)"), 5);
}

#[test]
fn each_kind_of_part() {
    for (text, expected) in [
        ("1", 1),
        ("-1", 1),
        ("-$x", 2),
        ("$x", 1),
        ("$x.a.b.c.d", 2),
        ("$x[0]", 1),
        ("$x[a]", 3),
        ("$x[a > 1].b", 4),
        ("$x.(1 + 2)", 4),
        ("$x^(a)", 3),
        ("{'a': [1]}", 3),
        ("$f(1, $g(2))", 3),
        ("1 ~> $f(2)", 2),
        ("[1..2]", 3),
        ("$x := 1", 2),
        ("($x := 1; $x)", 3),
        ("$x ? (1) : 2", 3),
    ] {
        assert_eq!(levels(text), expected, "{text}");
    }
}
