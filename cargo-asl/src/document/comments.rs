//! Findings that a comment in YAML says are meant to be so.
//!
//! `# asl-allow: ASL306, ASL702 the caller sends both` behind what is found, or on its own line directly above it. Several such lines above
//! each other all concern the line below the last.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use asl_schema::check::allow::{allowed, unused, words};
use asl_schema::codes::files;
use asl_schema::source::Lines;
use asl_schema::{Diagnostic, Rule, Span};

use super::OpenedDocument;

/// What a comment allows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allowance {
    /// The line whose findings it concerns, from 1.
    pub line: u32,
    /// The codes or names of rules, with their places in the file.
    pub words: Vec<(String, Span)>,
}

/// What the comments at these ranges of a text allow.
pub(super) fn allowances(text: &str, comments: &[Range<usize>]) -> Vec<Allowance> {
    let mut found: Vec<Allowance> = Vec::new();
    let lines = Lines::of(text);
    // From the end, so that a comment on its own line knows what the one below it concerns.
    let mut below: Option<(u32, u32)> = None;
    for range in comments.iter().rev() {
        let Some(comment) = text.get(range.clone()) else { continue };
        let own = lines.span(range.start, range.end).start.line;
        let before = text.get(..range.start).unwrap_or_default();
        let alone = before.rsplit(['\n', '\r']).next().is_none_or(|start| start.trim().is_empty());
        let line = match below {
            _ if !alone => own,
            Some((next, concerned)) if next == own + 1 => concerned,
            _ => own + 1,
        };
        below = alone.then_some((own, line));
        let words = words(comment).into_iter();
        let words: Vec<_> = words
            .map(|(word, within)| (word.to_owned(), lines.span(range.start + within.start, range.start + within.end)))
            .collect();
        if !words.is_empty() {
            found.push(Allowance { line, words });
        }
    }
    found.reverse();
    found
}

/// Drops the findings that comments of these documents' files allow, and adds one for each allowance that names no rule or that nothing
/// needed. `findings` are all of the documents that one [`open`](super::open) gave, each with its file and its place.
pub fn apply_allowances(documents: &[OpenedDocument], findings: &mut Vec<Diagnostic>) {
    let mut allowed: BTreeMap<Target<'_>, Allowed> = BTreeMap::new();
    let mut about = Vec::new();
    let mut seen = BTreeSet::new();
    for file in documents.iter().flat_map(OpenedDocument::files).filter(|file| seen.insert(file.name.as_str())) {
        for allowance in &file.allowances {
            for (word, span) in &allowance.words {
                match rule_of(word) {
                    Ok(rule) => {
                        let target = Target { file: &file.name, line: allowance.line, code: rule.code };
                        allowed.entry(target).or_default().words.push(*span);
                    }
                    Err(unknown) => about.push(placed(*unknown, &file.name, *span)),
                }
            }
        }
    }
    findings.retain(|finding| {
        let (Some(file), Some(span)) = (&finding.file, finding.span) else { return true };
        let target = Target { file, line: span.start.line, code: finding.code() };
        match allowed.get(&target) {
            Some(allowed) => allowed.used.set(true),
            None => return true,
        }
        false
    });
    let unneeded = allowed.iter().filter(|(_, allowed)| !allowed.used.get());
    about.extend(unneeded.flat_map(|(target, allowed)| {
        allowed.words.iter().map(|span| placed(unused(target.code), target.file, *span))
    }));
    about.sort_by_key(|finding| finding.span.map(|span| span.start.offset));
    findings.extend(about);
}

/// The rule of this code or name; those about files count too.
fn rule_of(word: &str) -> Result<&'static Rule, Box<Diagnostic>> {
    let is_meant = |rule: &&&Rule| rule.code.eq_ignore_ascii_case(word) || rule.name.eq_ignore_ascii_case(word);
    files::RULES.iter().find(is_meant).map_or_else(|| allowed(word), |rule| Ok(rule))
}

/// The findings that an allowance is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Target<'a> {
    file: &'a str,
    line: u32,
    code: &'a str,
}

#[derive(Debug, Default)]
struct Allowed {
    used: Cell<bool>,
    /// Where it is written; more than once if somebody insists.
    words: Vec<Span>,
}

fn placed(mut finding: Diagnostic, file: &str, span: Span) -> Diagnostic {
    finding.span = Some(span);
    finding.in_file(file)
}
