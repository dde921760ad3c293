//! The functions that the guards call.

use std::cell::Cell;
use std::time::Instant;

use jsonata_core::evaluator::{Context, Evaluator, EvaluatorError, HostFnResult};
use jsonata_core::value::JValue;
use jsonata_core::{functions, parser};

use super::super::raise::fails;
use super::super::watch::Watch;
use super::distinct::distinct;
use super::{CONCATENATE, DISTINCT, FROM, LISTED, MAX_BYTES, SOME, STRING, TO, WATCHER, WHOLE, YIELD};
use super::{judge, numbers, size, too_long, transform};

/// Gives the evaluator the functions that the guards call.
pub(in super::super) fn register(evaluator: &mut Evaluator) -> Result<(), EvaluatorError> {
    let (watch, started) = (Watch::default(), Instant::now());
    evaluator.register_fn(WATCHER, move |handed: &[JValue]| {
        let value = watch.pass(handed, |call| judge::judge(call, started))?;
        Ok(match (handed, value) {
            // As JavaScript's dates do it; the engine refuses fractions of milliseconds.
            ([JValue::String(function), JValue::Number(0.0), ..], JValue::Number(millis))
                if &**function == "fromMillis" =>
            {
                JValue::Number(millis.trunc())
            }
            // Half to even, as the reference does it.
            ([JValue::String(function), JValue::Number(0.0), ..], JValue::Number(value))
                if &**function == "formatBase" =>
            {
                JValue::Number(value.round_ties_even())
            }
            ([JValue::String(function), _, JValue::Number(count), ..], JValue::String(picture))
                if &**function == "formatNumber" && *count < 3.0 =>
            {
                JValue::string(numbers::shortened(&picture))
            }
            // Beyond every text; the engine's integers overflow.
            ([JValue::String(function), ..], JValue::Number(place)) if &**function == "substring" => {
                JValue::Number(place.clamp(-1e9, 1e9))
            }
            (_, value) => value,
        })
    })?;
    evaluator.register_fn(CONCATENATE, concatenate)?;
    evaluator.register_fn(DISTINCT, distinct)?;
    evaluator.register_fn(WHOLE, |handed: &[JValue]| {
        let [value] = handed else { return Ok(JValue::Undefined) };
        size::nodes(value)?;
        Ok(value.clone())
    })?;
    evaluator.register_fn(STRING, |handed: &[JValue]| match handed.first() {
        None | Some(JValue::Undefined) => Ok(JValue::Undefined),
        Some(value) => {
            size::bytes(value)?;
            Ok(functions::string::string(value, None)?)
        }
    })?;
    for (name, error) in [
        (FROM, "T2003: The left side of the range operator (..) must evaluate to an integer"),
        (TO, "T2004: The right side of the range operator (..) must evaluate to an integer"),
    ] {
        evaluator.register_fn(name, move |handed: &[JValue]| match handed {
            [end @ (JValue::Number(_) | JValue::Undefined)] => Ok(end.clone()),
            _ => fails(error),
        })?;
    }
    evaluator.register_fn(LISTED, |handed: &[JValue]| match handed {
        [JValue::Null] => Ok(JValue::array(vec![JValue::Null])),
        [list] => Ok(list.clone()),
        _ => Ok(JValue::Undefined),
    })?;
    evaluator.register_fn(SOME, |handed: &[JValue]| match handed {
        [JValue::Null] => Ok(JValue::array(vec![JValue::Null])),
        [JValue::Array(items)] if items.is_empty() => Ok(JValue::Undefined),
        [list] => Ok(list.clone()),
        _ => Ok(JValue::Undefined),
    })?;
    transform::register(evaluator)?;
    let yielded = Cell::new(0_usize);
    evaluator.register_fn(YIELD, move |handed: &[JValue]| {
        let [value] = handed else { return Ok(JValue::Undefined) };
        if let JValue::Array(items) = value {
            yielded.set(yielded.get() + items.len());
            if yielded.get() > size::MAX_NODES {
                return Err(too_long());
            }
        }
        Ok(value.clone())
    })
}

/// `&`, with a bound on what it makes.
fn concatenate(operands: &[JValue]) -> HostFnResult {
    let [left, right] = operands else { return Ok(JValue::Undefined) };
    let (Some(left), Some(right)) = (text(left), text(right)) else {
        for operand in operands {
            size::bytes(operand)?;
        }
        return by_engine(left, right);
    };
    if left.len() + right.len() > MAX_BYTES {
        return Err(too_long());
    }
    Ok(JValue::string(format!("{left}{right}")))
}

fn text(value: &JValue) -> Option<&str> {
    match value {
        JValue::Undefined => Some(""),
        JValue::String(text) => Some(text),
        _ => None,
    }
}

/// How the engine prints what is no text.
fn by_engine(left: &JValue, right: &JValue) -> HostFnResult {
    let mut context = Context::new();
    context.bind("left".to_owned(), left.clone());
    context.bind("right".to_owned(), right.clone());
    let tree = parser::parse("$left & $right").or_else(|error| fails(error.to_string()))?;
    Evaluator::with_context(context).evaluate(&tree, &JValue::Undefined)
}
