//! The command `cargo asl`, as a library.

pub mod document;
