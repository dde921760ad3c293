//! The text is not JSON.

use crate::check::rules::asl102_not_an_object;
use crate::diagnostic::{Basis, Diagnostic, Rule, Severity};
use crate::path::Path;
use crate::source::Span;

pub(crate) static RULE: Rule = Rule {
    code: "ASL101",
    name: "invalid-json",
    summary: "the definition is JSON text",
    basis: Basis::Rejected(Some("INVALID_JSON_DESCRIPTION")),
    severity: Severity::Error,
    doc: include_str!("../../../docs/rules/ASL101.md"),
};

pub(crate) fn syntax(message: &str, span: Span) -> Diagnostic {
    located(Diagnostic::new(&RULE, Path::root(), format!("the definition is not JSON: {message}")), span)
}

/// JSON has no greatest number, what reads it does.
pub(crate) fn too_large(span: Span) -> Diagnostic {
    let message = "the number is too large, the most is about 1.8e308";
    located(Diagnostic::new(&RULE, Path::root(), message).with_help("write a smaller number, or a string"), span)
}

pub(crate) fn blank(span: Span) -> Diagnostic {
    let help = "write a JSON object with `StartAt` and `States`";
    let mut diagnostic = Diagnostic::new(&RULE, Path::root(), "the definition is empty").with_help(help);
    diagnostic.span = Some(span);
    diagnostic.aws.push(asl102_not_an_object::aws_answer());
    diagnostic
}

pub(crate) fn byte_order_mark(span: Span) -> Diagnostic {
    let diagnostic = Diagnostic::new(&RULE, Path::root(), "the definition begins with a byte order mark");
    located(diagnostic.with_help("save the file as UTF-8 without a byte order mark"), span)
}

/// AWS names no place in a text that it could not read.
fn located(mut diagnostic: Diagnostic, span: Span) -> Diagnostic {
    diagnostic.span = Some(span);
    let message = format!("{} at line {}, column {}", diagnostic.message, span.start.line, span.start.column);
    diagnostic.with_aws_answer(message, None)
}
