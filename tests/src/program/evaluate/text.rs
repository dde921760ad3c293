//! Methods of text and characters.

use super::methods::{Call, size};
use super::operators::{float, integer};
use super::{Eval, Evaluator, panics, unsupported};
use crate::program::value::{Int, Value, bounds};
use asl_dsl::shape::Type;

/// How long a text may grow: more is no program that anybody writes.
const LONG: usize = 20_000;

impl Evaluator<'_> {
    pub(super) fn on_text(&mut self, call: &Call<'_>, text: String) -> Eval {
        let part = |at: usize| match call.value(at)? {
            Value::Text(part) => Ok(part),
            Value::Char(c) => Ok(c.to_string()),
            other => unsupported(format!("the text {other:?}")),
        };
        let list = |parts: Vec<&str>| Value::List(parts.into_iter().map(Value::text).collect());
        let ascii = |test: fn(&char) -> bool| Ok(Value::Bool(text.chars().all(|c| test(&c))));
        Ok(match call.name {
            "is_empty" => Value::Bool(text.is_empty()),
            "chars" => Value::List(text.chars().map(Value::Char).collect()),
            "contains" => Value::Bool(text.contains(&part(0)?)),
            "starts_with" => Value::Bool(text.starts_with(&part(0)?)),
            "ends_with" => Value::Bool(text.ends_with(&part(0)?)),
            "strip_prefix" => Value::option(text.strip_prefix(&part(0)?).map(Value::text)),
            "strip_suffix" => Value::option(text.strip_suffix(&part(0)?).map(Value::text)),
            "to_uppercase" => Value::Text(text.to_uppercase()),
            "to_lowercase" => Value::Text(text.to_lowercase()),
            "trim" => Value::text(text.trim()),
            "trim_start" => Value::text(text.trim_start()),
            "trim_end" => Value::text(text.trim_end()),
            "replace" | "split" if part(0)?.is_empty() => {
                // docs/language.md: an empty pattern is refused, or fails when it is computed.
                return panics("an empty pattern");
            }
            "replace" => Value::Text(text.replace(&part(0)?, &part(1)?)),
            "split" => list(text.split(&part(0)?).collect()),
            "split_once" => {
                let halves = text.split_once(&part(0)?);
                Value::option(halves.map(|(a, b)| Value::Tuple(vec![Value::text(a), Value::text(b)])))
            }
            "split_whitespace" => list(text.split_whitespace().collect()),
            "lines" => list(text.lines().collect()),
            "repeat" => {
                let times = size(&call.value(0)?)?;
                if text.len().saturating_mul(times) > LONG {
                    return panics("a text that is too long to try");
                }
                Value::Text(text.repeat(times))
            }
            "parse" => self.parsed(call, &text)?,
            "is_ascii_alphabetic" => return ascii(char::is_ascii_alphabetic),
            "is_ascii_alphanumeric" => return ascii(char::is_ascii_alphanumeric),
            "is_ascii_digit" => return ascii(char::is_ascii_digit),
            "is_ascii_lowercase" => return ascii(char::is_ascii_lowercase),
            "is_ascii_uppercase" => return ascii(char::is_ascii_uppercase),
            _ => return call.unknown(&Value::Text(text)),
        })
    }

    fn parsed(&self, call: &Call<'_>, text: &str) -> Eval {
        let target = match self.type_of(call.e) {
            Some(Type::Result(target, _)) => *target,
            _ => return unsupported("a parse to an unknown type"),
        };
        let value = match target {
            Type::String => Some(Value::text(text)),
            Type::Bool => text.parse().ok().map(Value::Bool),
            Type::Char => text.parse().ok().map(Value::Char),
            Type::Float => match text.parse::<f64>() {
                Ok(x) if x.is_finite() && !text.contains(['i', 'I', 'n', 'N']) => Some(float(x)?),
                Ok(_) => return panics("a float that JSON has no number for"),
                Err(_) => None,
            },
            Type::Int(ty) => {
                let parsed = text.parse::<i128>().ok();
                // `-0` is no unsigned integer for Rust.
                let signed = ty.signed || !text.starts_with('-');
                let (least, greatest) = bounds(ty);
                match parsed.filter(|n| signed && (least..=greatest).contains(n)) {
                    Some(value) => Some(integer(Int { value, ty: Some(ty) })?),
                    None => None,
                }
            }
            other => return unsupported(format!("a parse to {other}")),
        };
        Ok(Value::result(value.ok_or(Value::Unit)))
    }
}
