//! A path that names one node: the node, or the library's sentence about where it ends.

use std::borrow::Cow;
use std::fmt::Write;

use asl_schema::jsonpath::{Name, Step, StepKind};
use serde_json::{Map, Value};

use super::walk::{Walk, element_of, picked};
use super::{PathError, function};
use crate::expr::plain_text;

impl<'v> Walk<'v> {
    /// The node of a definite path.
    pub(super) fn one(&self, root: &'v Value, steps: &[Step<'_>]) -> Result<Cow<'v, Value>, PathError> {
        let mut node = root;
        for (at, step) in steps.iter().enumerate() {
            let is_last = at + 1 == steps.len();
            let found = match &step.kind {
                StepKind::Name(name) => member(node, name, steps, at)?,
                StepKind::Index(index) => element_of(list(node, steps, at)?, i64::from(*index)),
                StepKind::FromEnd(distance) => element_of(list(node, steps, at)?, -i64::from(*distance)),
                StepKind::Names(names) => {
                    let object = object(node, names.first(), steps, at)?;
                    return Ok(Cow::Owned(picked(object, names)));
                }
                StepKind::Function(call) if is_last => return function::apply(call, node, self).map(Cow::Owned),
                _ => None,
            };
            node = found.ok_or_else(|| nothing(steps))?;
        }
        Ok(Cow::Borrowed(node))
    }
}

fn member<'v>(node: &'v Value, name: &Name<'_>, steps: &[Step<'_>], at: usize) -> Result<Option<&'v Value>, PathError> {
    let found = object(node, Some(name), steps, at)?.get(name.key.as_ref());
    if found.is_none() && at + 1 < steps.len() {
        return Err(PathError::Missing(format!("Missing property in path {}", written(steps.get(..=at)))));
    }
    Ok(found)
}

fn object<'v>(
    node: &'v Value,
    name: Option<&Name<'_>>,
    steps: &[Step<'_>],
    at: usize,
) -> Result<&'v Map<String, Value>, PathError> {
    node.as_object().ok_or_else(|| {
        PathError::Missing(format!(
            "Expected to find an object with property ['{}'] in path {} but found '{}'. This is not a json object according to the JsonProvider: \
             'com.jayway.jsonpath.spi.json.JacksonJsonProvider'.",
            name.map_or("", |name| &name.key),
            written(steps.get(..at)),
            java_class(node)
        ))
    })
}

fn list<'v>(node: &'v Value, steps: &[Step<'_>], at: usize) -> Result<&'v [Value], PathError> {
    match node {
        Value::Array(items) => Ok(items),
        Value::Null => Err(PathError::Missing(format!("The path {} is null", written(steps.get(..at))))),
        other => Err(PathError::Missing(format!(
            "Filter: {} can only be applied to arrays. Current context is: {}",
            written(steps.get(at..=at)).trim_start_matches('$'),
            plain_text(other)
        ))),
    }
}

fn nothing(steps: &[Step<'_>]) -> PathError {
    PathError::Missing(format!("No results for path: {}", written(Some(steps))))
}

fn java_class(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "java.lang.Boolean",
        Value::String(_) => "java.lang.String",
        Value::Array(_) => "java.util.ArrayList",
        Value::Object(_) => "java.util.LinkedHashMap",
        Value::Number(number) if number.is_f64() => "java.lang.Double",
        Value::Number(number) => match number.as_i64() {
            Some(value) if i32::try_from(value).is_ok() => "java.lang.Integer",
            Some(_) => "java.lang.Long",
            None => "java.math.BigInteger",
        },
    }
}

/// A definite path as Jayway prints it, whatever was written: `$['a'][0]`.
fn written(steps: Option<&[Step<'_>]>) -> String {
    let mut text = "$".to_owned();
    for step in steps.unwrap_or_default() {
        // Writing to a `String` does not fail.
        let _ = match &step.kind {
            StepKind::Name(name) => write!(text, "['{}']", name.key),
            StepKind::Names(names) => {
                let names: Vec<String> = names.iter().map(|name| format!("'{}'", name.key)).collect();
                write!(text, "[{}]", names.join(","))
            }
            StepKind::Index(index) => write!(text, "[{index}]"),
            StepKind::FromEnd(distance) => write!(text, "[-{distance}]"),
            StepKind::Function(call) => write!(text, ".{}()", call.name.key),
            _ => Ok(()),
        };
    }
    text
}
