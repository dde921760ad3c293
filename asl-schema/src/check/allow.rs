//! Findings that a `Comment` says are meant to be so.
//!
//! `"Comment": "asl-allow: ASL306, ASL702 the caller sends both"` in a state concerns that state and everything inside it, in the machine
//! all of it. Codes or names of rules, separated by commas; what follows the last one is for people.

use std::ops::Range;

use super::context::Context;
use super::options::find_rule;
use super::rules::{asl191_unknown_allowance, asl192_unused_allowance};
use crate::diagnostic::{Diagnostic, Rule};
use crate::path::Path;

const MARK: &str = "asl-allow:";

/// One rule that a comment allows.
struct Allowance {
    /// What it concerns.
    within: Path,
    /// Where it is written.
    comment: Path,
    range: Range<usize>,
    rule: &'static Rule,
    used: bool,
}

/// Drops the findings that a comment allows; reports allowances that name no rule or allow nothing.
pub(super) fn apply(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let mut allowances = Vec::new();
    if let Some(comment) = &context.machine.comment {
        collect(Path::root, comment, &mut allowances, found);
    }
    for node in &context.states {
        if let Some(comment) = node.state.comment() {
            collect(|| context.state_path(node.id), comment, &mut allowances, found);
        }
    }
    if allowances.is_empty() {
        return;
    }
    found.retain(|diagnostic| {
        let mut kept = true;
        for allowance in &mut allowances {
            if allowance.rule == diagnostic.rule && diagnostic.path.starts_with(&allowance.within) {
                allowance.used = true;
                kept = false;
            }
        }
        kept
    });
    for allowance in allowances.into_iter().filter(|allowance| !allowance.used) {
        found.push(asl192_unused_allowance::diagnostic(allowance.comment, allowance.range, allowance.rule.code));
    }
}

fn collect(path: impl Fn() -> Path, comment: &str, into: &mut Vec<Allowance>, found: &mut Vec<Diagnostic>) {
    for (word, range) in words(comment) {
        let within = path();
        let comment = within.key("Comment");
        match find_rule(word) {
            Ok(rule) => into.push(Allowance { within, comment, range, rule, used: false }),
            Err(unknown) => found.push(asl191_unknown_allowance::diagnostic(comment, range, &unknown)),
        }
    }
}

/// The rule of this code or name, for an allowance that stands outside of the definition.
///
/// # Errors
/// With the finding about a word that names no rule.
pub fn allowed(word: &str) -> Result<&'static Rule, Box<Diagnostic>> {
    find_rule(word).map_err(|unknown| {
        let mut finding = asl191_unknown_allowance::diagnostic(Path::root(), 0..word.len(), &unknown);
        finding.within = None;
        Box::new(finding)
    })
}

/// The finding about an allowance outside of the definition that nothing needed.
pub fn unused(code: &str) -> Diagnostic {
    let mut finding = asl192_unused_allowance::diagnostic(Path::root(), 0..0, code);
    finding.within = None;
    finding
}

/// The codes or names that a comment allows, and where in it they are.
///
/// ```
/// let words = asl_schema::check::allow::words("asl-allow: ASL306, ASL702 the caller sends both");
/// assert_eq!(words, [("ASL306", 11..17), ("ASL702", 19..25)]);
/// ```
pub fn words(comment: &str) -> Vec<(&str, Range<usize>)> {
    let Some(start) = comment.find(MARK) else { return Vec::new() };
    let mut at = start + MARK.len();
    let mut words = Vec::new();
    while let Some(rest) = comment.get(at..) {
        let begin = at + (rest.len() - rest.trim_start().len());
        let rest = rest.trim_start();
        let length = rest.find(|letter: char| letter.is_whitespace() || letter == ',').unwrap_or(rest.len());
        let Some(word) = rest.get(..length).filter(|word| !word.is_empty()) else { break };
        words.push((word, begin..begin + length));
        let after = rest.get(length..).unwrap_or_default();
        let Some(comma) = after.find(',').filter(|comma| after.get(..*comma).is_some_and(|gap| gap.trim().is_empty()))
        else {
            break;
        };
        at = begin + length + comma + 1;
    }
    words
}

#[cfg(test)]
mod tests {
    use super::words;

    fn read(comment: &str) -> Vec<&str> {
        words(comment)
            .into_iter()
            .map(|(word, range)| (word, &comment[range]))
            .inspect(|(a, b)| assert_eq!(a, b))
            .map(|(word, _)| word)
            .collect()
    }

    #[test]
    fn codes_end_where_the_reason_begins() {
        assert_eq!(read("asl-allow: ASL306, ASL702 the caller, they say, sends both"), ["ASL306", "ASL702"]);
        assert_eq!(read("Charges. asl-allow:ASL306 ,undefined-variable"), ["ASL306", "undefined-variable"]);
        assert_eq!(read("asl-allow: "), [""; 0]);
        assert_eq!(read("asl-allow ASL306"), [""; 0]);
        assert_eq!(read("asl-allow: é, ASL306"), ["é", "ASL306"]);
    }
}
