//! What AWS allows at most, from its page of quotas.

use serde_json::Value;

/// The payload of a task, state or execution in bytes of JSON text (256 KiB).
pub(crate) const PAYLOAD: usize = 262_144;
/// The name of an error in characters.
pub(crate) const ERROR: usize = 256;
/// The cause of an error in characters.
pub(crate) const CAUSE: usize = 32_768;
/// Events in the history of a Standard execution.
pub(crate) const EVENTS: usize = 25_000;
/// Duration of a Standard execution in milliseconds (one year).
pub(crate) const STANDARD_MILLIS: u64 = 365 * 24 * 3_600 * 1_000;
/// Duration of an Express execution in milliseconds (five minutes).
pub(crate) const EXPRESS_MILLIS: u64 = 5 * 60 * 1_000;
/// States that an Express execution may enter here: its history has no limit, and a loop without time must end.
pub(crate) const EXPRESS_STEPS: u64 = 100_000;
/// Iterations of an inline Map at the same time.
pub(crate) const INLINE_CONCURRENCY: usize = 40;
/// Children of a Map Run at the same time.
pub(crate) const CHILD_CONCURRENCY: usize = 10_000;
/// Executions inside one another, here: a machine that starts itself must end.
pub(crate) const NESTING: usize = 64;

/// Whether the compact JSON text of `value` has more than `limit` bytes. Stops counting as soon as it knows.
pub(crate) fn exceeds(value: &Value, limit: usize) -> bool {
    let mut left = limit;
    !fits(value, &mut left)
}

fn fits(value: &Value, left: &mut usize) -> bool {
    let mut take = |bytes: usize| match left.checked_sub(bytes) {
        Some(rest) => {
            *left = rest;
            true
        }
        None => false,
    };
    match value {
        Value::Null | Value::Bool(true) => take(4),
        Value::Bool(false) => take(5),
        Value::Number(number) => match (number.as_u64(), number.as_i64()) {
            (Some(small), _) if small < 10 => take(1),
            _ => take(number.to_string().len()),
        },
        Value::String(text) => take(text_size(text)),
        Value::Array(items) => {
            if !take(2 + items.len().saturating_sub(1)) {
                return false;
            }
            items.iter().all(|item| fits(item, left))
        }
        Value::Object(map) => {
            if !take(2 + map.len().saturating_sub(1)) {
                return false;
            }
            map.iter().all(|(key, value)| match left.checked_sub(text_size(key) + 1) {
                Some(rest) => {
                    *left = rest;
                    fits(value, left)
                }
                None => false,
            })
        }
    }
}

fn text_size(text: &str) -> usize {
    let escapes: usize = text
        .bytes()
        .map(|byte| match byte {
            b'"' | b'\\' | b'\n' | b'\r' | b'\t' | 0x08 | 0x0c => 1,
            0..0x20 => 5,
            _ => 0,
        })
        .sum();
    text.len() + escapes + 2
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
        assert!(!exceeds(&value, size));
        assert!(exceeds(&value, size - 1));
    }

    proptest! {
        #[test]
        fn any_text_counts_as_it_is_written(text in any::<String>(), number in any::<f64>()) {
            let value = json!({ text.clone(): [text, number] });
            let size = value.to_string().len();
            prop_assert!(!exceeds(&value, size));
            prop_assert!(exceeds(&value, size - 1));
        }
    }
}
