//! A string with `{%` or `%}` in it that is no expression.

use crate::check::strings::{Role, Text};
use crate::diagnostic::{Basis, Diagnostic, Rule, Severity, quoted};
use crate::model::QueryLanguage;

pub(crate) static RULE: Rule = Rule {
    code: "ASL310",
    name: "half-delimited",
    summary: "a JSONata expression begins with `{%` and ends with `%}`",
    basis: Basis::Rejected(Some("SCHEMA_VALIDATION_FAILED")),
    severity: Severity::Error,
    doc: include_str!("../../../docs/rules/ASL310.md"),
};

/// Half a pair is refused; a pair with text around it is taken as text, so that is a warning
/// (<https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html>).
pub(crate) fn check(text: &Text<'_, '_>, found: &mut Vec<Diagnostic>) {
    if text.role != Role::Plain || text.object.language != Some(QueryLanguage::Jsonata) {
        return;
    }
    let (open, close) = (text.text.find("{%"), text.text.rfind("%}"));
    let outside = |range: std::ops::Range<usize>| text.text.get(range).is_some_and(|around| around.trim().is_empty());
    let diagnostic = match (open, close) {
        (Some(open), None) if text.text.starts_with("{%") => {
            Diagnostic::new(&RULE, text.path(), "the expression begins with `{%` but does not end with `%}`")
                .within(open..open + 2)
                .with_help("end the string with `%}`")
        }
        (None, Some(close)) if text.text.ends_with("%}") => {
            Diagnostic::new(&RULE, text.path(), "the expression ends with `%}` but does not begin with `{%`")
                .within(close..close + 2)
                .with_help("begin the string with `{%`")
        }
        (Some(open), Some(close)) if open < close => {
            let message = format!("{} is text: an expression is the whole string", quoted(text.text));
            let help = if outside(0..open) && outside(close + 2..text.text.len()) {
                "remove the spaces outside of `{%` and `%}`"
            } else {
                "join the parts inside the expression, as in `{% 'total: ' & $total %}`"
            };
            Diagnostic::new(&RULE, text.path(), message).with_severity(Severity::Warning).with_help(help)
        }
        _ => return,
    };
    found.push(diagnostic);
}
