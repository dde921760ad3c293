//! A JSONata expression that does not parse.

use crate::SyntaxError;
use crate::check::strings::Text;
use crate::diagnostic::{Basis, Diagnostic, Rule, Severity, without_controls};

pub(crate) static RULE: Rule = Rule {
    code: "ASL311",
    name: "invalid-expression",
    summary: "JSONata expressions parse",
    basis: Basis::Rejected(Some("INVALID_JSONATA_EXPRESSION")),
    severity: Severity::Error,
    doc: include_str!("../../../docs/rules/ASL311.md"),
};

/// The most characters of the reference's sentence that a message repeats: it holds the user's token as it is written, however long.
const LONGEST: usize = 160;

pub(crate) fn diagnostic(text: &Text<'_, '_>, error: SyntaxError) -> Diagnostic {
    let mut letters = error.message.chars();
    let sentence: String =
        letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default();
    let sentence = match sentence.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", sentence.get(..end).unwrap_or_default()),
        None => sentence.trim_end_matches('.').to_owned(),
    };
    let message = format!("the expression does not parse: {}", without_controls(&sentence));
    let diagnostic = Diagnostic::new(&RULE, text.path(), message).within(error.span).with_aws_message(error.message);
    match error.help {
        Some(help) => diagnostic.with_help(help),
        None => diagnostic,
    }
}
