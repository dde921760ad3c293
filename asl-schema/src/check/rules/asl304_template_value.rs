//! A `.$` key whose value is neither a path nor an intrinsic function.

use crate::SyntaxError;
use crate::check::rules::describe;
use crate::check::strings::{Template, Text};
use crate::diagnostic::{Basis, Diagnostic, Rule, Severity, quoted};
use crate::model::QueryLanguage;
use crate::path::Path;

pub(crate) static RULE: Rule = Rule {
    code: "ASL304",
    name: "template-value",
    summary: "what stands under a `.$` key is a path or an intrinsic function",
    basis: Basis::Rejected(Some("SCHEMA_VALIDATION_FAILED")),
    severity: Severity::Error,
    doc: include_str!("../../../docs/rules/ASL304.md"),
};

/// A text under a `.$` key, or in `ErrorPath` and `CausePath`, that does not parse.
pub(crate) fn diagnostic(text: &Text<'_, '_>, error: SyntaxError) -> Diagnostic {
    let message = format!("{} is {}", quoted(text.text), error.message);
    let diagnostic = Diagnostic::new(&RULE, text.path(), message).within(error.span);
    let diagnostic = match error.help {
        Some(help) => diagnostic.with_help(help),
        None => diagnostic,
    };
    match text.key {
        Some(key) => with_aws(diagnostic, key, text.path().parent()),
        None => diagnostic,
    }
}

pub(crate) fn check(template: &Template<'_, '_>, found: &mut Vec<Diagnostic>) {
    if template.object.language != Some(QueryLanguage::JsonPath) {
        return;
    }
    for (key, value) in template.entries.iter().filter(|(key, value)| key.ends_with(".$") && !value.is_string()) {
        let message =
            format!("the value of {} is {}, expected a path or an intrinsic function", quoted(key), describe(value));
        let diagnostic = Diagnostic::new(&RULE, template.path().key(key), message);
        let diagnostic = diagnostic.with_help("take `.$` off the key if the value is meant as it is");
        found.push(with_aws(diagnostic, key, Some(template.path())));
    }
}

/// AWS names the payload that the key is in.
fn with_aws(diagnostic: Diagnostic, key: &str, location: Option<Path>) -> Diagnostic {
    let sentence =
        format!("The value for the field '{key}' must be a valid JSONPath or a valid intrinsic function call");
    diagnostic.with_aws_answer(sentence, location)
}
