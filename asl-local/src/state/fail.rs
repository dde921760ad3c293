//! Fail: the error and cause it ends with.

use serde_json::Value;

use crate::evaluate::Env;
use crate::failure::Fault;
use crate::program::Word;
use crate::unverified;

/// What the state fails with — or what keeps it from knowing.
pub(crate) fn fail(error: &Word, cause: &Word, env: &Env<'_>) -> Result<Fault, Fault> {
    Ok(Fault::called(word("Error", error, env)?, word("Cause", cause, env)?))
}

fn word(field: &str, word: &Word, env: &Env<'_>) -> Result<Option<String>, Fault> {
    let value = match word {
        Word::Absent => return Ok(None),
        Word::Text(text) => return Ok(Some(text.to_string())),
        Word::Path(template) => match template.eval(env)? {
            Value::Object(fields) => fields.into_iter().next().map_or(Value::Null, |(_, value)| value),
            value => value,
        },
        Word::Query(query) => query.eval(env)?,
    };
    match value {
        Value::String(text) => Ok(Some(text)),
        value => Err(match word {
            Word::Query(query) => query.unexpected("string", &value),
            _ => Fault::runtime(unverified::WORD.fill(&[&field])),
        }),
    }
}
