//! What a run found, before anybody has decided how to show it.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use asl_schema::source::Span;
use asl_schema::{AwsAnswer, Basis, Diagnostic, Severity};

/// How it went; of several the worst counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Nothing, or nothing worse than allowed.
    Clean,
    /// Findings; of a run, that the execution did not succeed.
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

/// Everything about a run, or about one file of it.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    /// The text of each file that findings are in, by name.
    pub(crate) texts: BTreeMap<String, Rc<str>>,
    pub(crate) definitions: Vec<Definition>,
    /// In the order of the files, and of the text in each.
    pub(crate) findings: Vec<Finding>,
    pub(crate) problems: Vec<Problem>,
}

/// A definition that was found.
#[derive(Debug)]
pub(crate) struct Definition {
    pub(crate) file: String,
    /// What it is called in its file, where there may be several.
    pub(crate) label: Option<Rc<str>>,
    /// What AWS would answer, if that was asked for.
    pub(crate) aws: Vec<AwsAnswer>,
}

/// A finding, in a file.
#[derive(Debug, Clone)]
pub(crate) struct Finding {
    pub(crate) diagnostic: Diagnostic,
    /// The label of its definition.
    pub(crate) label: Option<Rc<str>>,
}

/// Something to say that is not about a definition: why a file could not be read, what is wrong with a configuration.
#[derive(Debug)]
pub(crate) struct Problem {
    /// Lower case, without a full stop.
    pub(crate) message: String,
    /// Where in a text, when it is one.
    pub(crate) place: Option<Box<Place>>,
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

impl Finding {
    pub(crate) fn file(&self) -> &str {
        self.diagnostic.file.as_deref().unwrap_or_default()
    }

    /// Whether it means that there was no definition to judge: the text is no JSON or no object, says one thing twice, or is something
    /// else altogether.
    pub(crate) fn is_bad_input(&self) -> bool {
        let about_the_text = matches!(self.diagnostic.code(), "ASL101" | "ASL102" | "ASL103" | "ASL104");
        self.diagnostic.is_error() && (about_the_text || self.diagnostic.rule.basis == Basis::Tool)
    }

    fn status(&self, deny_warnings: bool) -> Status {
        match self.diagnostic.severity {
            Severity::Error if self.is_bad_input() => Status::BadInput,
            Severity::Error => Status::Findings,
            Severity::Warning if deny_warnings => Status::Findings,
            _ => Status::Clean,
        }
    }
}

impl Outcome {
    pub(crate) fn text(&self, file: &str) -> &str {
        self.texts.get(file).map_or("", |text| text)
    }

    /// Adds what was found in another file.
    pub(crate) fn add(&mut self, other: Outcome) {
        self.texts.extend(other.texts);
        self.definitions.extend(other.definitions);
        self.findings.extend(other.findings);
        self.problems.extend(other.problems);
    }

    /// A definition in a file of its own that a template names is judged twice when both are checked; what is found twice is said once.
    pub(crate) fn say_once(&mut self) {
        let mut said = BTreeSet::new();
        self.findings.retain(|Finding { diagnostic, .. }| {
            let place = diagnostic.span.map(|span| (span.start.offset, span.end.offset));
            said.insert((diagnostic.file.clone(), place, diagnostic.code(), diagnostic.message.clone()))
        });
    }

    pub(crate) fn status(&self, deny_warnings: bool) -> Status {
        let of_problem = |problem: &Problem| match problem.severity {
            Severity::Error => Status::BadInput,
            _ if deny_warnings => Status::Findings,
            _ => Status::Clean,
        };
        let findings = self.findings.iter().map(|finding| finding.status(deny_warnings));
        findings.chain(self.problems.iter().map(of_problem)).max().unwrap_or(Status::Clean)
    }
}
