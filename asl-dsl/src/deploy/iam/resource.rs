//! What a Task's `Resource` says: which service, which action, and what the task waits for.

use crate::deploy::text::Text;

/// A `Resource`, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Resource {
    /// The ARN of a Lambda function, called directly.
    Function(Text),
    /// The ARN of an activity: a worker asks for the work, the role needs nothing.
    Activity,
    /// One `${Placeholder}`: a function or an activity, which only its binding can tell.
    Placeholder(String),
    /// `arn:aws:states:::SERVICE:ACTION[.pattern]`, also under `aws-sdk:`.
    Integration(Integration),
    /// Something else.
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

/// What a task waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pattern {
    /// The answer to the request.
    RequestResponse,
    /// The end of the job: `.sync` and `.sync:2`.
    Sync,
    /// Somebody who gives the task token back: `.waitForTaskToken`.
    TaskToken,
}

impl Resource {
    /// Reads a `Resource`.
    pub(crate) fn parse(resource: &str) -> Resource {
        let text = Text::parse(resource);
        if let Some(name) = text.as_hole() {
            return Resource::Placeholder(name.to_owned());
        }
        let mut parts = resource.splitn(6, ':');
        let (Some("arn"), Some(_), Some(service), Some(region), Some(account), Some(rest)) =
            (parts.next(), parts.next(), parts.next(), parts.next(), parts.next(), parts.next())
        else {
            // `arn:${AWS::Partition}:lambda:…` has colons inside its placeholders; the service still stands out.
            let is_function = text.leading().starts_with("arn:") && resource.contains(":lambda:");
            return if is_function { Resource::Function(text) } else { Resource::Other };
        };
        match (service, region, account) {
            ("states", "", "") => Integration::parse(rest).map_or(Resource::Other, Resource::Integration),
            ("states", ..) if rest.starts_with("activity:") => Resource::Activity,
            ("lambda", ..) if rest.starts_with("function:") => Resource::Function(text),
            _ if resource.contains(":lambda:") && resource.contains(":function:") => Resource::Function(text),
            _ => Resource::Other,
        }
    }
}

impl Integration {
    /// Reads what stands behind `arn:aws:states:::`.
    fn parse(rest: &str) -> Option<Integration> {
        let (sdk, rest) = match rest.strip_prefix("aws-sdk:") {
            Some(rest) => (true, rest),
            None => (false, rest),
        };
        let (service, action) = rest.split_once(':')?;
        let (action, pattern) = match action.split_once('.') {
            None => (action, Pattern::RequestResponse),
            Some((action, "sync" | "sync:2")) => (action, Pattern::Sync),
            Some((action, "waitForTaskToken")) => (action, Pattern::TaskToken),
            Some(_) => return None,
        };
        Some(Integration { service: service.to_owned(), action: action.to_owned(), sdk, pattern })
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
