//! The kinds of AWS resources that a task can name, and how a name becomes an ARN.
//!
//! ARN formats are those of the Service Authorization Reference (docs.aws.amazon.com/service-authorization).

use super::text::{Piece, Pseudo, Text};

/// A kind of resource.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Kind {
    /// What a person calls one: `Lambda function`.
    pub(crate) noun: &'static str,
    /// The service in its ARN.
    pub(crate) service: &'static str,
    /// Whether its ARN names region and account.
    pub(crate) place: Place,
    /// What stands in the ARN before the name: `function:`.
    pub(crate) prefix: &'static str,
    /// What a placeholder that stands alone is filled with.
    pub(crate) holds: Holds,
}

/// Which of region and account an ARN names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Place {
    /// `arn:aws:sqs:REGION:ACCOUNT:…`
    RegionAndAccount,
    /// `arn:aws:iam::ACCOUNT:…`
    Account,
    /// `arn:aws:bedrock:REGION::…`
    Region,
    /// `arn:aws:s3:::…`
    Nowhere,
}

/// What the value of a lone placeholder is, by the field it stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Holds {
    /// Its ARN.
    Arn,
    /// Its name, what `Ref` gives for this kind.
    Name,
    /// The URL of an SQS queue.
    QueueUrl,
}

impl Kind {
    /// A short word for the value that a placeholder holds.
    pub(crate) fn value_word(&self) -> &'static str {
        match self.holds {
            Holds::Arn => "ARN",
            Holds::Name => "name",
            Holds::QueueUrl => "URL",
        }
    }

    /// What CloudFormation should require of a parameter that holds this value, so that a name given for an ARN stops the deployment.
    pub(crate) fn pattern(&self) -> String {
        match self.holds {
            Holds::Arn => format!("arn:[^:]+:{}:.+", self.service),
            Holds::Name => "[^:]+".to_owned(),
            Holds::QueueUrl => "https://[^/]+/[^/]+/[^/]+".to_owned(),
        }
    }

    /// The ARN of the resource called `name` in the stack's own account and region.
    pub(crate) fn arn_of_name(&self, name: &Text) -> Text {
        let mut arn = Text::literal("arn:");
        arn.push(Piece::Pseudo(Pseudo::Partition));
        arn.push_str(&format!(":{}:", self.service));
        if matches!(self.place, Place::RegionAndAccount | Place::Region) {
            arn.push(Piece::Pseudo(Pseudo::Region));
        }
        arn.push_str(":");
        if matches!(self.place, Place::RegionAndAccount | Place::Account) {
            arn.push(Piece::Pseudo(Pseudo::Account));
        }
        arn.push_str(&format!(":{}", self.prefix));
        arn.extend(name);
        arn
    }

    /// The ARN of what a field says: an ARN, a name, a queue's URL, or a lone placeholder that holds one of them.
    pub(crate) fn arn(&self, value: &Text) -> Text {
        if value.leading().starts_with("arn:") {
            return value.clone();
        }
        if self.holds == Holds::QueueUrl {
            return queue_arn(value);
        }
        match (value.as_hole(), self.holds) {
            (Some(_), Holds::Arn) => value.clone(),
            _ => self.arn_of_name(value),
        }
    }
}

/// `https://sqs.eu-west-1.amazonaws.com/123456789012/jobs` names region, account and queue of its ARN. The region of a placeholder's
/// queue is the stack's: a queue URL has had several host forms, but the account and the name always end it.
fn queue_arn(url: &Text) -> Text {
    if let Some(hole) = url.as_hole() {
        let part =
            |index: usize, word: &'static str| Piece::Part { hole: hole.to_owned(), delimiter: "/", index, word };
        let mut arn = Text::literal("arn:");
        arn.push(Piece::Pseudo(Pseudo::Partition));
        arn.push_str(":sqs:");
        arn.push(Piece::Pseudo(Pseudo::Region));
        arn.push_str(":");
        arn.push(part(3, "Account"));
        arn.push_str(":");
        arn.push(part(4, "Name"));
        return arn;
    }
    if let Some([host, account, name]) = url.as_literal().and_then(queue_url) {
        let region = host.strip_prefix("sqs.").and_then(|rest| rest.split('.').next());
        let mut arn = Text::literal("arn:");
        arn.push(Piece::Pseudo(Pseudo::Partition));
        arn.push_str(":sqs:");
        match region {
            Some(region) => arn.push_str(region),
            None => arn.push(Piece::Pseudo(Pseudo::Region)),
        }
        arn.push_str(&format!(":{account}:{name}"));
        return arn;
    }
    // `https://sqs.${Region}.amazonaws.com/${Account}/jobs-${Stage}`: the account is the stack's own unless it was written out.
    QUEUE.arn_of_name(&url.after_last('/'))
}

/// Host, account and name of a queue's URL.
fn queue_url(url: &str) -> Option<[&str; 3]> {
    let mut parts = url.strip_prefix("https://")?.split('/');
    let found = [parts.next()?, parts.next()?, parts.next()?];
    parts.next().is_none().then_some(found)
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident = $noun:literal $service:literal $place:ident $prefix:literal $holds:ident;)*) => {$(
        $(#[$doc])*
        pub(crate) static $name: Kind =
            Kind { noun: $noun, service: $service, place: Place::$place, prefix: $prefix, holds: Holds::$holds };
    )*};
}

kinds! {
    FUNCTION = "Lambda function" "lambda" RegionAndAccount "function:" Arn;
    MACHINE = "state machine" "states" RegionAndAccount "stateMachine:" Arn;
    EXECUTION = "execution" "states" RegionAndAccount "execution:" Arn;
    TOPIC = "SNS topic" "sns" RegionAndAccount "" Arn;
    QUEUE = "SQS queue" "sqs" RegionAndAccount "" QueueUrl;
    TABLE = "DynamoDB table" "dynamodb" RegionAndAccount "table/" Name;
    EVENT_BUS = "event bus" "events" RegionAndAccount "event-bus/" Name;
    EVENT_RULE = "EventBridge rule" "events" RegionAndAccount "rule/" Name;
    CONNECTION = "EventBridge connection" "events" RegionAndAccount "connection/" Arn;
    SECRET = "secret" "secretsmanager" RegionAndAccount "secret:" Arn;
    PARAMETER = "SSM parameter" "ssm" RegionAndAccount "parameter/" Name;
    ROLE = "IAM role" "iam" Account "role/" Arn;
    BUCKET = "S3 bucket" "s3" Nowhere "" Name;
    TRAINING_JOB = "SageMaker training job" "sagemaker" RegionAndAccount "training-job/" Name;
    TUNING_JOB = "SageMaker tuning job" "sagemaker" RegionAndAccount "hyper-parameter-tuning-job/" Name;
    TRANSFORM_JOB = "SageMaker transform job" "sagemaker" RegionAndAccount "transform-job/" Name;
    PROCESSING_JOB = "SageMaker processing job" "sagemaker" RegionAndAccount "processing-job/" Name;
    MODEL = "SageMaker model" "sagemaker" RegionAndAccount "model/" Name;
    ENDPOINT = "SageMaker endpoint" "sagemaker" RegionAndAccount "endpoint/" Name;
    ENDPOINT_CONFIG = "SageMaker endpoint configuration" "sagemaker" RegionAndAccount "endpoint-config/" Name;
    GLUE_JOB = "Glue job" "glue" RegionAndAccount "job/" Name;
    GLUE_CRAWLER = "Glue crawler" "glue" RegionAndAccount "crawler/" Name;
    BATCH_JOB = "Batch job" "batch" RegionAndAccount "job/" Name;
    BATCH_QUEUE = "Batch job queue" "batch" RegionAndAccount "job-queue/" Arn;
    BATCH_DEFINITION = "Batch job definition" "batch" RegionAndAccount "job-definition/" Arn;
    WORKGROUP = "Athena workgroup" "athena" RegionAndAccount "workgroup/" Name;
    DATA_CATALOG = "Athena data catalog" "athena" RegionAndAccount "datacatalog/" Name;
    CLUSTER = "Redshift cluster" "redshift" RegionAndAccount "cluster:" Name;
    REDSHIFT_DATABASE = "Redshift database" "redshift" RegionAndAccount "dbname:" Name;
    REDSHIFT_USER = "Redshift user" "redshift" RegionAndAccount "dbuser:" Name;
    REDSHIFT_WORKGROUP = "Redshift Serverless workgroup" "redshift-serverless" RegionAndAccount "workgroup/" Arn;
    TASK_DEFINITION = "ECS task definition" "ecs" RegionAndAccount "task-definition/" Arn;
    ECS_TASK = "ECS task" "ecs" RegionAndAccount "task/" Name;
    PROJECT = "CodeBuild project" "codebuild" RegionAndAccount "project/" Name;
    DEPLOYMENT_GROUP = "CodeDeploy deployment group" "codedeploy" RegionAndAccount "deploymentgroup:" Name;
    DEPLOYMENT_CONFIG = "CodeDeploy deployment configuration" "codedeploy" RegionAndAccount "deploymentconfig:" Name;
    APPLICATION = "CodeDeploy application" "codedeploy" RegionAndAccount "application:" Name;
    FOUNDATION_MODEL = "Bedrock foundation model" "bedrock" Region "foundation-model/" Name;
    REST_API = "API Gateway API" "execute-api" RegionAndAccount "" Name;
}
