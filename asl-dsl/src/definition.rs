//! [`Definition`]: what `process_order::definition()` gives — a workflow as a checked state machine.

use crate::lower;
use crate::task::{ConstValue, SlotInfo};
use asl_hir::Program;
use asl_schema::model::StateMachine;
use asl_schema::{Checked, Diagnostic, Path, Report};
use serde::Deserialize;
use std::thread;

pub use asl_schema::codes::workflow::NOT_LOWERABLE;

/// Stack for one lowering. Programs nest as deep as their authors wrote them, and generated ones deeper; the memory is
/// only touched as far as it is needed.
const STACK: usize = 256 << 20;

/// A workflow as a checked state machine, ready to be emitted.
///
/// ```
/// use asl_dsl::prelude::*;
///
/// #[task(lambda = "greet")]
/// async fn greet(name: String) -> String;
///
/// #[workflow]
/// async fn welcome(name: String) -> String {
///     greet(name).await
/// }
///
/// let definition = welcome::definition()?;
/// assert_eq!(definition.name(), "welcome");
/// assert!(definition.to_json_string().contains("arn:aws:states:::lambda:invoke"));
/// # Ok::<(), asl_dsl::Report>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Definition {
    name: String,
    checked: Checked,
}

impl Definition {
    /// Checks a machine, made by hand or read from elsewhere, and gives it a name.
    ///
    /// # Errors
    /// A report with everything that is wrong with the machine.
    pub fn new(name: impl Into<String>, machine: StateMachine) -> Result<Definition, Report> {
        Ok(Definition { name: name.into(), checked: asl_schema::check(machine)? })
    }

    /// The workflow's name: the function's, or what `#[workflow(name = "…")]` says. Files are named after it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The machine.
    pub fn machine(&self) -> &Checked {
        &self.checked
    }

    /// What the checker finds worth a look; no errors.
    pub fn warnings(&self) -> &[Diagnostic] {
        self.checked.warnings()
    }

    /// The definition as indented Amazon States Language JSON with a trailing newline. Placeholders such as `${ChargeFn}`
    /// are as the tasks declared them.
    pub fn to_json_string(&self) -> String {
        self.checked.to_json_string()
    }

    /// The machine alone.
    pub fn into_checked(self) -> Checked {
        self.checked
    }
}

impl From<Definition> for Checked {
    fn from(definition: Definition) -> Checked {
        definition.checked
    }
}

/// Makes the definition of a program: what expansions of `#[workflow]` call.
///
/// # Errors
/// Everything that can't be lowered, or what the checker finds wrong with the machine, with the places in the Rust source.
pub(crate) fn define(hir: &str, types: Vec<SlotInfo>, consts: Vec<ConstValue>) -> Result<Definition, Report> {
    on_large_stack(|| {
        let mut json = serde_json::Deserializer::from_str(hir);
        json.disable_recursion_limit();
        match Program::deserialize(&mut json) {
            Ok(program) => define_program(&program, &types, &consts),
            Err(error) => Err(internal(format!(
                "the program form can't be read ({error}): asl-dsl and asl-macros are of different versions"
            ))),
        }
    })
}

/// Makes the definition of a program that is there as a value: what the builder calls.
pub(crate) fn define_value(program: &Program, types: &[SlotInfo], consts: &[ConstValue]) -> Result<Definition, Report> {
    on_large_stack(|| define_program(program, types, consts))
}

fn define_program(program: &Program, types: &[SlotInfo], consts: &[ConstValue]) -> Result<Definition, Report> {
    match lower::lower(program, types, consts) {
        Ok(machine) => Definition::new(program.machine.clone().unwrap_or_else(|| program.name.clone()), machine),
        Err(errors) => Err(Report::new(errors.into_iter().map(diagnostic).collect())),
    }
}

fn diagnostic(located: lower::Located) -> Diagnostic {
    let mut diagnostic = Diagnostic::new(&NOT_LOWERABLE, Path::default(), located.error.message);
    diagnostic.help = located.error.help;
    diagnostic.source = Some(located.at);
    diagnostic
}

fn internal(message: String) -> Report {
    Report::new(vec![Diagnostic::new(&NOT_LOWERABLE, Path::default(), message)])
}

fn on_large_stack<T: Send>(work: impl FnOnce() -> Result<T, Report> + Send) -> Result<T, Report> {
    thread::scope(|scope| match thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work) {
        Ok(running) => running.join().unwrap_or_else(|_| Err(internal("lowering stopped unexpectedly".to_owned()))),
        Err(error) => Err(internal(format!("no thread for lowering could be started: {error}"))),
    })
}
