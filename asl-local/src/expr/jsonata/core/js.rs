//! Values as JavaScript writes them.

use jsonata_core::value::JValue;

/// How long what an error tells of a value may become.
const MAX_TOLD: usize = 65_536;

/// What `JSON.stringify` makes of a value: functions are left out, infinity is null.
pub(super) fn json(value: &JValue) -> String {
    let mut text = String::new();
    if write(value, &mut text) { text } else { "undefined".to_owned() }
}

/// Whether the value has a text.
fn write(value: &JValue, text: &mut String) -> bool {
    match value {
        JValue::Null => text.push_str("null"),
        JValue::Bool(value) => text.push_str(if *value { "true" } else { "false" }),
        JValue::Number(value) => text.push_str(&number(*value)),
        JValue::String(value) => text.push_str(&serde_json::Value::from(&**value).to_string()),
        JValue::Array(items) => {
            text.push('[');
            for (at, item) in items.iter().enumerate() {
                if at > 0 {
                    text.push(',');
                }
                if text.len() > MAX_TOLD || !write(item, text) {
                    text.push_str("null");
                }
            }
            text.push(']');
        }
        JValue::Object(members) => {
            text.push('{');
            let mut is_first = true;
            for (key, member) in members.iter() {
                let start = text.len();
                if start > MAX_TOLD {
                    break;
                }
                if !is_first {
                    text.push(',');
                }
                text.push_str(&serde_json::Value::from(key.as_str()).to_string());
                text.push(':');
                if write(member, text) {
                    is_first = false;
                } else {
                    text.truncate(start);
                }
            }
            text.push('}');
        }
        JValue::Undefined | JValue::Lambda(_) | JValue::Builtin { .. } | JValue::Regex { .. } => return false,
    }
    true
}

/// Shortest digits that give the number again, in full from 1e-6 to below 1e21.
fn number(value: f64) -> String {
    if !value.is_finite() {
        return "null".to_owned();
    }
    let size = value.abs();
    if size == 0.0 {
        return "0".to_owned();
    }
    if (1e-6..1e21).contains(&size) {
        return format!("{value}");
    }
    let text = format!("{value:e}");
    match text.split_once('e') {
        Some((digits, exponent)) if !exponent.starts_with('-') => format!("{digits}e+{exponent}"),
        _ => text,
    }
}
