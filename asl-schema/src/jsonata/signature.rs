//! The signature of a function: `<s-n?:s>`.
//!
//! What the letters mean is for the evaluation; here stands only what the reference refuses.

use super::Span;
use crate::jsonata::fault::{Fault, fault};

/// Judges a signature with its brackets, which stands at `span`.
///
/// Only arrays and functions take the types of what is in them, and not in a choice of types.
pub(super) fn check(text: &str, span: Span) -> Result<(), Fault> {
    let mut rest = text.get(1..).unwrap_or_default();
    let mut previous = None;
    while let Some(symbol) = rest.chars().next() {
        match symbol {
            ':' => break,
            '(' => {
                let choice = enclosed(rest, '(', ')');
                if choice.contains('<') {
                    let message = "Choice groups containing parameterized types are not supported";
                    return Err(fault("S0402", message, span.range()));
                }
                previous = Some('(');
                rest = rest.get(choice.len()..).unwrap_or_default();
                continue;
            }
            '<' if !matches!(previous, Some('a' | 'f')) => {
                let message = "Type parameters can only be applied to functions and arrays";
                return Err(fault("S0401", message, span.range()));
            }
            '<' => {
                rest = rest.get(enclosed(rest, '<', '>').len()..).unwrap_or_default();
                continue;
            }
            's' | 'n' | 'b' | 'l' | 'o' | 'a' | 'f' | 'j' | 'x' => previous = Some(symbol),
            _ => {}
        }
        rest = rest.get(symbol.len_utf8()..).unwrap_or_default();
    }
    Ok(())
}

/// From an opening bracket to the closing one that matches it, both included, or to the end.
fn enclosed(text: &str, open: char, close: char) -> &str {
    let mut depth = 0;
    for (position, symbol) in text.char_indices() {
        if symbol == open {
            depth += 1;
        } else if symbol == close {
            depth -= 1;
            if depth == 0 {
                return text.get(..position + close.len_utf8()).unwrap_or(text);
            }
        }
    }
    text
}
