//! JSONata: an expression's text → its tree, or the first thing that is wrong with it.
//!
//! ```text
//!  text ── lex ──► tokens ── parse ──► Expr ── post ──► Expr ──► references, nesting, rules
//! ```
//!
//! The grammar is that of the reference implementation, version 2.0.6, which Step Functions speaks, plus the two operators `?:` and `??` of later
//! versions: they are parsed so that a rule can name them. Errors carry the reference's codes and sentences; AWS answers with the same sentences.
//!
//! Nothing is evaluated here, and regular expressions are delimited but not compiled.
//!
//! ```
//! use asl_schema::jsonata::{ExprKind, parse};
//!
//! let expr = parse("$states.input.total > 100").unwrap();
//! assert!(matches!(expr.kind, ExprKind::Binary(_)));
//!
//! let error = parse("[1, 2").unwrap_err();
//! assert_eq!(error.message, r#"Expected "]" before end of expression"#);
//! assert_eq!(error.code, Some("S0203"));
//! ```

mod ast;
mod fault;
mod functions;
mod lex;
mod nesting;
mod operator;
mod parent;
mod parse;
mod post;
mod references;
mod signature;

pub use ast::*;
pub use functions::{FUNCTIONS, Function, Origin, find as find_function};
pub use nesting::{MAX_NESTING, nesting};
pub use operator::BinaryOperator;
pub use parse::{MAX_HEIGHT, parse};
pub use references::{Field, FunctionCall, Read, Reference, references, visit_references};
