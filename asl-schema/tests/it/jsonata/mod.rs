//! The JSONata front end: the trees, the errors, the references, the levels; on tables, on generated expressions, beside another parser.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test says what it expects by panicking")]

mod differential;
mod errors;
mod functions;
mod generate;
mod hostile;
mod nesting;
mod print;
mod random;
mod references;
mod suite;
mod trees;
