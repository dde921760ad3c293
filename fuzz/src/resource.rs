//! What a Task's `Resource` names.

use asl_schema::resource::{Resource, ResourceError};

use super::place;

pub(crate) fn run(text: &str) {
    let resource = match Resource::parse(text) {
        Ok(resource) => resource,
        Err(error) => return problem(text, error),
    };
    if let Some(pattern) = resource.pattern() {
        assert!(resource.offers(pattern) || resource.doubt().is_some(), "it does not offer its own pattern {pattern}");
    }
    if resource.needs_task_token() {
        assert!(!resource.allowed_in_express());
    }
    if let Some(parameters) = resource.parameters() {
        assert!(parameters.required().all(|name| parameters.contains(name)), "required, and not known");
    }
    if let Some(fields) = resource.result_fields() {
        assert!(fields.names().all(|name| fields.contains(name)));
    }
    resource.error_prefix();
    resource.doubt().into_iter().for_each(|doubt| problem(text, doubt));
}

fn problem(text: &str, error: ResourceError) {
    place::in_text(text, error.span.clone());
    place::sentence(&error.message);
    error.help.iter().for_each(|help| place::sentence(help));
    if let Some(suggestion) = error.suggestion {
        // Taken, it is not the same mistake again.
        let better = [&text[..error.span.start], &suggestion.replacement, &text[error.span.end..]].concat();
        assert_ne!(better, text, "a suggestion that changes nothing");
        if let Err(next) = Resource::parse(&better) {
            assert!(next.message != error.message, "after the suggestion: {}", next.message);
        }
    }
}
