//! The command line as data.

mod run;

use std::path::PathBuf;

use crate::rules;
use asl_schema::check::Level;
use asl_schema::{MachineType, Rule};
use clap::{Args, Parser, Subcommand, ValueEnum};
pub(crate) use run::{HistoryFormat, Run};

/// Checks and runs Amazon States Language definitions
#[derive(Debug, Parser)]
#[command(name = "cargo asl", bin_name = "cargo asl", version)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Check definitions
    Check(Check),
    /// Run a definition here, with answers from a file in place of its tasks
    Run(Box<Run>),
    /// Show the page of a rule, or the list of all rules
    Explain {
        /// A code (`ASL201`) or a name (`missing-target`)
        rule: Option<String>,
    },
}

/// Exit status: 0 nothing to report but warnings, 1 errors found, 2 something could not be read.
#[derive(Debug, Args)]
#[command(after_help = "Exit status: 0 no errors, 1 errors found, 2 bad input or options")]
pub(crate) struct Check {
    /// Files, folders (all `*.asl.json`, `*.asl.yaml`, `*.asl.yml` below), patterns (`infra/**/*.asl.json`), or `-`
    #[arg(required = true)]
    pub(crate) paths: Vec<PathBuf>,
    /// The type of the state machines; templates say it themselves
    #[arg(long = "type", value_name = "TYPE")]
    pub(crate) machine_type: Option<TypeName>,
    /// A JSON Schema of what executions get as input: reads of fields that it excludes are reported
    #[arg(long, value_name = "FILE")]
    pub(crate) input_schema: Option<PathBuf>,
    /// How to report
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: Format,
    /// What becomes of a rule's findings: off, info, warning or error
    #[arg(long = "level", value_name = "RULE=LEVEL", value_parser = level)]
    pub(crate) levels: Vec<(&'static Rule, Level)>,
    /// The configuration, instead of the nearest `asl.toml`
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    /// Write the suggestions that can only be right into the files
    #[arg(long)]
    pub(crate) fix: bool,
    /// Write every suggestion
    #[arg(long, requires = "fix")]
    pub(crate) unsafe_fixes: bool,
    /// Exit with 1 when there are warnings
    #[arg(long)]
    pub(crate) deny_warnings: bool,
    /// Print errors only, without a summary
    #[arg(long, short)]
    pub(crate) quiet: bool,
    /// When to use colors
    #[arg(long, value_enum, default_value_t)]
    pub(crate) color: Color,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum Format {
    /// For people
    #[default]
    Text,
    /// A list of findings
    Json,
    /// SARIF 2.1.0
    Sarif,
    /// Annotations of GitHub Actions
    Github,
    /// What `ValidateStateMachineDefinition` answers, a line for each definition
    Aws,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal
    #[default]
    Auto,
    Always,
    Never,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum TypeName {
    Standard,
    Express,
}

impl From<TypeName> for MachineType {
    fn from(name: TypeName) -> MachineType {
        match name {
            TypeName::Standard => MachineType::Standard,
            TypeName::Express => MachineType::Express,
        }
    }
}

/// `ASL702=off`.
fn level(text: &str) -> Result<(&'static Rule, Level), String> {
    let (rule, word) = text.split_once('=').ok_or("expected RULE=LEVEL")?;
    let level = Level::from_word(word).ok_or_else(|| format!("`{word}` is no level: off, info, warning, error"))?;
    Ok((rules::find(rule)?, level))
}
