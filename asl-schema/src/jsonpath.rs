//! JSONPath as Step Functions runs it: a text becomes a tree with spans, or an error that says where it stops being a path.
//!
//! ```text
//!  $  $$  $name        the state's input, the context object, a variable
//!  .name  ['name']     a field; ['a','b'] several
//!  [0]  [-1]  [0,2]    elements; [1:]  [:1]  [-2:]  [1:3] slices
//!  *  [*]  ..          every child; every descendant
//!  [?(@.x == 1)]       the elements that a condition holds for
//!  .length()  .max()   a function of what the path has found so far
//! ```
//!
//! The dialect is [Jayway's](https://github.com/json-path/JsonPath), the library whose wording AWS shows in its errors: bare hyphens in
//! `.names`, filters in parentheses, `=~`, no step in slices. RFC 9535 is another dialect; `tests/jsonpath_rfc9535.rs` lists where they differ.
//! What Jayway compiles and then ignores or cannot run is accepted here too, and said: [`JsonPath::doubts`].
//!
//! Nothing is evaluated, and no field of a state is known here: whether a path stands where only a single node is allowed, the
//! caller asks [`JsonPath::not_reference`].

mod bracket;
mod chain;
mod filter;
mod literal;
mod operator;
mod parser;
mod path;
mod quoted;

#[cfg(test)]
mod tests;

pub use chain::Link;
pub use filter::{Condition, Filter, Operand};
pub use literal::Literal;
pub use operator::Operator;
pub use path::{Doubt, Function, JsonPath, Name, Root, Step, StepKind};

use std::ops::Range;

use crate::syntax::SyntaxError;

/// How deep filters, lists and functions may nest in one path. Jayway has no limit; no path that a person wrote comes near this one.
pub const MAX_DEPTH: usize = 64;

/// Reads a path. Spaces at its end are allowed, as Jayway trims them.
///
/// ```
/// use asl_schema::jsonpath::{Root, StepKind, parse};
///
/// let path = parse("$order.lines[0]['unit price']").unwrap();
/// assert_eq!(path.root(), Root::Variable("order"));
/// assert!(matches!(&path.steps()[2].kind, StepKind::Name(name) if name.key == "unit price"));
///
/// let error = parse("$.unit price").unwrap_err();
/// assert_eq!((error.message.as_str(), error.span), ("a name after `.` cannot contain a space", 6..7));
/// ```
pub fn parse(text: &str) -> Result<JsonPath<'_>, SyntaxError> {
    parse_within(text, 0..text.len())
}

/// Reads the path in `range` of `text`; spans are those in `text`.
pub(crate) fn parse_within(text: &str, range: Range<usize>) -> Result<JsonPath<'_>, SyntaxError> {
    let end = text.get(range.clone()).map_or(range.end, |part| range.start + part.trim_end_matches(' ').len());
    parser::Parser::new(text, range.start..end).whole()
}
