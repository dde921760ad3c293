//! `cargo asl`: the checker of [`asl_schema`] and the interpreter of [`asl_local`] as a command.
//!
//! ```text
//!  paths ─► input ─► text ─► document ─► asl_schema::check_document ─► allowances ─► outcome ─► render
//!            │                                ▲                                        │
//!            └► errors                 config, options                                 └► exit status
//! ```
//!
//! In: files, folders, patterns and standard input. Out: a report in one of five formats on standard output, one error on standard error for
//! everything that could not be read, and an exit status. `run` takes one definition from the same way, and hands it to a machine. What is wrong with a definition and how it is said belongs to `asl-schema`;
//! nothing here knows a rule.

mod allow;
mod check;
mod cli;
mod config;
pub mod document;
mod explain;
mod fix;
mod input;
mod outcome;
mod position;
mod render;
mod rules;
mod run;
mod streams;

use std::ffi::OsString;

use clap::Parser;

use crate::cli::{Cli, Command};
pub use crate::outcome::Status;
pub use crate::streams::Streams;

/// Runs the program on these arguments, its name first. Never fails: what goes wrong is said on the error stream and is in the status.
pub fn run(arguments: impl IntoIterator<Item = OsString>, streams: &mut Streams) -> Status {
    let mut arguments: Vec<OsString> = arguments.into_iter().collect();
    // `cargo asl check` runs `cargo-asl asl check`.
    if arguments.get(1).is_some_and(|first| first == "asl") {
        arguments.remove(1);
    }
    let status = match Cli::try_parse_from(arguments) {
        Ok(Cli { command: Command::Check(options) }) => check::run(&options, streams),
        Ok(Cli { command: Command::Run(options) }) => run::run(&options, streams),
        Ok(Cli { command: Command::Explain { rule } }) => explain::run(rule.as_deref(), streams),
        Err(error) if error.use_stderr() => {
            streams.error(&error.render().to_string());
            Status::BadInput
        }
        // `--help` and `--version`.
        Err(help) => {
            streams.report(&help.render().to_string());
            Status::Clean
        }
    };
    streams.finish(status)
}
