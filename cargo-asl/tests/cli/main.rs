//! The program from outside: what it reads, says and answers.

#![expect(clippy::unwrap_used, reason = "a test says what it expects by panicking")]

mod bad_input;
mod check;
mod config;
mod examples;
mod exports;
mod fix;
mod folder;
mod formats;
mod readme;
mod run;
