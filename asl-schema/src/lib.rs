//! Amazon States Language as a Rust library: the model, the reader with positions, the rules, diagnostics and the writer.
//!
//! The crate knows the language and nothing else: it does no IO, knows no AWS account, no Rust types of users and no macros.

pub mod model;
mod path;
mod source;
pub mod text;

pub use path::{Path, Segment};
pub use source::{Origins, SourceLocation};
