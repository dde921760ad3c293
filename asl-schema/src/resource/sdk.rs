//! The AWS SDK integrations: `arn:aws:states:::aws-sdk:SERVICE:ACTION`.
//!
//! Which services there are is documented; which actions a service has is not, save for a table of those that are unsupported. The actions
//! here are those of the API's model on [`AS_OF`], by the naming rules of Step Functions, so an action that is missing may just be newer: that
//! is a doubt. A name that differs by case alone is an error, as AWS was seen to answer.
//!
//! The tables beside this file are sorted texts that are searched where they lie. `tools/sdk_catalogue.py` writes them.
//!
//! Sources: Step Functions developer guide, *AWS SDK service integrations* (services, unsupported actions; June 2026); botocore (models).

mod check;
mod lookup;
mod names;

pub(super) use check::{check_action, check_pattern, check_service, doubt};
pub(super) use names::{callable_like, service_like};

use super::names::Parameters;
use super::pattern::Pattern;

/// When the tables of actions and parameters were made.
pub const AS_OF: &str = "2026-11-25";

/// A call of an AWS SDK integration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SdkCall<'a> {
    /// The service: `dynamodb`. It is one that Step Functions documents, or documented once.
    pub service: &'a str,
    /// The action: `batchGetItem`. It is well formed, and not one that AWS documents as unsupported.
    pub action: &'a str,
    /// What the task waits for: an answer or a task token.
    pub pattern: Pattern,
    /// Where the service's name begins in the text.
    pub(super) start: usize,
}

impl SdkCall<'_> {
    /// How the names of the service's errors begin, up to the dot: `DynamoDb`. What follows always ends in `Exception`.
    pub fn error_prefix(&self) -> Option<&'static str> {
        names::error_prefix(self.service)
    }

    /// Whether the action is in the table.
    pub fn is_listed(&self) -> bool {
        names::has_action(self.service, self.action)
    }

    /// What the request holds, from the API's model: a superset, as Step Functions learns of new parameters late. `None` without the feature
    /// `catalogue`, and for an action that is not in the table.
    pub fn parameters(&self) -> Option<Parameters> {
        names::parameters(self.service, self.action)
    }
}
