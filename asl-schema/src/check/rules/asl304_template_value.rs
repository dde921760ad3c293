//! x

use crate::SyntaxError;
use crate::check::strings::Text;
use crate::diagnostic::{Basis, Diagnostic, Rule, Severity, quoted};

pub(crate) static RULE: Rule = Rule {
    code: "ASL304",
    name: "template-value",
    summary: "what stands under a `.$` key is a path or an intrinsic function",
    basis: Basis::Rejected(Some("SCHEMA_VALIDATION_FAILED")),
    severity: Severity::Error,
    doc: include_str!("../../../docs/rules/ASL304.md"),
};

pub(crate) fn diagnostic(text: &Text<'_, '_>, error: SyntaxError) -> Diagnostic {
    let message = format!("{} {}", quoted(text.text), error.message);
    Diagnostic::new(&RULE, text.path(), message).within(error.span)
}
