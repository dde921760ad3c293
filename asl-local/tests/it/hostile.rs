//! Whatever goes in, something comes out: no panic, no overflow, no endless work.

use std::time::{Duration, Instant};

use asl_local::expr::jsonata::{Bindings, Core, Engine, States, evaluate_field};
use asl_local::expr::{Entropy, Error, NoVariables, Scope, jsonpath, template};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

fn jsonata(code: &str, input: &Value) -> Result<Value, Error> {
    let (states, entropy) = (json!({ "input": input }), Entropy::seeded(0));
    let bindings = Bindings { states: States::of(&states), variables: &NoVariables, now_millis: 0, entropy: &entropy };
    evaluate_field(code, "Output", &Core::new(), &bindings)
}

fn computed(text: &str, input: &Value) -> Result<Value, Error> {
    let (context, entropy) = (json!({}), Entropy::seeded(0));
    let scope = Scope { input, context: &context, variables: &NoVariables, entropy: &entropy };
    template::path::evaluate(&json!({ "v.$": text }), &scope)
}

fn tower(levels: usize) -> Value {
    (0..levels).fold(json!(1), |inner, _| Value::Array(vec![inner]))
}

#[test]
fn towers() {
    let deep = tower(1_000);
    for code in ["$states.input", "$string($states.input)", "$states.input.**"] {
        assert!(matches!(jsonata(code, &deep), Err(Error::Unsupported(_))), "{code}");
    }
    let (context, entropy) = (json!({}), Entropy::seeded(0));
    let scope = Scope { input: &context, context: &context, variables: &NoVariables, entropy: &entropy };
    assert!(matches!(template::path::evaluate(&deep, &scope), Err(Error::Unsupported(_))));
    let bindings = Bindings { states: States::of(&context), variables: &NoVariables, now_millis: 0, entropy: &entropy };
    assert!(matches!(
        template::jsonata::evaluate(&deep, "Output", &Core::new(), &bindings),
        Err(Error::Unsupported(_))
    ));
    assert!(computed("$.nope", &deep).is_err());
    let path = format!("${}", ".a".repeat(100_000));
    assert!(matches!(jsonpath::put(&path, json!({}), json!(1)), Err(Error::Unsupported(_))));
    let brackets = "[".repeat(500) + &"]".repeat(500);
    assert!(matches!(jsonata(&format!("$parse('{brackets}')"), &json!({})), Err(Error::Unsupported(_))));
    assert!(matches!(computed(&format!("States.StringToJson('{brackets}')"), &json!({})), Err(Error::Unsupported(_))));
    // What the service takes is taken.
    let parsed = "[".repeat(100) + &"]".repeat(100);
    assert!(jsonata(&format!("$parse('{parsed}')"), &json!({})).is_ok());
}

#[test]
fn data_that_looks_like_the_engines_own() {
    let input = json!({ "__tuple__": true, "@": 1 });
    assert!(matches!(jsonata("$states.input", &input), Err(Error::Unsupported(_))));
    assert_eq!(jsonata("$states.input.`@`", &input), Ok(json!(1)));
}

/// The engine multiplies the width by ten for each of its digits.
#[test]
fn a_picture_that_the_engine_breaks_down_over() {
    let found = jsonata("$fromMillis(0, '[Y,9000000]')", &json!({}));
    assert!(!matches!(found, Err(Error::Fails(_))), "{found:?}");
    for padded in ["$pad('x', 3)", "$pad('x', -3)", "'x' ~> $pad(3)", "$map(['x'], $pad(?, 3))"] {
        let expected = if padded.contains('-') { "  x" } else { "x  " };
        assert_eq!(jsonata(padded, &json!({})), Ok(json!(expected)), "{padded}");
    }
}

/// A gigabyte from a few characters.
#[test]
fn a_replacement_beyond_memory() {
    for pattern in ["'a'", "/a/"] {
        let grown = format!("$replace($pad('a', 1000000, 'a'), {pattern}, $pad('b', 1000, 'b'))");
        assert!(matches!(jsonata(&grown, &json!({})), Err(Error::Fails(_))), "{grown}");
    }
    for replaced in
        ["$replace('xax', 'a', 'bb')", "'xax' ~> $replace('a', 'bb')", "$replace('xax', /a/, function($m) { 'bb' })"]
    {
        assert_eq!(jsonata(replaced, &json!({})), Ok(json!("xbbx")), "{replaced}");
    }
    assert_eq!(jsonata("$map(['xax'], $replace(?, 'a', 'bb'))", &json!({})), Ok(json!("xbbx")));
    assert_eq!(jsonata("$replace('xax', 'a', 'b', 0)", &json!({})), Ok(json!("xax")));
}

#[test]
fn large_lists() {
    let input = json!((0..50_000).collect::<Vec<_>>());
    let started = Instant::now();
    for call in ["States.ArrayUnique($)", "States.ArrayPartition($, 1)", "States.ArrayContains($, -1)"] {
        assert!(computed(call, &input).is_ok(), "{call}");
    }
    // What is quadratic would take minutes; a busy machine may take a while.
    assert!(started.elapsed() < Duration::from_secs(60));
}

/// The engine is shared by threads, and what it knows is the same for all.
#[test]
fn threads() {
    let engine = Core::new();
    std::thread::scope(|scope| {
        for n in 0..4 {
            let engine = &engine;
            scope.spawn(move || {
                let (states, entropy, mut variables) = (json!({}), Entropy::seeded(0), Map::new());
                variables.insert("n".to_owned(), json!(n));
                let bindings =
                    Bindings { states: States::of(&states), variables: &variables, now_millis: 0, entropy: &entropy };
                for _ in 0..50 {
                    assert_eq!(engine.evaluate("$n + 1", &bindings), Ok(Some(json!(n + 1))));
                }
            });
        }
    });
}

/// An expression that reads parts of a value sees what one that reads all of it sees.
#[test]
fn parts_are_enough() {
    let input =
        json!({ "a": { "b": [{ "c": 1, "d": [2, { "e": 3 }] }, { "c": 4 }], "k": "v" }, "l": [{ "a": 1, "b": 2 }] });
    for tail in [
        "input.a.b.c",
        "input.a.b[0].d",
        "input.a.b[c = 4]",
        "input.a.b.d.e",
        "input.l.a",
        "input.a.b.{'x': c, 'y': %.k}",
        "input.a.b@$x.d.{'c': $x.c}",
        "input.a.b^(>c).c",
        "input.a.b{$string(c): d}",
        "input.a.*",
        "input.**.e",
        "input.a.b.c.%.d",
        "input.a.(b.c)",
        "input.a.$keys($)",
        "input.a ~> |$|{'n': k}|",
        "input.l[0].b + $states.input.a.b[1].c",
        "input.a.nope",
        "input.l#$i.{'i': $i, 'b': b}",
    ] {
        let some = jsonata(&format!("$states.{tail}"), &input);
        let all = jsonata(&format!("($all := $states; $all.{tail})"), &input);
        let value = |result: Result<Value, Error>| result.map_err(|error| error.to_string().contains("undefined"));
        assert_eq!(value(some), value(all), "{tail}");
    }
}

/// Data with the fields `a` and `b` at every level, and every kind of value.
fn data() -> impl Strategy<Value = Value> {
    let number = prop_oneof![
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from)
    ];
    let whole = any::<i32>().prop_map(|whole| json!(f64::from(whole)));
    let leaf = prop_oneof![
        Just(json!(null)),
        any::<bool>().prop_map(Value::from),
        "[a-c]{0,3}".prop_map(Value::from),
        number,
        whole
    ];
    leaf.prop_recursive(4, 24, 3, |inner| {
        let members = prop::collection::vec((prop_oneof!["a", "b", "c"], inner.clone()), 0..3);
        prop_oneof![
            prop::collection::vec(inner, 0..3).prop_map(Value::Array),
            members.prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, ..ProptestConfig::default() })]

    #[test]
    fn any_text(text in "(\\$|\\.|\\[|\\]|\\(|\\)|\\{|\\}|[a-c0-3]|'|\"| |&|\\+|\\*|:=|/|~>|\\?|:|;|,|%|@|#|\\^|\\||é|function){0,24}") {
        let input = json!({ "a": [1, { "b": "c" }], "b": null });
        let _ = jsonata(&text, &input);
        let _ = computed(&text, &input);
        let _ = computed(&format!("$.{text}"), &input);
        let _ = computed(&format!("$[?(@.{text})]"), &input);
        let _ = computed(&format!("States.Format('{{}}', {text})"), &input);
    }

    /// What only names a field is read without the engine, and is what the engine gives.
    #[test]
    fn a_field_is_read_as_the_engine_reads_it(input in data(), names in prop::collection::vec(prop_oneof!["a", "b"], 0..3)) {
        let tail: String = names.iter().map(|name| format!(".{name}")).collect();
        let read = jsonata(&format!("$states.input{tail}"), &input);
        let computed = jsonata(&format!("($x := $states; $x.input{tail})"), &input);
        let ending = |result: Result<Value, Error>| result.map_err(|error| error.to_string().contains("undefined"));
        prop_assert_eq!(ending(read), ending(computed));
    }
}
