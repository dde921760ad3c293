//! The table of fields and the model agree: every field of the table is read into the model and written again, in the table's order.

use std::collections::BTreeSet;

use asl_schema::model::{State, StateType};
use asl_schema::spec::{Field, Kind, Language, Place, field, fields};
use serde_json::{Map, Value, json};

/// A value of the field's type.
fn sample(field: &Field) -> Value {
    match field.kind {
        Kind::Text | Kind::TextOrExpression | Kind::Path(_) | Kind::DataPath(_) => json!("$.a"),
        Kind::Flag => json!(true),
        Kind::Json | Kind::Payload => json!([1, { "b": null, "a": "{% 1 %}" }]),
        Kind::PayloadObject => json!({ "b": 1, "a": 2 }),
        Kind::Word(words) => json!(words.last()),
        Kind::Integer(..) | Kind::IntegerOrExpression(..) => json!(7),
        Kind::Number(..) | Kind::NumberOrExpression(..) => json!(7.5),
        Kind::Condition => json!("{% true %}"),
        Kind::Texts => json!(["x", "y"]),
        Kind::Node(place) => whole(place),
        Kind::Nodes(place) => json!([whole(place), whole(place)]),
        Kind::States => json!({ "S": { "Type": "Succeed" } }),
        Kind::Operand => json!("z"),
    }
}

/// An object with every field; of `Next` and `End`, and of the tests of a choice rule, only one.
fn whole(place: Place) -> Value {
    let left_out = |field: &Field| match place {
        Place::ChoiceRule => matches!(field.name, "Condition" | "And" | "Or" | "Not"),
        _ => field.name == "End",
    };
    let mut object = Map::new();
    for field in fields(place).filter(|field| field.kind != Kind::Operand && !left_out(field)) {
        if field.name == "Output" && place == Place::ChoiceRule {
            object.insert("StringMatches".into(), json!("z"));
        }
        object.insert(field.name.into(), sample(field));
    }
    Value::Object(object)
}

#[test]
fn every_field_has_its_place_in_the_model_and_is_written_in_order() {
    for kind in StateType::ALL {
        let mut value = json!({ "Type": kind.as_str() });
        if let (Value::Object(state), Value::Object(fields)) = (&mut value, whole(Place::State(kind))) {
            state.extend(fields);
        }
        let state = State::from_value(value.clone()).unwrap();
        assert!(state.extra().is_empty(), "{kind}: {:?}", state.extra());
        assert_eq!(state.to_value().to_string(), value.to_string(), "{kind}");
    }
    let machine = whole(Place::Machine);
    let read = asl_schema::read_str(&machine.to_string()).machine.unwrap();
    assert!(read.extra.is_empty());
    assert_eq!(read.to_value().to_string(), machine.to_string());
}

#[test]
fn the_table_says_each_field_once() {
    for place in Place::all() {
        let names: Vec<&str> = fields(place).map(|field| field.name).collect();
        assert_eq!(names.len(), names.iter().collect::<BTreeSet<_>>().len(), "{place}");
        for name in names {
            assert_eq!(field(place, name).map(|field| field.name), Some(name));
        }
    }
}

/// The lines of the specification that are easy to get wrong.
#[test]
fn where_fields_are_legal() {
    let states = |name: &str| -> String {
        let has = |kind: &StateType| field(Place::State(*kind), name).is_some();
        StateType::ALL.iter().filter(|kind| has(kind)).map(|kind| kind.as_str()).collect::<Vec<_>>().join(" ")
    };
    let expected = [
        ("InputPath", "Task Pass Choice Wait Succeed Parallel Map"),
        ("OutputPath", "Task Pass Choice Wait Succeed Parallel Map"),
        ("Output", "Task Pass Choice Wait Succeed Parallel Map"),
        ("ResultPath", "Task Pass Parallel Map"),
        ("Parameters", "Task Pass Parallel Map"),
        ("ResultSelector", "Task Parallel Map"),
        ("Arguments", "Task Parallel"),
        ("Assign", "Task Pass Choice Wait Parallel Map"),
        ("Retry", "Task Parallel Map"),
        ("Catch", "Task Parallel Map"),
        ("Next", "Task Pass Wait Parallel Map"),
        ("End", "Task Pass Wait Parallel Map"),
        ("TimeoutSeconds", "Task"),
        ("Credentials", "Task"),
        ("Result", "Pass"),
        ("ErrorPath", "Fail"),
        ("ItemsPath", "Map"),
        ("Comment", "Task Pass Choice Wait Succeed Fail Parallel Map"),
        ("QueryLanguage", "Task Pass Choice Wait Succeed Fail Parallel Map"),
    ];
    for (name, kinds) in expected {
        assert_eq!(states(name), kinds, "{name}");
    }
    for place in Place::all() {
        for field in fields(place) {
            let jsonpath = field.name.ends_with("Path")
                || matches!(field.name, "Parameters" | "ResultSelector" | "Result" | "Variable" | "And" | "Or" | "Not")
                || field.kind == Kind::Operand;
            let jsonata = matches!(field.name, "Arguments" | "Output" | "Items" | "Condition");
            let expected = match (jsonpath, jsonata) {
                (true, _) => Language::JsonPath,
                (_, true) => Language::Jsonata,
                _ => Language::Both,
            };
            assert_eq!(field.language, expected, "{} in {place}", field.name);
        }
    }
    assert_eq!(field(Place::Processor, "QueryLanguage"), None);
    assert_eq!(field(Place::Branch, "QueryLanguage"), None);
}
