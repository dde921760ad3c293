//! Table tests of folding and printing.

use super::*;
use asl_hir::VarId;
use serde_json::json;

fn name(var: VarId) -> &'static str {
    ["order", "total", "tries"].get(var.0 as usize).copied().unwrap_or("other")
}

fn text(x: &Jx) -> String {
    x.to_text(&name)
}

fn order() -> Jx {
    Jx::Var(VarId(0))
}

fn total() -> Jx {
    Jx::Var(VarId(1))
}

#[test]
fn text_has_the_parentheses_it_needs() {
    let (a, b) = (total(), order());
    let f = |name: &str| Jx::field(order(), name);
    let table = [
        (Jx::sub(a.clone(), Jx::sub(b.clone(), a.clone())), "$total - ($order - $total)"),
        (Jx::sub(Jx::sub(a.clone(), b.clone()), a.clone()), "$total - $order - $total"),
        (Jx::mul(Jx::add(a.clone(), Jx::int(1)), b.clone()), "($total + 1) * $order"),
        (Jx::add(Jx::mul(a.clone(), Jx::int(-2)), Jx::int(-3)), "$total * -2 - 3"),
        (Jx::binary(BinOp::Div, a.clone(), Jx::mul(b.clone(), a.clone())), "$total / ($order * $total)"),
        (Jx::neg(Jx::add(a.clone(), b.clone())), "-($total + $order)"),
        (Jx::neg(f("x")), "-$order.x"),
        (
            Jx::all(vec![Jx::eq(a.clone(), b.clone()), Jx::some_of(vec![f("x"), f("y")])]),
            "$total = $order and ($order.x or $order.y)",
        ),
        (
            Jx::cond(Jx::cond(f("x"), f("y"), f("z")), Jx::int(1), Jx::cond(f("y"), Jx::int(2), Jx::int(3))),
            "($order.x ? $order.y : $order.z) ? 1 : $order.y ? 2 : 3",
        ),
        (Jx::index(Jx::field(order(), "items"), Jx::int(0)), "$order.items[0]"),
        (Jx::field(Jx::field(order(), "and"), "unit price"), "$order.`and`.`unit price`"),
        (Jx::field(Jx::field(order(), "a`b"), "c"), "$lookup($order, \"a`b\").c"),
        (Jx::field(order(), "${x}"), "$lookup($order, \"\\u0024{x}\")"),
        (
            Jx::array([(order(), Element::List), (Jx::listed(order()), Element::List), (a.clone(), Element::Single)]),
            "[[$order], [$order], $total]",
        ),
        (Jx::range(Jx::int(0), Jx::sub(a.clone(), Jx::int(1))), "[0..$total - 1]"),
        (Jx::eq(Jx::eq(a.clone(), b.clone()), Jx::Bool(true)), "($total = $order) = true"),
        (
            Jx::concat(vec![Jx::str("n "), Jx::add(a.clone(), Jx::int(1)), Jx::str("."), Jx::str(".")]),
            "\"n \" & ($total + 1) & \"..\"",
        ),
        (Jx::not(Jx::all(vec![f("x"), f("y")])), "$not($order.x and $order.y)"),
        (Jx::lambda(["i".into()], Jx::field(Jx::local(&"i".into()), "sku")), "function($i){ $i.sku }"),
        (
            Jx::bind(&"s".into(), Jx::add(a, b), Jx::mul(Jx::local(&"s".into()), Jx::local(&"s".into()))),
            "($s := $total + $order; $s * $s)",
        ),
    ];
    for (x, expected) in table {
        assert_eq!(text(&x), expected);
    }
}

#[test]
fn what_is_known_is_folded() {
    let object = Jx::object([("a", total()), ("b", Jx::Null)]);
    let absent = || Jx::optional_field(order(), "note");
    let table = [
        (Jx::field(object.clone(), "a"), total()),
        (Jx::optional_field(object.clone(), "c"), Jx::Null),
        (Jx::exists(object), Jx::Bool(true)),
        (Jx::index(Jx::array([(total(), Element::Single)]), Jx::int(0)), total()),
        (Jx::cond(Jx::Bool(true), total(), order()), total()),
        (Jx::cond(order(), Jx::Bool(false), Jx::Bool(true)), Jx::not(order())),
        (Jx::not(Jx::not(order())), order()),
        (Jx::not(Jx::binary(BinOp::Lt, total(), Jx::int(3))), Jx::binary(BinOp::Ge, total(), Jx::int(3))),
        (Jx::all(vec![Jx::Bool(true), order()]), order()),
        (Jx::all(vec![Jx::Bool(false), order()]), Jx::Bool(false)),
        (Jx::some_of(vec![]), Jx::Bool(false)),
        (Jx::add(Jx::int(2), Jx::int(3)), Jx::int(5)),
        (Jx::add(total(), Jx::int(0)), total()),
        (Jx::mul(Jx::int(-4), Jx::int(5)), Jx::int(-20)),
        (Jx::neg(Jx::int(-4)), Jx::int(4)),
        (Jx::concat(vec![Jx::str("a"), Jx::int(1), Jx::Bool(true)]), Jx::str("a1true")),
        (Jx::is_some(&Jx::Null), Jx::Bool(false)),
        (Jx::is_some(&Jx::str("x")), Jx::Bool(true)),
        (Jx::is_some(&total()), Jx::ne(total(), Jx::Null)),
        (
            Jx::is_some(&absent()),
            Jx::all(vec![Jx::exists(Jx::field(order(), "note")), Jx::ne(Jx::field(order(), "note"), Jx::Null)]),
        ),
        (Jx::bind(&"x".into(), total(), Jx::local(&"x".into())), total()),
        (Jx::eq(Jx::str("a"), Jx::str("b")), Jx::Bool(false)),
    ];
    for (found, expected) in table {
        assert_eq!(found, expected);
    }
    // Beyond 2^53 the engine's sum is not ours to predict.
    let big = || Jx::int(9_007_199_254_740_991_i64);
    assert_eq!(text(&Jx::add(big(), Jx::int(1))), "9007199254740991 + 1");
}

#[test]
fn substitution_folds() {
    let x = Jx::add(Jx::field(Jx::Var(VarId(2)), "n"), Jx::int(1));
    let replaced =
        x.subst(&|var| (var == VarId(2)).then(|| Jx::object([("n", Jx::int(4)), ("m", Jx::Root(Root::Input))])));
    assert_eq!(replaced, Jx::int(5));
    let read = Jx::field(Jx::Root(Root::Result), "Payload");
    assert!(read.uses(Root::Result) && !read.uses(Root::Input));
    assert_eq!(text(&read.subst_root(Root::Result, &total())), "$total.Payload");
    assert_eq!(Jx::add(total(), order()).vars(), [VarId(0), VarId(1)].into());
}

#[test]
fn payloads_are_json_with_expressions_at_the_leaves() {
    let x = Jx::object([
        ("n", Jx::int(3)),
        ("f", Jx::Number("1.50".into())),
        ("big", Jx::Number("123456789012345678901234567890".into())),
        ("s", Jx::str("plain {text} $.x States.Format('a')")),
        ("deep", Jx::array([(Jx::array([(total(), Element::Single)]), Element::List), (Jx::Null, Element::Single)])),
        ("e", Jx::add(total(), Jx::int(1))),
        ("h", Jx::str("${Secret} {% 1 %} %{if}")),
    ]);
    assert_eq!(
        x.to_payload(&name),
        json!({
            "n": 3, "f": 1.5, "big": "{% 123456789012345678901234567890 %}",
            "s": "plain {text} $.x States.Format('a')",
            "deep": [["{% $total %}"], null],
            "e": "{% $total + 1 %}",
            "h": r#"{% "\u0024{Secret} {\u0025 1 \u0025} \u0025{if}" %}"#,
        })
    );
    assert_eq!(Jx::object([("${k}", total())]).to_payload(&name), json!(r#"{% {"\u0024{k}": $total} %}"#));
}

#[test]
fn long_chains_stay_flat() {
    let local = |i: usize| Jx::local(&format!("x{i}").into());
    for n in [2, 3, 12, 13, 14, 100, 101, 1_000, 5_000] {
        let terms: Vec<Jx> = (0..n).map(local).collect();
        let chains = [
            Jx::sum(terms.iter().map(|x| (Sign::Plus, x.clone())).collect()),
            terms.iter().take(1_000).cloned().reduce(Jx::sub).unwrap(),
            Jx::chain(BinOp::Mul, terms.clone()),
            Jx::all(terms.clone()),
            Jx::some_of(terms.clone()),
            Jx::concat(terms.iter().flat_map(|x| [Jx::str("-"), x.clone()]).collect()),
            Jx::choose(terms.iter().map(|x| (Jx::eq(x.clone(), Jx::int(1)), x.clone())).collect(), Jx::int(0)),
        ];
        for chain in chains {
            let depth = chain.depth();
            assert!(depth <= 40, "{n} terms nest {depth} deep: {:.200}", text(&chain));
        }
    }
}

/// An expression of every kind of node, of about `size` nodes.
///
/// No field is named by a keyword: `jsonata-core` takes the slash after `` `and` `` for the start of a regular expression.
fn grown(seed: &mut u64, size: usize) -> Jx {
    *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    let pick = (*seed >> 33) as usize;
    if size <= 1 {
        let name: std::rc::Rc<str> = format!("x{}", pick % 5).into();
        return match pick % 7 {
            0 => Jx::int(pick as i64 % 100 - 50),
            1 => Jx::str(["${a}", "{%", "%}", "%{b}", "plain", "\"", "\u{2028}"][pick % 11 % 7]),
            2 => Jx::Null,
            3 => Jx::Bool(pick.is_multiple_of(2)),
            4 => Jx::Root(Root::Input),
            5 => Jx::Var(VarId(pick as u32 % 3)),
            _ => Jx::Local(name),
        };
    }
    let mut part = || grown(seed, size / 2);
    match pick % 17 {
        0 => Jx::field(part(), ["a", "b c", "b-c", "${x}", "a`b", "", "é"][pick % 7]),
        1 => Jx::index(part(), part()),
        2 => Jx::add(part(), part()),
        3 => Jx::sub(part(), part()),
        4 => Jx::chain(BinOp::Mul, vec![part(), part()]),
        5 => Jx::binary([BinOp::Div, BinOp::Rem, BinOp::Lt, BinOp::Eq, BinOp::In][pick % 5], part(), part()),
        6 => Jx::neg(part()),
        7 => Jx::call(["string", "exists", "not", "sum", "count"][pick % 5], [part()]),
        8 => Jx::object([("k", part()), ("%{", part())]),
        9 => Jx::array([(part(), [Element::Single, Element::List, Element::Any][pick % 3]), (part(), Element::Single)]),
        10 => Jx::range(part(), part()),
        11 => Jx::cond(part(), part(), part()),
        12 => Jx::listed(Jx::call("map", [part(), Jx::lambda(["x1".into()], part())])),
        13 => Jx::bind(&"x2".into(), part(), part()),
        14 => Jx::and_then(part(), part()),
        15 => Jx::or_else(part(), part()),
        _ => Jx::concat(vec![part(), Jx::str("$"), Jx::str("{"), part()]),
    }
}

#[test]
fn every_text_parses_and_holds_nothing_to_substitute() {
    for seed in 0..3_000_u64 {
        let x = grown(&mut seed.wrapping_mul(0x9E37_79B9), 1 << (seed % 7));
        let text = text(&x);
        for pair in ["${", "%{", "{%", "%}"] {
            assert!(!text.contains(pair), "`{pair}` in {text}");
        }
        jsonata_core::parser::parse(&text).unwrap_or_else(|e| panic!("{e:?} in {text}"));
        let document = x.to_payload(&name).to_string();
        assert!(!document.contains("${") && !document.contains("%{"), "{document}");
    }
}

#[test]
fn cutting_keeps_every_variable() {
    let deep =
        (0..200).fold(order(), |x, i| Jx::call("string", [Jx::add(x, if i % 2 == 0 { total() } else { Jx::int(i) })]));
    let cut = deep.shallow();
    assert!(cut.printed_depth() <= 45 && deep.printed_depth() > 200);
    assert_eq!(cut.vars(), deep.vars());
    assert_eq!(cut.count(&|x| *x == total()), 100);
}
