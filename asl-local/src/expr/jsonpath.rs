//! Paths on values: what [`asl_schema::jsonpath`] reads, evaluated as Jayway's library evaluates it.
//!
//! - A path that names one node gives that node, or an error in the library's words: `No results for path: $['a']`.
//! - Every other path gives a list, `[]` where nothing matches; that holds below a field that is missing too (recorded: `$.a.b[*]`).
//! - [`put`] writes at a reference path, as `ResultPath` does.
//!
//! Jayway's oddities are kept where its source shows them (`[-2:5]` wraps, `[1:-1]` is empty, an index below `..` with steps behind it finds every
//! element). What it is not known to do is [`PathError::Unsupported`]: types in filters, regular expressions that only Java has, functions of lists
//! that a path found.
//!
//! Work is bounded: a path looks at no more than [`MAX_VISITS`] nodes.

mod compare;
mod definite;
mod filter;
mod function;
mod pattern;
mod put;
mod ready;
mod walk;

#[cfg(test)]
mod tests;

pub use put::put;
pub(crate) use ready::ReadyPath;

use std::borrow::Cow;

use asl_schema::jsonpath::{JsonPath, Root, Step, parse};
use serde_json::Value;

use super::error::RUNTIME;
use super::{Error, Scope};
use crate::unverified;
use walk::Walk;

/// How many nodes one path may look at; `$..*..*` of a small document would look at billions.
pub const MAX_VISITS: usize = 10_000_000;

/// Why a path has no value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PathError {
    /// Nothing is there. The sentence is Jayway's; which error it becomes, the field decides.
    Missing(String),
    /// See [`Error::Unsupported`].
    Unsupported(String),
}

/// What a path finds: one value, or a list of what matches.
///
/// ```
/// use asl_local::expr::{Entropy, NoVariables, Scope, jsonpath};
/// use serde_json::json;
///
/// let (input, context, entropy) = (json!({ "lines": [{ "sku": "a" }, { "sku": "b" }] }), json!({}), Entropy::seeded(0));
/// let scope = Scope { input: &input, context: &context, variables: &NoVariables, entropy: &entropy };
///
/// let path = asl_schema::jsonpath::parse("$.lines[*].sku").unwrap();
/// assert_eq!(*jsonpath::read(&path, &scope).unwrap(), json!(["a", "b"]));
///
/// let path = asl_schema::jsonpath::parse("$.total.net").unwrap();
/// let error = jsonpath::PathError::Missing("Missing property in path $['total']".to_owned());
/// assert_eq!(jsonpath::read(&path, &scope), Err(error));
/// ```
///
/// # Errors
/// The path names one node that isn't there, or something that is not known.
pub fn read<'v>(path: &JsonPath<'_>, scope: &Scope<'v>) -> Result<Cow<'v, Value>, PathError> {
    let root = root(path, scope)?;
    let walk = Walk::new(root);
    if path.is_definite() { walk.one(root, path.steps()) } else { walk.all(root, path.steps()).map(Cow::Owned) }
}

fn root<'v>(path: &JsonPath<'_>, scope: &Scope<'v>) -> Result<&'v Value, PathError> {
    match path.root() {
        Root::Context => Ok(scope.context),
        Root::Variable(name) => {
            scope.variables.get(name).ok_or_else(|| PathError::Missing(unverified::VARIABLE_MISSING.fill(&[&name])))
        }
        Root::Input | Root::Item => Ok(scope.input),
    }
}

/// The node that some first steps of a definite path lead to.
pub(super) fn node<'v>(path: &JsonPath<'_>, steps: &[Step<'_>], scope: &Scope<'v>) -> Option<&'v Value> {
    let root = root(path, scope).ok()?;
    match Walk::new(root).one(root, steps) {
        Ok(Cow::Borrowed(node)) => Some(node),
        _ => None,
    }
}

/// The value of a field such as `InputPath`, from its text.
///
/// # Errors
/// `States.Runtime`, as recorded: `Invalid path '$.P' : No results for path: $['P']`.
pub fn field<'v>(text: &str, scope: &Scope<'v>) -> Result<Cow<'v, Value>, Error> {
    let path = parse_field(text)?;
    read(&path, scope).map_err(|error| error.of_field(text))
}

impl PathError {
    /// What a field such as `InputPath` fails with.
    pub(crate) fn of_field(self, text: &str) -> Error {
        match self {
            PathError::Missing(sentence) => Error::fails(RUNTIME, format!("Invalid path '{text}' : {sentence}")),
            PathError::Unsupported(what) => Error::Unsupported(what),
        }
    }
}

/// Whether a path finds something: `IsPresent`. Null is something; a list is, even when it is empty.
///
/// # Errors
/// Only [`Error::Unsupported`].
pub fn is_present(text: &str, scope: &Scope<'_>) -> Result<bool, Error> {
    match read(&parse_field(text)?, scope) {
        Ok(_) => Ok(true),
        Err(PathError::Missing(_)) => Ok(false),
        Err(PathError::Unsupported(what)) => Err(Error::Unsupported(what)),
    }
}

/// A machine that was checked has no path that doesn't parse.
fn parse_field(text: &str) -> Result<JsonPath<'_>, Error> {
    parse(text).map_err(|error| Error::Unsupported(format!("`{text}` is no path: {}", error.message)))
}
