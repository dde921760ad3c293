//! From a place in the definition to a range in the text. Built only when there is something to report.

use std::borrow::Cow;
use std::ops::Range;

use crate::diagnostic::{Diagnostic, Edit, Suggestion, Target};
use crate::path::{Path, Segment};
use crate::source::{Content, Document, Form, Lines, Node, Span, TextMap};

/// The ranges of everything in a document.
pub(crate) struct Locator<'t> {
    root: Option<Cow<'t, Node>>,
    lines: Lines<'t>,
    /// The text that the tree's ranges are of: the definition's own, also where that stands inside another text.
    text: &'t str,
}

/// What a path leads to, or the nearest thing around it.
struct Found<'n> {
    node: &'n Node,
    /// The range of the key that it is the value of.
    key: Option<Range<usize>>,
    /// Whether the text has all of the path.
    complete: bool,
}

impl<'t> Locator<'t> {
    /// For text that is not JSON every place is its beginning.
    pub(crate) fn new(document: &Document<'t>) -> Locator<'t> {
        let text = document.definition();
        let root = match document.form {
            Form::Json | Form::Embedded { .. } => Node::of_json(text).map(|(root, _)| Cow::Owned(root)),
            Form::Tree { root, .. } => Some(Cow::Borrowed(root)),
        };
        Locator { root, lines: document.lines(), text }
    }

    /// Fills the ranges of a diagnostic, and the edit that its suggestion stands for.
    pub(crate) fn locate(&self, diagnostic: &mut Diagnostic) {
        if let Some(mut suggestion) = diagnostic.suggestion.take() {
            suggestion.edit = self.edit(&suggestion, diagnostic);
            diagnostic.suggestion = Some(suggestion);
        }
        if diagnostic.span.is_none() {
            diagnostic.span = Some(match &diagnostic.within {
                Some(within) => self.part(&diagnostic.focus(), within.clone()),
                None => self.span(&diagnostic.path, diagnostic.field.as_deref()),
            });
        }
        for label in &mut diagnostic.labels {
            label.span.get_or_insert_with(|| match &label.within {
                Some(within) => self.part(&label.path, within.clone()),
                None => self.span(&label.path, None),
            });
        }
    }

    /// Whether the value at `path` is filled in later, and not as a string: only the definition has quotes around it, the text has none.
    pub(crate) fn is_filled_in(&self, path: &Path) -> bool {
        self.find(path).filter(|found| found.complete).is_some_and(|Found { node, .. }| {
            let quote = self.range(node.range.start..node.range.start + 1);
            matches!(node.content, Content::JsonString) && quote.start == quote.end
        })
    }

    /// The range of what `path` names: a scalar's value, the key of an object or list, the key of `field` if the object has it. Where the
    /// text has no such place, the nearest one around it.
    pub(crate) fn span(&self, path: &Path, field: Option<&str>) -> Span {
        let Some(found) = self.find(path) else { return self.lines.span(0, 0) };
        let field = field.filter(|_| found.complete).map(|field| Segment::Key(field.to_owned()));
        match field.and_then(|field| found.node.child(&field)) {
            Some((Some(key), _)) => self.range(key),
            _ => self.mark(&found),
        }
    }

    /// The range of a part of the string at `path`.
    fn part(&self, path: &Path, within: Range<usize>) -> Span {
        match self.find(path).filter(|found| found.complete).and_then(|found| self.text_map(found.node)) {
            Some(map) => self.range(map.range(within)),
            None => self.span(path, None),
        }
    }

    fn find(&self, path: &Path) -> Option<Found<'_>> {
        let mut found = Found { node: self.root.as_deref()?, key: None, complete: true };
        for segment in path.segments() {
            match found.node.child(segment) {
                Some((key, node)) => found = Found { node, key, complete: true },
                None => return Some(Found { complete: false, ..found }),
            }
        }
        Some(found)
    }

    fn text_map<'n>(&self, node: &'n Node) -> Option<Cow<'n, TextMap>> {
        match &node.content {
            Content::JsonString => {
                let literal = self.text.get(node.range.clone())?;
                TextMap::of_json_string(literal, node.range.start).map(Cow::Owned)
            }
            Content::Text(map) => Some(Cow::Borrowed(map)),
            _ => None,
        }
    }

    /// What stands for a value: itself when it is short, else its key, else its opening bracket.
    fn mark(&self, found: &Found<'_>) -> Span {
        match (&found.node.content, &found.key) {
            (Content::List(_) | Content::Object(_), Some(key)) => self.range(key.clone()),
            (Content::List(_) | Content::Object(_), None) => {
                let start = found.node.range.start;
                self.range(start..start + 1)
            }
            _ => self.range(found.node.range.clone()),
        }
    }

    fn range(&self, range: Range<usize>) -> Span {
        self.lines.span(range.start, range.end)
    }

    /// The replacement in the text, when what was found stands there letter by letter, once.
    fn edit(&self, suggestion: &Suggestion, diagnostic: &Diagnostic) -> Option<Edit> {
        // Quotes, escapes and what YAML gives a meaning to would have to be spelled in the text's own way.
        let plain = |letter: char| letter.is_alphanumeric() || ".-_$:/{%} ".contains(letter);
        if !suggestion.replacement.chars().all(plain) {
            return None;
        }
        let found = self.find(&diagnostic.focus()).filter(|found| found.complete)?;
        let range = match (suggestion.target, &diagnostic.within) {
            (Target::Key, _) => found.key?,
            (Target::Value, _) => found.node.range.clone(),
            (Target::Text, Some(within)) => self.text_map(found.node)?.range(within.clone()),
            (Target::Text, None) => found.node.range.clone(),
        };
        let span = self.range(range);
        let written = self.lines.text().get(span.start.offset..span.end.offset)?;
        if suggestion.target == Target::Value {
            return Some(Edit { span, text: suggestion.replacement.clone() });
        }
        let (before, after) = written.split_once(&suggestion.found)?;
        if after.contains(&suggestion.found) {
            return None;
        }
        let start = span.start.offset + before.len();
        let span = self.lines.outer_span(start, start + suggestion.found.len());
        Some(Edit { span, text: suggestion.replacement.clone() })
    }
}
