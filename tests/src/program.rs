//! Programs in the program form: what they mean, by Rust's rules, and whether the emitted machine does the same.
//!
//! [`evaluate`](evaluate::evaluate) runs a program; [`trace`] compares the calls of two runs.

pub mod compiled;
pub mod evaluate;
mod explore;
pub mod trace;
pub mod value;
