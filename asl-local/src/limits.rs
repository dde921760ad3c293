//! What AWS allows at most, from its page of quotas.

use asl_schema::length;
use serde_json::Value;

/// The payload of a task, state or execution in bytes of JSON text (256 KiB).
pub(crate) const PAYLOAD: usize = 262_144;
/// The name of an error in characters.
pub(crate) const ERROR: usize = 256;
/// The cause of an error in characters.
pub(crate) const CAUSE: usize = 32_768;
/// All variables of an execution in bytes (10 MiB). One variable and one `Assign` may have [`PAYLOAD`] bytes.
pub(crate) const VARIABLES: usize = 10 * 1_048_576;
/// The headers of a CSV file with the delimiters between them, in bytes (10 KiB).
pub(crate) const CSV_HEADERS: usize = 10 * 1_024;
/// Events in the history of a Standard execution.
pub(crate) const EVENTS: usize = 25_000;
/// Duration of a Standard execution in milliseconds (one year).
pub(crate) const STANDARD_MILLIS: u64 = 365 * 24 * 3_600 * 1_000;
/// Duration of an Express execution in milliseconds (five minutes).
pub(crate) const EXPRESS_MILLIS: u64 = 5 * 60 * 1_000;
/// States that an Express execution may enter here: its history has no limit, and a loop without time must end.
pub(crate) const EXPRESS_STEPS: u64 = 100_000;
/// States that a run may enter here, all its executions together: a Map in a loop in a Map would else run for days.
pub(crate) const STEPS: u64 = 10_000_000;
/// Bytes of JSON text that the history of a run may hold here, all its executions together: a loop can make a new payload 10,000 times.
pub(crate) const HISTORY_BYTES: usize = 1 << 30;
/// Iterations of an inline Map at the same time.
pub(crate) const INLINE_CONCURRENCY: usize = 40;
/// Children of a Map Run at the same time.
pub(crate) const CHILD_CONCURRENCY: usize = 10_000;
/// Executions inside one another, here: a machine that starts itself must end.
pub(crate) const NESTING: usize = 64;

/// How deep values nest here at most. A state that wraps its input in a loop would otherwise make values that only a large stack can copy.
pub(crate) const DEPTH: usize = 500;

/// What is too much about a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Excess {
    /// Its compact JSON text has more bytes than allowed.
    Size,
    /// It nests deeper than [`DEPTH`].
    Depth,
}

/// The bytes of the compact JSON text of `value`, if they are no more than `limit`. Stops as soon as it knows, and never goes deeper than [`DEPTH`].
pub(crate) fn measure(value: &Value, limit: usize) -> Result<usize, Excess> {
    let mut left = limit;
    fits(value, &mut left, DEPTH)?;
    Ok(limit - left)
}

fn fits(value: &Value, left: &mut usize, depth: usize) -> Result<(), Excess> {
    match value {
        Value::Null | Value::Bool(true) => take(left, 4),
        Value::Bool(false) => take(left, 5),
        Value::Number(number) => take(left, length::number(number)),
        Value::String(text) => take(left, length::text(text)),
        Value::Array(items) => {
            take(left, 2 + items.len().saturating_sub(1))?;
            let depth = depth.checked_sub(1).ok_or(Excess::Depth)?;
            items.iter().try_for_each(|item| fits(item, left, depth))
        }
        Value::Object(fields) => {
            take(left, 2 + fields.len().saturating_sub(1))?;
            let depth = depth.checked_sub(1).ok_or(Excess::Depth)?;
            fields.iter().try_for_each(|(key, value)| {
                take(left, length::text(key) + 1)?;
                fits(value, left, depth)
            })
        }
    }
}

fn take(left: &mut usize, bytes: usize) -> Result<(), Excess> {
    *left = left.checked_sub(bytes).ok_or(Excess::Size)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    #[test]
    fn the_size_is_the_size_of_the_text() {
        let value = json!({"a": [1, -2, 3.5, true, false, null, "x\n\"\\\u{1}ü"], "b": {}, "c": []});
        let size = value.to_string().len();
        assert_eq!(measure(&value, size + 7), Ok(size));
        assert_eq!(measure(&value, size), Ok(size));
        assert_eq!(measure(&value, size - 1), Err(Excess::Size));
    }

    #[test]
    fn depth_is_bounded() {
        let tower = |height| (0..height).fold(json!(1), |inner, _| json!([inner]));
        assert_eq!(measure(&tower(DEPTH), PAYLOAD), Ok(2 * DEPTH + 1));
        assert_eq!(measure(&tower(DEPTH + 1), PAYLOAD), Err(Excess::Depth));
    }

    proptest! {
        #[test]
        fn any_text_counts_as_it_is_written(text in any::<String>(), number in any::<f64>(), whole in any::<i64>(), large in any::<u64>()) {
            let value = json!({ text.clone(): [text, number, whole, large, whole % 100] });
            let size = value.to_string().len();
            prop_assert_eq!(measure(&value, size), Ok(size));
            prop_assert_eq!(measure(&value, size - 1), Err(Excess::Size));
        }
    }
}
