//! A path that does not parse.

use crate::SyntaxError;
use crate::check::strings::Text;
use crate::diagnostic::{Basis, Diagnostic, Rule, Severity, quoted};

pub(crate) static RULE: Rule = Rule {
    code: "ASL301",
    name: "invalid-path",
    summary: "paths parse",
    basis: Basis::Rejected(Some("SCHEMA_VALIDATION_FAILED")),
    severity: Severity::Error,
    doc: include_str!("../../../docs/rules/ASL301.md"),
};

pub(crate) fn diagnostic(text: &Text<'_, '_>, error: SyntaxError) -> Diagnostic {
    let message = format!("{} is no path: {}", quoted(text.text), error.message);
    let diagnostic = Diagnostic::new(&RULE, text.path(), message).within(error.span);
    match error.help {
        Some(help) => diagnostic.with_help(help),
        None => diagnostic,
    }
}
