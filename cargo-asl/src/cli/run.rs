//! The arguments of `cargo asl run`.

use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, ValueEnum};

use super::{Color, TypeName};

const MOCK: &str = r#"The answers of the tasks, in JSON or YAML; also a configuration of Step Functions Local

A key is a state or a Resource. A list answers its calls one after the other, an object every call:

    { "Charge": [{ "error": "Busy", "times": 2 }, { "result": { "Payload": "r-1" }, "after": 1.5 }] }

A state machine that a Task starts runs as itself when its ARN or name has a file, relative to this one; `mocks` are the answers for its states:

    { "refund": { "file": "refund.asl.json", "mocks": { "Pay back": { "result": { "Payload": null } } } } }"#;

/// Exit status: 0 the execution succeeded, 1 it did not, 2 something could not be read or answered.
#[derive(Debug, Clone, Args)]
#[command(
    after_help = "Exit status: 0 the execution succeeded, 1 it failed, 2 bad input or options, or a call that nothing answers"
)]
pub(crate) struct Run {
    /// A definition or a template, as `check` reads them, or `-`
    pub(crate) path: PathBuf,
    /// Which state machine, when the file has several: its logical id
    #[arg(long, value_name = "NAME")]
    pub(crate) definition: Option<String>,
    /// The input of the execution: a file, `-`, or JSON
    #[arg(long, short, value_name = "INPUT", default_value = "{}")]
    pub(crate) input: String,
    /// The answers of the tasks, in JSON or YAML; also a configuration of Step Functions Local
    #[arg(long, short, value_name = "FILE", long_help = MOCK)]
    pub(crate) mock: Option<PathBuf>,
    /// A folder with a folder for each bucket that distributed Maps read or write
    #[arg(long, value_name = "FOLDER")]
    pub(crate) buckets: Option<PathBuf>,
    /// The test case of a configuration of Step Functions Local
    #[arg(long, value_name = "[MACHINE#]CASE", requires = "mock")]
    pub(crate) case: Option<String>,
    /// The type of the state machine; a template says it itself
    #[arg(long = "type", value_name = "TYPE")]
    pub(crate) machine_type: Option<TypeName>,
    /// The name of the execution
    #[arg(long, default_value = "execution", value_parser = name)]
    pub(crate) name: String,
    /// What random numbers come from: UUIDs, jitter, `$random()`
    #[arg(long, default_value_t = 0)]
    pub(crate) seed: u64,
    /// When the execution starts on the virtual clock
    #[arg(long, value_name = "TIME", value_parser = moment, default_value = "2026-01-01T00:00:00Z")]
    pub(crate) start: Duration,
    /// Print the history in place of the output
    #[arg(long)]
    pub(crate) history: bool,
    /// How to print the history
    #[arg(long, value_enum, default_value_t, requires = "history")]
    pub(crate) format: HistoryFormat,
    /// Write the state machine as a Mermaid flowchart, coloured by what happened
    #[arg(long, value_name = "FILE")]
    pub(crate) picture: Option<PathBuf>,
    /// Let time pass: with 1 a second on the virtual clock takes a second, with 0.1 a tenth
    #[arg(long, value_name = "FACTOR", value_parser = pace)]
    pub(crate) pace: Option<f64>,
    /// The configuration, instead of the nearest `asl.toml`
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    /// Do not show the states as they run
    #[arg(long, short)]
    pub(crate) quiet: bool,
    /// When to use colors
    #[arg(long, value_enum, default_value_t)]
    pub(crate) color: Color,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum HistoryFormat {
    /// What `GetExecutionHistory` answers
    #[default]
    Json,
    /// A line for each event
    Text,
}

fn moment(text: &str) -> Result<Duration, String> {
    asl_local::parse_timestamp(text).ok_or_else(|| "expected a time such as `2026-01-01T00:00:00Z`".to_owned())
}

fn name(text: &str) -> Result<String, String> {
    match asl_local::name_problem(text) {
        Some(problem) => Err(problem),
        None => Ok(text.to_owned()),
    }
}

/// Up to a thousandfold: a sleep must stay a duration.
fn pace(text: &str) -> Result<f64, String> {
    let factor: Option<f64> = text.parse().ok().filter(|factor| (0.0..=1_000.0).contains(factor));
    factor.ok_or_else(|| "expected a number from 0 to 1,000".to_owned())
}
