//! A required field that is missing or empty.

use std::sync::LazyLock;

use serde_json::Value;

use crate::check::context::ObjectNode;
use crate::diagnostic::closest;
use crate::diagnostic::{Basis, Diagnostic, Rule, Severity};
use crate::spec::{self, Field, Place};

pub(crate) static RULE: Rule = Rule {
    code: "ASL108",
    name: "missing-field",
    summary: "required fields are there",
    basis: Basis::Rejected(Some("SCHEMA_VALIDATION_FAILED")),
    severity: Severity::Error,
    doc: include_str!("../../../docs/rules/ASL108.md"),
};

/// By [`Place::index`]: few fields are required, and every object is asked for them.
static REQUIRED: LazyLock<Vec<Vec<&'static Field>>> = LazyLock::new(|| {
    let required = |place| spec::fields(place).filter(|field| field.required).collect();
    Place::all().map(required).collect()
});

pub(crate) fn check(node: &ObjectNode<'_, '_>, found: &mut Vec<Diagnostic>) {
    let required = REQUIRED.get(node.place.index()).into_iter().flatten();
    for field in required {
        if let Some(Value::String(text)) = node.extra.get(field.name)
            && text.is_empty()
        {
            let diagnostic = Diagnostic::new(&RULE, node.path().key(field.name), format!("`{}` is empty", field.name));
            found.push(diagnostic.with_help("write what it names"));
        }
        if node.has(field.name) {
            continue;
        }
        let message = format!("{} needs a `{}`", node.place, field.name);
        let keys = node.extra.keys().map(String::as_str);
        found.push(match closest(field.name, keys) {
            // The misspelled field is reported as unknown, with this name as the suggestion.
            Some(_) => continue,
            None => {
                let help = format!("add `{}`", field.name);
                let diagnostic = Diagnostic::new(&RULE, node.path(), message).with_help(help);
                match node.place {
                    // Of other objects AWS's sentence was not seen.
                    Place::Machine => {
                        diagnostic.with_aws_message(format!("These fields are required: [{}]", field.name))
                    }
                    _ => diagnostic,
                }
            }
        });
    }
}
