//! What expressions need from outside: AWS's verdicts on names, and what is read and called.

use asl_schema::jsonata::{Reference, parse, references};

/// Every reference in a line: `phone`, `$$`, `$states.input.a[…]`, `$f/1`.
fn listed(text: &str) -> Vec<String> {
    let expr = parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
    references(&expr)
        .into_iter()
        .map(|reference| match reference {
            Reference::Context { name, span } => {
                assert!(span.of(text).contains(name), "{text}");
                name.to_owned()
            }
            Reference::Root { span } => span.of(text).to_owned(),
            Reference::Variable(read) => {
                assert_eq!(read.span.of(text), format!("${}", read.variable), "{text}");
                let mut shown = format!("${}", read.variable);
                for field in read.fields() {
                    assert!(field.span.of(text).contains(field.name), "{text}");
                    shown = format!("{shown}.{}", field.name);
                }
                for (mark, holds) in [
                    (" indexed", read.is_indexed()),
                    (" …", read.continues),
                    (" whole", read.whole),
                    (" guarded", read.guarded),
                ] {
                    shown.push_str(if holds { mark } else { "" });
                }
                shown
            }
            Reference::FunctionValue { name, span } => {
                assert_eq!(span.of(text), format!("${name}"), "{text}");
                format!("${name} as a value")
            }
            Reference::Call(call) => {
                assert_eq!(call.span.of(text), format!("${}", call.name), "{text}");
                assert_eq!(call.given(), call.arguments + usize::from(call.piped));
                let (piped, partial) = (if call.piped { "+1" } else { "" }, if call.partial { " partial" } else { "" });
                format!("${}/{}{piped}{partial}", call.name, call.arguments)
            }
            Reference::LaterOperator { operator, span } => {
                assert_eq!(span.of(text), operator.text(), "{text}");
                format!("later {}", operator.text())
            }
        })
        .collect()
}

/// What AWS would name at the top level.
fn refused(text: &str) -> Vec<String> {
    let expr = parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
    let names = references(&expr).into_iter().filter_map(|reference| match reference {
        Reference::Context { name, .. } => Some(name.to_owned()),
        Reference::Root { .. } => Some("$$".to_owned()),
        _ => None,
    });
    names.collect()
}

/// Each was run through AWS's validation.
#[test]
fn aws_refuses_names_at_the_top_level() {
    for text in [
        "phone",
        "phone[0].number",
        "phone.number.street",
        "-phone",
        "phone ? 1 : 2",
        "$states.input.a ? phone : 2",
        "phone & 'x'",
        "phone in $states.input.b",
        "$sum(phone)",
        "phone(1)",
        "phone ~> $string()",
        "[1..phone]",
        "(phone)",
        "(phone).other",
        "[phone].other",
        "[phone, 1]",
        "{phone: 1}",
        "($x := phone; $x)",
        "$map($states.input.a, function($y){ phone })",
        "$count(phone[inner])",
        "phone.**.deeper",
    ] {
        assert_eq!(refused(text), ["phone"], "{text}");
    }
    for text in ["$", "$.phone", "$[0]", "$string($)", "$map($states.input.a, function($x){ $ })"] {
        assert_eq!(refused(text), ["$"], "{text}");
    }
    for text in ["$$", "$$.phone"] {
        assert_eq!(refused(text), ["$$"], "{text}");
    }
    for (text, names) in [
        ("aaa + bbb", ["aaa", "bbb"]),
        ("[bbb, aaa]", ["bbb", "aaa"]),
        ("(aaa; bbb)", ["aaa", "bbb"]),
        // AWS says a name once; which is for who prints it.
        ("aaa + aaa", ["aaa", "aaa"]),
    ] {
        assert_eq!(refused(text), names, "{text}");
    }
}

#[test]
fn aws_accepts_what_has_a_context() {
    for text in [
        "$states.input.items[phone > 3]",
        "$states.input.a^(phone)",
        "$states.input.a{'k': phone}",
        "$states.input.a.(phone)",
        "$states.input.a.$phone",
        "$phone",
        "$states.input ~> |phone|{'b': 1}|",
        "**.phone",
        "{'k': 1}.phone",
        "$states.input.a[0][phone]",
        "$states.input.a[$ > 1]",
        "function($x){ $x.phone }",
        "$map($states.input.a, function($x){ $x.phone })",
        "'phone'",
        "1 + 1",
        "$now()",
    ] {
        assert_eq!(refused(text), Vec::<String>::new(), "{text}");
    }
}

/// A text before a `.` is a name for the reference, so it needs a context like one.
#[test]
fn texts_that_are_names() {
    assert_eq!(refused("'phone'.number"), ["phone"]);
    assert_eq!(refused("'phone'[0]"), Vec::<String>::new());
}

#[test]
fn reads_have_the_fields_that_are_known() {
    for (text, expected) in [
        ("$states.input.order.total", "$states.input.order.total whole"),
        ("($states.input)", "$states.input whole"),
        ("$states", "$states whole"),
        ("$states.input.items[0].'first name'", "$states.input.items.first name indexed whole"),
        ("$states.input.items[-1][]", "$states.input.items indexed whole"),
        ("$states.input.items[price > 3].name", "$states.input.items …"),
        ("$states.input.(a).b", "$states.input …"),
        ("$states.input.*", "$states.input …"),
        ("$states.input^(a)", "$states.input …"),
        ("$states.input@$v.a", "$states.input …"),
        ("{'a': $x.b}", "$x.b"),
        ("-$x", "$x"),
        ("a[$x.b = c].d ~> $f", "a, $x.b guarded, $f/0+1"),
    ] {
        assert_eq!(listed(text).join(", "), expected, "{text}");
    }
    let text = "$states.input . items [0] [price]";
    let expr = parse(text).unwrap();
    let [Reference::Variable(read)] = references(&expr)[..] else { panic!() };
    assert_eq!(read.full_span().of(text), "$states.input . items [0]");
}

#[test]
fn guards_are_seen() {
    for text in [
        "$exists($x)",
        "$exists([$x])",
        "$x ? 1 : 2",
        "$x ?? 1",
        "$x ?: 1",
        "$x = 1",
        "1 < $x",
        "$x and true",
        "false or $x",
        "$x in [1]",
        "$not($x)",
        "$boolean($x)",
        "$x ~> $exists()",
        "$x ~> $exists",
        "[1][$x]",
    ] {
        assert!(listed(text).contains(&"$x guarded".to_owned()), "{text}: {:?}", listed(text));
    }
    for text in ["$x + 1", "$x & 'a'", "true ? $x", "false ? 1 : $x", "1 ?? $x", "$string($x)", "[1].($x)"] {
        assert!(listed(text).contains(&"$x".to_owned()), "{text}: {:?}", listed(text));
    }
}

/// Who asks in a condition whether there is a value reads it in a branch without harm, and nowhere else.
#[test]
fn branches_are_guarded_by_their_condition() {
    for text in [
        "$exists($x) ? $x : 0",
        "$not($exists($x)) ? 0 : $x",
        "$type($x) = 'number' ? $x + 1 : 1",
        "$exists($x) and $count($x) > 1 ? [$x, 1]",
        "$x ? ($y ? $x & $y : 0) : 0",
        "$map([1], function($v){ $exists($x) ? $x : $v })",
    ] {
        let unguarded: Vec<_> =
            listed(text).into_iter().filter(|read| read.starts_with('$') && !read.contains('/')).collect();
        assert!(unguarded.iter().all(|read| read.ends_with(" guarded")), "{text}: {unguarded:?}");
    }
    for text in ["($exists($x) ? 1; $x)", "[$x ? 1, $x]", "$y ? $x", "($y ? 1 : 2) & $x", "$exists($x) & $x"] {
        assert!(listed(text).contains(&"$x".to_owned()), "{text}: {:?}", listed(text));
    }
    // Many are not compared one by one.
    let many: Vec<String> = (0..50_000).map(|index| format!("$v{index}")).collect();
    let text = format!("[{}] ? ({}) : 0", many.join(","), many.join(";"));
    assert_eq!(references(&parse(&text).unwrap()).len(), 100_000);
}

#[test]
fn what_is_bound_is_not_from_outside() {
    for (text, expected) in [
        ("($x := 1; $x)", ""),
        ("($x := $x; $x)", "$x"),
        ("($y := $x; $x := 1; $x)", "$x"),
        ("(($x := 1); $x)", "$x"),
        ("[$x := 1, $x]", ""),
        ("function($x){ $x & $y }", "$y"),
        ("(function($x){ $x })($x)", "$x"),
        // A function runs later: it sees itself, and what is bound after it.
        ("($f := function($n){ $n > 0 ? $f($n - 1) }; $f(3))", ""),
        ("($even := function($n){ $odd($n) }; $odd := function($n){ $even($n) }; $even(1))", ""),
        ("($f := function(){ $x }; $x := 1; $f())", ""),
        ("($f := function(){ ($x := 1; $x) }; $x)", "$x"),
        ("[1]@$v.[$v]#$i.($i + $v)", ""),
        ("([1]@$v.a; $v)", "$v"),
        // Bound here, it is no built-in function.
        ("($sum := function($a){ 1 }; $sum(1, 2, 3))", ""),
        ("($exists := $f; $exists($x))", "$f, $x"),
        ("$map([1], function($count){ $count })", "$map/2"),
    ] {
        assert_eq!(listed(text).join(", "), expected, "{text}");
    }
}

#[test]
fn calls_are_counted() {
    for (text, expected) in [
        ("$now()", "$now/0"),
        ("$substring('abc', 1, 2)", "$substring/3"),
        ("'abc' ~> $substring(1)", "$substring/1+1"),
        ("'abc' ~> $uppercase", "$uppercase/0+1"),
        ("'abc' ~> $substring(?, 1)", "$substring/2 partial"),
        ("$substring(?, 1)", "$substring/2 partial"),
        ("$map([1], $string)", "$map/2, $string as a value"),
        ("$uppercase ~> $trim", "$uppercase as a value, $trim/0+1"),
        ("$f($g(1), 2)", "$f/2, $g/1"),
        ("$count.total", "$count.total whole"),
        ("$x ?? $y ?: 1", "$x guarded, later ??, $y guarded, later ?:"),
        ("$eval('1')", "$eval/1"),
    ] {
        assert_eq!(listed(text).join(", "), expected, "{text}");
    }
}
