//! JSON that nests deeper than the reader goes.

use crate::diagnostic::{Basis, Diagnostic, Rule, Severity};
use crate::path::Path;
use crate::source::Span;

pub(crate) static RULE: Rule = Rule {
    code: "ASL103",
    name: "nested-too-deeply",
    summary: "objects and lists nest less than 128 levels",
    basis: Basis::Budget,
    severity: Severity::Error,
    doc: include_str!("../../../docs/rules/ASL103.md"),
};

pub(crate) fn diagnostic(span: Span) -> Diagnostic {
    let message = "objects and lists nest more than 127 levels here";
    let mut diagnostic = Diagnostic::new(&RULE, Path::root(), message);
    diagnostic.span = Some(span);
    diagnostic.with_help("flatten the definition; AWS refuses deep nesting too (`TOO_DEEPLY_NESTED`)")
}
