//! Writing at a reference path: `ResultPath`.

use asl_schema::jsonpath::StepKind;
use serde_json::{Map, Value};

use super::parse_field;
use crate::expr::error::RESULT_PATH_MATCH_FAILURE;
use crate::expr::{Error, MAX_DEPTH, json_text};
use crate::unverified;

/// `document` with `value` at a reference path: objects are made where names lead nowhere, an element is replaced or merged into where there is one.
///
/// ```
/// use asl_local::expr::jsonpath::put;
/// use serde_json::json;
/// assert_eq!(put("$.order.total", json!({ "id": 1 }), json!(7)).unwrap(), json!({ "id": 1, "order": { "total": 7 } }));
/// assert_eq!(put("$", json!({ "id": 1 }), json!(7)).unwrap(), json!(7));
/// ```
///
/// # Errors
/// `States.ResultPathMatchFailure`, where the path goes through what is neither object nor list, or past the end of a list. The sentence is not known to be
/// the service's.
pub fn put(text: &str, document: Value, value: Value) -> Result<Value, Error> {
    let path = parse_field(text)?;
    if path.steps().len() > MAX_DEPTH {
        return Err(Error::unsupported(format!("writing deeper than {MAX_DEPTH} levels")));
    }
    let mut result = document;
    let mut place = &mut result;
    for step in path.steps() {
        place = match (&step.kind, place) {
            (StepKind::Name(name), Value::Object(members)) => {
                // A new field is an object if the path goes on; its last one is overwritten below.
                members.entry(name.key.as_ref()).or_insert_with(|| Value::Object(Map::new()))
            }
            (StepKind::Index(index), Value::Array(items)) => {
                let length = items.len();
                let at =
                    if *index < 0 { length.checked_sub(index.unsigned_abs() as usize) } else { Some(*index as usize) };
                match at {
                    Some(at) if at < length => items.get_mut(at).ok_or_else(|| mismatch(text, &Value::Null))?,
                    _ => return Err(mismatch(text, &Value::Array(std::mem::take(items)))),
                }
            }
            (StepKind::Name(_) | StepKind::Index(_), other) => return Err(mismatch(text, other)),
            _ => return Err(Error::unsupported(format!("writing at `{text}`, which is no reference path"))),
        };
    }
    *place = value;
    Ok(result)
}

fn mismatch(path: &str, found: &Value) -> Error {
    Error::fails(RESULT_PATH_MATCH_FAILURE, unverified::RESULT_PATH.fill(&[&path, &json_text(found)]))
}
