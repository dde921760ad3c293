//! `States.MathAdd` and `States.MathRandom`.

use serde_json::Value;

use super::{Given, Problem, argument, integer_of};
use crate::expr::Entropy;
use crate::expr::java::Random;

pub(super) fn add(first: &Value, second: &Value) -> Given {
    match integer_of(first)?.checked_add(integer_of(second)?) {
        Some(sum) => Ok(sum.into()),
        None => Err(Problem::Unsupported("a sum beyond 64 bits".to_owned())),
    }
}

/// From `start` up to, not including, `end`. A seed is Java's, so the same seed gives the same number everywhere; that the service draws it in this
/// way is likely and not measured.
pub(super) fn random(start: &Value, end: &Value, seed: Option<&Value>, entropy: &Entropy) -> Given {
    let (start, end) = (integer_of(start)?, integer_of(end)?);
    if start >= end {
        return argument(format!("the start {start} of a random number is not less than its end {end}"));
    }
    let seed = match seed {
        Some(seed) => integer_of(seed)?,
        None => entropy.bits().cast_signed(),
    };
    Ok(Random::seeded(seed).long_within(start, end).into())
}
