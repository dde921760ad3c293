//! Equality of JSON values as states pass them on.

use serde_json::{Map, Value};

/// What stands on a tape for a task token, which is another one in each run.
pub(crate) const TOKEN: &str = "task-token";

/// Equal, `1` and `1.0` being one number. `lean`: a null member is as good as a missing one.
pub(crate) fn alike(a: &Value, b: &Value, lean: bool) -> bool {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => a == b || a.as_f64() == b.as_f64(),
        (Value::Array(a), Value::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| alike(a, b, lean)),
        (Value::Object(a), Value::Object(b)) => {
            let covers = |a: &Map<String, Value>, b: &Map<String, Value>| {
                a.iter().all(|(key, a)| match b.get(key) {
                    Some(b) => alike(a, b, lean),
                    None => lean && a.is_null(),
                })
            };
            // What both have was compared in the first direction.
            covers(a, b) && b.iter().all(|(key, b)| a.contains_key(key) || lean && b.is_null())
        }
        _ => a == b,
    }
}

/// The value with [`TOKEN`] in place of each text that is a token.
pub(crate) fn without_token(value: &Value, is_token: &dyn Fn(&str) -> bool) -> Value {
    match value {
        Value::String(text) if is_token(text) => Value::from(TOKEN),
        Value::Array(items) => items.iter().map(|item| without_token(item, is_token)).collect(),
        Value::Object(fields) => {
            fields.iter().map(|(key, value)| (key.clone(), without_token(value, is_token))).collect()
        }
        other => other.clone(),
    }
}
