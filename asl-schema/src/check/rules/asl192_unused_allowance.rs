//! An `asl-allow` in a comment that nothing needs.

use std::ops::Range;

use crate::diagnostic::{Basis, Diagnostic, Rule, Severity};
use crate::path::Path;

pub(crate) static RULE: Rule = Rule {
    code: "ASL192",
    name: "unused-allowance",
    summary: "an `asl-allow` allows something that is found",
    basis: Basis::ProbablyUnintended,
    severity: Severity::Warning,
    doc: include_str!("../../../docs/rules/ASL192.md"),
};

pub(crate) fn diagnostic(comment: Path, range: Range<usize>, code: &str) -> Diagnostic {
    let message = format!("nothing here breaks {code}, so nothing is allowed");
    Diagnostic::new(&RULE, comment, message).within(range).with_help("remove it")
}
