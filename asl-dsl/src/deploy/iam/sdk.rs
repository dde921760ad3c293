//! The IAM action behind an AWS SDK integration that has no table: a guess that is shown to the user and never used.
//!
//! IAM's prefixes are those of the Service Authorization Reference; the names in a `Resource` are those of AWS's Java SDK, and about one
//! service in ten is called otherwise.

use super::resource::Integration;

/// SDK service name and IAM prefix, where they differ; sorted.
const PREFIXES: &[(&str, &str)] = &[
    ("apigatewayv2", "apigateway"),
    ("applicationautoscaling", "application-autoscaling"),
    ("bedrockagentruntime", "bedrock"),
    ("bedrockruntime", "bedrock"),
    ("cloudcontrol", "cloudformation"),
    ("cloudwatchlogs", "logs"),
    ("cognitoidentity", "cognito-identity"),
    ("cognitoidentityprovider", "cognito-idp"),
    ("costexplorer", "ce"),
    ("databasemigration", "dms"),
    ("docdb", "rds"),
    ("ecrpublic", "ecr-public"),
    ("efs", "elasticfilesystem"),
    ("elasticloadbalancingv2", "elasticloadbalancing"),
    ("emr", "elasticmapreduce"),
    ("emrcontainers", "emr-containers"),
    ("emrserverless", "emr-serverless"),
    ("eventbridge", "events"),
    ("iotdataplane", "iot"),
    ("kinesisanalyticsv2", "kinesisanalytics"),
    ("lexruntimev2", "lex"),
    ("marketplacemetering", "aws-marketplace"),
    ("migrationhub", "mgh"),
    ("mwaa", "airflow"),
    ("neptune", "rds"),
    ("opensearch", "es"),
    ("pinpoint", "mobiletargeting"),
    ("rdsdata", "rds-data"),
    ("redshiftdata", "redshift-data"),
    ("redshiftserverless", "redshift-serverless"),
    ("resourcegroupstaggingapi", "tag"),
    ("s3control", "s3"),
    ("sagemakerruntime", "sagemaker"),
    ("sesv2", "ses"),
    ("sfn", "states"),
];

/// `aws-sdk:sesv2:sendEmail` is probably `ses:SendEmail`.
pub(super) fn iam_action(integration: &Integration) -> Option<String> {
    let service = integration.service.as_str();
    let prefix = PREFIXES.binary_search_by_key(&service, |(name, _)| name).map_or(service, |index| PREFIXES[index].1);
    let mut letters = integration.action.chars();
    let first = letters.next()?.to_ascii_uppercase();
    Some(format!("{prefix}:{first}{}", letters.as_str()))
}
