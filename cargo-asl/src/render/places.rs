//! The places of a finding as snippets: those near each other in one, the others each in its own.

use annotate_snippets::{Annotation, AnnotationKind, Element, Snippet};
use asl_schema::{Label, Span};

use super::excerpt::{Cut, Excerpt, is_short, line_at};
use super::text::note;

/// Places further apart are shown apart.
const FAR: u32 = 100;
/// More text than that is not copied to show two lines of it.
const MUCH: usize = 10_000;

/// A text and what it is called.
#[derive(Clone, Copy)]
pub(super) struct Source<'a> {
    pub(super) name: &'a str,
    pub(super) text: &'a str,
}

/// A part of the drawing.
pub(super) struct Shown<'a> {
    pub(super) element: Element<'a>,
    /// The line whose column is not the one that will be drawn.
    pub(super) cut: Option<(u32, Cut)>,
}

impl<'a> Shown<'a> {
    pub(super) fn plain(element: impl Into<Element<'a>>) -> Shown<'a> {
        Shown { element: element.into(), cut: None }
    }

    pub(super) fn excerpt(file: Source<'a>, span: Span, label: Option<&'a str>) -> Shown<'a> {
        let excerpt = Excerpt::of(file.text, span);
        let cut = excerpt.cut.map(|cut| (excerpt.line, cut));
        Shown { element: snippet(file.name, excerpt, label).into(), cut }
    }
}

/// The lines that are meant, those of the finding itself first.
pub(super) fn places<'a>(file: Source<'a>, span: Span, labels: &'a [Label]) -> Vec<Shown<'a>> {
    let (near, far): (Vec<&Label>, Vec<&Label>) =
        labels.iter().partition(|label| label.span.is_some_and(|other| together(file.text, span, other)));
    let first = match near.is_empty() {
        true => Shown::excerpt(file, span, None),
        false => Shown::plain(combined(file, span, &near)),
    };
    let far = far.into_iter().map(|label| match label.span {
        Some(span) => Shown::excerpt(file, span, Some(&label.text)),
        None => Shown::plain(note("note", format!("{} ({})", label.text, label.path))),
    });
    std::iter::once(first).chain(far).collect()
}

/// A drawing with the columns of cut lines as they are in the text: the column in a part of a line is nobody's column.
pub(super) fn with_real_columns(drawn: &str, name: &str, cuts: &[(u32, Cut)]) -> String {
    let (mut mended, mut rest) = (String::new(), drawn);
    for (line, cut) in cuts {
        if let Some((before, after)) = rest.split_once(&format!("{name}:{line}:{}", cut.shown)) {
            mended.push_str(&format!("{before}{name}:{line}:{}", cut.real));
            rest = after;
        }
    }
    mended + rest
}

/// Whether two places are shown in one piece of text.
fn together(text: &str, one: Span, other: Span) -> bool {
    let lines = line_at(text, one.start.offset.min(other.start.offset)).start
        ..line_at(text, one.start.offset.max(other.start.offset)).end;
    one.start.line.abs_diff(other.start.line) <= FAR
        && lines.len() <= MUCH
        && text.get(lines).unwrap_or_default().lines().all(|line| is_short(&(0..line.len())))
}

fn combined<'a>(file: Source<'a>, span: Span, labels: &[&'a Label]) -> Snippet<'a, Annotation<'a>> {
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

fn snippet<'a>(name: &'a str, excerpt: Excerpt, label: Option<&'a str>) -> Snippet<'a, Annotation<'a>> {
    let annotation = match label {
        Some(label) => AnnotationKind::Context.span(excerpt.range).label(label),
        None => AnnotationKind::Primary.span(excerpt.range),
    };
    Snippet::source(excerpt.text).line_start(line_number(excerpt.line)).path(name).annotation(annotation)
}

pub(super) fn line_number(line: u32) -> usize {
    usize::try_from(line).unwrap_or(usize::MAX)
}
