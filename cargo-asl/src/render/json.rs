//! A list of findings, each with everything that is known about it.

use asl_schema::{Edit, Label, Position, Span, Suggestion};
use serde_json::{Value, json};

use crate::outcome::{Finding, Outcome};

pub(super) fn report(outcome: &Outcome) -> String {
    let findings = outcome.findings.iter().map(entry);
    format!("{:#}\n", Value::from_iter(findings))
}

fn entry(found: &Finding) -> Value {
    let finding = &found.diagnostic;
    json!({
        "code": finding.code(),
        "name": finding.rule.name,
        "severity": finding.severity.to_string(),
        "message": finding.message,
        "file": found.file(),
        "definition": found.label.as_deref(),
        "path": finding.focus().to_string(),
        "span": finding.span.map(span),
        "labels": finding.labels.iter().map(label).collect::<Vec<_>>(),
        "help": finding.help,
        "suggestion": finding.suggestion.as_ref().map(suggestion),
    })
}

fn span(span: Span) -> Value {
    json!({ "start": position(span.start), "end": position(span.end) })
}

fn position(position: Position) -> Value {
    json!({ "line": position.line, "column": position.column, "offset": position.offset })
}

fn label(label: &Label) -> Value {
    json!({ "message": label.text, "path": label.path.to_string(), "span": label.span.map(span) })
}

fn suggestion(suggestion: &Suggestion) -> Value {
    let edit = |edit: &Edit| json!({ "span": span(edit.span), "text": edit.text });
    json!({
        "found": suggestion.found,
        "replacement": suggestion.replacement,
        "safe": suggestion.safe,
        "edit": suggestion.edit.as_ref().map(edit),
    })
}
