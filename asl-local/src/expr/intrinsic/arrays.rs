//! The functions of lists.

use std::collections::HashSet;

use serde_json::{Map, Value};

use super::{Given, MAX_RANGE, argument, integer_of, list_of};
use crate::expr::{MAX_DEPTH, json_text};

pub(super) fn length(list: &Value) -> Given {
    Ok(list_of(list)?.len().into())
}

pub(super) fn contains(list: &Value, wanted: &Value) -> Given {
    Ok(list_of(list)?.contains(wanted).into())
}

pub(super) fn item(list: &Value, index: &Value) -> Given {
    let (items, index) = (list_of(list)?, integer_of(index)?);
    match usize::try_from(index).ok().and_then(|at| items.get(at)) {
        Some(item) => Ok(item.clone()),
        None => argument(format!("the index {index} is out of bounds for length {}", items.len())),
    }
}

pub(super) fn partition(list: &Value, size: &Value) -> Given {
    let (items, size) = (list_of(list)?, integer_of(size)?);
    match usize::try_from(size) {
        Ok(size) if size > 0 => Ok(items.chunks(size).map(|chunk| Value::Array(chunk.to_vec())).collect()),
        _ => argument(format!("the size of a partition is a positive integer, not {size}")),
    }
}

pub(super) fn range(first: &Value, last: &Value, step: &Value) -> Given {
    let (first, last, step) = (integer_of(first)?, integer_of(last)?, integer_of(step)?);
    if step == 0 {
        return argument("the step of a range is not 0");
    }
    let (first, last, step) = (i128::from(first), i128::from(last), i128::from(step));
    let count = ((last - first) / step + 1).max(0);
    if (last - first).signum() == -step.signum() {
        return Ok(Value::Array(Vec::new()));
    }
    if count > MAX_RANGE as i128 {
        return argument(format!("a range has at most {MAX_RANGE} elements, not {count}"));
    }
    // Between `first` and `last`, which have 64 bits.
    Ok((0..count).map(|at| Value::from((first + at * step) as i64)).collect())
}

/// The first of each kind, in order. Objects are equal whatever the order of their keys.
pub(super) fn unique(list: &Value) -> Given {
    let mut seen = HashSet::new();
    Ok(list_of(list)?.iter().filter(|item| seen.insert(json_text(&sorted(item, 0)))).cloned().collect())
}

fn sorted(value: &Value, depth: usize) -> Value {
    match value {
        Value::Array(items) if depth < MAX_DEPTH => items.iter().map(|item| sorted(item, depth + 1)).collect(),
        Value::Object(members) if depth < MAX_DEPTH => {
            let mut members: Vec<(&String, &Value)> = members.iter().collect();
            members.sort_by_key(|(key, _)| *key);
            let members = members.into_iter().map(|(key, value)| (key.clone(), sorted(value, depth + 1)));
            Value::Object(members.collect::<Map<_, _>>())
        }
        other => other.clone(),
    }
}
