//! What is made of which text.

use asl_schema::jsonata::{BinaryOperator, Expr, ExprKind, parse};

use super::print::structure;

fn tree(text: &str) -> String {
    structure(&parse(text).unwrap_or_else(|error| panic!("{text}: {error}")), text)
}

#[test]
fn operators_bind_as_the_reference_says() {
    for (text, expected) in [
        ("1+2*3", "‹1 + ‹2 * 3››"),
        ("1-2-3", "‹‹1 - 2› - 3›"),
        ("1 & 2 = 3 and 4 or 5", "‹‹‹‹1 & 2› = 3› and 4› or 5›"),
        ("-$a + 1", "‹‹- $a › + 1›"),
        ("-$a.b{1: 2}", "‹‹- ‹$a .`b`››{1: 2}›"),
        ("$a in $b ~> $c", "‹‹$a  in $b › ~> $c ›"),
        ("$a ? 1 : $b ? 2 : 3", "‹$a  ? 1 : ‹$b  ? 2 : 3››"),
        ("$a ? 1", "‹$a  ? 1›"),
        ("$a := $b := 1 + 2", "‹$a := ‹$b := ‹1 + 2›››"),
        ("$a ?? $b + 1 = 2", "‹$a  ?? ‹‹$b  + 1› = 2››"),
        ("1 = $a ?: 2", "‹‹1 = $a › ?: 2›"),
        ("and and or or in", "‹‹`and` and `or`› or `in`›"),
        ("a % b / c", "‹‹`a` % `b`› / `c`›"),
        ("[1..3, 5]", "‹[‹1 .. 3›, 5]›"),
        ("1 + $a^($b)", "‹‹1 + $a ›^(<$b )›"),
    ] {
        assert_eq!(tree(text), expected, "{text}");
    }
}

#[test]
fn paths_are_flat_and_in_the_order_of_writing() {
    for (text, expected) in [
        ("a.b.c", "‹`a`.`b`.`c`›"),
        ("a.b[0].c[]", "‹`a`.`b`[0].`c`[]›"),
        ("(a.b)[0]", "‹‹(‹`a`.`b`›)›[0]›"),
        ("a.b@$x#$y[z].c", "‹`a`.`b`@$x #$y [`z`].`c`›"),
        ("$a.b{c: d}", "‹$a .`b`{`c`: `d`}›"),
        ("a^(>b, <c, d)", "‹`a`^(>`b`, <`c`, <`d`)›"),
        ("a.**.*.%.'b'.\"c\"", "‹`a`.** .* .% .\"b\".\"c\"›"),
        ("a.$f(1)[0].b", "‹`a`.‹$f (1)›[0].`b`›"),
        ("a.-b.c", "‹`a`.‹- ‹`b`.`c`›››"),
        ("a ~> |b.c|{'d': 1}, ['e']|", "‹`a` ~> ‹| ‹`b`.`c`› | ‹{\"d\": 1}›, ‹[\"e\"]› |››"),
    ] {
        assert_eq!(tree(text), expected, "{text}");
    }
}

#[test]
fn functions_are_called_defined_and_left_open() {
    for (text, expected) in [
        ("$f(1, ?, $g(?))", "‹$f (1, ?, ‹$g (?)›)›"),
        ("function($a, $b){$a}", "‹function($a, $b){$a }›"),
        ("λ($a)<s-(nb)?a<n>:x>{$a}(1)", "‹‹function($a)<s-(nb)?a<n>:x>{$a }›(1)›"),
        ("function(){()}", "‹function(){()}›"),
        ("$f(1)(2)", "‹‹$f (1)›(2)›"),
        ("$match(a, /b[/]c\\/d/im)", "‹$match (`a`, /b[/]c\\/d/im)›"),
        ("(/* a */ $a := 1; $a;)", "‹(‹$a := 1›; $a )›"),
    ] {
        assert_eq!(tree(text), expected, "{text}");
    }
}

#[test]
fn literals_have_their_values() {
    let kind = |text: &'static str| parse(text).unwrap().kind;
    for (text, value) in [
        (r#""a'b""#, "a'b"),
        (r#"'a"b'"#, "a\"b"),
        (r#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{c}\n\r\t"),
        (r#""caf\u00E9 \ud83d\ude00""#, "café 😀"),
        (r#""\ud83d\u0041""#, "\u{fffd}A"),
        ("'日本'", "日本"),
    ] {
        assert_eq!(kind(text), ExprKind::String(value.into()), "{text}");
    }
    for (text, value) in [("0", 0.0), ("12.5", 12.5), ("1e3", 1000.0), ("1.5E-2", 0.015), ("2e+1", 20.0)] {
        assert_eq!(kind(text), ExprKind::Number(value), "{text}");
    }
    for (text, name) in [("`a b`", "a b"), ("a\"b", "a\"b"), ("λx", "λx"), ("\u{a0}", "\u{a0}"), ("``", "")] {
        assert_eq!(kind(text), ExprKind::Name(name), "{text}");
    }
    for (text, name) in [("$", ""), ("$$", "$"), ("$a_1", "a_1"), ("$é", "é")] {
        assert_eq!(kind(text), ExprKind::Variable(name), "{text}");
    }
    assert_eq!([kind("true"), kind("null")], [ExprKind::Bool(true), ExprKind::Null]);
}

/// Whatever a node says about its place, the text there is that node.
#[test]
fn spans_are_the_text_of_their_nodes() {
    let text = "( $x := $a.b [ 0 ].'c'@$v^(>d){ 'k' : -1 } ; /* … */ $f ( ?, [1 .. 2] ) ~> function($y)<n:n>{ $y ? |a|b| : \"é\" } )";
    assert_spans(&parse(text).unwrap(), text);
    let parts: Vec<&str> = {
        let ExprKind::Block(expressions) = &parse(text).unwrap().kind else { panic!() };
        expressions.iter().map(|expr| expr.span.of(text)).collect()
    };
    assert_eq!(parts.len(), 2);
    assert_eq!(parts[0], "$x := $a.b [ 0 ].'c'@$v^(>d){ 'k' : -1 }");
    let ExprKind::Block(expressions) = &parse(text).unwrap().kind else { panic!() };
    let ExprKind::Bind(bind) = &expressions[0].kind else { panic!() };
    let ExprKind::Path(path) = &bind.value.kind else { panic!() };
    assert_eq!(bind.variable.span.of(text), "$x");
    assert_eq!(
        path.steps.iter().map(|step| step.span.of(text)).collect::<Vec<_>>(),
        ["b", "[ 0 ]", "'c'", "@$v", "^(>d)", "{ 'k' : -1 }"]
    );
}

/// Parses the text of each node by itself and compares. Left out is what means nothing alone: a range, and what has a `%`.
pub(crate) fn assert_spans(expr: &Expr<'_>, text: &str) {
    let own = expr.span.of(text);
    let is_range = matches!(&expr.kind, ExprKind::Binary(binary) if binary.operator == BinaryOperator::Range);
    if !is_range && !own.contains('%') {
        let alone = parse(own).unwrap_or_else(|error| panic!("{own:?} in {text:?}: {error}"));
        assert_eq!(structure(&alone, own), structure(expr, text), "{own:?} in {text:?}");
    }
    expr.for_each_child(|child| assert_spans(child, text));
}

#[test]
fn operators_of_later_versions_are_known_as_such() {
    let later = |text| match &parse(text).unwrap().kind {
        ExprKind::Binary(binary) => binary.operator.is_later_than_2_0_6(),
        kind => panic!("{kind:?}"),
    };
    assert!(later("$a ?? 1") && later("$a ?: 1"));
    assert!(!later("$a or 1") && !later("$a ~> $b"));
}
