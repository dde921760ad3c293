//! `$distinct` in linear time; the engine compares each element with all before it.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use jsonata_core::evaluator::HostFnResult;
use jsonata_core::functions::array::values_equal;
use jsonata_core::value::JValue;

use super::size;

/// The elements that equal none before them. What is no list, and a list of one, stays as it is.
pub(super) fn distinct(arguments: &[JValue]) -> HostFnResult {
    let items = match arguments {
        [JValue::Array(items)] if items.len() > 1 => items,
        [other] => return Ok(other.clone()),
        _ => return Ok(JValue::Undefined),
    };
    // Elements are walked through to be hashed.
    size::nodes(&JValue::Array(items.clone()))?;
    let mut kept: Vec<JValue> = Vec::new();
    let mut by_hash: HashMap<u64, Vec<usize>> = HashMap::with_capacity(items.len());
    for (at, item) in items.iter().enumerate() {
        let mut hasher = DefaultHasher::new();
        hash(item, at, &mut hasher);
        let alike = by_hash.entry(hasher.finish()).or_default();
        if !alike.iter().filter_map(|at| kept.get(*at)).any(|known| values_equal(known, item)) {
            alike.push(kept.len());
            kept.push(item.clone());
        }
    }
    let mut result = JValue::array(kept);
    if items.sequence {
        result.mark_sequence();
    }
    Ok(result)
}

/// Equal values have equal hashes: members in any order, zeros of either sign. What equals nothing, such as a function or NaN, has that of its place.
fn hash(value: &JValue, place: usize, hasher: &mut DefaultHasher) {
    std::mem::discriminant(value).hash(hasher);
    match value {
        JValue::Bool(value) => value.hash(hasher),
        JValue::Number(number) if !number.is_nan() => (number + 0.0).to_bits().hash(hasher),
        JValue::String(text) => text.hash(hasher),
        JValue::Array(items) => {
            items.len().hash(hasher);
            items.iter().for_each(|item| hash(item, place, hasher));
        }
        JValue::Object(members) => {
            let of_member = |(key, member): (&String, &JValue)| {
                let mut own = DefaultHasher::new();
                key.hash(&mut own);
                hash(member, place, &mut own);
                own.finish()
            };
            members.iter().map(of_member).fold(0_u64, u64::wrapping_add).hash(hasher);
        }
        JValue::Null => {}
        _ => place.hash(hasher),
    }
}
