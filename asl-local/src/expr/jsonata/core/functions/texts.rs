//! `$hash`, `$parse`, and what is different about `$base64decode`.

use jsonata_core::evaluator::{Context, Evaluator, EvaluatorError, HostFnResult};
use jsonata_core::parser;
use jsonata_core::value::JValue;

use super::super::raise::{INTERNAL, UNSUPPORTED, fails, unsupported};
use super::arguments::signature;
use crate::expr::digest::digest;
use crate::expr::jsonata::EngineError;
use crate::expr::jsonata::core::convert::Converter;
use crate::expr::jsonata::core::integers::Integers;
use crate::expr::strict::{self, Refusal};

pub(super) fn hash(arguments: &[JValue]) -> HostFnResult {
    signature("hash", "ss?", arguments)?;
    let (Some(JValue::String(text)), Some(JValue::String(algorithm))) = (arguments.first(), arguments.get(1)) else {
        return Ok(JValue::Undefined);
    };
    match digest(text, algorithm) {
        Some(digest) => Ok(JValue::string(digest)),
        None => {
            fails(format!("D3137: Hash algorithm '{algorithm}' must be one of SHA-1, SHA-384, SHA-256, SHA-512, MD5"))
        }
    }
}

/// Measured: the service has an internal error for what is no Base64, where the reference reads over it.
pub(super) fn decode(text: &str) -> HostFnResult {
    let digits = text.trim_end_matches('=');
    let is_digit = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'+' || byte == b'/';
    if !digits.bytes().all(is_digit) || text.len() - digits.len() > 2 {
        return fails(INTERNAL);
    }
    let mut context = Context::new();
    context.bind("text".to_owned(), JValue::string(text));
    let tree = parser::parse("$base64decode($text)").or_else(|error| fails(error.to_string()))?;
    Evaluator::with_context(context).evaluate(&tree, &JValue::Undefined)
}

/// The value of a JSON text; keys keep their order, integers of 64 bits their digits.
pub(super) fn parse(arguments: &[JValue], integers: &Integers) -> HostFnResult {
    signature("parse", "s?", arguments)?;
    let Some(JValue::String(text)) = arguments.first() else { return Ok(JValue::Undefined) };
    let value = match strict::parse(text) {
        Ok(value) => value,
        Err(Refusal::Invalid) => return fails("D3137: Invalid JSON"),
        Err(Refusal::TooDeep) => return unsupported("JSON that nests too deep"),
    };
    Converter::new(integers).value(&value).map_err(|error| {
        let what = match error {
            EngineError::Unsupported(what) => what,
            _ => "a text that can't be parsed".to_owned(),
        };
        EvaluatorError::EvaluationError(format!("{UNSUPPORTED}{what}"))
    })
}
