//! SageMaker: <https://docs.aws.amazon.com/step-functions/latest/dg/connect-sagemaker.html>.
//!
//! A `.sync` job is tagged by Step Functions (`MANAGED_BY_AWS`), which is why it needs `AddTags` even when the request has no `Tags`;
//! the page's `ListTags` on `*` is narrowed to the job. Every role in a request is passed with `iam:PassedToService`.

use super::call::{Call, Reached, named};
use super::table::{Entry, On, Permit, When, entry, rule};
use crate::deploy::kind::{
    ENDPOINT, ENDPOINT_CONFIG, MODEL, PROCESSING_JOB, ROLE, TRAINING_JOB, TRANSFORM_JOB, TUNING_JOB,
};

const SERVICE: &str = "sagemaker.amazonaws.com";

/// Creating a job and, with `.sync`, following, stopping and tagging it.
macro_rules! job {
    ($call:literal, $kind:expr, $name:literal, $create:literal, $describe:literal, $stop:literal, $rule:literal $(, $more:expr)*) => {
        Entry {
            call: $call,
            permits: &[
                Permit { when: When::Always, purpose: "CreateJob", actions: &[$create], on: On::Named(&$kind, $name) },
                Permit {
                    when: When::Sync,
                    purpose: "FollowJob",
                    actions: &[$describe, $stop, "sagemaker:ListTags", "sagemaker:AddTags"],
                    on: On::Named(&$kind, $name),
                },
                Permit { when: When::HasWithoutSync("Tags"), purpose: "TagJob", actions: &["sagemaker:AddTags"], on: On::Named(&$kind, $name) },
                rule($rule),
                $($more,)*
            ],
        }
    };
}

const fn pass(field: &'static str) -> Permit {
    Permit { when: When::Always, purpose: "PassRole", actions: &["iam:PassRole"], on: On::Passed(field, SERVICE) }
}

pub(super) const ENTRIES: &[Entry] = &[
    job!(
        "sagemaker:createTrainingJob",
        TRAINING_JOB,
        "TrainingJobName",
        "sagemaker:CreateTrainingJob",
        "sagemaker:DescribeTrainingJob",
        "sagemaker:StopTrainingJob",
        "StepFunctionsGetEventsForSageMakerTrainingJobsRule",
        pass("RoleArn")
    ),
    job!(
        "sagemaker:createHyperParameterTuningJob",
        TUNING_JOB,
        "HyperParameterTuningJobName",
        "sagemaker:CreateHyperParameterTuningJob",
        "sagemaker:DescribeHyperParameterTuningJob",
        "sagemaker:StopHyperParameterTuningJob",
        "StepFunctionsGetEventsForSageMakerTuningJobsRule",
        Permit {
            when: When::Always,
            purpose: "PassRole",
            actions: &["iam:PassRole"],
            on: On::PassedEach(tuning_roles, SERVICE)
        }
    ),
    job!(
        "sagemaker:createTransformJob",
        TRANSFORM_JOB,
        "TransformJobName",
        "sagemaker:CreateTransformJob",
        "sagemaker:DescribeTransformJob",
        "sagemaker:StopTransformJob",
        "StepFunctionsGetEventsForSageMakerTransformJobsRule"
    ),
    job!(
        "sagemaker:createProcessingJob",
        PROCESSING_JOB,
        "ProcessingJobName",
        "sagemaker:CreateProcessingJob",
        "sagemaker:DescribeProcessingJob",
        "sagemaker:StopProcessingJob",
        "StepFunctionsGetEventsForSageMakerProcessingJobsRule",
        pass("RoleArn")
    ),
    Entry {
        call: "sagemaker:createModel",
        permits: &[
            Permit {
                when: When::Always,
                purpose: "CreateModel",
                actions: &["sagemaker:CreateModel"],
                on: On::Named(&MODEL, "ModelName"),
            },
            pass("ExecutionRoleArn"),
        ],
    },
    entry!("sagemaker:createEndpointConfig" => When::Always, "CreateEndpointConfig", ["sagemaker:CreateEndpointConfig"], On::Named(&ENDPOINT_CONFIG, "EndpointConfigName")),
    entry!("sagemaker:createEndpoint" => When::Always, "CreateEndpoint", ["sagemaker:CreateEndpoint"], On::By(endpoint)),
    entry!("sagemaker:updateEndpoint" => When::Always, "UpdateEndpoint", ["sagemaker:UpdateEndpoint"], On::By(endpoint)),
    entry!("sagemaker:describeTrainingJob" => When::Always, "DescribeJob", ["sagemaker:DescribeTrainingJob"], On::Named(&TRAINING_JOB, "TrainingJobName")),
    entry!("sagemaker:describeHyperParameterTuningJob" => When::Always, "DescribeJob", ["sagemaker:DescribeHyperParameterTuningJob"], On::Named(&TUNING_JOB, "HyperParameterTuningJobName")),
    entry!("sagemaker:describeTransformJob" => When::Always, "DescribeJob", ["sagemaker:DescribeTransformJob"], On::Named(&TRANSFORM_JOB, "TransformJobName")),
    entry!("sagemaker:describeProcessingJob" => When::Always, "DescribeJob", ["sagemaker:DescribeProcessingJob"], On::Named(&PROCESSING_JOB, "ProcessingJobName")),
    entry!("sagemaker:describeModel" => When::Always, "DescribeModel", ["sagemaker:DescribeModel"], On::Named(&MODEL, "ModelName")),
];

/// One training job definition, or a list of them.
fn tuning_roles(call: &Call<'_>) -> Vec<Reached> {
    match call.request.elements("TrainingJobDefinitions") {
        Some(definitions) => definitions.iter().map(|each| named(each, &ROLE, "RoleArn")).collect(),
        None => vec![call.named(&ROLE, "TrainingJobDefinition.RoleArn")],
    }
}

/// Making an endpoint is authorised on the endpoint and on the configuration it uses.
fn endpoint(call: &Call<'_>) -> Vec<Reached> {
    vec![call.named(&ENDPOINT, "EndpointName"), call.named(&ENDPOINT_CONFIG, "EndpointConfigName")]
}
