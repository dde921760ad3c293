//! The language as a JSON Schema (draft 2020-12), for editors and for tools that are not written in Rust.
//!
//! In goes the table of [`spec`](crate::spec), out comes the schema; the published file is `schema/asl.schema.json` of this crate, so that it is
//! packaged with it, and a test holds it to what [`json_schema`] gives. It says what one object says of itself: fields, types, ranges, words, which
//! fields exclude each other, and all that in the query language that counts there. It does not say what needs a look at two places: whether a
//! target exists, whether names are unique, whether an expression parses. For those there is [`check`](crate::check::check).
//!
//! Where the two differ otherwise, the schema is the more lenient one: it takes a `${Placeholder}` wherever a string has a form to follow, because an
//! editor shows the definition before it is filled.

mod object;
mod scope;
#[cfg(feature = "jsonschema")]
mod validate;
mod value;

use serde_json::{Map, Value, json};

use crate::model::QueryLanguage;
use crate::spec::Place;
use scope::Scope;

#[cfg(feature = "jsonschema")]
pub use validate::{Violation, validate};

/// Where the published file is.
const ID: &str = concat!(env!("CARGO_PKG_REPOSITORY"), "/raw/main/asl-schema/schema/asl.schema.json");

/// The schema of a definition.
///
/// The query language of the machine decides about its states, however deep, unless a state of a JSONPath machine says JSONata. So there are
/// two definitions of a machine, and the root picks one; what is the same in both is there once.
///
/// ```
/// let schema = asl_schema::schema::json_schema();
/// assert_eq!(schema["$defs"]["Task.JSONata"]["properties"]["Resource"]["type"], "string");
/// assert!(schema["$defs"]["Task.JSONata"]["properties"].get("ResultPath").is_none());
/// ```
pub fn json_schema() -> Value {
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": ID,
        "title": "Amazon States Language",
        "description": "A state machine of AWS Step Functions.",
        "if": says_jsonata(),
        "then": scope::reference(Place::Machine, Scope::of(QueryLanguage::Jsonata)),
        "else": scope::reference(Place::Machine, Scope::of(QueryLanguage::JsonPath)),
        "$defs": definitions(),
        "examples": examples(),
    })
}

/// Each kind of object in each scope where it reads differently, states by their type, and the forms of strings.
fn definitions() -> Map<String, Value> {
    let mut found = Map::new();
    for place in Place::all() {
        for scope in Scope::ALL {
            found.entry(scope::name(place, scope)).or_insert_with(|| object::object(place, scope));
        }
    }
    found.insert(scope::NESTED_RULE.to_owned(), object::nested_rule());
    for machine in [QueryLanguage::JsonPath, QueryLanguage::Jsonata] {
        found.insert(scope::state(machine), object::any_state(machine));
    }
    found.extend(value::forms());
    found
}

/// Holds for an object whose own language is JSONata.
fn says_jsonata() -> Value {
    json!({ "properties": { "QueryLanguage": { "const": QueryLanguage::Jsonata.as_str() } }, "required": ["QueryLanguage"] })
}

fn examples() -> Value {
    json!([
        {
            "Comment": "Charges a card and tries again when the service is busy.",
            "QueryLanguage": "JSONata",
            "StartAt": "Charge",
            "States": {
                "Charge": {
                    "Type": "Task",
                    "Resource": "arn:aws:states:::lambda:invoke",
                    "Arguments": { "FunctionName": "${ChargeFunction}", "Payload": "{% $states.input %}" },
                    "Output": "{% $states.result.Payload %}",
                    "Retry": [{ "ErrorEquals": ["Lambda.TooManyRequestsException"], "MaxAttempts": 5 }],
                    "End": true
                }
            }
        },
        {
            "StartAt": "IsLarge",
            "States": {
                "IsLarge": {
                    "Type": "Choice",
                    "Choices": [{ "Variable": "$.total", "NumericGreaterThan": 1000, "Next": "Review" }],
                    "Default": "Done"
                },
                "Review": { "Type": "Wait", "Seconds": 3600, "Next": "Done" },
                "Done": { "Type": "Succeed" }
            }
        }
    ])
}

#[cfg(test)]
mod tests;
