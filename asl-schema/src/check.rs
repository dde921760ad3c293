//! Judging a machine: the rules run, and a [`Checked`] machine or a [`Report`] comes out.
//!
//! Reading and judging are separate: every rule looks at the model, so a machine made by Rust code is judged exactly like one that was
//! read. Only what AWS was seen or documented to refuse is an error; the rest is a warning.

pub mod allow;
mod code;
mod context;
pub(crate) mod data;
mod dispatch;
mod flow;
mod options;
mod overwritten;
mod parsed;
mod registry;
mod report;
pub(crate) mod rules;
mod size;
mod strings;
mod task;
mod trace;
mod variables;
mod walk;

pub use options::{Level, MachineType, Options, UnknownRule};
pub use registry::{rule, rules};
pub use report::{Checked, Report};
pub use trace::{StateData, trace};

use self::context::Context;
use crate::diagnostic::Diagnostic;
use crate::model::StateMachine;
use crate::read::{Locator, read_document};
use crate::source::Document;

/// Judges a `STANDARD` machine.
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
    check_with(machine, &Options::standard())
}

/// Judges a machine by these options.
///
/// # Errors
/// A [`Report`] with every finding, and the machine, when at least one finding is an error.
pub fn check_with(machine: StateMachine, options: &Options) -> Result<Checked, Report> {
    let diagnostics = diagnose(&machine, options);
    Report::of(Some(machine), diagnostics).into_checked()
}

/// Reads and judges a definition in JSON; the diagnostics carry ranges in the text.
pub fn check_str(text: &str, options: &Options) -> Report {
    check_document(&Document::json(text), options)
}

/// Reads and judges a definition wherever it stands; the diagnostics carry ranges in the text, and are in its order.
pub fn check_document(document: &Document<'_>, options: &Options) -> Report {
    let read = read_document(document);
    let mut diagnostics = read.diagnostics;
    if let Some(machine) = &read.machine {
        options.apply(&mut diagnostics);
        let context = Context::new(machine, options.machine_type).knowing(&options.known).read_from(document);
        diagnostics.extend(judge(&context, options));
    }
    if !diagnostics.is_empty() {
        let locator = Locator::new(document);
        diagnostics.iter_mut().for_each(|diagnostic| locator.locate(diagnostic));
        // Of what is filled in later nobody knows the type yet.
        diagnostics.retain(|found| !rules::is_about_type(found.rule) || !locator.is_filled_in(&found.path));
        // Errors of one place stay in the order of the rules.
        diagnostics.sort_by_key(|diagnostic| diagnostic.span.map(|span| span.start.offset));
    }
    Report::of(read.machine, diagnostics)
}

/// Every finding about a machine, which stays yours.
pub fn diagnose(machine: &StateMachine, options: &Options) -> Vec<Diagnostic> {
    judge(&Context::new(machine, options.machine_type).knowing(&options.known), options)
}

fn judge(context: &Context<'_>, options: &Options) -> Vec<Diagnostic> {
    let mut diagnostics = walk::run(context);
    options.apply(&mut diagnostics);
    if !options.ignores_allowances {
        allow::apply(context, &mut diagnostics);
    }
    let origins = &context.machine.origins;
    for diagnostic in &mut diagnostics {
        let state = diagnostic.path.state_name().and_then(|name| origins.state(name));
        diagnostic.source = state.or(origins.machine()).cloned();
    }
    diagnostics
}
