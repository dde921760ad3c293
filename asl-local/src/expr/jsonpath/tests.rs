//! Filters, Jayway's oddities, bounds. What the service was seen to do is in `tests/it/facts`.

use proptest::prelude::*;
use serde_json::{Map, json};

use super::*;
use crate::expr::Entropy;

fn find(text: &str, input: &Value) -> Result<Value, PathError> {
    let (context, entropy, mut variables) = (json!({}), Entropy::seeded(0), Map::new());
    variables.insert("v".to_owned(), json!({ "a": [1, 2] }));
    let scope = Scope { input, context: &context, variables: &variables, entropy: &entropy };
    read(&parse(text).unwrap_or_else(|error| panic!("{text}: {error:?}")), &scope).map(Cow::into_owned)
}

fn check(input: &Value, rows: &[(&str, Value)]) {
    for (text, expected) in rows {
        assert_eq!(find(text, input).as_ref(), Ok(expected), "{text}");
    }
}

/// Which of the numbered elements a filter keeps.
#[test]
fn filters() {
    let input = json!({
        "limit": 2,
        "l": [
            { "i": 0, "n": 1, "s": "ab", "t": ["x", "y"], "o": {} },
            { "i": 1, "n": 2.0, "s": "1", "t": [], "b": true },
            { "i": 2, "n": "2", "s": "", "t": ["x"], "nul": null },
            { "i": 3, "n": 3 }
        ]
    });
    let rows: &[(&str, &[i32])] = &[
        ("@.n == 2", &[1, 2]),
        ("@.n === 2", &[1]),
        ("@.n != 2", &[0, 3]),
        ("@.n !== 2", &[0, 2, 3]),
        ("@.n < 2", &[0]),
        ("@.n <= 2", &[0, 1]),
        ("@.n > $.limit", &[3]),
        ("@.n >= $.limit", &[1, 3]),
        ("@.s == 'ab'", &[0]),
        ("@.s == 1", &[1]),
        ("@.s > 'a'", &[0]),
        ("@.s =~ /A./i", &[0]),
        ("@.s =~ /a/", &[]),
        ("@.s =~ /.*/", &[0, 1, 2, 3]),
        ("@.n =~ /[12](\\.0)?/", &[0, 1, 2]),
        ("@.s in ['ab', 'q']", &[0]),
        ("@.s nin ['ab', 'q']", &[1, 2, 3]),
        ("'x' in @.t", &[0, 2]),
        ("@.t subsetof ['x', 'z']", &[1, 2]),
        ("@.t anyof ['y', 'z']", &[0]),
        ("@.t noneof ['y', 'z']", &[1, 2]),
        ("@.t all ['x', 'y']", &[0]),
        ("@.t contains 'x'", &[0, 2]),
        ("@.s contains 'b'", &[0]),
        ("@.t size 1", &[2]),
        ("@.s size 2", &[0]),
        ("@.t empty true", &[1]),
        ("@.s empty false", &[0, 1]),
        ("@.b", &[1]),
        ("@.b == true", &[1]),
        ("@.nul == null", &[2]),
        ("@.nul != null", &[0, 1, 3]),
        ("!@.t", &[3]),
        ("!(@.n == 2) && @.s || @.i == 3", &[0, 3]),
        ("@.t[?(@ == 'y')]", &[0, 1, 2]),
        ("!@.t[*]", &[3]),
        ("@.t[0] == 'x'", &[0, 2]),
        ("@.t.length() == 2", &[0]),
        ("@.o == {}", &[0]),
        ("@.t == ['x']", &[2]),
    ];
    for (filter, expected) in rows {
        assert_eq!(find(&format!("$.l[?({filter})].i"), &input), Ok(json!(expected)), "{filter}");
    }
}

#[test]
fn oddities() {
    check(
        &json!({ "n": [0, 1, 2], "l": [[{ "x": 1 }, { "x": 2 }], [{ "x": 3 }]], "s": "text" }),
        &[
            ("$.n[1:-1]", json!([])),
            ("$.n[-2:5]", json!([1, 2, 0, 1, 2])),
            ("$.n[-2:0]", json!([1, 2])),
            ("$.n[-9:]", json!([0, 1, 2])),
            ("$.n[:9]", json!([0, 1, 2])),
            ("$..[0].x", json!([1, 2, 3])),
            ("$..[0]", json!([0, [{ "x": 1 }, { "x": 2 }], { "x": 1 }, { "x": 3 }])),
            ("$..[?(@.x > 1)]", json!([{ "x": 2 }, { "x": 3 }])),
            ("$.n[?(@ > 0)]", json!([1, 2])),
            ("$.n..[?(@ > 0)]", json!([])),
            ("$..*.x", json!([1, 2, 3])),
            ("$.s[*]", json!([])),
            ("$.s.length()", json!(null)),
            ("$.n[(@.length-1)]", json!(2)),
            ("$.l[*][*]['x','y']", json!([{ "x": 1 }, { "x": 2 }, { "x": 3 }])),
            ("$v.a[1]", json!(2)),
        ],
    );
}

#[test]
fn functions() {
    check(
        &json!({ "n": [1, 2, 3, 4], "t": ["a", "b"], "o": { "x": 1, "y": 2 }, "k": 5 }),
        &[
            ("$.n.min()", json!(1.0)),
            ("$.n.sum()", json!(10.0)),
            ("$.n.avg()", json!(2.5)),
            ("$.n.stddev()", json!(1.25_f64.sqrt())),
            ("$.n.max($.k)", json!(5.0)),
            ("$.t.concat('c', 1)", json!("abc1")),
            ("$.t.append('c')", json!(["a", "b", "c"])),
            ("$.o.keys()", json!(["x", "y"])),
            ("$.o.length()", json!(2)),
            ("$.n.first()", json!(1)),
            ("$.n.last()", json!(4)),
        ],
    );
    for text in ["$..n.sum()", "$.n[*].length()", "$.n.nope()", "$.n[?(@ type 'x')]", "$.t[?(@ =~ /(?=a)a/)]"] {
        assert!(matches!(find(text, &json!({ "n": [1], "t": ["a"] })), Err(PathError::Unsupported(_))), "{text}");
    }
    assert!(matches!(find("$nope.a", &json!({})), Err(PathError::Missing(_))), "a variable that was never assigned");
}

/// A small text over a small document can ask for more than there is time for.
#[test]
fn work_is_bounded() {
    let wide = json!({ "l": vec![json!([1, 2, 3, 4, 5, 6, 7, 8]); 64] });
    let many = format!("${}", "..*".repeat(40));
    let deep = (0..1_000).fold(json!(1), |inner, _| Value::Array(vec![inner]));
    let filters = (0..8).fold("@".to_owned(), |inner, _| format!("$.l[*][?({inner} == @)]"));
    for (text, input) in [
        (many.as_str(), &wide),
        ("$..[?(@..[?(@..[?(@..[?(@..*)])])])]", &wide),
        (&format!("$[?({filters})]"), &wide),
        (&many, &deep),
        ("$..*..*..*", &deep),
    ] {
        let started = std::time::Instant::now();
        let _ = find(text, input);
        // Without a bound it would be days; a busy machine may take a while.
        assert!(started.elapsed().as_secs() < 300, "{text}");
    }
}

fn document() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![Just(Value::Null), any::<bool>().prop_map(Value::Bool), (-3..4).prop_map(Value::from)];
    leaf.prop_recursive(4, 40, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::Array),
            prop::collection::vec(("[abc]", inner), 0..4)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

proptest! {
    /// What RFC 9535 and Jayway's dialect have in common, against another's evaluator.
    #[test]
    fn as_the_rfc_has_it(
        input in document(),
        steps in prop::collection::vec(
            prop_oneof![
                Just(".a"), Just("['b']"), Just(".*"), Just("[*]"), Just("[0]"), Just("[-1]"), Just("[1:]"), Just("[:1]"), Just("[-2:]"),
                Just("[0,1]"), Just("..c"), Just("..*")
            ],
            1..4,
        ),
    ) {
        let text = format!("${}", steps.concat());
        let theirs = serde_json_path::JsonPath::parse(&text).unwrap().query(&input).all();
        let ours = find(&text, &input);
        if parse(&text).unwrap().is_definite() {
            match ours {
                Ok(found) => prop_assert_eq!(vec![&found], theirs),
                Err(PathError::Missing(_)) => prop_assert!(theirs.is_empty()),
                Err(error) => prop_assert!(false, "{text} {error:?}"),
            }
        } else {
            // The order below `..` is not fixed by the RFC.
            let sorted = |list: Vec<&Value>| {
                let mut texts: Vec<String> = list.into_iter().map(Value::to_string).collect();
                texts.sort();
                texts
            };
            let found = ours.unwrap();
            prop_assert_eq!(sorted(found.as_array().unwrap().iter().collect()), sorted(theirs), "{}", text);
        }
    }

    /// What was put somewhere is found there, and nothing else has changed.
    #[test]
    fn what_is_put_is_found(input in document(), steps in prop::collection::vec(prop_oneof![Just(".a"), Just(".b"), Just("[0]"), Just("[-1]")], 1..5)) {
        let text = format!("${}", steps.concat());
        if let Ok(result) = put(&text, input.clone(), json!("new")) {
            prop_assert_eq!(find(&text, &result), Ok(json!("new")));
            if let Ok(old) = find(&text, &input) {
                prop_assert_eq!(put(&text, result, old), Ok(input));
            }
        }
    }
}
