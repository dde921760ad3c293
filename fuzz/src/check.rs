//! The whole check, for both types of machine: every finding has a place, the order is that of the text, every edit can be made.

use asl_schema::{Diagnostic, Edit, Options, check_str};
use serde_json::Value;

use super::place::{self, Places};

pub(crate) fn run(text: &str) {
    let places = Places::new(text);
    for options in [Options::standard(), Options::express()] {
        let report = check_str(text, &options);
        let found = report.diagnostics();
        found.iter().for_each(|diagnostic| one(&places, diagnostic));
        let edits = found.iter().filter_map(|diagnostic| diagnostic.suggestion.as_ref()?.edit.as_ref());
        // Each is tried alone, in time that grows with the text: some stand for all of them.
        edits.take(16).for_each(|edit| can_be_made(text, edit));
        let starts = found.iter().filter_map(|diagnostic| diagnostic.span).map(|span| span.start.offset);
        assert!(starts.is_sorted(), "not in the order of the text:\n{report}");
        assert_eq!(report.has_errors(), found.iter().any(Diagnostic::is_error));
        assert_eq!(report.clone().into_checked().is_ok(), !report.has_errors() && report.machine().is_some());
    }
}

fn one(places: &Places<'_>, diagnostic: &Diagnostic) {
    match diagnostic.span {
        Some(span) => places.span(span),
        None => panic!("a finding in a text has a place in it: {diagnostic}"),
    }
    for label in &diagnostic.labels {
        label.span.into_iter().for_each(|span| places.span(span));
        place::sentence(&label.text);
    }
    place::sentence(&diagnostic.message);
    diagnostic.help.iter().for_each(|help| place::sentence(help));
    for line in diagnostic.to_string().lines() {
        place::sentence(line);
    }
    diagnostic.aws_answers();
    if let Some(edit) = diagnostic.suggestion.as_ref().and_then(|suggestion| suggestion.edit.as_ref()) {
        places.span(edit.span);
    }
}

fn can_be_made(text: &str, edit: &Edit) {
    let edited = [&text[..edit.span.start.offset], &edit.text, &text[edit.span.end.offset..]].concat();
    assert_ne!(edited, text, "an edit that changes nothing: {edit:?}");
    assert!(serde_json::from_str::<Value>(&edited).is_ok(), "an edit that makes it no JSON: {edit:?}\n{edited}");
}
