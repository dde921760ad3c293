//! Each method a workflow may call, in Rust and in the emitted machine: the same function runs natively and through an
//! independent JSONata engine, on inputs chosen to be awkward (none, one, many; lists of lists; text beyond ASCII; negative).

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests say what they expect by panicking")]

mod changes;
mod lists;
mod maps;
mod numbers;
mod options;
mod random;
mod reference;
mod results;
mod support;
mod texts;
