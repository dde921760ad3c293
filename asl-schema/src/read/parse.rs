//! JSON text to the model: the fast way for good text, and what to say about the rest.

use serde_json::{Value, error::Category};

use super::{Locator, fast};
use crate::check::rules::{asl101_invalid_json, asl102_not_an_object, asl103_nested_too_deeply, asl104_duplicate_key};
use crate::diagnostic::{Diagnostic, Label};
use crate::model::StateMachine;
use crate::path::Path;
use crate::source::{Document, Form, Node, Repeated, Span, offset_of};

const BYTE_ORDER_MARK: char = '\u{feff}';

pub(super) fn parse(document: &Document<'_>) -> (Option<StateMachine>, Vec<Diagnostic>) {
    let mut found = Vec::new();
    let machine = match document.form {
        Form::Tree { value, repeated, .. } => {
            report_repeated(document, repeated, &mut found);
            machine(document, value.clone(), &mut found)
        }
        Form::Json | Form::Embedded { .. } => json(document, &mut found),
    };
    (machine, found)
}

fn machine(document: &Document<'_>, value: Value, found: &mut Vec<Diagnostic>) -> Option<StateMachine> {
    match value {
        Value::Object(definition) => Some(StateMachine::from(definition)),
        other => {
            let span = Locator::new(document).span(&Path::root(), None);
            found.push(asl102_not_an_object::diagnostic(&other, span));
            None
        }
    }
}

fn json(document: &Document<'_>, found: &mut Vec<Diagnostic>) -> Option<StateMachine> {
    let text = document.definition();
    let body = text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text);
    if body.len() < text.len() {
        found.push(asl101_invalid_json::byte_order_mark(document.lines().span(0, text.len() - body.len())));
    }
    if let Some(machine) = fast::read(body) {
        return Some(machine);
    }
    let value = match serde_json::from_str(body) {
        Ok(value) => value,
        Err(error) => {
            found.push(syntax(document, body, &error));
            return None;
        }
    };
    if let Some((_, repeated)) = Node::of_json(text) {
        report_repeated(document, &repeated, found);
    }
    machine(document, value, found)
}

fn report_repeated(document: &Document<'_>, repeated: &[Repeated], found: &mut Vec<Diagnostic>) {
    if repeated.is_empty() {
        return;
    }
    let lines = document.lines();
    let span = |range: &std::ops::Range<usize>| lines.span(range.start, range.end);
    found.extend(repeated.iter().map(|key| doubled_key(key.path.clone(), span(&key.first), span(&key.second))));
}

fn doubled_key(path: Path, first: Span, second: Span) -> Diagnostic {
    let mut diagnostic = asl104_duplicate_key::diagnostic(path.clone());
    diagnostic.span = Some(second);
    diagnostic.labels.push(Label { path, within: None, text: "written here first".to_owned(), span: Some(first) });
    diagnostic
}

fn syntax(document: &Document<'_>, body: &str, error: &serde_json::Error) -> Diagnostic {
    let text = document.definition();
    let lines = document.lines();
    let offset = text.len() - body.len() + offset_of(body, error.line(), error.column());
    let end = text.get(offset..).and_then(|rest| rest.chars().next()).map_or(offset, |next| offset + next.len_utf8());
    let span = lines.span(offset, end);
    let message = error.to_string();
    let message = message.split(" at line ").next().unwrap_or_default();
    if message == "recursion limit exceeded" {
        return asl103_nested_too_deeply::diagnostic(span);
    }
    if message == "number out of range" {
        let in_number = |letter: char| letter.is_ascii_alphanumeric() || "+-.".contains(letter);
        let start = text.get(..end).map_or(0, |before| before.trim_end_matches(in_number).len());
        return asl101_invalid_json::too_large(lines.span(start, end));
    }
    if body.trim().is_empty() {
        return asl101_invalid_json::blank(span);
    }
    // The parser that keeps ranges points at the bracket that is never closed, and knows comments and trailing commas by name.
    match Node::syntax_error(text) {
        Some((message, range)) => asl101_invalid_json::syntax(&message, lines.span(range.start, range.end)),
        None if error.classify() == Category::Eof => asl101_invalid_json::syntax("the text ends too early", span),
        None => asl101_invalid_json::syntax(message, span),
    }
}
