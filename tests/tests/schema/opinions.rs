//! What the checker and the schema say of one definition.

use asl_schema::schema::{Violation, validate};
use asl_schema::{Diagnostic, Options, Path, Severity, check_str};
use serde_json::Value;

use crate::ledger;

/// An error of the checker.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Finding {
    pub(crate) code: &'static str,
    pub(crate) path: Path,
    pub(crate) message: String,
}

#[derive(Debug)]
pub(crate) struct Opinions {
    pub(crate) errors: Vec<Finding>,
    pub(crate) violations: Vec<Violation>,
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Agreement {
    Accepted,
    Refused,
    OnlyByChecker,
    OnlyBySchema,
}

/// The one call of the checker.
fn diagnostics(text: &str) -> Vec<Diagnostic> {
    check_str(text, &Options::standard()).into_diagnostics()
}

impl Opinions {
    pub(crate) fn of(text: &str) -> Opinions {
        // No JSON, nothing to judge.
        let definition = serde_json::from_str::<Value>(text).ok();
        let violations = definition.as_ref().map(validate).unwrap_or_default();
        let finding = |diagnostic: Diagnostic| Finding {
            code: diagnostic.code(),
            path: diagnostic.path,
            message: diagnostic.message,
        };
        let errors = diagnostics(text).into_iter().filter(|diagnostic| diagnostic.severity == Severity::Error);
        Opinions { errors: errors.map(finding).collect(), violations }
    }

    pub(crate) fn agreement(&self) -> Agreement {
        match (self.errors.is_empty(), self.violations.is_empty()) {
            (true, true) => Agreement::Accepted,
            (false, false) => Agreement::Refused,
            (false, true) => Agreement::OnlyByChecker,
            (true, false) => Agreement::OnlyBySchema,
        }
    }

    /// Whether the schema has something to say about the same place, or around or inside it: a missing field is missed where it is
    /// missing, and a rule may speak of the list or of its element.
    pub(crate) fn is_shared(&self, error: &Finding) -> bool {
        let related = |path: &Path| path.starts_with(&error.path) || error.path.starts_with(path);
        self.violations.iter().any(|violation| related(&violation.path))
    }

    /// Whether it is one that the schema cannot make.
    pub(crate) fn is_excused(&self, error: &Finding) -> bool {
        ledger::checker_alone(error).is_some()
    }
}
