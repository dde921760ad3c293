//! Shapes against values: whatever is done to values, the shape of the outcome admits it.

use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::Shape;

/// Few names, so that objects have fields in common.
fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        (0..9).prop_map(Value::from),
        "[a-c]{0,2}".prop_map(Value::from)
    ];
    leaf.prop_recursive(3, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map("[abc]", inner, 0..4).prop_map(|fields| Value::Object(Map::from_iter(fields)))
        ]
    })
}

/// What JSONata finds with `.name`, the plain way: all of them, lists taken apart.
fn found(value: &Value, name: &str) -> Vec<Value> {
    match value {
        Value::Array(items) => items.iter().flat_map(|item| found(item, name)).collect(),
        Value::Object(fields) => match fields.get(name) {
            Some(Value::Array(items)) => items.clone(),
            found => found.cloned().into_iter().collect(),
        },
        _ => Vec::new(),
    }
}

fn put(value: &Value, fields: &[&str], new: &Value) -> Option<Value> {
    let [name, rest @ ..] = fields else { return Some(new.clone()) };
    let mut object = value.as_object()?.clone();
    let empty = json!({});
    let inner = put(object.get(*name).unwrap_or(&empty), rest, new)?;
    object.insert((*name).to_owned(), inner);
    Some(Value::Object(object))
}

proptest! {
    #[test]
    fn a_shape_of_two_values_admits_both_and_knows_no_order(a in value(), b in value(), c in value()) {
        let (one, two) = (Shape::exactly(&a), Shape::exactly(&b));
        let either = one.or(&two);
        prop_assert!(one.admits(&a) && either.admits(&a) && either.admits(&b));
        prop_assert_eq!(&either, &two.or(&one));
        prop_assert_eq!(&either.or(&two), &either);
        let mut all = either.clone();
        prop_assert_eq!(all.extend(&Shape::exactly(&c)), all != either);
        prop_assert!(all.admits(&a) && all.admits(&c));
    }

    #[test]
    fn a_field_that_is_there_is_never_called_absent(a in value(), b in value(), name in "[abc]") {
        let read = Shape::exactly(&a).or(&Shape::exactly(&b)).field(&name);
        match a.get(&name) {
            Some(value) => prop_assert!(read.admits(value)),
            None => prop_assert!(read.may_be_absent()),
        }
    }

    #[test]
    fn a_step_admits_what_is_found_in_lists_too(a in value(), b in value(), name in "[abc]") {
        let read = Shape::exactly(&a).or(&Shape::exactly(&b)).step(&name);
        let found = found(&a, &name);
        match found.as_slice() {
            [] => prop_assert!(read.may_be_absent() || a.get(&name) == Some(&json!([]))),
            [only] => prop_assert!(read.admits(only) || read.admits(&json!([only]))),
            _ => prop_assert!(read.admits(&Value::from(found)), "{read}"),
        }
    }

    #[test]
    fn what_is_put_is_admitted(a in value(), b in value(), new in value(), fields in prop::collection::vec("[abc]", 0..3)) {
        let fields: Vec<&str> = fields.iter().map(String::as_str).collect();
        let shape = Shape::exactly(&a).or(&Shape::exactly(&b)).put(&fields, &Shape::exactly(&new));
        if let Some(expected) = put(&a, &fields, &new) {
            prop_assert!(shape.admits(&expected), "{shape} does not admit {expected}");
        }
    }

    #[test]
    fn merged_objects_are_admitted(a in value(), b in value(), c in value()) {
        let merged = Shape::exactly(&a).or(&Shape::exactly(&c)).merged(&Shape::exactly(&b));
        if let (Value::Object(one), Value::Object(two)) = (&a, &b) {
            let both = one.iter().chain(two).map(|(name, value)| (name.clone(), value.clone()));
            let expected = Value::Object(both.collect());
            prop_assert!(merged.admits(&expected), "{merged} does not admit {expected}");
        }
    }
}

#[test]
fn what_is_too_deep_too_wide_or_too_heavy_is_unknown() {
    let mut deep = json!(1);
    for _ in 0..100 {
        deep = json!({ "in": deep });
    }
    let shape = Shape::exactly(&deep);
    assert!(shape.admits(&deep) && shape.to_string().len() < 200, "{shape}");
    let mut grown = Shape::text();
    for _ in 0..100_000 {
        grown = Shape::object([("in", grown)]);
    }
    assert!(grown.to_string().len() < 200);
    let wide = Shape::object((0..1000).map(|index| (format!("f{index}"), Shape::text())));
    assert!(!wide.is_closed_object() && !wide.field("f").is_absent());
    let mut heavy = Shape::text();
    for _ in 0..10 {
        heavy = Shape::object((0..10).map(|index| (format!("f{index}"), heavy.clone())));
    }
    assert!(heavy.to_string().len() < 20_000);
    assert!(Shape::tuple((0..100).map(|_| Shape::text())).admits(&json!(["a"])));
}

#[test]
fn a_schema_is_heeded_as_far_as_it_closes_objects() {
    let of = |schema: Value| Shape::from_json_schema(&schema).to_string();
    assert_eq!(of(json!({ "type": ["string", "null"] })), "text | null");
    assert_eq!(of(json!({ "enum": ["a", 1, true] })), "text | number | boolean");
    assert_eq!(of(json!({ "type": "object", "properties": { "a": { "type": "integer" } } })), "{a?: number, …}");
    assert_eq!(of(json!({ "type": "object", "additionalProperties": false })), "{}");
    assert_eq!(
        of(json!({ "oneOf": [{ "const": {} }, { "type": "array", "items": { "type": "boolean" } }] })),
        "{} | [boolean, …]"
    );
    assert_eq!(of(json!({ "allOf": [{ "type": "object" }] })), "unknown");
    assert_eq!(of(json!({ "properties": {} })), "unknown", "without a type anything else is allowed");
    assert_eq!(of(json!({ "type": "object", "additionalProperties": false, "patternProperties": {} })), "{…}");
    // A tree of itself, and one that doubles at every level.
    let tree = json!({ "$ref": "#/$defs/n", "$defs": { "n": { "type": "object", "properties": { "next": { "$ref": "#/$defs/n" } } } } });
    assert!(Shape::from_json_schema(&tree).admits(&json!({ "next": { "next": {} } })));
    let doubling = json!({ "$ref": "#/$defs/n", "$defs": { "n": { "type": "object", "properties": {
        "a": { "$ref": "#/$defs/n" }, "b": { "$ref": "#/$defs/n" }, "c": { "$ref": "#/$defs/n" }, "d": { "$ref": "#/$defs/n" } } } } });
    assert!(Shape::from_json_schema(&doubling).admits(&json!({ "d": {} })));
}

#[test]
fn shapes_read_as_types() {
    let shape = Shape::object([("a", Shape::text().optional()), ("b", Shape::tuple([Shape::number(), Shape::null()]))]);
    assert_eq!(shape.or(&Shape::boolean()).to_string(), "{a?: text, b: [number, null]} | boolean");
    assert_eq!(shape.field_names().collect::<Vec<_>>(), ["a", "b"]);
    assert_eq!(serde_json::to_value(shape.to_string()).unwrap(), "{a?: text, b: [number, null]}");
}
