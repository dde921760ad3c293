//! A key that one JSON object has twice.

use crate::diagnostic::{Basis, Diagnostic, Rule, Severity, quoted};
use crate::path::{Path, Segment};

pub(crate) static RULE: Rule = Rule {
    code: "ASL104",
    name: "duplicate-key",
    summary: "an object has each key once",
    basis: Basis::ProbablyUnintended,
    severity: Severity::Warning,
    doc: include_str!("../../../docs/rules/ASL104.md"),
};

/// A state that is written twice is an error: names are unique. For other keys, parsers silently take the last value.
pub(crate) fn diagnostic(path: Path) -> Diagnostic {
    let key = match path.segments().last() {
        Some(Segment::Key(key)) => key.clone(),
        _ => String::new(),
    };
    let is_state = path.parent().is_some_and(|states| {
        states.segments().last() == Some(&Segment::Key("States".to_owned())) && path.state_name() == Some(&key)
    });
    if is_state {
        let message = format!("the state {} is written twice", quoted(&key));
        return Diagnostic::new(&RULE, path, message)
            .with_severity(Severity::Error)
            .with_help("rename one of the two; only the last would count");
    }
    let message = format!("the key {} is written twice", quoted(&key));
    Diagnostic::new(&RULE, path, message).with_help("remove one of the two; only the last would count")
}
