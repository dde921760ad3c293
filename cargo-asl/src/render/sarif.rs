//! SARIF 2.1.0, which GitHub, Azure DevOps and editors read.
//!
//! <https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/sarif-v2.1.0-os.html>

use asl_schema::{Edit, Rule, Severity, Span};
use serde_json::{Map, Value, json};

use crate::outcome::{Finding, Outcome, Problem};

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json";
const REPOSITORY: &str = env!("CARGO_PKG_REPOSITORY");

pub(super) fn report(outcome: &Outcome) -> String {
    let mut rules: Vec<&'static Rule> = outcome.findings.iter().map(|finding| finding.diagnostic.rule).collect();
    rules.sort_by_key(|rule| rule.code);
    rules.dedup_by_key(|rule| rule.code);
    let results = outcome.findings.iter().map(|finding| result(finding, &rules));
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "cargo-asl",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "informationUri": REPOSITORY,
                "rules": rules.iter().map(|rule| descriptor(rule)).collect::<Vec<_>>(),
            } },
            "invocations": [{
                "executionSuccessful": !outcome.problems.iter().any(|problem| problem.severity == Severity::Error),
                "toolExecutionNotifications": outcome.problems.iter().map(notification).collect::<Vec<_>>(),
            }],
            // Columns are counted in characters.
            "columnKind": "unicodeCodePoints",
            "results": results.collect::<Vec<_>>(),
        }],
    });
    format!("{log:#}\n")
}

fn descriptor(rule: &Rule) -> Value {
    json!({
        "id": rule.code,
        "name": rule.name,
        "shortDescription": { "text": rule.summary },
        "help": { "text": rule.doc, "markdown": rule.doc },
        "helpUri": format!("{REPOSITORY}/blob/main/asl-schema/docs/rules/{}.md", rule.code),
        "defaultConfiguration": { "level": level(rule.severity) },
    })
}

fn notification(problem: &Problem) -> Value {
    let mut notification = json!({ "level": level(problem.severity), "message": { "text": problem.message } });
    if let (Some(place), Value::Object(notification)) = (&problem.place, &mut notification) {
        let location = json!([{ "physicalLocation": physical(&place.file, Some(place.span)) }]);
        notification.insert("locations".to_owned(), location);
    }
    notification
}

fn result(found: &Finding, rules: &[&'static Rule]) -> Value {
    let (finding, file) = (&found.diagnostic, found.file());
    let help = finding.help.as_ref().map(|help| format!("\n{help}")).unwrap_or_default();
    let name = match &found.label {
        Some(label) => format!("{label} {}", finding.focus()),
        None => finding.focus().to_string(),
    };
    let mut result = Map::new();
    result.insert("ruleId".to_owned(), json!(finding.code()));
    let index = rules.iter().position(|rule| *rule == finding.rule);
    result.extend(index.map(|index| ("ruleIndex".to_owned(), json!(index))));
    result.insert("level".to_owned(), json!(level(finding.severity)));
    result.insert("message".to_owned(), json!({ "text": format!("{}{help}", finding.message) }));
    let location = json!([{
        "physicalLocation": physical(file, finding.span),
        "logicalLocations": [{ "fullyQualifiedName": name }],
    }]);
    result.insert("locations".to_owned(), location);
    if !finding.labels.is_empty() {
        let related = finding.labels.iter().enumerate().map(|(id, label)| {
            json!({ "id": id, "message": { "text": label.text }, "physicalLocation": physical(file, label.span) })
        });
        result.insert("relatedLocations".to_owned(), related.collect());
    }
    if let Some((suggestion, edit)) = finding.suggestion.as_ref().and_then(|all| Some((all, all.edit.as_ref()?))) {
        let text = format!("write `{}`", suggestion.replacement);
        result.insert("fixes".to_owned(), json!([fix(file, text, edit)]));
    }
    Value::Object(result)
}

fn fix(file: &str, description: String, edit: &Edit) -> Value {
    json!({
        "description": { "text": description },
        "artifactChanges": [{
            "artifactLocation": { "uri": uri(file) },
            "replacements": [{ "deletedRegion": region(edit.span), "insertedContent": { "text": edit.text } }],
        }],
    })
}

fn physical(file: &str, span: Option<Span>) -> Value {
    let mut location = json!({ "artifactLocation": { "uri": uri(file) } });
    if let (Some(span), Value::Object(location)) = (span, &mut location) {
        location.insert("region".to_owned(), region(span));
    }
    location
}

fn region(span: Span) -> Value {
    json!({
        "startLine": span.start.line,
        "startColumn": span.start.column,
        "endLine": span.end.line,
        "endColumn": span.end.column,
        "byteOffset": span.start.offset,
        "byteLength": span.end.offset.saturating_sub(span.start.offset),
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Info => "note",
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}

/// The path as a URI reference: relative paths stay relative.
fn uri(path: &str) -> String {
    let mut uri = String::new();
    let path = if std::path::MAIN_SEPARATOR == '\\' { path.replace('\\', "/") } else { path.to_owned() };
    if path.starts_with('/') {
        uri.push_str("file://");
    } else if path.get(1..3) == Some(":/") {
        uri.push_str("file:///");
    }
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'/' | b'-' | b'.' | b'_' | b'~' => uri.push(char::from(byte)),
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::uri;

    #[test]
    fn paths_become_uris() {
        assert_eq!(uri("infra/order flow.asl.json"), "infra/order%20flow.asl.json");
        assert_eq!(uri("/a/é#1.json"), "file:///a/%C3%A9%231.json");
    }
}
