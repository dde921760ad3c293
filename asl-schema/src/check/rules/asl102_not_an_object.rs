//! The text is JSON, but no object.

use serde_json::Value;

use crate::check::rules::describe;
use crate::diagnostic::{AwsAnswer, Basis, Diagnostic, Rule, Severity};
use crate::path::Path;
use crate::source::Span;

pub(crate) static RULE: Rule = Rule {
    code: "ASL102",
    name: "not-an-object",
    summary: "the definition is a JSON object",
    basis: Basis::Rejected(Some("SCHEMA_VALIDATION_FAILED")),
    severity: Severity::Error,
    doc: include_str!("../../../docs/rules/ASL102.md"),
};

pub(crate) fn diagnostic(value: &Value, span: Span) -> Diagnostic {
    let message = format!("the definition is {}, expected an object with `StartAt` and `States`", describe(value));
    let mut diagnostic = Diagnostic::new(&RULE, Path::root(), message);
    diagnostic.span = Some(span);
    diagnostic.aws.push(aws_answer());
    diagnostic
}

/// AWS says this to blank text too.
pub(super) fn aws_answer() -> AwsAnswer {
    let message = "Definition must be a valid JSON object".to_owned();
    AwsAnswer { code: "SCHEMA_VALIDATION_FAILED", message, location: None }
}
