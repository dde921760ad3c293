//! For people: as rustc says it, drawn by `annotate-snippets`.

use std::borrow::Cow;
use std::collections::BTreeSet;

use annotate_snippets::{Element, Group, Level, Origin, Patch, Renderer, Snippet};
use asl_schema::{Diagnostic, Severity};

use super::excerpt::Excerpt;
use super::places::{Shown, Source, line_number, places, with_real_columns};
use crate::outcome::{Definition, Finding, Outcome, Problem};

/// The width that nothing reaches: excerpts are cut already.
const WIDE: usize = 100_000;

pub(super) struct Painter {
    renderer: Renderer,
}

impl Painter {
    pub(super) fn new(color: bool) -> Painter {
        let renderer = if color { Renderer::styled() } else { Renderer::plain() };
        Painter { renderer: renderer.term_width(WIDE) }
    }

    /// Everything that is for standard output.
    pub(super) fn report(&self, outcome: &Outcome, quiet: bool) -> String {
        let shown = |finding: &&Finding| !finding.is_bad_input() && (!quiet || finding.diagnostic.is_error());
        let findings = outcome.findings.iter().filter(shown);
        let mut report: String = findings.map(|finding| self.finding(outcome, finding)).collect();
        if !quiet {
            report.push_str(&summary(outcome));
        }
        report
    }

    /// A finding, with an empty line after it.
    pub(super) fn finding(&self, outcome: &Outcome, found: &Finding) -> String {
        let (finding, file) = (&found.diagnostic, Source { name: found.file(), text: outcome.text(found.file()) });
        let shown = match finding.span {
            Some(span) => places(file, span, &finding.labels),
            None => vec![Shown::plain(Origin::path(file.name))],
        };
        let cuts: Vec<_> = shown.iter().filter_map(|shown| shown.cut).collect();
        let title = level(finding.severity).primary_title(finding.message.as_str()).id(finding.code());
        let mut group = title.elements(shown.into_iter().map(|shown| shown.element));
        if let Some(place) = place(found) {
            group = group.element(note("in", place));
        }
        let suggested = suggestion(file, finding);
        if let (Some(help), None) = (&finding.help, &suggested) {
            group = group.element(Level::HELP.message(help.as_str()));
        }
        let groups: Vec<Group<'_>> = std::iter::once(group).chain(suggested).collect();
        with_real_columns(&self.renderer.render(&groups), file.name, &cuts) + "\n\n"
    }

    /// Something that is not about a definition.
    pub(super) fn problem(&self, problem: &Problem) -> String {
        let title = level(problem.severity).primary_title(problem.message.as_str());
        let file = problem.place.as_ref().map(|place| Source { name: &place.file, text: &place.text });
        let shown = file.zip(problem.place.as_ref()).map(|(file, place)| Shown::excerpt(file, place.span, None));
        let cut = shown.as_ref().and_then(|shown| shown.cut);
        let mut group = match shown {
            Some(shown) => title.element(shown.element),
            None => Group::with_title(title),
        };
        if let Some(help) = &problem.help {
            group = group.element(Level::HELP.message(help.as_str()));
        }
        let name = file.map_or("", |file| file.name);
        with_real_columns(&self.renderer.render(&[group]), name, cut.as_slice()) + "\n"
    }
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    }
}

/// The line with the suggestion in it, under the help; a part of a line would say too little.
fn suggestion<'a>(file: Source<'_>, finding: &'a Diagnostic) -> Option<Group<'a>> {
    let edit = finding.suggestion.as_ref()?.edit.as_ref()?;
    let excerpt = Excerpt::of(file.text, edit.span);
    if edit.span.start.line != edit.span.end.line || excerpt.cut.is_some() {
        return None;
    }
    let patch = Patch::new(excerpt.range, edit.text.as_str());
    let snippet = Snippet::source(excerpt.text).line_start(line_number(excerpt.line)).patch(patch);
    Some(Level::HELP.secondary_title(finding.help.as_deref()?).element(snippet))
}

pub(super) fn note<'a>(name: &'static str, text: impl Into<Cow<'a, str>>) -> Element<'a> {
    Level::NOTE.with_name(name).message(text).into()
}

/// Where in the definition; what concerns the machine as a whole is nowhere in it.
fn place(found: &Finding) -> Option<String> {
    let focus = on_one_line(&found.diagnostic.focus().to_string());
    match (&found.label, focus.as_str()) {
        (Some(label), "/") => Some(label.to_string()),
        (Some(label), _) => Some(format!("{label} {focus}")),
        (None, "/") => None,
        (None, _) => Some(focus),
    }
}

fn summary(outcome: &Outcome) -> String {
    let judged = || outcome.findings.iter().filter(|finding| !finding.is_bad_input());
    let count = |severity| judged().filter(|finding| finding.diagnostic.severity == severity).count();
    let bad = outcome.findings.iter().filter(|finding| finding.is_bad_input());
    let bad: BTreeSet<_> = bad.map(|finding| (finding.file(), &finding.label)).collect();
    let is_readable = |definition: &&Definition| !bad.contains(&(definition.file.as_str(), &definition.label));
    let checked = match outcome.definitions.iter().filter(is_readable).count() {
        0 if outcome.findings.is_empty() && outcome.problems.is_empty() => {
            return "no state machine found\n".to_owned();
        }
        // What went wrong was said.
        0 => return String::new(),
        count => number(count, "definition"),
    };
    match (count(Severity::Error), count(Severity::Warning)) {
        (0, 0) => format!("{checked} checked, nothing found\n"),
        (errors, warnings) => {
            format!("{checked} checked, {} and {} found\n", number(errors, "error"), number(warnings, "warning"))
        }
    }
}

fn number(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

/// Names of states hold whatever their author put in.
pub(crate) fn on_one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter.is_control() {
            true => line.extend(letter.escape_default()),
            false => line.push(letter),
        }
    }
    line
}
