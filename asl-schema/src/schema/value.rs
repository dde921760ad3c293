//! The schema of a field's value.

use serde_json::{Value, json};

use super::scope::{self, Scope, refer};
use crate::check::rules::{asl115_state_name_length, asl414_bad_label};
use crate::model::{OperandKind, Operator, QueryLanguage};
use crate::spec::{Field, Kind, Place};

/// A JSONata expression: `text::is_expression`.
const EXPRESSION: &str = r"^\{%[\s\S]*%\}$";
/// Something that is filled when the machine is deployed.
const PLACEHOLDER: &str = r"\$\{[^{}]+\}";
/// `text::is_timestamp`, but for the length of months.
const TIMESTAMP: &str = concat!(
    r"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])[Tt]([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)(\.[0-9]+)?",
    r"([Zz]|[+-]([01][0-9]|2[0-3]):[0-5][0-9])$"
);
/// What an `ItemReader` can do, in any partition.
const READER: &str = ":s3:(getObject|listObjectsV2)$";

/// The forms of strings that fields refer to. They are remarked on, not described: an editor would show that in the place of what the field is for.
pub(super) fn forms() -> [(String, Value); 3] {
    let form = |name: &str, remark: &str, pattern: &str| {
        (name.to_owned(), json!({ "$comment": remark, "type": "string", "pattern": pattern }))
    };
    [
        form("Expression", "A JSONata expression between {% and %}, without anything outside.", EXPRESSION),
        form("Placeholder", "A text that is filled when the machine is deployed, such as ${TopicArn}.", PLACEHOLDER),
        form("Timestamp", "RFC 3339 with T and a time zone.", TIMESTAMP),
    ]
}

/// The schema of the value of `field` in such an object.
pub(super) fn value(place: Place, field: &Field, scope: Scope) -> Value {
    let jsonata = scope.state == QueryLanguage::Jsonata;
    match field.kind {
        Kind::Text | Kind::TextOrExpression | Kind::Path(_) => text(place, field, jsonata),
        Kind::Flag => json!({ "type": "boolean" }),
        Kind::Json | Kind::Payload => json!({}),
        Kind::PayloadObject if field.name == "Credentials" => credentials(jsonata),
        Kind::PayloadObject => json!({ "type": "object" }),
        Kind::DataPath(_) => json!({ "type": ["string", "null"] }),
        Kind::Word(words) if field.name == "QueryLanguage" => query_language(words, jsonata && place != Place::Machine),
        Kind::Word(words) => any_of([json!({ "enum": words }), refer("Placeholder")]),
        Kind::Integer(least, most) => filled(number("integer", least, most)),
        Kind::Number(least, most) => filled(number("number", least, most)),
        Kind::IntegerOrExpression(least, most) => amount(number("integer", least, most), jsonata),
        Kind::NumberOrExpression(least, most) => amount(number("number", least, most), jsonata),
        Kind::Condition => any_of([json!({ "type": "boolean" }), refer("Expression"), refer("Placeholder")]),
        Kind::Texts => texts(field),
        Kind::Node(Place::ChoiceRule) => refer(scope::NESTED_RULE),
        Kind::Nodes(Place::ChoiceRule) if place == Place::ChoiceRule => {
            json!({ "type": "array", "minItems": 1, "items": refer(scope::NESTED_RULE) })
        }
        Kind::Node(inner) => scope::reference(inner, scope),
        Kind::Nodes(inner) => list(json!({ "items": scope::reference(inner, scope) }), field.required),
        Kind::States => states(scope),
        Kind::Operand => Operator::from_word(field.name).map_or(json!({}), operand),
    }
}

fn text(place: Place, field: &Field, jsonata: bool) -> Value {
    match (place, field.name) {
        (Place::ItemReader, "Resource") => {
            any_of([json!({ "type": "string", "pattern": READER }), refer("Placeholder")])
        }
        (_, "Timestamp") if jsonata => any_of([refer("Timestamp"), refer("Expression"), refer("Placeholder")]),
        (_, "Timestamp") => any_of([refer("Timestamp"), refer("Placeholder")]),
        (_, "Label") => any_of([label(), refer("Placeholder")]),
        // The empty text is no name, no resource and no path.
        _ if field.required || field.name == "Variable" => json!({ "type": "string", "minLength": 1 }),
        _ => json!({ "type": "string" }),
    }
}

fn label() -> Value {
    let escaped = |letter: char| if r"\[]^".contains(letter) { format!(r"\{letter}") } else { letter.to_string() };
    let forbidden: String = asl414_bad_label::FORBIDDEN.chars().map(escaped).collect();
    json!({
        "type": "string",
        "minLength": 1,
        "maxLength": asl414_bad_label::LONGEST,
        "pattern": format!(r"^[^\s\x00-\x1f\x7f-\x9f{forbidden}]*$"),
    })
}

/// A JSONata state says nothing else, or it would not be one. Nothing is filled in here: what the rest means depends on it.
fn query_language(words: &[&str], only_jsonata: bool) -> Value {
    match only_jsonata {
        true => json!({ "enum": [QueryLanguage::Jsonata.as_str()] }),
        false => json!({ "enum": words }),
    }
}

fn credentials(jsonata: bool) -> Value {
    let static_role = json!({ "required": ["RoleArn"] });
    if jsonata {
        return json!({ "type": "object", "required": ["RoleArn"] });
    }
    json!({ "type": "object", "anyOf": [static_role, { "required": ["RoleArn.$"] }] })
}

fn number(kind: &str, least: f64, most: f64) -> Value {
    let mut schema = json!({ "type": kind });
    for (keyword, limit) in [("minimum", least), ("maximum", most)] {
        if limit.is_finite() {
            // Limits are whole numbers; written as such they read better.
            schema[keyword] = if limit.fract() == 0.0 { json!(limit as i64) } else { json!(limit) };
        }
    }
    schema
}

fn amount(literal: Value, jsonata: bool) -> Value {
    if jsonata { any_of([literal, refer("Expression"), refer("Placeholder")]) } else { filled(literal) }
}

/// A number, or what will be one when the machine is deployed.
fn filled(literal: Value) -> Value {
    any_of([literal, refer("Placeholder")])
}

fn texts(field: &Field) -> Value {
    let mut schema = list(json!({ "items": { "type": "string" } }), field.required);
    if field.name == "ErrorEquals" {
        schema["if"] = json!({ "contains": { "const": "States.ALL" } });
        schema["then"] = json!({ "maxItems": 1 });
    }
    schema
}

fn list(mut schema: Value, needs_an_entry: bool) -> Value {
    schema["type"] = json!("array");
    if needs_an_entry {
        schema["minItems"] = json!(1);
    }
    schema
}

fn states(scope: Scope) -> Value {
    json!({
        "type": "object",
        "minProperties": 1,
        "propertyNames": { "minLength": 1, "maxLength": asl115_state_name_length::LONGEST },
        "additionalProperties": refer(&scope::state(scope.machine)),
    })
}

fn operand(operator: Operator) -> Value {
    match operator.operand() {
        OperandKind::String | OperandKind::Path => json!({ "type": "string" }),
        OperandKind::Number => filled(json!({ "type": "number" })),
        OperandKind::Boolean => filled(json!({ "type": "boolean" })),
        OperandKind::Timestamp => any_of([refer("Timestamp"), refer("Placeholder")]),
    }
}

fn any_of<const N: usize>(schemas: [Value; N]) -> Value {
    json!({ "anyOf": schemas.to_vec() })
}
