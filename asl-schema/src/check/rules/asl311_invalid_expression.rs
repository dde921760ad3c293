//! x

use crate::SyntaxError;
use crate::check::strings::Text;
use crate::diagnostic::{Basis, Diagnostic, Rule, Severity, quoted};

pub(crate) static RULE: Rule = Rule {
    code: "ASL311",
    name: "invalid-expression",
    summary: "JSONata expressions parse",
    basis: Basis::Rejected(Some("INVALID_JSONATA_EXPRESSION")),
    severity: Severity::Error,
    doc: include_str!("../../../docs/rules/ASL311.md"),
};

pub(crate) fn diagnostic(text: &Text<'_, '_>, error: SyntaxError) -> Diagnostic {
    let message = format!("{} {}", quoted(text.text), error.message);
    Diagnostic::new(&RULE, text.path(), message).within(error.span)
}
