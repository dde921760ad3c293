//! Errors on their way out of the parser.

use std::ops::Range;

use crate::SyntaxError;

/// Boxed, because every node is returned in a `Result`, which should not be larger than the node.
pub(super) type Fault = Box<SyntaxError>;

/// An error with a code of the reference.
pub(super) fn fault(code: &'static str, message: impl Into<String>, span: Range<usize>) -> Fault {
    Box::new(SyntaxError::new(message, span).with_code(code))
}
