//! Expressions, evaluated as Step Functions evaluates them.
//!
//! ```text
//!                   ┌─► jsonpath   Jayway's dialect on values      ─┐
//!  Scope, Bindings ─┼─► intrinsic  the eighteen `States.` functions ─┼─► value, or Error
//!                   ├─► template   payloads of either language      ─┤
//!                   └─► jsonata    an engine behind a trait         ─┘
//! ```
//!
//! What goes in is a tree that `asl-schema` read, or a text, and what the expression may see. What comes out is a value or an [`Error`]: the
//! [`Failure`] that the service answers, in its words, or what can't be told here. No answer is a guess: where the service is not known to do what the
//! evaluator does, the answer is [`Error::Unsupported`].
//!
//! Nothing here knows states, histories or retries, and nothing reads a clock: time and randomness are the caller's ([`Entropy`]).

mod digest;
mod entropy;
mod error;
pub mod intrinsic;
mod java;
pub mod jsonata;
pub mod jsonpath;
mod scope;
mod strict;
pub mod template;

/// How deep a value or a template may nest, so that walking it takes no more stack than a thread has. `serde_json` reads half of it.
pub const MAX_DEPTH: usize = 256;

pub use entropy::Entropy;
pub use error::{Error, Failure, INTRINSIC_FAILURE, QUERY_EVALUATION_ERROR, RESULT_PATH_MATCH_FAILURE, RUNTIME};
pub use java::{json_text, plain_text, pretty_json_text};
pub use scope::{NoVariables, Scope, Variables};
