//! JSON that nests deeper than the reader goes: found while reading, and in machines that Rust code made.

use serde_json::Value;

use crate::check::context::ObjectNode;
use crate::diagnostic::{Basis, Diagnostic, Rule, Severity};
use crate::path::Path;
use crate::source::Span;
use crate::spec::View;

pub(crate) static RULE: Rule = Rule {
    code: "ASL103",
    name: "nested-too-deeply",
    summary: "objects and lists nest less than 128 levels",
    basis: Basis::Budget,
    severity: Severity::Error,
    doc: include_str!("../../../docs/rules/ASL103.md"),
};

/// What `serde_json` reads, in levels of objects and lists. What is written must be readable again.
pub(crate) const DEEPEST: usize = 127;

pub(crate) fn diagnostic(span: Span) -> Diagnostic {
    let mut diagnostic = at(Path::root());
    diagnostic.span = Some(span);
    diagnostic
}

pub(crate) fn check(node: &ObjectNode<'_, '_>, found: &mut Vec<Diagnostic>) {
    if node.context.text_length.is_some() {
        return;
    }
    let left = DEEPEST.checked_sub(node.trail.depth(node.context) + 1);
    let Some(left) = left else {
        // The outermost says it for all that is inside.
        if !found.iter().any(|finding| finding.rule == &RULE) {
            found.push(at(node.path()));
        }
        return;
    };
    let objects = node.fields.iter().filter_map(|(field, view)| match view {
        View::Json(value) if !fits(value, left) => Some(field.name),
        View::Object(object) if left == 0 || !object.values().all(|value| fits(value, left - 1)) => Some(field.name),
        _ => None,
    });
    let extra = node.extra.iter().filter(|(_, value)| !fits(value, left)).map(|(key, _)| key.as_str());
    found.extend(objects.chain(extra).map(|key| at(node.path().key(key))));
}

/// Whether the value has at most `left` levels; looks no deeper than that.
fn fits(value: &Value, left: usize) -> bool {
    match value {
        Value::Object(_) | Value::Array(_) if left == 0 => false,
        Value::Object(object) => object.values().all(|value| fits(value, left - 1)),
        Value::Array(items) => items.iter().all(|value| fits(value, left - 1)),
        _ => true,
    }
}

fn at(path: Path) -> Diagnostic {
    let help = "flatten the definition; AWS refuses deep nesting too (`TOO_DEEPLY_NESTED`)";
    Diagnostic::new(&RULE, path, format!("objects and lists nest more than {DEEPEST} levels here")).with_help(help)
}
