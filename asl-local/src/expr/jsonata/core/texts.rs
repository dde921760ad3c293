//! A bound on texts, which the engine does not have.
//!
//! A function that calls itself can double a text until memory ends; the service stops at about 7 MB. So in an expression that has functions of its
//! own, `&` is a call of [`NAME`], which looks at the length. `$pad` and `$replace` make a text of any length at once: what is
//! handed to the one goes through [`WIDTH`], the text of the other through [`REPLACED`].

use jsonata_core::ast::AstNode;
use jsonata_core::evaluator::{Context, Evaluator, EvaluatorError, HostFnResult};
use jsonata_core::parser;
use jsonata_core::value::JValue;
use serde_json::{Map, Value, json};

use super::message::TOO_LONG;

/// The function that stands for `&`.
pub(super) const NAME: &str = "concatenation_of_asl";

/// The function around each argument of `$pad`.
pub(super) const WIDTH: &str = "width_of_asl";

/// The function around the text that `$replace` works on; the pattern and the replacement are its further arguments.
pub(super) const REPLACED: &str = "replaced_of_asl";

/// How long a text may become where only an upper bound is known, as behind a regular expression.
const MAX_ESTIMATE: usize = 64 * MAX_BYTES;

/// Measured: 4,194,304 characters work, twice as many do not; lists end at 6,990,256 bytes.
const MAX_BYTES: usize = 6_990_256;

/// The tree with every `&` as a call, and the arguments of every `$pad`. It is the same tree if the engine's form of it can't be read back.
pub(super) fn bound(tree: AstNode) -> AstNode {
    let Ok(mut form) = serde_json::to_value(&tree) else { return tree };
    replace(&mut form);
    serde_json::from_value(form).unwrap_or(tree)
}

/// The parser bounds the height of the tree.
fn replace(form: &mut Value) {
    match form {
        Value::Object(node) => {
            node.values_mut().for_each(replace);
            arguments(node, "pad").into_iter().flatten().for_each(|argument| {
                if *argument != "Placeholder" {
                    *argument = call(WIDTH, vec![argument.take()]);
                }
            });
            if let Some([text, pattern, replacement, ..]) = arguments(node, "replace").map(Vec::as_mut_slice)
                && [&*text, pattern, replacement].into_iter().all(|argument| *argument != "Placeholder")
            {
                *text = call(REPLACED, vec![text.take(), pattern.clone(), replacement.clone()]);
            }
            if let Some(operands) = concatenated(node) {
                *form = call(NAME, operands);
            }
        }
        Value::Array(nodes) => nodes.iter_mut().for_each(replace),
        _ => {}
    }
}

fn call(name: &str, arguments: Vec<Value>) -> Value {
    json!({ "Function": { "name": name, "args": arguments, "is_builtin": true } })
}

/// The arguments of a call of this function.
fn arguments<'n>(node: &'n mut Map<String, Value>, name: &str) -> Option<&'n mut Vec<Value>> {
    let function = node.get_mut("Function")?.as_object_mut()?;
    if function.get("name")? != name {
        return None;
    }
    function.get_mut("args")?.as_array_mut()
}

fn concatenated(node: &mut Map<String, Value>) -> Option<Vec<Value>> {
    let binary = node.get_mut("Binary")?.as_object_mut()?;
    if binary.get("op")? != "Concatenate" {
        return None;
    }
    Some(vec![binary.remove("lhs")?, binary.remove("rhs")?])
}

/// `left & right`
pub(super) fn concatenate(arguments: &[JValue]) -> HostFnResult {
    let [left, right] = arguments else { return Ok(JValue::Undefined) };
    let (Some(left), Some(right)) = (text(left), text(right)) else { return engine(left, right) };
    if left.len() + right.len() > MAX_BYTES {
        return Err(EvaluatorError::EvaluationError(TOO_LONG.to_owned()));
    }
    Ok(JValue::string(format!("{left}{right}")))
}

/// The argument of `$pad`, unless it is a width beyond the bound.
pub(super) fn width(arguments: &[JValue]) -> HostFnResult {
    match arguments {
        [JValue::Number(width)] if width.abs() > MAX_BYTES as f64 => {
            Err(EvaluatorError::EvaluationError(TOO_LONG.to_owned()))
        }
        [argument] => Ok(argument.clone()),
        _ => Ok(JValue::Undefined),
    }
}

/// The text that `$replace` works on, unless what it makes of it is beyond the bound.
pub(super) fn replaced(arguments: &[JValue]) -> HostFnResult {
    let [text, pattern, replacement] = arguments else { return Ok(JValue::Undefined) };
    if let (JValue::String(text), JValue::String(replacement)) = (text, replacement) {
        let (most, times) = match pattern {
            JValue::String(pattern) if !pattern.is_empty() => (MAX_BYTES, text.matches(&**pattern).count()),
            _ => (MAX_ESTIMATE, text.len() + 1),
        };
        if times.saturating_mul(replacement.len()) > most {
            return Err(EvaluatorError::EvaluationError(TOO_LONG.to_owned()));
        }
    }
    Ok(text.clone())
}

fn text(value: &JValue) -> Option<&str> {
    match value {
        JValue::Undefined => Some(""),
        JValue::String(text) => Some(text),
        _ => None,
    }
}

/// How the engine prints what is no text.
fn engine(left: &JValue, right: &JValue) -> HostFnResult {
    let mut context = Context::new();
    context.bind("left".to_owned(), left.clone());
    context.bind("right".to_owned(), right.clone());
    let tree = parser::parse("$left & $right").map_err(|error| EvaluatorError::EvaluationError(error.to_string()))?;
    Evaluator::with_context(context).evaluate(&tree, &JValue::Undefined)
}
