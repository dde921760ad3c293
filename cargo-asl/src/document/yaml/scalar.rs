//! What a plain scalar of YAML means as JSON.
//!
//! YAML 1.2's core schema holds for definitions. Templates are YAML 1.1 to CloudFormation, whose `yes`, `no`, `on` and `off` are booleans and
//! whose integers with a leading zero are octal. <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-formats.html>.
//! Timestamps, sexagesimal numbers and what JSON has no number for (`.inf`, `.nan`) stay texts in both.

use serde_json::{Number, Value};

/// Which plain scalars are not texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Schema {
    /// The core schema of YAML 1.2.
    Core,
    /// YAML 1.1, as CloudFormation and SAM read templates.
    Yaml11,
}

/// The value of a plain scalar.
pub(super) fn resolve(text: &str, schema: Schema) -> Value {
    let of_old = (schema == Schema::Yaml11).then(|| yaml_1_1(text)).flatten();
    of_old.or_else(|| core(text)).unwrap_or_else(|| Value::String(text.to_owned()))
}

/// Whether the two schemas read the scalar differently.
pub(super) fn is_ambiguous(text: &str) -> bool {
    yaml_1_1(text).is_some()
}

/// What YAML 1.1 reads as something else than YAML 1.2 does. The letters `y` and `n` are texts to every reader that AWS uses.
fn yaml_1_1(text: &str) -> Option<Value> {
    match text {
        "yes" | "Yes" | "YES" | "on" | "On" | "ON" => Some(Value::Bool(true)),
        "no" | "No" | "NO" | "off" | "Off" | "OFF" => Some(Value::Bool(false)),
        _ => {
            let digits = text.trim_start_matches(['+', '-']);
            let octal = digits.strip_prefix('0').filter(|digits| !digits.is_empty())?;
            integer(text, octal, 8)
        }
    }
}

fn core(text: &str) -> Option<Value> {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Some(Value::Null),
        "true" | "True" | "TRUE" => return Some(Value::Bool(true)),
        "false" | "False" | "FALSE" => return Some(Value::Bool(false)),
        _ => {}
    }
    if let Some(digits) = text.strip_prefix("0x") {
        return integer("", digits, 16);
    }
    if let Some(digits) = text.strip_prefix("0o") {
        return integer("", digits, 8);
    }
    decimal(text)
}

/// An integer of these digits, with the sign that `text` begins with.
fn integer(text: &str, digits: &str, radix: u32) -> Option<Value> {
    let signs = text.bytes().take_while(|byte| b"+-".contains(byte)).count();
    if signs > 1 || !digits.chars().all(|digit| digit.is_digit(radix)) {
        return None;
    }
    let size = u64::from_str_radix(digits, radix).ok()?;
    if text.starts_with('-') {
        i64::try_from(size).ok().map(|size| Value::from(-size))
    } else {
        Some(Value::from(size))
    }
}

/// `[-+]? ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?`, spelled as JSON spells it.
fn decimal(text: &str) -> Option<Value> {
    let (minus, unsigned) = match text.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", text.strip_prefix('+').unwrap_or(text)),
    };
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (unsigned, None),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let power = exponent.map(|exponent| exponent.strip_prefix(['+', '-']).unwrap_or(exponent));
    if !digits(whole) || !digits(fraction) || (whole.is_empty() && fraction.is_empty()) {
        return None;
    }
    if power.is_some_and(|power| power.is_empty() || !digits(power)) {
        return None;
    }
    let whole = Some(whole.trim_start_matches('0')).filter(|whole| !whole.is_empty()).unwrap_or("0");
    let mut json = format!("{minus}{whole}");
    if !fraction.is_empty() {
        json.extend([".", fraction]);
    }
    if let Some(exponent) = exponent {
        json.extend(["e", exponent]);
    }
    json.parse::<Number>().ok().map(Value::Number)
}

#[cfg(test)]
mod tests {
    use super::{Schema, resolve};
    use serde_json::json;

    /// The examples of YAML 1.2.2, 10.3.2, and what CloudFormation's YAML 1.1 makes of the same texts.
    #[test]
    fn both_schemas() {
        for (text, core, old) in [
            ("yes", json!("yes"), json!(true)),
            ("Off", json!("Off"), json!(false)),
            ("y", json!("y"), json!("y")),
            ("010", json!(10), json!(8)),
            ("-010", json!(-10), json!(-8)),
            ("09", json!(9), json!(9)),
            ("0", json!(0), json!(0)),
            ("0o7", json!(7), json!(7)),
            ("0x3A", json!(58), json!(58)),
            ("+12", json!(12), json!(12)),
            ("-19", json!(-19), json!(-19)),
            ("0.", json!(0), json!(0)),
            (".5", json!(0.5), json!(0.5)),
            ("+12e03", json!(12e3), json!(12e3)),
            ("-2E+05", json!(-2e5), json!(-2e5)),
            (".inf", json!(".inf"), json!(".inf")),
            ("1e999", json!("1e999"), json!("1e999")),
            ("2010-09-09", json!("2010-09-09"), json!("2010-09-09")),
            ("1:30", json!("1:30"), json!("1:30")),
            ("True", json!(true), json!(true)),
            ("tRUE", json!("tRUE"), json!("tRUE")),
            ("NULL", json!(null), json!(null)),
            ("", json!(null), json!(null)),
            ("1_000", json!("1_000"), json!("1_000")),
            ("+", json!("+"), json!("+")),
            (".", json!("."), json!(".")),
            ("--1", json!("--1"), json!("--1")),
            ("18446744073709551615", json!(u64::MAX), json!(u64::MAX)),
        ] {
            assert_eq!(resolve(text, Schema::Core), core, "{text}");
            assert_eq!(resolve(text, Schema::Yaml11), old, "{text}");
        }
    }
}
