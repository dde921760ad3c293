//! An `asl-allow` in a comment that names no rule.

use std::ops::Range;

use crate::check::UnknownRule;
use crate::diagnostic::{Basis, Diagnostic, Rule, Severity, Target};
use crate::path::Path;

pub(crate) static RULE: Rule = Rule {
    code: "ASL191",
    name: "unknown-allowance",
    summary: "an `asl-allow` names rules that exist",
    basis: Basis::ProbablyUnintended,
    severity: Severity::Warning,
    doc: include_str!("../../../docs/rules/ASL191.md"),
};

pub(crate) fn diagnostic(comment: Path, range: Range<usize>, unknown: &UnknownRule) -> Diagnostic {
    let diagnostic = Diagnostic::new(&RULE, comment, unknown.to_string()).within(range);
    match unknown.closest {
        Some(word) => diagnostic.with_suggestion(&*unknown.word, word, Target::Text, false),
        None => diagnostic.with_help("`cargo asl explain` lists the rules"),
    }
}
