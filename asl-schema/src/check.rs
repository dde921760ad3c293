//! Judging a machine: the rules run, and a [`Checked`] machine or a [`Report`] comes out.
//!
//! Reading and judging are separate: every rule looks at the model, so a machine made by Rust code is judged exactly like one that was
//! read. Only what AWS was seen or documented to refuse is an error; the rest is a warning.

mod context;
mod registry;
mod report;
pub(crate) mod rules;
mod walk;

pub use registry::{rule, rules};
pub use report::{Checked, Report};

use crate::diagnostic::Diagnostic;
use crate::model::StateMachine;
use crate::read::{Locator, read_str};

/// Judges a machine.
///
/// ```
/// use asl_schema::model::{StateMachine, Succeed};
///
/// let checked = asl_schema::check(StateMachine::new("Done").with_state("Done", Succeed::new())).unwrap();
/// assert!(checked.warnings().is_empty());
///
/// let report = asl_schema::check(StateMachine::new("Dome").with_state("Done", Succeed::new())).unwrap_err();
/// assert_eq!(report.diagnostics()[0].code(), "ASL201");
/// ```
///
/// # Errors
/// A [`Report`] with every finding, and the machine, when at least one finding is an error.
pub fn check(machine: StateMachine) -> Result<Checked, Report> {
    let diagnostics = diagnose(&machine);
    Report::sort_out(Some(machine), diagnostics)
}

/// Reads and judges a definition; the diagnostics carry ranges in the text.
///
/// # Errors
/// A [`Report`] with every finding when at least one is an error, or when the text is no JSON object.
pub fn check_str(text: &str) -> Result<Checked, Report> {
    let read = read_str(text);
    let mut diagnostics = read.diagnostics;
    if let Some(machine) = &read.machine {
        diagnostics.extend(diagnose(machine));
    }
    if !diagnostics.is_empty() {
        let locator = Locator::new(text);
        diagnostics.iter_mut().for_each(|diagnostic| locator.locate(diagnostic));
        // Errors of one place stay in the order of the rules.
        diagnostics.sort_by_key(|diagnostic| diagnostic.span.map(|span| span.start.offset));
    }
    Report::sort_out(read.machine, diagnostics)
}

/// Every finding about a machine, which stays yours.
pub fn diagnose(machine: &StateMachine) -> Vec<Diagnostic> {
    let mut diagnostics = walk::run(machine);
    for diagnostic in &mut diagnostics {
        let state = diagnostic.path.state_name().and_then(|name| machine.origins.state(name));
        diagnostic.source = state.or(machine.origins.machine()).cloned();
    }
    diagnostics
}
