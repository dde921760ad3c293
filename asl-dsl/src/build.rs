//! For build scripts: workflows as files in `OUT_DIR`, findings as cargo's own errors.
//!
//! A package cannot run its own code in its build script, so the workflows live in a package of their own that is a build-dependency:
//!
//! ```no_run
//! // build.rs
//! # mod workflows { pub mod process_order { pub fn definition() -> Result<asl_dsl::Definition, asl_dsl::Report> { unimplemented!() } } }
//! # use workflows::process_order;
//! fn main() {
//!     asl_dsl::build::emit([process_order::definition()]);
//! }
//! ```
//!
//! ```ignore
//! // src/main.rs
//! const PROCESS_ORDER: &str = include_str!(concat!(env!("OUT_DIR"), "/process_order.asl.json"));
//! ```
//!
//! For each workflow there are two files: `<name>.asl.json`, the definition with its `${Placeholder}`s, and `<name>.template.json`, the
//! CloudFormation template. Nothing is written anywhere else. A change of the workflows makes cargo rebuild and rerun the script by
//! itself, since they are part of it.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::Path;

use asl_schema::{Diagnostic, Report};

use crate::definition::Definition;
use crate::deploy::Deployment;
use crate::emit::write_files;

/// Writes definition and template of each workflow into `OUT_DIR`; see the [module](self).
///
/// Every error of a workflow becomes a `cargo::error` with the workflow's file and line, every warning a `cargo::warning`. When there is an
/// error nothing is written and the process ends with status 1.
pub fn emit(workflows: impl IntoIterator<Item = Result<Definition, Report>>) {
    emit_with(workflows, |_, deployment| deployment);
}

/// The same with settings for the templates: bindings, grants, logging.
///
/// ```no_run
/// # mod workflows { pub mod process_order { pub fn definition() -> Result<asl_dsl::Definition, asl_dsl::Report> { unimplemented!() } } }
/// # use workflows::process_order;
/// asl_dsl::build::emit_with([process_order::definition()], |name, deployment| deployment.named(name).tracing());
/// ```
pub fn emit_with(
    workflows: impl IntoIterator<Item = Result<Definition, Report>>,
    configure: impl for<'a> Fn(&str, Deployment<'a>) -> Deployment<'a>,
) {
    let mut output = io::stdout().lock();
    let emitted = match std::env::var_os("OUT_DIR") {
        Some(directory) => run(workflows, configure, Path::new(&directory), &mut output),
        None => {
            let help =
                "call `asl_dsl::build::emit` from a build script, or write files with `asl_dsl::emit::write_files`";
            error(&mut output, &format!("`OUT_DIR` is not set: {help}")).map(|()| false)
        }
    };
    // Cargo reads what is printed; when it no longer listens, the build is over anyway.
    let finished = output.flush().is_ok() && emitted.unwrap_or(false);
    if !finished {
        std::process::exit(1);
    }
}

/// Writes the files and prints instructions to cargo; false when something is wrong.
fn run(
    workflows: impl IntoIterator<Item = Result<Definition, Report>>,
    configure: impl for<'a> Fn(&str, Deployment<'a>) -> Deployment<'a>,
    directory: &Path,
    output: &mut impl Write,
) -> io::Result<bool> {
    // Anything printed turns off cargo's watch over the whole package. What the files are made from is in the script's own binary.
    writeln!(output, "cargo::rerun-if-changed=build.rs")?;
    let mut fine = true;
    let mut names = BTreeSet::new();
    let mut files = Vec::new();
    for workflow in workflows {
        let definition = match workflow {
            Ok(definition) => definition,
            Err(report) => {
                fine = false;
                print(report.diagnostics(), output)?;
                continue;
            }
        };
        let name = definition.name();
        print(definition.warnings(), output)?;
        if !names.insert(name.to_owned()) {
            fine = false;
            error(
                output,
                &format!("two workflows are called `{name}`: give one another name, `#[workflow(name = \"…\")]`"),
            )?;
        }
        match configure(name, definition.deployment()).template() {
            Ok(template) => {
                print(template.warnings(), output)?;
                files.push((format!("{name}.asl.json"), definition.to_json_string()));
                files.push((format!("{name}.template.json"), template.to_json_string()));
            }
            Err(report) => {
                fine = false;
                print(report.diagnostics(), output)?;
            }
        }
    }
    if !fine {
        return Ok(false);
    }
    match write_files(directory, files) {
        Ok(_) => Ok(true),
        Err(failure) => error(output, &failure.to_string()).map(|()| false),
    }
}

fn print(diagnostics: &[Diagnostic], output: &mut impl Write) -> io::Result<()> {
    for diagnostic in diagnostics {
        let place = match &diagnostic.source {
            Some(source) => source.to_string(),
            None => diagnostic.focus().to_string(),
        };
        let help = diagnostic.help.as_ref().map(|help| format!(" (help: {help})")).unwrap_or_default();
        let line = format!("{place}: [{}] {}{help}", diagnostic.code(), diagnostic.message);
        if diagnostic.is_error() {
            error(output, &line)?;
        } else {
            writeln!(output, "cargo::warning={}", one_line(&line))?;
        }
    }
    Ok(())
}

fn error(output: &mut impl Write, message: &str) -> io::Result<()> {
    writeln!(output, "cargo::error={}", one_line(message))
}

/// An instruction ends with its line.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
