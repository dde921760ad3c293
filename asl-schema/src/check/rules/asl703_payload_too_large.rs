//! A payload that alone exceeds what a state may take or give.

use serde_json::Value;

use super::asl103_nested_too_deeply::DEEPEST;
use crate::check::context::ObjectNode;
use crate::check::size::Unit;
use crate::diagnostic::{Basis, Diagnostic, Rule, Severity};
use crate::model::QueryLanguage;
use crate::spec::{Kind, View};
use crate::text::{grouped, is_expression};

pub(crate) static RULE: Rule = Rule {
    code: "ASL703",
    name: "payload-too-large",
    summary: "literal payloads have at most 262,144 bytes",
    basis: Basis::FailsAtRunTime,
    severity: Severity::Warning,
    doc: include_str!("../../../docs/rules/ASL703.md"),
};

/// The largest input, output or variable, in bytes of UTF-8; also the most that one `Assign` sets.
const MOST: usize = 262_144;

pub(crate) fn check(node: &ObjectNode<'_, '_>, found: &mut Vec<Diagnostic>) {
    if node.context.text_length.is_some_and(|bytes| bytes <= MOST) {
        return;
    }
    let jsonata = node.language == Some(QueryLanguage::Jsonata);
    for (field, view) in node.fields {
        let bytes = match (field.kind, view) {
            (Kind::Json, View::Json(value)) => Unit::Bytes.value(value),
            (Kind::Payload, View::Json(value)) => literal(value, jsonata),
            (Kind::PayloadObject, View::Object(values)) => values.values().map(|value| literal(value, jsonata)).sum(),
            _ => continue,
        };
        if bytes > MOST {
            let message =
                format!("`{}` has {} bytes, and a payload has at most {}", field.name, grouped(bytes), grouped(MOST));
            let help = "keep it in S3 and read it where it is needed";
            found.push(Diagnostic::new(&RULE, node.path().key(field.name), message).with_help(help));
        }
    }
}

/// The bytes that are there whatever is computed.
fn literal(value: &Value, jsonata: bool) -> usize {
    let bytes = Unit::Bytes.value(value);
    if bytes <= MOST { bytes } else { bytes.saturating_sub(computed(value, jsonata, DEEPEST)) }
}

/// The bytes of paths, intrinsic functions and expressions, which something else takes the place of.
fn computed(value: &Value, jsonata: bool, levels: usize) -> usize {
    match value {
        Value::String(text) if jsonata && is_expression(text) => Unit::Bytes.value(value),
        Value::Array(items) if levels > 0 => items.iter().map(|item| computed(item, jsonata, levels - 1)).sum(),
        Value::Object(object) if levels > 0 => {
            let member = |(key, value): (&String, &Value)| {
                if !jsonata && key.ends_with(".$") {
                    Unit::Bytes.value(value)
                } else {
                    computed(value, jsonata, levels - 1)
                }
            };
            object.iter().map(member).sum()
        }
        _ => 0,
    }
}
