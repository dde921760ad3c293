//! Intrinsic functions of JSONPath states: `States.Format('{} of {}', $.done, States.ArrayLength($.all))`.
//!
//! [`parse`] reads the text into a tree with spans and knows no function; [`check()`] judges the tree by the table of the eighteen functions:
//! names, numbers and kinds of arguments, as far as they can be known without the data. Nothing is evaluated.
//!
//! The grammar is that of the AWS developer guide ("Intrinsic functions for JSONPath states"), with two points that AWS was measured on: any
//! backslash that is not part of `\'`, `\{`, `\}` or `\\` is refused when the machine is created, and `States.Array()` is accepted.

mod call;
mod check;
mod function;
mod parser;

#[cfg(test)]
mod tests;

pub use call::{Argument, Call, Text, Value};
pub use check::{Problem, When, check};
pub use function::{Function, Kind};

use crate::syntax::SyntaxError;

/// How deep calls may nest in a text that is read. [`check()`] has the limit of the service, [`MAX_CALLS`].
pub const MAX_DEPTH: usize = 64;

/// How many functions one field may call. The developer guide says "nest up to 10" and counts nine in an example that is five deep, so
/// calls are counted, not levels.
pub const MAX_CALLS: usize = 10;

/// Reads the call of an intrinsic function. Blanks may stand between its parts and at its end, not before it.
///
/// ```
/// use asl_schema::intrinsic::{Function, Value, parse};
///
/// let call = parse("States.ArrayGetItem(States.StringSplit($.arn, '/'), 1)").unwrap();
/// assert_eq!(call.function(), Some(Function::ArrayGetItem));
/// assert!(matches!(call.arguments[1].value, Value::Number("1")));
///
/// let error = parse(r#"States.StringToJson('{"a":"\"b"}')"#).unwrap_err();
/// assert_eq!((error.message.as_str(), error.span), (r#"`\"` is no escape"#, 27..29));
/// ```
pub fn parse(text: &str) -> Result<Call<'_>, SyntaxError> {
    parser::Parser::new(text).whole()
}
