//! An operand of the wrong type: `"NumericEquals": "3"`.

use serde_json::Value;

use crate::check::context::ObjectNode;
use crate::check::rules::asl109_wrong_type::WITHOUT_QUOTES;
use crate::check::rules::{asl117_bad_timestamp, describe};
use crate::diagnostic::{Basis, Diagnostic, Rule, Severity};
use crate::model::{OperandKind, Operator};
use crate::spec::{Kind, View};
use crate::text::{is_placeholder, is_timestamp};

pub(crate) static RULE: Rule = Rule {
    code: "ASL403",
    name: "choice-operand-type",
    summary: "an operand has the type of its operator",
    basis: Basis::Rejected(Some("SCHEMA_VALIDATION_FAILED")),
    severity: Severity::Error,
    doc: include_str!("../../../docs/rules/ASL403.md"),
};

pub(crate) fn check(node: &ObjectNode<'_, '_>, found: &mut Vec<Diagnostic>) {
    for (field, view) in node.fields.iter().filter(|(field, _)| field.kind == Kind::Operand) {
        let (Some(operator), View::Json(operand)) = (Operator::from_word(field.name), view) else { continue };
        let (fits, expected) = match operator.operand() {
            OperandKind::String => (operand.is_string(), "a string"),
            OperandKind::Number => (operand.is_number(), "a number"),
            OperandKind::Boolean => (operand.is_boolean(), "true or false"),
            OperandKind::Timestamp => (operand.is_string(), "a timestamp"),
            OperandKind::Path => (operand.is_string(), "a path"),
        };
        // A path costs more than all the rest: none is made for an operand that is right.
        let path = || node.path().key(field.name);
        if operand.as_str().is_some_and(is_placeholder) && operator.operand() != OperandKind::Path {
            if !fits && !node.is_unfilled(operand) {
                let message = format!("`{}` will be a text, expected {expected}", field.name);
                let diagnostic = Diagnostic::new(&RULE, path(), message).with_help(WITHOUT_QUOTES);
                found.push(diagnostic.with_severity(Severity::Warning));
            }
        } else if !fits {
            let message = format!("`{}` is {}, expected {expected}", field.name, describe(operand));
            let diagnostic = Diagnostic::new(&RULE, path(), message);
            found.push(match help(operator.operand(), operand) {
                Some(help) => diagnostic.with_help(help),
                None => diagnostic,
            });
        } else if let (OperandKind::Timestamp, Some(text)) = (operator.operand(), operand.as_str())
            && !is_timestamp(text)
        {
            found.push(asl117_bad_timestamp::diagnostic(path(), text));
        }
    }
}

fn help(expected: OperandKind, operand: &Value) -> Option<&'static str> {
    match (expected, operand) {
        (OperandKind::Number, Value::String(text)) if text.parse::<f64>().is_ok() => Some("remove the quotes"),
        (OperandKind::Boolean, Value::String(text)) if text == "true" || text == "false" => Some("remove the quotes"),
        (OperandKind::String | OperandKind::Timestamp, Value::Number(_)) => Some("write it between quotes"),
        _ => None,
    }
}
