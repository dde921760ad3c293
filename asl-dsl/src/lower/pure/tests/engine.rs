//! Evaluation with `jsonata-core`, as Step Functions evaluates a payload: every `{% … %}` string, nothing undefined.
//!
//! The engine is not the service's. Where it is known to differ from what the service was measured doing:
//! - it knows none of the functions that Step Functions adds; `$parse` is registered here;
//! - numbers are doubles, where the service keeps 64-bit integers;
//! - it takes a slash after a field named by a keyword (`` $x.`and` / 2 ``) for the start of a regular expression;
//! - it allows more nesting than the service's 100 levels, which is why depth is asserted here by our own count.

use super::accepted;
use jsonata_core::evaluator::{Context, Evaluator, EvaluatorError};
use jsonata_core::parser;
use jsonata_core::value::JValue;
use serde_json::{Value, json};

/// The value of a payload, or why the state would fail.
pub(crate) fn evaluate_payload(payload: &Value, input: &Value, vars: &[(String, Value)]) -> Result<Value, String> {
    Ok(match payload {
        Value::String(text) => match text.strip_prefix("{%").and_then(|text| text.strip_suffix("%}")) {
            Some(expression) => evaluate(expression.trim(), input, vars)?,
            None => payload.clone(),
        },
        Value::Array(items) => {
            Value::Array(items.iter().map(|item| evaluate_payload(item, input, vars)).collect::<Result<_, _>>()?)
        }
        Value::Object(members) => {
            let members = members.iter().map(|(key, value)| Ok((key.clone(), evaluate_payload(value, input, vars)?)));
            Value::Object(members.collect::<Result<_, String>>()?)
        }
        other => other.clone(),
    })
}

fn evaluate(expression: &str, input: &Value, vars: &[(String, Value)]) -> Result<Value, String> {
    accepted::check(expression);
    let ast = parser::parse(expression).map_err(|e| format!("parse: {e:?} in {expression}"))?;
    let mut context = Context::new();
    context.bind("states".to_owned(), JValue::from(json!({ "input": input, "context": {} })));
    for (name, value) in vars {
        context.bind(name.clone(), JValue::from(value.clone()));
    }
    let mut evaluator = Evaluator::with_context(context);
    evaluator
        .register_fn("parse", |args: &[JValue]| {
            let text = args.first().and_then(JValue::as_str).unwrap_or_default();
            JValue::from_json_str(text).map_err(|_| EvaluatorError::EvaluationError("D3137: Invalid JSON".to_owned()))
        })
        .unwrap();
    let value = evaluator.evaluate(&ast, &JValue::Null).map_err(|e| format!("{e:?}"))?;
    if value.is_undefined() {
        return Err(format!("undefined: {expression}"));
    }
    let text = value.to_json_string().map_err(|e| e.to_string())?;
    serde_json::from_str(&text).map_err(|e| e.to_string())
}
