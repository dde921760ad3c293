//! For people: as rustc says it, drawn by `annotate-snippets`.

use std::borrow::Cow;
use std::collections::BTreeSet;

use annotate_snippets::{AnnotationKind, Element, Group, Level, Origin, Patch, Renderer, Snippet};
use asl_schema::{Label, Severity, Span};

use super::excerpt::{Excerpt, is_short, line_at};
use crate::outcome::{Definition, Finding, Outcome, Problem};

/// Places further apart are shown apart.
const FAR: u32 = 100;
/// More than that many lines' text is not copied to show two of them.
const MUCH: usize = 10_000;
/// The width that nothing reaches: excerpts are cut already.
const WIDE: usize = 100_000;

/// A text and what it is called.
#[derive(Clone, Copy)]
struct Source<'a> {
    name: &'a str,
    text: &'a str,
}

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
        let level = level(finding.severity);
        let title = level.primary_title(finding.message.as_str()).id(finding.code());
        let mut shown = Vec::new();
        match finding.span {
            Some(span) => shown.extend(snippets(file, span, &finding.labels)),
            None => shown.push((Origin::path(file.name).into(), None)),
        }
        let cut = shown.first().and_then(|(_, excerpt)| excerpt.as_ref()).and_then(|excerpt| excerpt.cut);
        let mut group = title.elements(shown.into_iter().map(|(element, _)| element));
        if let Some(place) = place(found) {
            group = group.element(note("in", place));
        }
        let edit = finding.suggestion.as_ref().and_then(|suggestion| suggestion.edit.as_ref());
        let patch = edit.zip(finding.help.as_deref()).and_then(|(edit, help)| {
            let excerpt = Excerpt::of(file.text, edit.span);
            (edit.span.start.line == edit.span.end.line && excerpt.cut.is_none()).then(|| {
                let patch = Patch::new(excerpt.range, edit.text.as_str());
                let snippet = Snippet::source(excerpt.text).line_start(line_number(excerpt.line)).patch(patch);
                Level::HELP.secondary_title(help).element(snippet)
            })
        });
        if let (Some(help), None) = (&finding.help, &patch) {
            group = group.element(Level::HELP.message(help.as_str()));
        }
        let groups: Vec<Group<'_>> = std::iter::once(group).chain(patch).collect();
        let mut drawn = self.renderer.render(&groups);
        if let Some(cut) = cut {
            // The column in a part of a line is nobody's column.
            let line = finding.span.map_or(0, |span| span.start.line);
            let (shown, real) =
                (format!("{}:{line}:{}\n", file.name, cut.shown), format!("{}:{line}:{}\n", file.name, cut.real));
            drawn = drawn.replacen(&shown, &real, 1);
        }
        drawn + "\n\n"
    }

    /// Something that is not about a definition.
    pub(super) fn problem(&self, problem: &Problem) -> String {
        let title = level(problem.severity).primary_title(problem.message.as_str());
        let mut group = match &problem.place {
            Some(place) => title.element(snippet(&place.file, Excerpt::of(&place.text, place.span), None)),
            None => Group::with_title(title),
        };
        if let Some(help) = &problem.help {
            group = group.element(Level::HELP.message(help.as_str()));
        }
        self.renderer.render(&[group]) + "\n"
    }
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    }
}

fn note<'a>(name: &'static str, text: impl Into<Cow<'a, str>>) -> Element<'a> {
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

/// The lines that are meant, each with its excerpt when it was not combined with others.
fn snippets<'a>(file: Source<'a>, span: Span, labels: &'a [Label]) -> Vec<(Element<'a>, Option<Excerpt>)> {
    let (near, far): (Vec<&Label>, Vec<&Label>) =
        labels.iter().partition(|label| label.span.is_some_and(|other| together(file.text, span, other)));
    let first = match near.is_empty() {
        true => {
            let excerpt = Excerpt::of(file.text, span);
            (snippet(file.name, excerpt.clone(), None).into(), Some(excerpt))
        }
        false => (combined(file, span, &near).into(), None),
    };
    let far = far.into_iter().map(|label| match label.span {
        Some(span) => {
            let excerpt = Excerpt::of(file.text, span);
            (snippet(file.name, excerpt.clone(), Some(&label.text)).into(), Some(excerpt))
        }
        None => (note("note", format!("{} ({})", label.text, label.path)), None),
    });
    std::iter::once(first).chain(far).collect()
}

/// Whether two places are shown in one piece of text.
fn together(text: &str, one: Span, other: Span) -> bool {
    let lines = line_at(text, one.start.offset.min(other.start.offset)).start
        ..line_at(text, one.start.offset.max(other.start.offset)).end;
    one.start.line.abs_diff(other.start.line) <= FAR
        && lines.len() <= MUCH
        && text.get(lines).unwrap_or_default().lines().all(|line| is_short(&(0..line.len())))
}

fn combined<'a>(file: Source<'a>, span: Span, labels: &[&'a Label]) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let spans = || std::iter::once(span).chain(labels.iter().filter_map(|label| label.span));
    let start = spans().map(|span| line_at(file.text, span.start.offset).start).min().unwrap_or(0);
    let end = spans().map(|span| line_at(file.text, span.start.offset).end).max().unwrap_or(start);
    let line = spans().map(|span| span.start.line).min().unwrap_or(1);
    let range = |span: Span| {
        let stop = line_at(file.text, span.start.offset).end;
        span.start.offset - start..span.end.offset.clamp(span.start.offset, stop.max(span.start.offset)) - start
    };
    let mut snippet = Snippet::source(file.text.get(start..end).unwrap_or_default())
        .line_start(line_number(line))
        .path(file.name)
        .annotation(AnnotationKind::Primary.span(range(span)));
    for label in labels {
        if let Some(span) = label.span {
            snippet = snippet.annotation(AnnotationKind::Context.span(range(span)).label(label.text.as_str()));
        }
    }
    snippet
}

fn snippet<'a>(
    name: &'a str,
    excerpt: Excerpt,
    label: Option<&'a str>,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let annotation = match label {
        Some(label) => AnnotationKind::Context.span(excerpt.range).label(label),
        None => AnnotationKind::Primary.span(excerpt.range),
    };
    Snippet::source(excerpt.text).line_start(line_number(excerpt.line)).path(name).annotation(annotation)
}

fn line_number(line: u32) -> usize {
    usize::try_from(line).unwrap_or(usize::MAX)
}

fn summary(outcome: &Outcome) -> String {
    let judged = || outcome.findings.iter().filter(|finding| !finding.is_bad_input());
    let count = |severity| judged().filter(|finding| finding.diagnostic.severity == severity).count();
    let bad = outcome.findings.iter().filter(|finding| finding.is_bad_input());
    let bad: BTreeSet<_> = bad.map(|finding| (finding.file(), &finding.label)).collect();
    let is_readable = |definition: &&Definition| !bad.contains(&(definition.file.as_str(), &definition.label));
    let checked = match outcome.definitions.iter().filter(is_readable).count() {
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
fn on_one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter.is_control() {
            true => line.extend(letter.escape_default()),
            false => line.push(letter),
        }
    }
    line
}
