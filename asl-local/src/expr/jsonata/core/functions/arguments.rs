//! Whether arguments match a signature, and which one does not.

use jsonata_core::evaluator::EvaluatorError;
use jsonata_core::value::JValue;

use super::super::integers::Integers;
use super::super::raise::fails;

/// Checks arguments against a signature in JSONata's letters: `s` text, `n` number, `a` any value as a list, `?` optional. Undefined matches every letter.
/// As in the reference, the error names the first argument that doesn't fit; that can be one that isn't there, or one too many.
pub(super) fn signature(function: &str, signature: &str, arguments: &[JValue]) -> Result<(), EvaluatorError> {
    let mut at = 0;
    let mut letters = signature.chars().peekable();
    while let Some(letter) = letters.next() {
        let is_optional = letters.next_if_eq(&'?').is_some();
        match arguments.get(at) {
            Some(argument) if fits(letter, argument) => at += 1,
            _ if is_optional => {}
            _ => return refuse(function, at),
        }
    }
    if at < arguments.len() { refuse(function, at) } else { Ok(()) }
}

fn refuse(function: &str, at: usize) -> Result<(), EvaluatorError> {
    fails(format!("T0410: Argument {} of function \"{function}\" does not match function signature", at + 1))
}

fn fits(letter: char, argument: &JValue) -> bool {
    match argument {
        JValue::Undefined => true,
        JValue::Number(_) => letter == 'n' || letter == 'a',
        JValue::String(_) => letter == 's' || letter == 'a',
        JValue::Null => false,
        _ => letter == 'a',
    }
}

/// The number, cut towards zero, if the argument is there.
pub(super) fn whole(arguments: &[JValue], at: usize, integers: &Integers) -> Option<i64> {
    let number = arguments.get(at).and_then(JValue::as_f64)?;
    Some(integers.meaning(number).unwrap_or(number as i64))
}
