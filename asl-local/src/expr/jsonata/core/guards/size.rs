//! How large a value is when it is written out. Values share their parts, so a small one can be larger than any memory.

use jsonata_core::evaluator::EvaluatorError;
use jsonata_core::value::JValue;

use super::super::convert::too_deep;
use super::super::raise::unsupported;
use super::{MAX_BYTES, too_long};
use crate::expr::MAX_DEPTH;

/// The most values that a value may consist of: more than the longest list has, and far less than takes a second.
pub(super) const MAX_NODES: usize = 4 << 20;

/// Fails if the value is too large, or too deep, to be walked through.
pub(super) fn nodes(value: &JValue) -> Result<(), EvaluatorError> {
    let mut left = MAX_NODES;
    walk(value, &mut left, &|_| 1)
}

/// The same for its text. What it is at least is counted: names and texts as they are, a byte and a comma for everything else.
pub(super) fn bytes(value: &JValue) -> Result<(), EvaluatorError> {
    let mut left = MAX_BYTES;
    walk(value, &mut left, &|value| match value {
        JValue::String(text) => text.len() + 3,
        JValue::Object(members) => members.keys().map(|key| key.len() + 4).sum(),
        JValue::Undefined => 0,
        _ => 2,
    })
}

/// Depth first without recursion: how deep the value is, is not known yet.
fn walk(value: &JValue, left: &mut usize, weight: &dyn Fn(&JValue) -> usize) -> Result<(), EvaluatorError> {
    let mut waiting = vec![(value, 0)];
    while let Some((value, depth)) = waiting.pop() {
        *left = left.checked_sub(weight(value)).ok_or_else(too_long)?;
        if depth > MAX_DEPTH {
            return unsupported(too_deep());
        }
        match value {
            JValue::Array(items) => waiting.extend(items.iter().map(|item| (item, depth + 1))),
            JValue::Object(members) => waiting.extend(members.values().map(|member| (member, depth + 1))),
            _ => {}
        }
    }
    Ok(())
}
