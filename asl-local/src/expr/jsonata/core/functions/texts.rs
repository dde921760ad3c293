//! `$hash`, `$parse`.

use jsonata_core::evaluator::{EvaluatorError, HostFnResult};
use jsonata_core::value::JValue;

use super::arguments::signature;
use super::fails;
use crate::expr::digest::digest;
use crate::expr::jsonata::EngineError;
use crate::expr::jsonata::core::convert::Converter;
use crate::expr::jsonata::core::integers::Integers;
use crate::expr::jsonata::core::message::UNSUPPORTED;
use crate::expr::strict;

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

/// The value of a JSON text; keys keep their order, integers of 64 bits their digits.
pub(super) fn parse(arguments: &[JValue], integers: &Integers) -> HostFnResult {
    signature("parse", "s?", arguments)?;
    let Some(JValue::String(text)) = arguments.first() else { return Ok(JValue::Undefined) };
    let Some(value) = strict::parse(text) else { return fails("D3137: Invalid JSON") };
    Converter::new(integers).value(&value).map_err(|error| {
        let what = match error {
            EngineError::Unsupported(what) => what,
            _ => "a text that can't be parsed".to_owned(),
        };
        EvaluatorError::EvaluationError(format!("{UNSUPPORTED}{what}"))
    })
}
