//! The command line of an example.

use std::fmt;

pub(crate) const USAGE: &str = "\
usage: cargo run --example NAME -- [--out DIR | --print DOCUMENT]

Writes a workflow's definition, CloudFormation template and diagram.

  --out DIR          write them into DIR instead of target/asl
  --print DOCUMENT   print one of them and write nothing: asl, template or mermaid
  -h, --help         print this";

/// Where the files go, seen from where the command is run.
const DIRECTORY: &str = "target/asl";

/// What is to be done.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Command {
    Help,
    Make(Target),
}

/// What becomes of the documents.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Target {
    /// All are written into this directory.
    Files(String),
    /// One is printed.
    Output(Document),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Document {
    Asl,
    Template,
    Mermaid,
}

/// Why a command line is not understood.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Problem(String);

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Command {
    /// Reads the arguments behind the program's name. `--out=DIR` is `--out DIR`.
    pub(crate) fn read(arguments: impl IntoIterator<Item = String>) -> Result<Command, Problem> {
        let mut arguments = arguments.into_iter();
        let mut out = None;
        let mut print = None;
        while let Some(argument) = arguments.next() {
            let (option, attached) = match argument.split_once('=') {
                Some((option, value)) if option.starts_with("--") => (option, Some(value.to_owned())),
                _ => (argument.as_str(), None),
            };
            let mut value = |what: &str| match attached.clone().or_else(|| arguments.next()) {
                Some(value) if !value.is_empty() => Ok(value),
                _ => Err(Problem(format!("`{option}` needs {what}"))),
            };
            let twice = match option {
                "-h" | "--help" => return Ok(Command::Help),
                "--out" => out.replace(value("a directory")?).is_some(),
                "--print" => print.replace(Document::read(&value("`asl`, `template` or `mermaid`")?)?).is_some(),
                _ => return Err(Problem(format!("unknown argument `{argument}`"))),
            };
            if twice {
                return Err(Problem(format!("`{option}` is given twice")));
            }
        }
        match (out, print) {
            (Some(_), Some(_)) => Err(Problem("`--print` writes no files: leave out `--out`".to_owned())),
            (None, Some(document)) => Ok(Command::Make(Target::Output(document))),
            (out, None) => Ok(Command::Make(Target::Files(out.unwrap_or_else(|| DIRECTORY.to_owned())))),
        }
    }
}

impl Document {
    fn read(text: &str) -> Result<Document, Problem> {
        match text {
            "asl" => Ok(Document::Asl),
            "template" => Ok(Document::Template),
            "mermaid" => Ok(Document::Mermaid),
            _ => Err(Problem(format!("`--print` takes `asl`, `template` or `mermaid`, not `{text}`"))),
        }
    }
}
