//! Functions at the end of a path: `$.prices.max()`.

use asl_schema::jsonpath::{Function, Operand, Root};
use serde_json::{Number, Value};

use super::PathError;
use super::filter::value_of;
use super::walk::Walk;
use crate::expr::plain_text;

/// The value of a function of `node`. Jayway's `Length`, `Min` and so on.
pub(super) fn apply(call: &Function<'_>, node: &Value, walk: &Walk<'_>) -> Result<Value, PathError> {
    let arguments =
        || -> Result<Vec<Value>, PathError> { call.arguments.iter().map(|argument| value(argument, walk)).collect() };
    match (call.name.key.as_ref(), call.arguments.as_slice()) {
        ("length" | "size", []) => Ok(match node {
            Value::Array(items) => items.len().into(),
            Value::Object(members) => members.len().into(),
            _ => Value::Null,
        }),
        ("keys", []) => match node {
            Value::Object(members) => Ok(members.keys().map(String::as_str).collect()),
            _ => Ok(Value::Null),
        },
        (name @ ("min" | "max" | "sum" | "avg" | "stddev"), _) => {
            let mut numbers: Vec<f64> = node.as_array().into_iter().flatten().filter_map(Value::as_f64).collect();
            numbers.extend(arguments()?.iter().filter_map(Value::as_f64));
            aggregate(name, &numbers)
        }
        ("concat", _) => {
            let parts = node.as_array().into_iter().flatten().filter(|part| part.is_string());
            let mut text: String = parts.map(plain_text).collect();
            text.extend(arguments()?.iter().map(plain_text));
            Ok(text.into())
        }
        ("append", _) => match node {
            Value::Array(items) => Ok(items.iter().cloned().chain(arguments()?).collect()),
            _ => Ok(node.clone()),
        },
        (name @ ("first" | "last"), []) => match node {
            Value::Array(items) => {
                let found = if name == "first" { items.first() } else { items.last() };
                found.cloned().ok_or_else(|| unknown(call, "an empty list"))
            }
            _ => Err(unknown(call, "what is no list")),
        },
        _ => Err(PathError::Unsupported(format!("the function `{}()` in a path", call.name.key))),
    }
}

fn aggregate(name: &str, numbers: &[f64]) -> Result<Value, PathError> {
    if numbers.is_empty() {
        let sentence = "Aggregation function attempted to calculate value using empty array";
        return Err(PathError::Missing(sentence.to_owned()));
    }
    let (count, sum) = (numbers.len() as f64, numbers.iter().sum::<f64>());
    let result = match name {
        "min" => numbers.iter().copied().fold(f64::INFINITY, f64::min),
        "max" => numbers.iter().copied().fold(f64::NEG_INFINITY, f64::max),
        "sum" => sum,
        "avg" => sum / count,
        _ => {
            let squares: f64 = numbers.iter().map(|number| number * number).sum();
            (squares / count - sum * sum / count / count).sqrt()
        }
    };
    Number::from_f64(result)
        .map(Value::Number)
        .ok_or_else(|| PathError::Unsupported(format!("`{name}()` gives a number that JSON has not")))
}

fn value(argument: &Operand<'_>, walk: &Walk<'_>) -> Result<Value, PathError> {
    match argument {
        Operand::Literal(literal, _) => {
            value_of(literal).ok_or_else(|| PathError::Unsupported("a pattern as an argument".to_owned()))
        }
        Operand::Path(path) if path.root() == Root::Input => {
            let root = walk.root();
            if path.is_definite() {
                walk.one(root, path.steps()).map(std::borrow::Cow::into_owned)
            } else {
                walk.all(root, path.steps())
            }
        }
        Operand::Path(_) => Err(PathError::Unsupported("`@` as an argument of a function".to_owned())),
    }
}

fn unknown(call: &Function<'_>, what: &str) -> PathError {
    PathError::Unsupported(format!("`{}()` of {what}", call.name.key))
}
