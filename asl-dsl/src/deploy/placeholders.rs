//! The placeholders of a definition: which names occur, and what only looks like one.

use std::collections::BTreeMap;

use asl_schema::text::is_expression;
use asl_schema::{Diagnostic, Path, Severity};
use serde_json::Value;

use super::rules;
use super::text::{Part, parts};

/// A name in `${…}`, and whether it stands inside a JSONata expression anywhere.
pub(crate) type Placeholders = BTreeMap<String, InExpression>;

/// Whether a placeholder stands inside a JSONata expression somewhere, where a quote in its value would end a string.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct InExpression(pub(crate) bool);

/// Every placeholder of the definition.
pub(crate) fn find(definition: &Value) -> (Placeholders, Vec<Diagnostic>) {
    let mut found = Placeholders::new();
    let mut suspicious = false;
    each_string(definition, &mut |text| {
        if text.contains("%{") {
            suspicious = true;
        }
        if !text.contains("${") {
            return;
        }
        for part in parts(text) {
            match part {
                Part::Placeholder(name) => {
                    let inside = found.entry(name.to_owned()).or_insert(InExpression(false));
                    inside.0 |= is_expression(text);
                }
                Part::Pseudo(_) | Part::Malformed(_) => suspicious = true,
                Part::Text(_) => {}
            }
        }
    });
    // Paths cost; a definition almost never needs them.
    let diagnostics = if suspicious { locate(definition) } else { Vec::new() };
    (found, diagnostics)
}

/// Every string and every key, on a stack of its own: a payload may be nested deeper than the thread's stack allows.
fn each_string<'a>(value: &'a Value, look: &mut dyn FnMut(&'a str)) {
    let mut stack = vec![value];
    while let Some(value) = stack.pop() {
        match value {
            Value::String(text) => look(text),
            Value::Array(elements) => stack.extend(elements),
            Value::Object(members) => {
                for (key, value) in members {
                    look(key);
                    stack.push(value);
                }
            }
            _ => {}
        }
    }
}

fn locate(definition: &Value) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut stack = vec![(Path::root(), definition)];
    while let Some((path, value)) = stack.pop() {
        match value {
            Value::String(text) => judge(text, &path, &mut found),
            Value::Array(elements) => {
                stack.extend(elements.iter().enumerate().rev().map(|(index, value)| (path.index(index), value)));
            }
            Value::Object(members) => {
                for (key, value) in members.iter().rev() {
                    judge(key, &path.key(key), &mut found);
                    stack.push((path.key(key), value));
                }
            }
            _ => {}
        }
    }
    found
}

fn judge(text: &str, path: &Path, found: &mut Vec<Diagnostic>) {
    let report = |message: String| Diagnostic::new(&rules::PLACEHOLDER, path.clone(), message);
    for part in parts(text) {
        match part {
            Part::Pseudo(name) => {
                let short = name.trim_start_matches("AWS::");
                found.push(report(format!("`${{{name}}}` is only known to `Fn::Sub`")).with_help(format!(
                    "write `${{{short}}}` and bind it: `.bind({short:?}, Binding::reference({name:?}))`"
                )));
            }
            Part::Malformed(text) => {
                let text = super::iam::shortened(text);
                found.push(
                    report(format!("`{text}` is no placeholder: a name of letters, digits and `_` was expected"))
                        .with_help("write `${Name}`; Terraform's `templatefile` refuses anything else after `${`")
                        .with_severity(Severity::Warning),
                );
            }
            Part::Placeholder(_) | Part::Text(_) => {}
        }
    }
    if text.contains("%{") {
        found.push(
            report("`%{` begins a directive in Terraform's `templatefile`".to_owned())
                .with_help("put a space between the two characters, as in `{% {`")
                .with_severity(Severity::Warning),
        );
    }
}
