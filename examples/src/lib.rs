//! What the examples share: the command line around a definition.
//!
//! Each example is one file beside this folder, with its types, its tasks, its workflow and a test. What they print and write
//! is made here, so that none of them has to show it.

mod command;
mod report;

use std::io::{self, Write as _};
use std::process::ExitCode;

use asl_dsl::deploy::Deployment;
use asl_dsl::emit::write_files;
use asl_dsl::{Definition, Report, diagram};

use command::{Command, Document, Target};

/// Writes a workflow's definition, CloudFormation template and diagram, and says what is in them: the `main` of an example.
///
/// `--out DIR` says where to (`target/asl`), `--print asl|template|mermaid` prints one of them instead. The status is 2 for a
/// command line that is not understood, and 1 when the workflow has errors or a file can't be written; then no file is.
pub fn run(definition: Result<Definition, Report>) -> ExitCode {
    run_with(definition, |deployment| deployment)
}

/// The same for a workflow that needs more said about its deployment than its tasks tell.
pub fn run_with(
    definition: Result<Definition, Report>,
    configure: impl for<'a> Fn(Deployment<'a>) -> Deployment<'a>,
) -> ExitCode {
    let outcome = outcome(std::env::args().skip(1), definition, configure);
    // Whoever closed our output, such as `head`, has seen enough.
    let _ = io::stdout().lock().write_all(outcome.stdout.as_bytes());
    let _ = io::stderr().lock().write_all(outcome.stderr.as_bytes());
    ExitCode::from(outcome.status)
}

/// What a run of an example comes to.
#[derive(Debug, Default, PartialEq, Eq)]
struct Outcome {
    status: u8,
    stdout: String,
    stderr: String,
}

fn outcome(
    arguments: impl IntoIterator<Item = String>,
    definition: Result<Definition, Report>,
    configure: impl for<'a> Fn(Deployment<'a>) -> Deployment<'a>,
) -> Outcome {
    match Command::read(arguments) {
        Err(problem) => {
            Outcome { status: 2, stderr: format!("error: {problem}\n\n{}\n", command::USAGE), ..Outcome::default() }
        }
        Ok(Command::Help) => Outcome { stdout: format!("{}\n", command::USAGE), ..Outcome::default() },
        Ok(Command::Make(target)) => match execute(&target, definition, configure) {
            Ok(stdout) => Outcome { stdout, ..Outcome::default() },
            Err(problem) => Outcome { status: 1, stderr: format!("error: {problem}\n"), ..Outcome::default() },
        },
    }
}

/// What goes to standard output.
fn execute(
    target: &Target,
    definition: Result<Definition, Report>,
    configure: impl for<'a> Fn(Deployment<'a>) -> Deployment<'a>,
) -> Result<String, Box<dyn std::error::Error>> {
    let definition = definition?;
    let deployment = configure(definition.deployment());
    let template = deployment.template()?;
    let mermaid = diagram::mermaid(definition.machine().machine());
    let directory = match target {
        Target::Output(Document::Asl) => return Ok(definition.to_json_string()),
        Target::Output(Document::Template) => return Ok(template.to_json_string()),
        Target::Output(Document::Mermaid) => return Ok(mermaid),
        Target::Files(directory) => directory,
    };
    let name = definition.name();
    let files = [
        (format!("{name}.asl.json"), definition.to_json_string()),
        (format!("{name}.template.json"), template.to_json_string()),
        (format!("{name}.mmd"), mermaid),
    ];
    let paths = write_files(directory, files)?;
    Ok(report::text(&definition, &template, &deployment, &paths))
}

#[cfg(test)]
mod tests;
