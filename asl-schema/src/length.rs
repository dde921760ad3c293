//! How many bytes compact JSON has, counted without writing it: what AWS's limits of payloads are about.

use std::fmt::{self, Write};

use serde_json::Number;

/// A string with its quotes and escapes.
///
/// ```
/// assert_eq!(asl_schema::length::text("é\n"), r#""é\n""#.len());
/// ```
pub fn text(text: &str) -> usize {
    // Most strings have nothing to escape, and counting what is rare is fast.
    let escapes = match text.bytes().filter(|byte| *byte < 0x20 || matches!(byte, b'"' | b'\\')).count() {
        0 => 0,
        _ => text.bytes().map(escape).sum(),
    };
    2 + text.len() + escapes
}

/// How much longer a byte becomes.
fn escape(byte: u8) -> usize {
    match byte {
        b'"' | b'\\' | b'\n' | b'\r' | b'\t' | 0x08 | 0x0c => 1,
        0x00..=0x1f => 5,
        _ => 0,
    }
}

/// A number.
///
/// ```
/// # use serde_json::{Number, json};
/// # use asl_schema::length;
/// # let number = |value: serde_json::Value| value.as_number().cloned().unwrap();
/// assert_eq!(length::number(&number(json!(-12))), "-12".len());
/// assert_eq!(length::number(&number(json!(-1.5e300))), json!(-1.5e300).to_string().len());
/// ```
pub fn number(number: &Number) -> usize {
    let digits = |digits: u64| digits.checked_ilog10().unwrap_or_default() as usize + 1;
    if let Some(positive) = number.as_u64() {
        return digits(positive);
    }
    if let Some(negative) = number.as_i64() {
        return digits(negative.unsigned_abs()) + 1;
    }
    struct Length(usize);
    impl Write for Length {
        fn write_str(&mut self, text: &str) -> fmt::Result {
            self.0 += text.len();
            Ok(())
        }
    }
    let mut length = Length(0);
    // Counting cannot fail.
    let _ = write!(length, "{number}");
    length.0
}
