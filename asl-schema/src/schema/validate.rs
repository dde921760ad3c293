//! Judging by the schema, with the `jsonschema` crate: an opinion that owes nothing to the checker's code.

use std::sync::LazyLock;

use jsonschema::Validator;
use jsonschema::error::ValidationErrorKind;
use jsonschema::paths::LocationSegment;
use serde_json::Value;

use crate::check::rules::asl103_nested_too_deeply;
use crate::path::Path;

/// Something that the schema does not allow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// Where. A field that must not be there is named itself, one that is missing by the object around it.
    pub path: Path,
    /// What, in the words of the `jsonschema` crate.
    pub message: String,
}

static VALIDATOR: LazyLock<Result<Validator, String>> =
    LazyLock::new(|| jsonschema::draft202012::new(&super::json_schema()).map_err(|error| error.to_string()));

/// What the schema does not allow in this definition; empty when it is valid.
///
/// A definition that nests more deeply than the reader reads is refused without a look inside, so no input exhausts the stack.
///
/// ```
/// use serde_json::json;
/// let machine = json!({ "StartAt": "A", "States": { "A": { "Type": "Succeed", "Next": "B" } } });
/// let found = asl_schema::schema::validate(&machine);
/// assert_eq!(found[0].path.to_string(), "/States/A/Next");
/// ```
pub fn validate(definition: &Value) -> Vec<Violation> {
    let at_root = |message: String| vec![Violation { path: Path::root(), message }];
    let deepest = asl103_nested_too_deeply::DEEPEST;
    if !asl103_nested_too_deeply::fits(definition, deepest) {
        return at_root(format!("objects and lists nest more than {deepest} levels"));
    }
    match &*VALIDATOR {
        Ok(validator) => validator.iter_errors(definition).flat_map(|error| violations(&error)).collect(),
        Err(message) => at_root(format!("the schema itself is refused: {message}")),
    }
}

fn violations(error: &jsonschema::ValidationError<'_>) -> Vec<Violation> {
    let path = error.instance_path().into_iter().fold(Path::root(), |path, segment| match segment {
        LocationSegment::Property(name) => path.key(name),
        LocationSegment::Index(index) => path.index(index),
    });
    let message = error.to_string();
    match error.kind() {
        ValidationErrorKind::AdditionalProperties { unexpected } => {
            unexpected.iter().map(|name| Violation { path: path.key(name), message: message.clone() }).collect()
        }
        _ => vec![Violation { path, message }],
    }
}
