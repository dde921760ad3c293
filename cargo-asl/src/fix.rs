//! `--fix`: suggestions written into the file.
//!
//! Edits are made in rounds, since one can bring another to light; of two that overlap the second waits for the next round. A round that
//! leaves a text which reads worse is not kept. The file is replaced as a whole, or not at all.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

use asl_schema::{Diagnostic, Edit, quoted};

use crate::check::Judge;
use crate::input::{Input, describe};
use crate::outcome::{Finding, Problem};
use crate::streams::Streams;

/// Each round needs one that came before it; nobody's mistakes stand in such a queue.
const ROUNDS: usize = 10;

/// Changes the text, and the file that it was read from, and says what was changed.
pub(crate) fn run(
    judge: &mut Judge<'_>,
    input: &Input,
    text: &mut String,
    streams: &mut Streams,
) -> Result<(), Problem> {
    let name = input.name();
    let Input::File(path) = input else {
        return Err(Problem::new("cannot fix standard input: `--fix` writes into files"));
    };
    let (mut fixed, mut log) = (text.clone(), Vec::new());
    let mut outcome = judge.judge(&fixed);
    for _ in 0..ROUNDS {
        let edits = edits(&outcome.findings, &name, judge.options.unsafe_fixes);
        if edits.is_empty() {
            break;
        }
        let changed = apply(&fixed, &edits);
        let judged = judge.judge(&changed);
        let reads_worse = judged.findings.iter().any(Finding::is_bad_input);
        if reads_worse || judged.definitions.len() != outcome.definitions.len() || changed == fixed {
            break;
        }
        log.extend(edits.iter().map(|(finding, edit)| remark(&name, &fixed, finding, edit)));
        (fixed, outcome) = (changed, judged);
    }
    if fixed != *text {
        replace(path, &fixed)
            .map_err(|error| Problem::new(format!("cannot write {}: {}", quoted(&name), describe(&error))))?;
        log.iter().for_each(|line| streams.error(line));
        *text = fixed;
    }
    if !judge.options.unsafe_fixes {
        let safe = edits(&outcome.findings, &name, false).len();
        left(edits(&outcome.findings, &name, true).len().saturating_sub(safe), &name, streams);
    }
    Ok(())
}

/// What only the author can decide is not written without being asked for.
fn left(edits: usize, name: &str, streams: &mut Streams) {
    let suggestions = match edits {
        0 => return,
        1 => "1 suggestion that may not be what is meant was".to_owned(),
        edits => format!("{edits} suggestions that may not be what is meant were"),
    };
    streams.error(&format!("note: {suggestions} not written into {name}: see `--unsafe-fixes`\n"));
}

/// The edits to make in this file, in the order of the text, none overlapping another; none in a file that could not be read.
fn edits(findings: &[Finding], file: &str, all: bool) -> Vec<(Diagnostic, Edit)> {
    if findings.iter().any(Finding::is_bad_input) {
        return Vec::new();
    }
    let mut edits: Vec<(&Diagnostic, &Edit)> = Vec::new();
    for finding in findings.iter().filter(|finding| finding.file() == file) {
        let suggestion = finding.diagnostic.suggestion.as_ref().filter(|suggestion| all || suggestion.safe);
        edits.extend(suggestion.and_then(|suggestion| Some((&finding.diagnostic, suggestion.edit.as_ref()?))));
    }
    edits.sort_by_key(|(_, edit)| edit.span.start.offset);
    let mut end = 0;
    let apart = edits.into_iter().filter(|(_, edit)| {
        let fits = edit.span.start.offset >= end && edit.span.end.offset >= edit.span.start.offset;
        if fits {
            end = edit.span.end.offset.max(edit.span.start.offset + 1);
        }
        fits
    });
    apart.map(|(finding, edit)| (finding.clone(), edit.clone())).collect()
}

fn apply(text: &str, edits: &[(Diagnostic, Edit)]) -> String {
    let (mut changed, mut at) = (String::with_capacity(text.len()), 0);
    for (_, edit) in edits {
        changed.push_str(text.get(at..edit.span.start.offset).unwrap_or_default());
        changed.push_str(&edit.text);
        at = edit.span.end.offset;
    }
    changed.push_str(text.get(at..).unwrap_or_default());
    changed
}

fn remark(name: &str, text: &str, finding: &Diagnostic, edit: &Edit) -> String {
    let before = text.get(edit.span.start.offset..edit.span.end.offset).unwrap_or_default();
    let code = finding.code();
    format!("fixed[{code}]: {} is now {}\n --> {name}:{}\n", quoted(before), quoted(&edit.text), edit.span)
}

/// Writes a new file beside the old one and puts it in its place; a link stays one.
fn replace(path: &Path, text: &str) -> io::Result<()> {
    let path = fs::canonicalize(path)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let fresh = path.with_file_name(format!(".{name}.{}", std::process::id()));
    let write = || {
        let permissions = fs::metadata(&path)?.permissions();
        if permissions.readonly() {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        let mut file = OpenOptions::new().write(true).create_new(true).open(&fresh)?;
        file.write_all(text.as_bytes())?;
        file.set_permissions(permissions)?;
        file.sync_all()?;
        fs::rename(&fresh, &path)
    };
    write().inspect_err(|_| _ = fs::remove_file(&fresh))
}
