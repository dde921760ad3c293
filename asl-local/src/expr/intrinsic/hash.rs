//! `States.Hash`.

use serde_json::Value;

use super::texts::bounded;
use super::{Given, Problem, argument, text_of};
use crate::expr::digest::digest;

pub(super) fn hash(value: &Value, algorithm: &Value) -> Given {
    if !value.is_string() {
        return Err(Problem::Unsupported("`States.Hash` of what is not a text".to_owned()));
    }
    let (text, algorithm) = (bounded(value)?, text_of(algorithm)?);
    match digest(text, algorithm) {
        Some(digest) => Ok(digest.into()),
        None => argument(format!("'{algorithm}' is no algorithm; there are MD5, SHA-1, SHA-256, SHA-384 and SHA-512")),
    }
}
