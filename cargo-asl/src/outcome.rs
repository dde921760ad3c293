//! What a run found, before anybody has decided how to show it.

use asl_schema::source::Span;
use asl_schema::{AwsAnswer, Diagnostic, Severity};

/// How it went; of several the worst counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Nothing, or nothing worse than allowed.
    Clean,
    /// Findings.
    Findings,
    /// Something could not be read.
    BadInput,
}

impl Status {
    /// The exit status of the process.
    pub fn code(self) -> u8 {
        match self {
            Status::Clean => 0,
            Status::Findings => 1,
            Status::BadInput => 2,
        }
    }
}

/// Everything about one run.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    pub(crate) files: Vec<File>,
    pub(crate) errors: Vec<Problem>,
}

/// A file that is a text.
#[derive(Debug)]
pub(crate) struct File {
    /// As the user wrote it, or as it was found.
    pub(crate) name: String,
    pub(crate) text: String,
    pub(crate) definitions: Vec<Definition>,
}

/// A definition in a file; most files are one.
#[derive(Debug, Default)]
pub(crate) struct Definition {
    /// What it is called in its file, where there may be several.
    pub(crate) label: Option<String>,
    pub(crate) findings: Vec<Diagnostic>,
    /// What AWS would answer.
    pub(crate) aws: Vec<AwsAnswer>,
}

/// Something to say that is not about a definition: why it could not be read, what is wrong with a configuration.
#[derive(Debug)]
pub(crate) struct Problem {
    /// Lower case, without a full stop.
    pub(crate) message: String,
    /// Where in a text, when it is one.
    pub(crate) place: Option<Place>,
    pub(crate) help: Option<String>,
    pub(crate) severity: Severity,
}

/// A place in a text that is not one of the checked files.
#[derive(Debug)]
pub(crate) struct Place {
    pub(crate) file: String,
    pub(crate) text: String,
    pub(crate) span: Span,
}

impl Problem {
    pub(crate) fn new(message: impl Into<String>) -> Problem {
        Problem { message: message.into(), place: None, help: None, severity: Severity::Error }
    }
}

/// Whether a finding means that the text as a whole says nothing certain: it is no JSON, no object, or says one thing twice.
pub(crate) fn is_about_the_text(finding: &Diagnostic) -> bool {
    finding.is_error() && matches!(finding.code(), "ASL101" | "ASL102" | "ASL103" | "ASL104")
}

impl Outcome {
    pub(crate) fn findings(&self) -> impl Iterator<Item = (&File, &Definition, &Diagnostic)> {
        self.files.iter().flat_map(|file| {
            let definitions = file.definitions.iter();
            definitions.flat_map(move |definition| {
                definition.findings.iter().map(move |finding| (file, definition, finding))
            })
        })
    }

    pub(crate) fn status(&self, deny_warnings: bool) -> Status {
        let of_finding = |finding: &Diagnostic| match finding.severity {
            _ if is_about_the_text(finding) => Status::BadInput,
            Severity::Error => Status::Findings,
            Severity::Warning if deny_warnings => Status::Findings,
            _ => Status::Clean,
        };
        let of_error = |error: &Problem| match error.severity {
            Severity::Error => Status::BadInput,
            _ if deny_warnings => Status::Findings,
            _ => Status::Clean,
        };
        let findings = self.findings().map(|(_, _, finding)| of_finding(finding));
        findings.chain(self.errors.iter().map(of_error)).max().unwrap_or(Status::Clean)
    }
}
