//! `$partition`, `$range`, `$shuffle`.

use jsonata_core::evaluator::HostFnResult;
use jsonata_core::value::JValue;

use super::super::integers::Integers;
use super::super::raise::{TOO_LONG, fails};
use super::arguments::{signature, whole};
use crate::expr::Entropy;

/// The longest range, measured.
const MAX_RANGE: i128 = 360_145;

/// Lists of at most so many elements; a missing size is all of them. Nothing of an empty list or a size of zero.
pub(super) fn partition(arguments: &[JValue], integers: &Integers) -> HostFnResult {
    if let Some(JValue::Null) = arguments.first() {
        // The reference's template for the name of the type, with nothing to put in.
        return fails("T0412: Argument 1 of function \"partition\" must be an array of undefined");
    }
    signature("partition", "an?", arguments)?;
    let single;
    let items = match arguments.first() {
        None | Some(JValue::Undefined) => return Ok(JValue::Undefined),
        Some(JValue::Array(items)) => items.as_slice(),
        Some(other) => {
            single = [other.clone()];
            &single
        }
    };
    let size = whole(arguments, 1, integers).unwrap_or(i64::try_from(items.len()).unwrap_or(i64::MAX));
    if size < 0 {
        return fails("D3137: Second argument must be zero or greater");
    }
    match usize::try_from(size) {
        Ok(size) if size > 0 && !items.is_empty() => {
            Ok(JValue::array(items.chunks(size).map(|chunk| JValue::array(chunk.to_vec())).collect()))
        }
        _ => Ok(JValue::Undefined),
    }
}

/// From the first number to the last by steps. Nothing where the step is missing, zero or leads away.
pub(super) fn range(arguments: &[JValue], integers: &Integers) -> HostFnResult {
    signature("range", "nnn?", arguments)?;
    let whole = |at| whole(arguments, at, integers);
    let (Some(first), Some(last), Some(step)) = (whole(0), whole(1), whole(2)) else { return Ok(JValue::Undefined) };
    let (first, last, step) = (i128::from(first), i128::from(last), i128::from(step));
    if step == 0 || (last - first).signum() == -step.signum() {
        return Ok(JValue::Undefined);
    }
    let count = (last - first) / step + 1;
    if count > MAX_RANGE {
        return fails(TOO_LONG);
    }
    // Between `first` and `last`, which have 64 bits.
    let numbers = (0..count).map(|at| JValue::Number(integers.stand_in((first + at * step) as i64)));
    Ok(JValue::sequence(numbers.collect()))
}

/// The same list in an order that the seed decides (Fisher and Yates).
pub(super) fn shuffle(arguments: &[JValue], entropy: &Entropy) -> HostFnResult {
    signature("shuffle", "a", arguments)?;
    let Some(JValue::Array(items)) = arguments.first() else {
        return Ok(match arguments.first() {
            Some(single) if !single.is_undefined() => JValue::array(vec![single.clone()]),
            _ => JValue::Undefined,
        });
    };
    let mut items = items.to_vec();
    for at in (1..items.len()).rev() {
        items.swap(at, (entropy.unit() * (at + 1) as f64) as usize);
    }
    Ok(JValue::array(items))
}
