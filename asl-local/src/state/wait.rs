//! Wait: until when.

use serde_json::{Number, Value};

use crate::evaluate::{Env, Path, Query};
use crate::failure::Fault;
use crate::program::{Amount, Delay};
use crate::time;

/// The moment that the state waits for, in milliseconds since 1970.
pub(crate) fn until(delay: &Delay, env: &Env<'_>) -> Result<u64, Fault> {
    match delay {
        Delay::Seconds(amount) => {
            let seconds = match amount {
                Amount::Literal(number) => number.as_u64().unwrap_or_default(),
                Amount::Query(query) => super::seconds("Seconds", query, env)?,
                Amount::Path(field, path) => path_seconds(field, path, env)?,
            };
            Ok(env.millis.saturating_add(seconds.saturating_mul(1_000)))
        }
        Delay::Timestamp(query) => query_moment(query, env),
        Delay::TimestampText(text) => Ok(time::parse(text).map_or(env.millis, time::to_millis)),
        Delay::TimestampPath(path) => path_moment(path, env),
    }
}

/// The sentences are recorded.
fn path_seconds(field: &str, path: &Path, env: &Env<'_>) -> Result<u64, Fault> {
    let text = path.text();
    let Some(value) = path.find(env)? else {
        return Err(Fault::runtime(format!("The {field} parameter does not reference an input value: {text}")));
    };
    let whole = value.as_i64().or_else(|| value.as_str().and_then(|digits| digits.parse().ok()));
    match whole {
        Some(seconds) => u64::try_from(seconds).map_err(|_| {
            Fault::runtime(format!("The {field} parameter references a negative value: {text} == {seconds}"))
        }),
        None => Err(Fault::runtime(format!(
            "The {field} parameter cannot be parsed as a long value: {text} == {}",
            plain(&value)
        ))),
    }
}

fn path_moment(path: &Path, env: &Env<'_>) -> Result<u64, Fault> {
    let text = path.text();
    let Some(value) = path.find(env)? else {
        let cause = format!("The TimestampPath parameter does not reference an input value: {text}");
        return Err(Fault::runtime(cause));
    };
    value.as_str().and_then(time::parse).map(time::to_millis).ok_or_else(|| {
        Fault::runtime(format!(
            "The TimestampPath parameter does not reference a valid ISO-8601 extended offset date-time format string: {text} == {}",
            plain(&value)
        ))
    })
}

fn query_moment(query: &Query, env: &Env<'_>) -> Result<u64, Fault> {
    let value = query.eval(env)?;
    let Value::String(text) = &value else { return Err(query.unexpected("string", &value)) };
    time::parse(text).map(time::to_millis).ok_or_else(|| {
        query.refuse(format!(
            "The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: {text}"
        ))
    })
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// A whole number, as a value may write it: `5`, `5.0`.
pub(super) fn whole(number: &Number) -> Option<i64> {
    number.as_i64().or_else(|| number.as_f64().filter(|float| float.fract() == 0.0).map(|float| float as i64))
}
