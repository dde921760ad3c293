//! Deployment: which permissions tasks get, what the template holds, what is refused.
//!
//! With `ASL_TEMPLATES=dir` the templates of all machines here are written there too, for `cfn-lint`.

#![expect(clippy::unwrap_used, clippy::panic, reason = "tests say what they expect by panicking")]

mod machines;
mod pages;
mod permissions;
mod recorded;
mod refusals;
mod templates;
