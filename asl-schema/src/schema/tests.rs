use std::collections::BTreeSet;

use super::*;
use crate::spec;

/// Objects that share a definition read the same in all their scopes.
#[test]
fn a_definition_does_not_depend_on_what_its_name_leaves_out() {
    let definitions = definitions();
    for place in Place::all() {
        for scope in Scope::ALL {
            let name = scope::name(place, scope);
            assert_eq!(definitions[&name], object::object(place, scope), "{name}");
        }
    }
}

#[test]
fn every_definition_is_reached_and_every_reference_leads_to_one() {
    fn references(value: &Value, found: &mut BTreeSet<String>) {
        match value {
            Value::Object(object) => {
                if let Some(Value::String(target)) = object.get("$ref") {
                    found.insert(target.strip_prefix("#/$defs/").unwrap().to_owned());
                }
                object.values().for_each(|value| references(value, found));
            }
            Value::Array(items) => items.iter().for_each(|value| references(value, found)),
            _ => {}
        }
    }
    let schema = json_schema();
    let mut found = BTreeSet::new();
    references(&schema, &mut found);
    let defined: BTreeSet<String> = schema["$defs"].as_object().unwrap().keys().cloned().collect();
    assert_eq!(found, defined);
}

#[test]
fn every_field_says_what_it_is_for() {
    for place in Place::all() {
        for field in spec::fields(place) {
            let about = spec::about(place, field.name).unwrap_or_default();
            assert!(about.ends_with('.') && !about.contains('\n'), "{} in {place}: {about:?}", field.name);
        }
    }
}

#[test]
fn operators_are_told_in_words() {
    let about = |name| spec::about(Place::ChoiceRule, name).unwrap();
    assert_eq!(
        about("TimestampGreaterThanEqualsPath"),
        "Holds when the variable is a timestamp greater than or equal to the value at this path."
    );
    assert_eq!(about("BooleanEquals"), "Holds when the variable is a boolean equal to this.");
    assert_eq!(about("IsPresent"), "With true, holds when the variable is there; with false, when not.");
    assert_eq!(
        about("StringMatches"),
        "Holds when the variable is a string like this one, in which * stands for any characters."
    );
}
