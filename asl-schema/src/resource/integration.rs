//! The optimized integrations: `arn:aws:states:::SERVICE:ACTION`, a closed list. AWS refuses any other action when the machine is created.
//!
//! The rows are in one file per family of services. Sources: the page of each integration in the Step Functions developer guide, recorded
//! results where there are some, the API's own members where the page's list of parameters is not at hand ([`Coverage`] says which).

mod compute;
mod data;
mod messages;
mod models;

use super::names::{Coverage, Parameters, ResultFields};
use super::pattern::{Pattern, Patterns};

/// An optimized integration: a service's action as Step Functions wraps it.
#[derive(Debug, PartialEq, Eq)]
pub struct Integration {
    /// The service as the ARN writes it: `elasticmapreduce`.
    pub service: &'static str,
    /// The action: `addStep`.
    pub action: &'static str,
    patterns: Patterns,
    parameters: Parameters,
    answer: Option<ResultFields>,
    job: Option<ResultFields>,
}

/// What the tables are written with.
impl Integration {
    const fn of(service: &'static str, action: &'static str, patterns: Patterns) -> Integration {
        let parameters = Parameters::new("", Coverage::Subset);
        Integration { service, action, patterns, parameters, answer: None, job: None }
    }

    /// These parameters and no other.
    const fn takes(mut self, names: &'static str) -> Integration {
        self.parameters = Parameters::new(names, Coverage::Complete);
        self
    }

    /// The parameters of the API; AWS documents that it takes some.
    const fn takes_at_most(mut self, names: &'static str) -> Integration {
        self.parameters = Parameters::new(names, Coverage::Superset);
        self
    }

    /// These parameters and perhaps more.
    const fn takes_at_least(mut self, names: &'static str) -> Integration {
        self.parameters = Parameters::new(names, Coverage::Subset);
        self
    }

    /// The answer to the request has no other root field.
    const fn answers(mut self, names: &'static str) -> Integration {
        self.answer = Some(ResultFields::new(names, true));
        self
    }

    /// The answer has these root fields and perhaps more, such as `SdkHttpMetadata`.
    const fn answers_at_least(mut self, names: &'static str) -> Integration {
        self.answer = Some(ResultFields::new(names, false));
        self
    }

    /// The result of `.sync` has no other root field.
    const fn job_answers(mut self, names: &'static str) -> Integration {
        self.job = Some(ResultFields::new(names, true));
        self
    }

    /// The result of `.sync` has these root fields and perhaps more.
    const fn job_answers_at_least(mut self, names: &'static str) -> Integration {
        self.job = Some(ResultFields::new(names, false));
        self
    }
}

impl Integration {
    /// Every optimized integration, `http:invoke` among them.
    ///
    /// ```
    /// use asl_schema::resource::{Integration, Pattern};
    /// let jobs = Integration::all().filter(|integration| integration.patterns().contains(Pattern::Sync));
    /// assert_eq!(jobs.count(), 34);
    /// ```
    pub fn all() -> impl Iterator<Item = &'static Integration> {
        FAMILIES.iter().copied().flatten()
    }

    /// The integration of this name.
    pub fn find(service: &str, action: &str) -> Option<&'static Integration> {
        Integration::all().find(|integration| integration.action == action && integration.service == service)
    }

    /// The integrations of a service: none means that the service has no optimized integration.
    pub fn of_service(service: &str) -> impl Iterator<Item = &'static Integration> {
        Integration::all().filter(move |integration| integration.service == service)
    }

    /// The patterns that it offers.
    pub const fn patterns(&self) -> Patterns {
        self.patterns
    }

    /// What the request holds.
    pub const fn parameters(&self) -> Parameters {
        self.parameters
    }

    /// The root fields of the result in this pattern, where they are known. What comes back with a task token is the sender's affair.
    pub fn result_fields(&self, pattern: Pattern) -> Option<ResultFields> {
        match pattern {
            Pattern::RequestResponse => self.answer,
            Pattern::Sync | Pattern::SyncJson => self.job,
            Pattern::TaskToken => None,
        }
    }

    /// How the names of the service's own errors begin, up to the dot, where that is known. They are not those of the AWS SDK integration:
    /// `DynamoDB.ConditionalCheckFailedException` here, `DynamoDb.…` there.
    pub fn error_prefix(&self) -> Option<&'static str> {
        // Recorded, save those of API Gateway, ECS, AgentCore (documented) and HTTP (documented as `States.Http.StatusCode.404`).
        Some(match self.service {
            "apigateway" => "ApiGateway",
            "bedrockagentcore" => "BedrockAgentCore",
            "dynamodb" => "DynamoDB",
            "ecs" => "AmazonECS",
            "events" => "EventBridge",
            "http" => "States.Http",
            "lambda" => "Lambda",
            "sns" => "SNS",
            "sqs" => "SQS",
            "states" => "StepFunctions",
            _ => return None,
        })
    }

    /// Whether AWS says of the service that it has task tokens and not of which action.
    pub(super) fn may_take_token(&self) -> bool {
        matches!(self.service, "bedrock" | "eks")
    }

    /// The service's name as an AWS SDK integration, where that is another.
    pub(super) fn sdk_service(service: &str) -> &str {
        RENAMED.iter().find(|(here, _)| *here == service).map_or(service, |(_, sdk)| sdk)
    }

    /// The service whose AWS SDK integration has this name.
    pub(super) fn service_of_sdk(sdk: &str) -> &str {
        RENAMED.iter().find(|(_, there)| *there == sdk).map_or(sdk, |(service, _)| service)
    }
}

static FAMILIES: [&[Integration]; 4] = [messages::TABLE, data::TABLE, compute::TABLE, models::TABLE];

/// Services whose optimized and AWS SDK integrations have different names.
const RENAMED: [(&str, &str); 5] = [
    ("elasticmapreduce", "emr"),
    ("emr-containers", "emrcontainers"),
    ("emr-serverless", "emrserverless"),
    ("events", "eventbridge"),
    ("states", "sfn"),
];
