//! What AWS allows at most, from its page of quotas.

use std::fmt::{self, Write};

use serde_json::{Number, Value};

/// The payload of a task, state or execution in bytes of JSON text (256 KiB).
pub(crate) const PAYLOAD: usize = 262_144;
/// The name of an error in characters.
pub(crate) const ERROR: usize = 256;
/// The cause of an error in characters.
pub(crate) const CAUSE: usize = 32_768;
/// All variables of an execution in bytes (10 MiB). One variable and one `Assign` may have [`PAYLOAD`] bytes.
pub(crate) const VARIABLES: usize = 10 * 1_048_576;
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
        Value::Number(number) => take(left, digits(number)),
        Value::String(text) => take(left, text_size(text)),
        Value::Array(items) => {
            take(left, 2 + items.len().saturating_sub(1))?;
            let depth = depth.checked_sub(1).ok_or(Excess::Depth)?;
            items.iter().try_for_each(|item| fits(item, left, depth))
        }
        Value::Object(fields) => {
            take(left, 2 + fields.len().saturating_sub(1))?;
            let depth = depth.checked_sub(1).ok_or(Excess::Depth)?;
            fields.iter().try_for_each(|(key, value)| {
                take(left, text_size(key) + 1)?;
                fits(value, left, depth)
            })
        }
    }
}

/// The length of a number's text, which nobody needs otherwise.
fn digits(number: &Number) -> usize {
    let of = |digits: u64| digits.checked_ilog10().unwrap_or_default() as usize + 1;
    if let Some(positive) = number.as_u64() {
        return of(positive);
    }
    if let Some(negative) = number.as_i64() {
        return of(negative.unsigned_abs()) + 1;
    }
    struct Length(usize);
    impl Write for Length {
        fn write_str(&mut self, text: &str) -> fmt::Result {
            self.0 += text.len();
            Ok(())
        }
    }
    let mut length = Length(0);
    // Counting does not fail.
    let _ = write!(length, "{number}");
    length.0
}

fn take(left: &mut usize, bytes: usize) -> Result<(), Excess> {
    *left = left.checked_sub(bytes).ok_or(Excess::Size)?;
    Ok(())
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
