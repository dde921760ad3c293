//! Templates of JSONPath states: `Parameters`, `ResultSelector`, `ItemSelector`, `Assign` and the like.

use asl_schema::jsonpath::{JsonPath, Root, StepKind};
use asl_schema::template::{PathOrIntrinsic, classify};
use serde_json::{Map, Value};

use crate::expr::error::RUNTIME;
use crate::expr::jsonpath::{self, PathError};
use crate::expr::{Error, MAX_DEPTH, Scope, intrinsic, json_text};

/// The value of a template.
///
/// ```
/// use asl_local::expr::{Entropy, NoVariables, Scope, template};
/// use serde_json::json;
///
/// let (input, context, entropy) = (json!({ "other": 1 }), json!({}), Entropy::seeded(0));
/// let scope = Scope { input: &input, context: &context, variables: &NoVariables, entropy: &entropy };
///
/// let value = template::path::evaluate(&json!({ "kind": "a", "n.$": "$.other" }), &scope).unwrap();
/// assert_eq!(value, json!({ "kind": "a", "n": 1 }));
/// ```
///
/// # Errors
/// `States.Runtime` for a path that finds nothing, in the words that were recorded; what an intrinsic function fails with.
pub fn evaluate(template: &Value, scope: &Scope<'_>) -> Result<Value, Error> {
    at_depth(template, scope, 0)
}

fn at_depth(template: &Value, scope: &Scope<'_>, depth: usize) -> Result<Value, Error> {
    if depth > MAX_DEPTH {
        return Err(Error::unsupported(format!("a template that nests deeper than {MAX_DEPTH} levels")));
    }
    match template {
        Value::Object(members) => {
            let mut result = Map::with_capacity(members.len());
            for (key, value) in members {
                let (key, value) = match (key.strip_suffix(".$"), value) {
                    (Some(plain), Value::String(text)) => (plain, computed(text, key, scope)?),
                    _ => (key.as_str(), at_depth(value, scope, depth + 1)?),
                };
                result.insert(key.to_owned(), value);
            }
            Ok(Value::Object(result))
        }
        Value::Array(items) => items.iter().map(|item| at_depth(item, scope, depth + 1)).collect(),
        literal => Ok(literal.clone()),
    }
}

/// The value of a text that is a path or an intrinsic function. `field` is the key, `.$` included, or `ErrorPath` and `CausePath`.
///
/// # Errors
/// As [`evaluate`].
pub fn computed(text: &str, field: &str, scope: &Scope<'_>) -> Result<Value, Error> {
    let read = classify(text).map_err(|error| Error::Unsupported(format!("`{text}`: {}", error.message)))?;
    let path = match read {
        PathOrIntrinsic::Intrinsic(call) => return intrinsic::evaluate(&call, text, scope),
        PathOrIntrinsic::Path(path) => path,
    };
    if path.root() == Root::Input && scope.input.is_null() {
        return Err(Error::fails(RUNTIME, NULL_INPUT));
    }
    match jsonpath::read(&path, scope) {
        Ok(value) => Ok(value.into_owned()),
        Err(PathError::Unsupported(what)) => Err(Error::Unsupported(what)),
        Err(PathError::Missing(_)) if is_past_the_end(&path, scope) => Ok(Value::Null),
        Err(PathError::Missing(_)) => {
            let searched = if path.root() == Root::Context { scope.context } else { scope.input };
            let input = json_text(searched);
            let cause = format!(
                "The JSONPath '{text}' specified for the field '{field}' could not be found in the input '{input}'"
            );
            Err(Error::fails(RUNTIME, cause))
        }
    }
}

/// Seen in public reports of failed executions, for `"Payload.$": "$"` where the state before gave null.
const NULL_INPUT: &str = "Unable to apply Path transformation to null or empty input.";

/// Measured: an index past the end of a list is null in a template, and a failure in an intrinsic function.
fn is_past_the_end(path: &JsonPath<'_>, scope: &Scope<'_>) -> bool {
    let Some((last, before)) = path.steps().split_last() else { return false };
    if !matches!(last.kind, StepKind::Index(_)) {
        return false;
    }
    jsonpath::node(path, before, scope).is_some_and(Value::is_array)
}
