//! Paths: root and steps are the whole text, in order.

use asl_schema::jsonpath::{Link, parse};

use super::place;

pub(crate) fn run(text: &str) {
    let path = match parse(text) {
        Ok(path) => path,
        Err(error) => return place::syntax_error(text, &error),
    };
    let mut end = path.root_span().end;
    for step in path.steps() {
        place::in_text(text, step.span.clone());
        assert_eq!(step.span.start, end, "a gap before a step");
        end = step.span.end;
    }
    assert_eq!(path.span(), path.root_span().start..end);
    for doubt in path.doubts() {
        place::in_text(text, doubt.span.clone());
    }
    match path.not_reference() {
        Some((span, why)) => {
            assert!(!path.is_reference());
            place::in_text(text, span);
            place::sentence(why);
        }
        None => assert!(path.is_reference() && path.is_definite(), "a reference path names one node"),
    }
    let links: Vec<Link<'_>> = path.static_chain().collect();
    assert!(links.len() <= path.steps().len());
}
