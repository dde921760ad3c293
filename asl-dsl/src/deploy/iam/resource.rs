//! What a Task calls, as far as permissions depend on it.

use asl_schema::resource::{Pattern, Resource as Written};

use crate::deploy::text::Text;

/// What a Task's `Resource` says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Resource {
    /// The ARN of a Lambda function, called directly.
    Function,
    /// The ARN of an activity: a worker asks for the work, the role needs nothing.
    Activity,
    /// One `${Placeholder}`: a function or an activity, which only its binding can tell.
    Placeholder(String),
    /// `arn:aws:states:::SERVICE:ACTION[.pattern]`, also under `aws-sdk:`.
    Integration(Integration),
    /// Placeholders hide what it is.
    Other,
}

/// A service integration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Integration {
    /// The service as the ARN writes it: `lambda`, `elasticmapreduce`, `redshiftdata`.
    pub(crate) service: String,
    /// The action: `invoke`.
    pub(crate) action: String,
    /// Whether it stands under `aws-sdk:`.
    pub(crate) sdk: bool,
    /// What the task waits for.
    pub(crate) pattern: Pattern,
}

impl Resource {
    /// Reads a `Resource`. One that the checker refuses is no machine's.
    pub(crate) fn parse(resource: &str) -> Resource {
        match Written::parse(resource) {
            Ok(Written::Function(_)) => Resource::Function,
            Ok(Written::Activity(_)) => Resource::Activity,
            Ok(Written::Optimized(call)) => {
                let of = call.integration;
                Resource::Integration(Integration::new(false, of.service, of.action, call.pattern))
            }
            Ok(Written::Sdk(call)) => {
                Resource::Integration(Integration::new(true, call.service, call.action, call.pattern))
            }
            Ok(Written::Http) => {
                Resource::Integration(Integration::new(false, "http", "invoke", Pattern::RequestResponse))
            }
            _ => Text::parse(resource).as_hole().map_or(Resource::Other, |name| Resource::Placeholder(name.to_owned())),
        }
    }
}

impl Integration {
    pub(crate) fn new(sdk: bool, service: &str, action: &str, pattern: Pattern) -> Integration {
        Integration { service: service.to_owned(), action: action.to_owned(), sdk, pattern }
    }

    /// What the `Resource` of a reader or a writer names: `arn:aws:states:::s3:getObject`. The checker knows that there are three.
    pub(crate) fn of_reader_or_writer(resource: &str) -> Option<Integration> {
        let (rest, action) = resource.rsplit_once(':')?;
        let (_, service) = rest.rsplit_once(':')?;
        Some(Integration::new(false, service, action, Pattern::RequestResponse))
    }

    /// Whether the task waits for the end of the job that it starts.
    pub(crate) fn waits_for_end(&self) -> bool {
        matches!(self.pattern, Pattern::Sync | Pattern::SyncJson)
    }

    /// `sagemaker:createTrainingJob`: the key of the permission tables. Two services have another name as AWS SDK integrations.
    pub(crate) fn key(&self) -> String {
        let service = match (self.sdk, self.service.as_str()) {
            (true, "sfn") => "states",
            (true, "eventbridge") => "events",
            (_, service) => service,
        };
        format!("{service}:{}", self.action)
    }
}
