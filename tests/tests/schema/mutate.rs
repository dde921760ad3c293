//! A definition with one thing changed, in every way that a table of changes knows, at every place.

use asl_schema::spec::{Place, fields};
use serde_json::{Map, Value, json};

/// What a value is replaced by.
fn replacements() -> Vec<Value> {
    vec![
        Value::Null,
        json!(true),
        json!(false),
        json!(0),
        json!(1),
        json!(-1),
        json!(0.5),
        json!(1e12),
        json!(""),
        json!("A"),
        json!("JSONata"),
        json!("JSONPath"),
        json!("DISTRIBUTED"),
        json!("{% 1 %}"),
        json!("${Filled}"),
        json!("2026-11-22T18:30:00Z"),
        json!("2026-13-22T18:30:00Z"),
        json!([]),
        json!(["States.ALL", "A"]),
        json!([{}]),
        json!({}),
        json!({ "A": { "Type": "Succeed" } }),
    ]
}

/// Every field of the language once, and one that it does not have, each with a value that is right somewhere.
fn additions() -> Map<String, Value> {
    let mut found = Map::new();
    for place in Place::all() {
        for field in fields(place) {
            let value = match field.name {
                "End" => json!(true),
                "Choices" | "Branches" | "Retry" | "Catch" | "And" | "Or" => json!([]),
                "QueryLanguage" => json!("JSONata"),
                "States" | "Assign" | "Not" => json!({}),
                name if name.contains("Seconds") || name.starts_with("Max") => json!(5),
                _ => json!("$.a"),
            };
            found.entry(field.name).or_insert(value);
        }
    }
    found.insert("Unheard".into(), json!(1));
    found
}

/// Objects take turns with the fields they get: there are many of a kind, and all fields for each take a minute.
const TURNS: usize = 4;

/// Calls `see` with each change, in words, and the definition after it.
pub(crate) fn each(definition: &Value, see: &mut dyn FnMut(&str, &Value)) {
    let mut pointers = Vec::new();
    collect(definition, String::new(), &mut pointers);
    let (replacements, additions) = (replacements(), additions());
    let mut with = |pointer: &str, change: String, apply: &dyn Fn(&mut Value)| {
        let mut changed = definition.clone();
        apply(changed.pointer_mut(pointer).unwrap());
        if changed != *definition {
            see(&change, &changed);
        }
    };
    for (turn, pointer) in pointers.iter().enumerate() {
        for value in &replacements {
            with(pointer, format!("{pointer} := {value}"), &|place| place.clone_from(value));
        }
        let Some(Value::Object(object)) = definition.pointer(pointer) else { continue };
        for key in object.keys() {
            with(pointer, format!("{pointer} without {key}"), &|place| {
                place.as_object_mut().unwrap().shift_remove(key);
            });
        }
        for (key, value) in additions.iter().skip(turn % TURNS).step_by(TURNS) {
            if object.contains_key(key) {
                continue;
            }
            with(pointer, format!("{pointer} with {key}"), &|place| {
                place.as_object_mut().unwrap().insert(key.clone(), value.clone());
            });
        }
    }
}

/// Every place of the definition but the root, which is an object or nothing.
fn collect(value: &Value, pointer: String, found: &mut Vec<String>) {
    match value {
        Value::Object(object) => {
            for (key, inner) in object {
                collect(inner, format!("{pointer}/{}", key.replace('~', "~0").replace('/', "~1")), found);
            }
        }
        Value::Array(items) => {
            for (index, inner) in items.iter().enumerate() {
                collect(inner, format!("{pointer}/{index}"), found);
            }
        }
        _ => {}
    }
    found.push(pointer);
}
