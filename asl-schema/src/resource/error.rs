//! What is wrong with a `Resource`, as a value: where it is, whether AWS refuses it or it only fails, what to write instead.

use std::ops::Range;

use crate::diagnostic::{Basis, Severity, Suggestion, Target};

/// What is wrong with the text of a `Resource`, or doubtful about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResourceError {
    /// What sort of mistake it is.
    pub defect: Defect,
    /// What was found and what was expected: lower case, no final full stop, the user's text in backticks.
    pub message: String,
    /// The offending bytes of the text.
    pub span: Range<usize>,
    /// What to do, in the imperative.
    pub help: Option<String>,
    /// What to write in place of the bytes at `span`.
    pub suggestion: Option<Box<Suggestion>>,
}

/// The sorts of mistakes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Defect {
    /// No ARN: a bare name, an expression.
    NotAnArn,
    /// An ARN that ends too early or has an empty part.
    Incomplete,
    /// A partition that AWS does not have.
    UnknownPartition,
    /// A Region or an account in the ARN of a service integration.
    RegionOrAccount,
    /// The ARN of something that a Task cannot call, such as a topic.
    NotCallable,
    /// No Lambda function can have this name, version or alias.
    FunctionName,
    /// A service that is not in the list for its place.
    UnknownService,
    /// A service of AWS for which Step Functions has no integration.
    UnsupportedService,
    /// An action that does not exist, as far as that is sure.
    UnknownAction,
    /// An action that AWS documents as unsupported.
    UnsupportedAction,
    /// What only an `ItemReader` or a `ResultWriter` may name.
    ReaderOrWriterOnly,
    /// A suffix that no integration has.
    UnknownPattern,
    /// A pattern that this integration does not offer.
    PatternNotOffered,
    /// A doubt: Step Functions no longer documents the service.
    RetiredService,
    /// A doubt: the action is not in the table, which may be older than the action.
    UnlistedAction,
    /// A doubt: AWS documents the pattern for the service and not for which action.
    UnconfirmedPattern,
}

impl Defect {
    /// What the verdict rests on: what AWS refuses when the machine is created, what only fails when it runs, what is a doubt.
    ///
    /// The code stands where AWS was seen to refuse such a `Resource`; without one the documentation says that there is no such thing.
    pub const fn basis(self) -> Basis {
        match self {
            Defect::NotAnArn | Defect::UnknownService | Defect::UnsupportedService | Defect::UnknownAction => {
                Basis::Rejected(Some("SCHEMA_VALIDATION_FAILED"))
            }
            Defect::Incomplete
            | Defect::UnknownPartition
            | Defect::RegionOrAccount
            | Defect::NotCallable
            | Defect::UnsupportedAction
            | Defect::ReaderOrWriterOnly
            | Defect::UnknownPattern
            | Defect::PatternNotOffered => Basis::Rejected(None),
            // Lambda is asked when the task runs.
            Defect::FunctionName => Basis::FailsAtRunTime,
            Defect::RetiredService | Defect::UnlistedAction | Defect::UnconfirmedPattern => Basis::ProbablyUnintended,
        }
    }

    /// A doubt is a warning, everything else is an error.
    pub const fn severity(self) -> Severity {
        match self.basis() {
            Basis::ProbablyUnintended => Severity::Warning,
            _ => Severity::Error,
        }
    }
}

impl ResourceError {
    pub(super) fn new(defect: Defect, span: Range<usize>, message: impl Into<String>) -> ResourceError {
        ResourceError { defect, message: message.into(), span, help: None, suggestion: None }
    }

    pub(super) fn with_help(mut self, help: impl Into<String>) -> ResourceError {
        self.help = Some(help.into());
        self
    }

    /// Says what to do unless that is said already.
    pub(super) fn with_default_help(mut self, help: impl Into<String>) -> ResourceError {
        self.help.get_or_insert_with(|| help.into());
        self
    }

    /// Offers `replacement` for `found`, the text at the span; says so as help unless there is help already.
    pub(super) fn replace(mut self, found: &str, replacement: impl Into<String>) -> ResourceError {
        let replacement = replacement.into();
        if self.help.is_none() {
            self.help = Some(format!("write {}", crate::quoted(&replacement)));
        }
        // What differs in case only can be nothing else.
        let safe = self.defect.severity() == Severity::Error && replacement.eq_ignore_ascii_case(found);
        let found = found.to_owned();
        self.suggestion = Some(Box::new(Suggestion { found, replacement, target: Target::Text, safe, edit: None }));
        self
    }

    /// Offers the closest of `candidates`, if one is close enough.
    pub(super) fn closest<'c>(self, found: &str, candidates: impl IntoIterator<Item = &'c str>) -> ResourceError {
        match crate::closest(found, candidates) {
            None => self,
            Some(replacement) => {
                let help = format!("did you mean {}?", crate::quoted(replacement));
                self.with_help(help).replace(found, replacement)
            }
        }
    }
}

impl std::fmt::Display for ResourceError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for ResourceError {}
