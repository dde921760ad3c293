//! Numbers of a state: limits of time, of concurrency, of failures.

use serde_json::Value;

use super::wait::whole;
use crate::evaluate::{Env, Query};
use crate::failure::Fault;
use crate::program::Amount;
use crate::unverified;

/// Seconds that JSONata computes: a whole number, not below 0.
pub(crate) fn seconds(field: &str, query: &Query, env: &Env<'_>) -> Result<u64, Fault> {
    let value = query.eval(env)?;
    let Value::Number(number) = &value else { return Err(query.unexpected("number", &value)) };
    let whole = whole(number).and_then(|seconds| u64::try_from(seconds).ok());
    whole.ok_or_else(|| query.refuse(unverified::NOT_AN_INTEGER.fill(&[&field, number])))
}

/// A whole number of things, such as `MaxConcurrency`; negative ones are refused by `field`'s name.
pub(crate) fn count(amount: &Amount, field: &str, env: &Env<'_>) -> Result<u64, Fault> {
    let whole = match amount {
        Amount::Literal(number) => whole(number).unwrap_or_default(),
        Amount::Query(query) => {
            let value = query.eval(env)?;
            let Value::Number(number) = &value else { return Err(query.unexpected("number", &value)) };
            match whole(number).and_then(|count| u64::try_from(count).ok()) {
                Some(count) => return Ok(count),
                None if field == "MaxConcurrency" => return Err(query.refuse(negative(field, &value))),
                None => return Err(query.refuse(unverified::NOT_AN_INTEGER.fill(&[&field, &value]))),
            }
        }
        Amount::Path(path_field, path) => {
            let value = path.select(env)?;
            // A text that is a number is one to AWS.
            let number = value.as_i64().or_else(|| value.as_str().and_then(|digits| digits.parse().ok()));
            number.ok_or_else(|| not_a(path_field, "integer", path.text(), &value))?
        }
    };
    u64::try_from(whole).map_err(|_| match field {
        // What a reader is told to read is the reader's failure.
        "MaxItems" => super::unreadable(unverified::MAX_ITEMS.fill(&[])),
        field => Fault::runtime(negative(field, &whole.into())),
    })
}

fn negative(field: &str, value: &Value) -> String {
    match field {
        "MaxConcurrency" => unverified::CONCURRENCY.fill(&[value]),
        field => unverified::NEGATIVE.fill(&[&field]),
    }
}

/// `ToleratedFailurePercentage`: 0 to 100, fractions allowed.
pub(crate) fn percentage(amount: &Amount, env: &Env<'_>) -> Result<f64, Fault> {
    const RANGE: &str = "ToleratedFailurePercentage must be between 0 and 100.";
    let (percent, query) = match amount {
        Amount::Literal(number) => (number.as_f64().unwrap_or_default(), None),
        Amount::Query(query) => {
            let value = query.eval(env)?;
            (value.as_f64().ok_or_else(|| query.unexpected("number", &value))?, Some(query))
        }
        Amount::Path(field, path) => {
            let value = path.select(env)?;
            let number = value.as_f64().or_else(|| value.as_str().and_then(|digits| digits.parse().ok()));
            (number.ok_or_else(|| not_a(field, "float", path.text(), &value))?, None)
        }
    };
    match query {
        _ if (0.0..=100.0).contains(&percent) => Ok(percent),
        Some(query) => Err(query.refuse(RANGE)),
        None => Err(Fault::runtime(RANGE)),
    }
}

/// Recorded for texts and objects: the value stands between quotes, whatever it is.
fn not_a(field: &str, kind: &str, path: &str, value: &Value) -> Fault {
    let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    Fault::runtime(format!("The {field} field refers to value \"{value}\" which is not a valid {kind}: {path}"))
}
