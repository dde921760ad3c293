//! Values as the service prints them, which is as Java does.

mod number;
mod random;

#[cfg(test)]
mod tests;

pub(super) use number::double;
pub(super) use random::Random;

use serde_json::{Number, Value};

use super::MAX_DEPTH;

/// A value as compact JSON, its doubles in Java's form: what stands in causes, and what the service writes into histories.
///
/// ```
/// use asl_local::expr::json_text;
/// use serde_json::json;
/// assert_eq!(json_text(&json!({ "n": 1e10, "m": 1.5, "k": [1, "a"] })), r#"{"n":1.0E10,"m":1.5,"k":[1,"a"]}"#);
/// ```
pub fn json_text(value: &Value) -> String {
    let mut text = String::new();
    write_json(value, &mut text, 0);
    text
}

fn write_json(value: &Value, text: &mut String, depth: usize) {
    match value {
        Value::Number(number) => write_number(number, text),
        Value::String(string) => write_quoted(string, text),
        Value::Array(items) if depth < MAX_DEPTH => {
            write_list(('[', ",", ']'), items, text, |item, text| write_json(item, text, depth + 1));
        }
        Value::Object(members) if depth < MAX_DEPTH => {
            write_list(('{', ",", '}'), members, text, |(key, value), text| {
                write_quoted(key, text);
                text.push(':');
                write_json(value, text, depth + 1);
            });
        }
        Value::Array(_) | Value::Object(_) => text.push('…'),
        Value::Null => text.push_str("null"),
        Value::Bool(true) => text.push_str("true"),
        Value::Bool(false) => text.push_str("false"),
    }
}

/// The same over several lines, each value on its own, two spaces for each level.
///
/// ```
/// use asl_local::expr::pretty_json_text;
/// use serde_json::json;
/// assert_eq!(pretty_json_text(&json!({ "n": 1e20, "k": [], "l": [1] })), "{\n  \"n\": 1.0E20,\n  \"k\": [],\n  \"l\": [\n    1\n  ]\n}");
/// ```
pub fn pretty_json_text(value: &Value) -> String {
    let mut text = String::new();
    write_pretty(value, &mut text, 0);
    text
}

fn write_pretty(value: &Value, text: &mut String, depth: usize) {
    match value {
        Value::Array(items) if !items.is_empty() && depth < MAX_DEPTH => {
            write_lines(('[', ']'), items, text, depth, |item, text| write_pretty(item, text, depth + 1));
        }
        Value::Object(members) if !members.is_empty() && depth < MAX_DEPTH => {
            write_lines(('{', '}'), members, text, depth, |(key, member), text| {
                write_quoted(key, text);
                text.push_str(": ");
                write_pretty(member, text, depth + 1);
            });
        }
        _ => write_json(value, text, depth),
    }
}

fn write_lines<T>(
    (open, close): (char, char),
    items: impl IntoIterator<Item = T>,
    text: &mut String,
    depth: usize,
    mut write: impl FnMut(T, &mut String),
) {
    let new_line = |text: &mut String, depth| {
        text.push('\n');
        text.extend(std::iter::repeat_n("  ", depth));
    };
    text.push(open);
    for (index, item) in items.into_iter().enumerate() {
        if index > 0 {
            text.push(',');
        }
        new_line(text, depth + 1);
        write(item, text);
    }
    new_line(text, depth);
    text.push(close);
}

/// A value as Java's `toString()` gives it: texts without quotes, objects as `{a=1, b=[x, y]}`. `States.Format` was recorded to print so.
///
/// ```
/// use asl_local::expr::plain_text;
/// use serde_json::json;
/// assert_eq!(plain_text(&json!({ "Id": "arn:…", "Tags": ["a", null] })), "{Id=arn:…, Tags=[a, null]}");
/// ```
pub fn plain_text(value: &Value) -> String {
    let mut text = String::new();
    write_plain(value, &mut text, 0);
    text
}

pub(super) fn write_plain(value: &Value, text: &mut String, depth: usize) {
    match value {
        Value::Number(number) => write_number(number, text),
        Value::String(string) => text.push_str(string),
        Value::Array(items) if depth < MAX_DEPTH => {
            write_list(('[', ", ", ']'), items, text, |item, text| write_plain(item, text, depth + 1));
        }
        Value::Object(members) if depth < MAX_DEPTH => {
            write_list(('{', ", ", '}'), members, text, |(key, value), text| {
                text.push_str(key);
                text.push('=');
                write_plain(value, text, depth + 1);
            });
        }
        _ => write_json(value, text, depth),
    }
}

fn write_list<T>(
    (open, between, close): (char, &str, char),
    items: impl IntoIterator<Item = T>,
    text: &mut String,
    mut write: impl FnMut(T, &mut String),
) {
    text.push(open);
    for (index, item) in items.into_iter().enumerate() {
        if index > 0 {
            text.push_str(between);
        }
        write(item, text);
    }
    text.push(close);
}

fn write_number(number: &Number, text: &mut String) {
    match number.as_f64() {
        Some(value) if number.is_f64() => text.push_str(&double(value)),
        _ => text.push_str(&number.to_string()),
    }
}

fn write_quoted(string: &str, text: &mut String) {
    // A text has no reason to fail.
    text.push_str(&serde_json::to_string(string).unwrap_or_default());
}
