//! The rules that the program judges by, those about definitions and those about files; and the rules whose pages it can show.

use std::collections::BTreeMap;

use asl_schema::check::Level;
use asl_schema::codes;
use asl_schema::{Diagnostic, Rule, Severity, closest, quoted};

/// Every rule that a check can break, by code.
fn checked() -> Vec<&'static Rule> {
    sorted(codes::files::RULES.iter().copied())
}

/// Every rule that has a page, by code: also those that only `asl-dsl` finds broken.
pub(crate) fn all() -> Vec<&'static Rule> {
    sorted(codes::rules())
}

fn sorted(others: impl Iterator<Item = &'static Rule>) -> Vec<&'static Rule> {
    let mut all: Vec<&'static Rule> = asl_schema::check::rules().chain(others).collect();
    all.sort_by_key(|rule| rule.code);
    all
}

/// The rule of this code or name that a check can break, its case of no account; else a sentence.
pub(crate) fn find(word: &str) -> Result<&'static Rule, String> {
    named(word, &checked())
}

/// The same among all that have a page; a number is enough.
pub(crate) fn explained(word: &str) -> Result<&'static Rule, String> {
    if !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit()) {
        return named(&format!("ASL{word}"), &all());
    }
    named(word, &all())
}

fn named(word: &str, all: &[&'static Rule]) -> Result<&'static Rule, String> {
    let is_meant = |rule: &&&Rule| rule.code.eq_ignore_ascii_case(word) || rule.name.eq_ignore_ascii_case(word);
    if let Some(rule) = all.iter().find(is_meant) {
        return Ok(rule);
    }
    Err(
        match closest(&word.to_ascii_uppercase(), all.iter().map(|rule| rule.code))
            .or_else(|| closest(word, all.iter().map(|rule| rule.name)))
        {
            Some(meant) => format!("there is no rule {}; did you mean `{meant}`?", quoted(word)),
            None => format!("there is no rule {}; `cargo asl explain` lists them", quoted(word)),
        },
    )
}

/// What becomes of the findings of each rule.
#[derive(Debug, Clone)]
pub(crate) struct Levels(BTreeMap<&'static str, Level>);

impl Levels {
    /// As the rules have it, with one exception: of a key that is written twice nobody can know which value is meant, and readers of JSON
    /// differ (RFC 8259, section 4).
    pub(crate) fn new() -> Levels {
        Levels(BTreeMap::from([("ASL104", Level::At(Severity::Error))]))
    }

    /// The same levels with others put over them.
    #[must_use]
    pub(crate) fn with<'a>(mut self, levels: impl IntoIterator<Item = &'a (&'static Rule, Level)>) -> Levels {
        self.0.extend(levels.into_iter().map(|(rule, level)| (rule.code, *level)));
        self
    }

    /// Gives the finding its level; whether it is kept.
    pub(crate) fn apply(&self, finding: &mut Diagnostic) -> bool {
        match self.0.get(finding.code()) {
            Some(Level::Off) => return false,
            Some(Level::At(severity)) => finding.severity = *severity,
            None => {}
        }
        true
    }
}
