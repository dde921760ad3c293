//! What AWS says where it refuses a definition: its own codes, sentences and places.

use super::{Basis, Diagnostic};
use crate::path::Path;

/// One entry of `diagnostics` in the answer of `ValidateStateMachineDefinition`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AwsAnswer {
    /// AWS's code: `MISSING_TRANSITION_TARGET`.
    pub code: &'static str,
    /// AWS's sentence, letter by letter where it was seen.
    pub message: String,
    /// The place that AWS names; some answers have none.
    pub location: Option<Path>,
}

impl Diagnostic {
    /// Adds what AWS says about this, at the diagnostic's own place and with the rule's code. Only sentences that AWS was seen to
    /// answer belong here; for the rest the diagnostic's own message stands in.
    #[must_use]
    pub fn with_aws_message(self, message: impl Into<String>) -> Diagnostic {
        let location = Some(self.path.clone());
        self.with_aws_answer(message, location)
    }

    /// Adds what AWS says about this, at another place or at none.
    #[must_use]
    pub fn with_aws_answer(mut self, message: impl Into<String>, location: Option<Path>) -> Diagnostic {
        self.add_aws_answer(message, location);
        self
    }

    /// The same for a finding that was made already: AWS says what follows from it, too.
    pub(crate) fn add_aws_answer(&mut self, message: impl Into<String>, location: Option<Path>) {
        let code = self.rule.basis.aws_code().unwrap_or(self.rule.code);
        self.aws.push(AwsAnswer { code, message: message.into(), location });
    }

    /// What AWS answers: nothing for what AWS takes, more than one entry where it says one thing several times. Where AWS's sentence is
    /// not known it is ours, and where its code is not known that is ours too.
    ///
    /// ```
    /// use asl_schema::{Options, check_str};
    ///
    /// let report = check_str(r#"{ "StartAt": "A", "States": { "A": { "Type": "Pass", "Next": "B" } } }"#, &Options::standard());
    /// let missing = report.errors().find(|error| error.code() == "ASL201").unwrap();
    /// assert_eq!(missing.aws_answers()[0].message, "Missing 'Next' target: B");
    /// ```
    pub fn aws_answers(&self) -> Vec<AwsAnswer> {
        if !self.aws.is_empty() {
            return self.aws.clone();
        }
        match self.rule.basis {
            Basis::Rejected(code) if self.is_error() => vec![AwsAnswer {
                code: code.unwrap_or(self.rule.code),
                message: self.message.clone(),
                location: Some(self.path.clone()),
            }],
            _ => Vec::new(),
        }
    }
}
