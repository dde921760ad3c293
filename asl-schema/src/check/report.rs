//! What judging gives: a machine that may be deployed, or the reasons why not.

use serde_json::Value;

use crate::diagnostic::{Diagnostic, Severity};
use crate::model::StateMachine;

/// A machine that was judged and has no errors. Only a `Checked` machine can be emitted for deployment; it cannot be changed any more.
#[derive(Debug, Clone, PartialEq)]
pub struct Checked {
    machine: StateMachine,
    warnings: Vec<Diagnostic>,
}

impl Checked {
    /// The machine.
    pub fn machine(&self) -> &StateMachine {
        &self.machine
    }

    /// What is legal and worth a look; no errors.
    pub fn warnings(&self) -> &[Diagnostic] {
        &self.warnings
    }

    /// The same machine, its warnings naming the file that the text came from.
    #[must_use]
    pub fn in_file(mut self, file: &str) -> Checked {
        self.warnings = self.warnings.into_iter().map(|warning| warning.in_file(file)).collect();
        self
    }

    /// The definition as a JSON value, its keys in writing order.
    pub fn to_value(&self) -> Value {
        self.machine.to_value()
    }

    /// The definition as indented JSON text that ends with a newline: what `CreateStateMachine` takes.
    pub fn to_json_string(&self) -> String {
        self.machine.to_json_string()
    }

    /// Gives the machine back, to change it and to judge it again.
    pub fn into_machine(self) -> StateMachine {
        self.machine
    }
}

/// Everything that was found about a definition.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    machine: Option<Box<StateMachine>>,
    diagnostics: Vec<Diagnostic>,
}

impl Report {
    pub(super) fn of(machine: Option<StateMachine>, diagnostics: Vec<Diagnostic>) -> Report {
        Report { machine: machine.map(Box::new), diagnostics }
    }

    /// The machine as one that may be deployed.
    ///
    /// # Errors
    /// The report itself when a finding is an error, or when the text was no JSON object.
    pub fn into_checked(self) -> Result<Checked, Report> {
        match self.machine {
            Some(machine) if !self.diagnostics.iter().any(Diagnostic::is_error) => {
                Ok(Checked { machine: *machine, warnings: self.diagnostics })
            }
            _ => Err(self),
        }
    }

    /// Whether a finding is an error.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(Diagnostic::is_error)
    }

    /// A report of findings that were made elsewhere, such as by the compiler.
    pub fn new(diagnostics: Vec<Diagnostic>) -> Report {
        Report { machine: None, diagnostics }
    }

    /// The same report, naming the file that the text came from.
    #[must_use]
    pub fn in_file(mut self, file: &str) -> Report {
        self.diagnostics = self.diagnostics.into_iter().map(|diagnostic| diagnostic.in_file(file)).collect();
        self
    }

    /// The machine as far as it could be read.
    pub fn machine(&self) -> Option<&StateMachine> {
        self.machine.as_deref()
    }

    /// Every finding, warnings too, in the order of the text where there is one.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// The findings alone.
    pub fn into_diagnostics(self) -> Vec<Diagnostic> {
        self.diagnostics
    }

    /// The errors among the findings.
    pub fn errors(&self) -> impl Iterator<Item = &Diagnostic> {
        self.diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error)
    }
}

/// Each diagnostic, a blank line between two.
impl std::fmt::Display for Report {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (index, diagnostic) in self.diagnostics.iter().enumerate() {
            if index > 0 {
                f.write_str("\n\n")?;
            }
            diagnostic.fmt(f)?;
        }
        Ok(())
    }
}

impl std::error::Error for Report {}
