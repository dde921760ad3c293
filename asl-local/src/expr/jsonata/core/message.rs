//! The engine's errors in the service's words.
//!
//! The service answers the sentences of the reference, JSONata 2.0.6. Where such a sentence depends on nothing but its code it is said here; where it
//! tells a function, an operator or a value, that is found by [`explain`](super::explain), taken from the engine's own sentence, or from the expression if
//! only one function can be meant. What can't be told that way keeps the engine's words behind the right code.

mod sentences;

use std::collections::BTreeSet;

use asl_schema::jsonata::find_function;
use jsonata_core::evaluator::EvaluatorError;
use jsonata_core::value::JValue;

use super::super::EngineError;
use super::js;
use super::raise::{INTERNAL, UNSUPPORTED};
use sentences::fixed;

pub(super) fn stack_overflow() -> EngineError {
    let message =
        "Stack overflow error: Check for non-terminating recursive function. Consider rewriting as tail-recursive";
    EngineError::Uncoded(message.to_owned())
}

/// `functions`: those that the expression names.
pub(super) fn of(error: &EvaluatorError, functions: &BTreeSet<String>) -> EngineError {
    let text = error.message();
    if text == INTERNAL {
        return EngineError::Internal;
    }
    if let Some(what) = text.strip_prefix(UNSUPPORTED) {
        return EngineError::Unsupported(what.to_owned());
    }
    // What the engine says without a code is what the reference has no sentence for.
    let Some(code) = error.code() else { return EngineError::Unsupported(text.to_owned()) };
    let message = text.get(code.len() + 1..).unwrap_or_default().trim_start();
    let message = match code {
        "D1011" | "U1001" => return stack_overflow(),
        "D1012" => {
            return EngineError::Uncoded("Expression evaluation timeout: Check for infinite loop".to_owned());
        }
        "D2014" | "D2015" => {
            let message = "Expression evaluation memory limit exceeded: Check for excessive memory usage";
            return EngineError::Uncoded(message.to_owned());
        }
        // Measured: the one message without its code.
        "D3010" => {
            return EngineError::Uncoded("Second argument of replace function cannot be an empty string".to_owned());
        }
        // The reference refuses such operands; what the service does was not measured.
        "D1001" | "D3001" => return EngineError::Unsupported("it computes with infinity".to_owned()),
        // The reference has NaN for words that are no number.
        "D3136" if functions.contains("parseInteger") && !functions.contains("toMillis") => {
            return EngineError::Unsupported("a text that is no number in its picture".to_owned());
        }
        "T0410" | "T0412" => argument(code, message, functions),
        "T2001" | "T2002" => operator(message),
        "D3030" | "D3061" | "D3100" | "D3130" | "D3132" | "D3133" => value(code, message),
        "T1010" => quoted_function(message),
        "D3137" if message.is_empty() => Some("$error() function evaluated".to_owned()),
        "D3141" if message.is_empty() => Some("$assert() statement failed".to_owned()),
        _ => fixed(code).map(str::to_owned),
    };
    let message = message.unwrap_or_else(|| text.get(code.len() + 1..).unwrap_or_default().trim_start().to_owned());
    EngineError::Coded { code: code.to_owned(), message }
}

/// `The left side of the + operator must …`: the reference has the operator in quotes.
fn operator(message: &str) -> Option<String> {
    let (before, rest) = message.split_once(" of the ")?;
    let (operator, after) = rest.split_once(" operator ")?;
    let operator = operator.trim_matches('"');
    Some(format!("{before} of the \"{operator}\" operator {after}"))
}

/// `… passed to function $split does …`: the reference has the name in quotes.
fn quoted_function(message: &str) -> Option<String> {
    let (before, rest) = message.split_once(" $")?;
    let (function, after) = rest.split_once(' ')?;
    Some(format!("{before} \"{function}\" {after}"))
}

/// What the engine tells of a value, in the reference's sentence. The reference writes values as JSON.
fn value(code: &str, message: &str) -> Option<String> {
    let quoted = serde_json::Value::from(message);
    Some(match code {
        "D3030" => {
            let text = message.strip_prefix("Cannot convert '")?.strip_suffix("' to number")?;
            format!("Unable to cast value to a number: {}", serde_json::Value::from(text))
        }
        "D3061" => {
            let (before, numbers) = message.split_once("base=")?;
            let (base, exponent) = numbers.split_once(", exponent=")?;
            let told = |number: &str| Some(js::json(&JValue::Number(number.parse().ok()?)));
            format!("{before}base={}, exponent={}", told(base)?, told(exponent)?)
        }
        "D3100" => {
            let radix = message.strip_prefix("Radix must be between 2 and 36, got ")?;
            format!("The radix of the formatBase function must be between 2 and 36.  It was given {radix}")
        }
        "D3130" => format!(
            "Formatting or parsing an integer as a sequence starting with {quoted} is not supported by this implementation"
        ),
        "D3132" => format!("Unknown component specifier {quoted} in date/time picture string"),
        "D3133" => format!(
            "The 'name' modifier can only be applied to months and days in the date/time picture string, not {quoted}"
        ),
        _ => return None,
    })
}

/// The reference names the function and the argument; the engine the argument and what it should be.
fn argument(code: &str, message: &str, functions: &BTreeSet<String>) -> Option<String> {
    let (index, rest) = message.strip_prefix("Argument ")?.split_once(' ')?;
    let position: usize = index.parse().ok()?;
    // A function of the expression has no name; the reference puts JavaScript's word for that there.
    let is_unnamed = ["of function does ", "of function must "].iter().any(|words| rest.starts_with(words));
    if is_unnamed && code == "T0410" {
        return Some(format!("Argument {index} of function undefined does not match function signature"));
    }
    let function =
        match rest.strip_prefix("of function ").filter(|_| !is_unnamed).and_then(|rest| rest.split_whitespace().next())
        {
            _ if is_unnamed => String::new(),
            Some(named) => named.trim_matches('"').trim_start_matches('$').to_owned(),
            None => the_only_one(code, position, functions)?.to_owned(),
        };
    if !is_unnamed {
        find_function(&function)?;
    }
    if code == "T0410" {
        return Some(format!("Argument {index} of function \"{function}\" does not match function signature"));
    }
    let element = match rest.rsplit(' ').next()? {
        "Number" | "number" => "\"numbers\"",
        "String" | "string" => "\"strings\"",
        "Object" | "object" => "\"objects\"",
        "Function" | "function" => "\"functions\"",
        "undefined" => "undefined",
        _ => return None,
    };
    let function = if is_unnamed { "undefined".to_owned() } else { format!("\"{function}\"") };
    Some(format!("Argument {index} of function {function} must be an array of {element}"))
}

/// The function that can have raised the error, if the expression names only one: `T0412` is about elements of a list, `T0410` about anything else that
/// is not just any value.
fn the_only_one<'f>(code: &str, position: usize, functions: &'f BTreeSet<String>) -> Option<&'f str> {
    let mut candidates = functions.iter().filter(|name| {
        let Some(function) = find_function(name) else { return false };
        let letter = position.checked_sub(1).and_then(|at| parameters(function.signature).nth(at));
        match letter {
            Some('a') => code == "T0412",
            Some('x' | 'j') => false,
            Some(_) | None => code == "T0410",
        }
    });
    let only = candidates.next()?;
    candidates.next().is_none().then_some(only)
}

/// The letters of a signature's parameters; `(` for a choice.
fn parameters(signature: &str) -> impl Iterator<Item = char> {
    let mut depth = 0_usize;
    let inner = signature.trim_start_matches('<').chars().take_while(|letter| *letter != ':');
    inner.filter(move |letter| match letter {
        '<' | '(' => {
            depth += 1;
            *letter == '(' && depth == 1
        }
        '>' | ')' => {
            depth = depth.saturating_sub(1);
            false
        }
        letter => depth == 0 && !matches!(letter, '?' | '-' | '+'),
    })
}
