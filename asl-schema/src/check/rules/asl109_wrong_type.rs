//! A value of the wrong JSON type.

use serde_json::Value;

use crate::check::context::ObjectNode;
use crate::check::rules::{describe, one_of};
use crate::diagnostic::{Basis, Diagnostic, Rule, Severity};
use crate::model::QueryLanguage;
use crate::path::{Path, Segment};
use crate::spec::{self, Kind, View};
use crate::text::is_placeholder;

pub(crate) static RULE: Rule = Rule {
    code: "ASL109",
    name: "wrong-type",
    summary: "every value has the JSON type of its field",
    basis: Basis::Rejected(Some("SCHEMA_VALIDATION_FAILED")),
    severity: Severity::Error,
    doc: include_str!("../../../docs/rules/ASL109.md"),
};

/// What to do about a placeholder for a number that stands in a string.
pub(crate) const WITHOUT_QUOTES: &str =
    "write it without quotes in JSON that is filled in; elsewhere its value stays a text";

pub(crate) fn check(node: &ObjectNode<'_, '_>, found: &mut Vec<Diagnostic>) {
    for (key, value) in node.extra {
        let Some(field) = spec::field(node.place, key) else { continue };
        let path = || node.path().key(key);
        match (field.kind, value) {
            (Kind::Texts, Value::Array(items)) => {
                elements(items, &|item| item.is_string(), "a string", &path, found);
            }
            (Kind::Nodes(_), Value::Array(items)) => {
                elements(items, &|item| item.is_object() || node.is_unfilled(item), "an object", &path, found);
            }
            (kind, value) if fits(kind, value) || node.is_unfilled(value) => {}
            (kind, value) => {
                let takes_expression =
                    matches!(kind, Kind::IntegerOrExpression(..) | Kind::NumberOrExpression(..) | Kind::Condition);
                let language = node.language.filter(|_| takes_expression);
                let diagnostic = wrong(path(), value, &expected(kind, node.language), language);
                // AWS's words for the other types were not seen.
                found.push(match (kind, value) {
                    (Kind::Text | Kind::Word(_), _) => diagnostic.with_aws_message("Expected value of type [STRING]"),
                    (kind, Value::String(text)) if is_number(kind) && is_placeholder(text) => {
                        for_a_number(diagnostic, kind, text, node.language)
                    }
                    _ => diagnostic,
                });
            }
        }
    }
    for (field, view) in node.fields {
        let path = || node.path().key(field.name);
        match (field.kind, view) {
            (Kind::Integer(..) | Kind::IntegerOrExpression(..), View::Number(number)) if number.is_f64() => {
                let message = format!("`{}` is {number}, expected an integer", field.name);
                let diagnostic = Diagnostic::new(&RULE, path(), message).with_help("write it without a fraction");
                // What AWS makes of `60.0` was not seen.
                let whole = number.as_f64().is_some_and(|value| value.fract() == 0.0);
                found.push(if whole { diagnostic.with_severity(Severity::Warning) } else { diagnostic });
            }
            (kind, View::Expression(_)) if node.language == Some(QueryLanguage::JsonPath) => {
                let message =
                    format!("`{}` is a JSONata expression, expected {}", field.name, expected(kind, node.language));
                let help =
                    "use the field's `…Path` twin, or set `\"QueryLanguage\": \"JSONata\"` on the state or the machine";
                found.push(Diagnostic::new(&RULE, path(), message).with_help(help));
            }
            _ => {}
        }
    }
}

fn is_number(kind: Kind) -> bool {
    matches!(kind, Kind::Integer(..) | Kind::Number(..) | Kind::IntegerOrExpression(..) | Kind::NumberOrExpression(..))
}

/// What becomes of a placeholder is known when the machine is deployed.
fn for_a_number(diagnostic: Diagnostic, kind: Kind, placeholder: &str, language: Option<QueryLanguage>) -> Diagnostic {
    let takes_expression = matches!(kind, Kind::IntegerOrExpression(..) | Kind::NumberOrExpression(..));
    diagnostic.with_severity(Severity::Warning).with_help(match language {
        Some(QueryLanguage::Jsonata) if takes_expression => {
            format!("its value will stay a text; write `{{% {placeholder} %}}`")
        }
        _ => WITHOUT_QUOTES.to_owned(),
    })
}

/// Whether a value that the model could not take is nevertheless of the field's type: an empty list, a second operator, `"End": false`.
fn fits(kind: Kind, value: &Value) -> bool {
    match kind {
        Kind::Text | Kind::TextOrExpression | Kind::Path(_) | Kind::DataPath(_) => value.is_string(),
        // An unknown word is another rule's business.
        Kind::Word(_) => value.is_string(),
        Kind::Flag => value.is_boolean(),
        Kind::Condition => value.is_string() || value.is_boolean(),
        Kind::Json | Kind::Payload | Kind::Operand => true,
        Kind::PayloadObject | Kind::Node(_) | Kind::States => value.is_object(),
        Kind::Texts | Kind::Nodes(_) => value.is_array(),
        Kind::Integer(..) | Kind::Number(..) | Kind::IntegerOrExpression(..) | Kind::NumberOrExpression(..) => {
            value.is_number()
        }
    }
}

fn expected(kind: Kind, language: Option<QueryLanguage>) -> String {
    let or_expression = |plain: &str| match language {
        Some(QueryLanguage::Jsonata) => format!("{plain} or a `{{% … %}}` expression"),
        _ => plain.to_owned(),
    };
    match kind {
        Kind::Text | Kind::TextOrExpression => "a string".to_owned(),
        Kind::Path(_) => "a path".to_owned(),
        Kind::DataPath(_) => "a path or null".to_owned(),
        Kind::Word(words) => one_of(words),
        Kind::Flag => "true or false".to_owned(),
        Kind::Condition => "a `{% … %}` expression or a boolean".to_owned(),
        Kind::Json | Kind::Payload | Kind::Operand => "a value".to_owned(),
        Kind::PayloadObject | Kind::Node(_) | Kind::States => "an object".to_owned(),
        Kind::Texts => "a list of strings".to_owned(),
        Kind::Nodes(_) => "a list of objects".to_owned(),
        Kind::Integer(..) => "an integer".to_owned(),
        Kind::Number(..) => "a number".to_owned(),
        Kind::IntegerOrExpression(..) => or_expression("an integer"),
        Kind::NumberOrExpression(..) => or_expression("a number"),
    }
}

fn elements(
    items: &[Value],
    fits: &dyn Fn(&Value) -> bool,
    expected: &str,
    path: &dyn Fn() -> Path,
    found: &mut Vec<Diagnostic>,
) {
    for (index, item) in items.iter().enumerate().filter(|(_, item)| !fits(item)) {
        found.push(wrong(path().index(index), item, expected, None));
    }
}

fn wrong(path: Path, value: &Value, expected: &str, language: Option<QueryLanguage>) -> Diagnostic {
    let name = match path.segments() {
        [.., Segment::Key(key)] => format!("`{key}`"),
        [.., Segment::Key(key), Segment::Index(index)] => format!("element {index} of `{key}`"),
        _ => "this".to_owned(),
    };
    let diagnostic = Diagnostic::new(&RULE, path, format!("{name} is {}, expected {expected}", describe(value)));
    match value.as_str() {
        Some(text) if text.parse::<f64>().is_ok() || text == "true" || text == "false" => {
            diagnostic.with_help("remove the quotes")
        }
        Some(text) if language == Some(QueryLanguage::Jsonata) && text.contains("{%") => {
            diagnostic.with_help("begin the string with `{%` and end it with `%}`, without spaces outside")
        }
        _ => diagnostic,
    }
}
