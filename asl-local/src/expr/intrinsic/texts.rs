//! The functions of texts and of JSON as a text.

use std::borrow::Cow;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

use super::{Given, MAX_CHARACTERS, Problem, argument, text_of};
use crate::expr::strict::Refusal;
use crate::expr::{json_text, plain_text};

/// Puts values in place of `{}`. `escapes`: whether a backslash takes the meaning of what follows, as in a literal.
pub(super) fn format(template: &str, escapes: bool, values: &[Cow<'_, Value>]) -> Given {
    let mut text = String::with_capacity(template.len());
    let mut waiting = values.iter();
    let mut rest = template;
    while let Some(at) = rest.find(['{', '\\']) {
        let (before, from) = rest.split_at(at);
        text.push_str(before);
        if let Some(after) = from.strip_prefix("{}") {
            let Some(value) = waiting.next() else {
                return argument("the template has more placeholders than there are values");
            };
            text.push_str(&plain_text(value));
            rest = after;
            continue;
        }
        let mut characters = from.chars();
        let first = characters.next();
        let kept = if escapes && first == Some('\\') { characters.next() } else { first };
        text.extend(kept);
        rest = characters.as_str();
    }
    text.push_str(rest);
    if waiting.next().is_some() {
        return argument("there are more values than placeholders in the template");
    }
    Ok(text.into())
}

/// The parts between any of the characters in `splitters`; empty parts are dropped.
pub(super) fn split(text: &Value, splitters: &Value) -> Given {
    let (text, splitters) = (text_of(text)?, text_of(splitters)?);
    let parts = text.split(|character| splitters.contains(character));
    Ok(parts.filter(|part| !part.is_empty()).collect())
}

/// A text of nothing but spaces is null, and `-0` is 0: so Jackson reads, and AWS was recorded to read `-0` for `$parse`.
pub(super) fn parse(text: &Value) -> Given {
    let text = text_of(text)?;
    match text.trim() {
        "" => return Ok(Value::Null),
        "-0" => return Ok(Value::from(0)),
        _ => {}
    }
    serde_json::from_str(text).or_else(|error| match Refusal::from(error) {
        Refusal::Invalid => argument(format!("{} is not JSON", json_text(&Value::from(text)))),
        Refusal::TooDeep => Err(Problem::Unsupported("JSON that nests too deep".to_owned())),
    })
}

pub(super) fn merge(first: &Value, second: &Value, deep: &Value) -> Given {
    let (Value::Object(first), Value::Object(second)) = (first, second) else {
        return argument("only objects can be merged");
    };
    if deep != &Value::Bool(false) {
        return argument("only a shallow merge is there: the third argument is `false`");
    }
    let mut merged = first.clone();
    merged.extend(second.iter().map(|(key, value)| (key.clone(), value.clone())));
    Ok(Value::Object(merged))
}

pub(super) fn encode(value: &Value) -> Given {
    Ok(STANDARD.encode(bounded(value)?).into())
}

pub(super) fn decode(value: &Value) -> Given {
    let Ok(bytes) = STANDARD.decode(bounded(value)?) else { return argument("the text is not Base64") };
    match String::from_utf8(bytes) {
        Ok(text) => Ok(text.into()),
        Err(_) => Err(Problem::Unsupported("Base64 of what is not UTF-8".to_owned())),
    }
}

/// A text of no more characters than the function takes.
pub(super) fn bounded(value: &Value) -> Result<&str, Problem> {
    let text = text_of(value)?;
    if text.len() > MAX_CHARACTERS && text.chars().count() > MAX_CHARACTERS {
        return argument(format!("the text is longer than {MAX_CHARACTERS} characters"));
    }
    Ok(text)
}
