//! From a tuning job to predictions: tune, look up the best training job, make its model, transform a batch with it.
//!
//! Four SageMaker calls in a row, each with what the ones before answered; two of them wait for a job with `.sync`. The long request is an
//! ordinary struct expression, so that a wrong or missing parameter is an error of rustc at that parameter.
//!
//! ```text
//! cargo run --example hyperparameter_tuning
//! ```

use asl_dsl::deploy::Grant;
use asl_dsl::prelude::*;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
#[serde(rename_all = "camelCase")]
struct Campaign {
    id: String,
    training_data: String,
    customers: String,
    trials: u32,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
#[serde(rename_all = "PascalCase")]
struct CreateTuningJob {
    hyper_parameter_tuning_job_name: String,
    hyper_parameter_tuning_job_config: TuningConfig,
    training_job_definition: TrainingDefinition,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
#[serde(rename_all = "PascalCase")]
struct TuningConfig {
    strategy: Strategy,
    hyper_parameter_tuning_job_objective: Objective,
    resource_limits: ResourceLimits,
    parameter_ranges: ParameterRanges,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, Shape)]
enum Strategy {
    Bayesian,
    Random,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
#[serde(tag = "Type", rename_all_fields = "PascalCase")]
enum Objective {
    Maximize { metric_name: String },
    Minimize { metric_name: String },
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
#[serde(rename_all = "PascalCase")]
struct ResourceLimits {
    max_number_of_training_jobs: u32,
    max_parallel_training_jobs: u32,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
#[serde(rename_all = "PascalCase")]
struct ParameterRanges {
    continuous_parameter_ranges: Vec<Range>,
    integer_parameter_ranges: Vec<Range>,
}

/// SageMaker takes the bounds as text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
#[serde(rename_all = "PascalCase")]
struct Range {
    name: String,
    min_value: String,
    max_value: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
#[serde(rename_all = "PascalCase")]
struct TrainingDefinition {
    algorithm_specification: Algorithm,
    role_arn: String,
    input_data_config: Vec<Channel>,
    output_data_config: Output,
    resource_config: Instances,
    stopping_condition: StoppingCondition,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
#[serde(rename_all = "PascalCase")]
struct Algorithm {
    training_image: String,
    training_input_mode: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
#[serde(rename_all = "PascalCase")]
struct Channel {
    channel_name: String,
    content_type: String,
    data_source: DataSource,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
struct DataSource {
    #[serde(rename = "S3DataSource")]
    s3: S3Data,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
struct S3Data {
    #[serde(rename = "S3DataType")]
    data_type: String,
    #[serde(rename = "S3Uri")]
    uri: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
struct Output {
    #[serde(rename = "S3OutputPath")]
    s3_path: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
#[serde(rename_all = "PascalCase")]
struct Instances {
    instance_count: u32,
    instance_type: String,
    #[serde(rename = "VolumeSizeInGB")]
    volume_size_in_gb: u32,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
#[serde(rename_all = "PascalCase")]
struct StoppingCondition {
    max_runtime_in_seconds: u32,
}

/// A finished tuning job. When every trial failed there is no best one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
#[serde(rename_all = "PascalCase")]
struct TunedJob {
    best_training_job: Option<BestTrainingJob>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
#[serde(rename_all = "PascalCase")]
struct BestTrainingJob {
    training_job_name: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
#[serde(rename_all = "PascalCase")]
struct DescribeTrainingJob {
    training_job_name: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
#[serde(rename_all = "PascalCase")]
struct TrainingJob {
    model_artifacts: Artifacts,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
struct Artifacts {
    #[serde(rename = "S3ModelArtifacts")]
    s3: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
#[serde(rename_all = "PascalCase")]
struct CreateModel {
    model_name: String,
    execution_role_arn: String,
    primary_container: Container,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
#[serde(rename_all = "PascalCase")]
struct Container {
    image: String,
    model_data_url: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
#[serde(rename_all = "PascalCase")]
struct Model {
    model_arn: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
#[serde(rename_all = "PascalCase")]
struct CreateTransformJob {
    transform_job_name: String,
    model_name: String,
    transform_input: TransformInput,
    transform_output: Output,
    transform_resources: TransformResources,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
#[serde(rename_all = "PascalCase")]
struct TransformInput {
    content_type: String,
    split_type: String,
    data_source: DataSource,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
#[serde(rename_all = "PascalCase")]
struct TransformResources {
    instance_count: u32,
    instance_type: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
#[serde(rename_all = "camelCase")]
struct Predictions {
    folder: String,
    best_training_job: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, WorkflowError)]
enum TuningError {
    EveryTrialFailed,
    #[error(other)]
    Other {
        error: String,
        cause: String,
    },
}

#[task(resource = "arn:aws:states:::sagemaker:createHyperParameterTuningJob.sync")]
async fn create_tuning_job(request: CreateTuningJob) -> Result<TunedJob, TuningError>;

#[task(resource = "arn:aws:states:::aws-sdk:sagemaker:describeTrainingJob")]
async fn describe_training_job(request: DescribeTrainingJob) -> Result<TrainingJob, TuningError>;

#[task(resource = "arn:aws:states:::sagemaker:createModel")]
async fn create_model(request: CreateModel) -> Result<Model, TuningError>;

#[task(resource = "arn:aws:states:::sagemaker:createTransformJob.sync")]
async fn create_transform_job(request: CreateTransformJob) -> Result<(), TuningError>;

const ROLE: &str = "arn:aws:iam::123456789012:role/churn-sagemaker";
const IMAGE: &str = "492215442770.dkr.ecr.eu-central-1.amazonaws.com/sagemaker-xgboost:1.7-1";

#[workflow]
async fn hyperparameter_tuning(campaign: Campaign) -> Result<Predictions, TuningError> {
    let tuned = create_tuning_job(CreateTuningJob {
        hyper_parameter_tuning_job_name: format!("churn-{}", campaign.id),
        hyper_parameter_tuning_job_config: TuningConfig {
            strategy: Strategy::Bayesian,
            hyper_parameter_tuning_job_objective: Objective::Maximize { metric_name: "validation:auc".to_string() },
            resource_limits: ResourceLimits {
                max_number_of_training_jobs: campaign.trials,
                max_parallel_training_jobs: campaign.trials.min(4),
            },
            parameter_ranges: ParameterRanges {
                continuous_parameter_ranges: vec![Range {
                    name: "eta".to_string(),
                    min_value: "0.05".to_string(),
                    max_value: "0.5".to_string(),
                }],
                integer_parameter_ranges: vec![Range {
                    name: "max_depth".to_string(),
                    min_value: "3".to_string(),
                    max_value: "9".to_string(),
                }],
            },
        },
        training_job_definition: TrainingDefinition {
            algorithm_specification: Algorithm {
                training_image: IMAGE.to_string(),
                training_input_mode: "File".to_string(),
            },
            role_arn: ROLE.to_string(),
            input_data_config: vec![Channel {
                channel_name: "train".to_string(),
                content_type: "text/csv".to_string(),
                data_source: DataSource {
                    s3: S3Data { data_type: "S3Prefix".to_string(), uri: campaign.training_data },
                },
            }],
            output_data_config: Output { s3_path: "s3://acme-churn/models/".to_string() },
            resource_config: Instances {
                instance_count: 1,
                instance_type: "ml.m5.xlarge".to_string(),
                volume_size_in_gb: 20,
            },
            stopping_condition: StoppingCondition { max_runtime_in_seconds: 3600 },
        },
    })
    .await?;

    let Some(best) = tuned.best_training_job else {
        return Err(TuningError::EveryTrialFailed);
    };
    let name = best.training_job_name;
    let job = describe_training_job(DescribeTrainingJob { training_job_name: name.clone() }).await?;
    create_model(CreateModel {
        model_name: format!("churn-{}", campaign.id),
        execution_role_arn: ROLE.to_string(),
        primary_container: Container { image: IMAGE.to_string(), model_data_url: job.model_artifacts.s3 },
    })
    .await?;

    let folder = format!("s3://acme-churn/predictions/{}/", campaign.id);
    create_transform_job(CreateTransformJob {
        transform_job_name: format!("churn-{}", campaign.id),
        model_name: format!("churn-{}", campaign.id),
        transform_input: TransformInput {
            content_type: "text/csv".to_string(),
            split_type: "Line".to_string(),
            data_source: DataSource { s3: S3Data { data_type: "S3Prefix".to_string(), uri: campaign.customers } },
        },
        transform_output: Output { s3_path: folder.clone() },
        transform_resources: TransformResources { instance_count: 2, instance_type: "ml.m5.large".to_string() },
    })
    .await?;
    Ok(Predictions { folder, best_training_job: name })
}

fn main() -> std::process::ExitCode {
    asl_examples::run_with(hyperparameter_tuning::definition(), |deployment| deployment.grant(training_jobs()))
}

/// SageMaker names the trials after the tuning job, which no task of the workflow says.
fn training_jobs() -> Grant {
    let jobs = "arn:${AWS::Partition}:sagemaker:${AWS::Region}:${AWS::AccountId}:training-job/churn-*";
    Grant::new(["sagemaker:DescribeTrainingJob"], [jobs]).for_state("Describe training job")
}

#[cfg(test)]
mod tests {
    use super::*;
    use asl_local::{Answer, Machine, Mocks, equivalent};
    use serde_json::json;

    fn campaign() -> Campaign {
        Campaign {
            id: "7".to_string(),
            training_data: "s3://acme-churn/train/".to_string(),
            customers: "s3://acme-churn/customers/".to_string(),
            trials: 20,
        }
    }

    fn sagemaker(mocks: &mut Mocks<'_>) {
        mocks
            .on(create_tuning_job, |request: CreateTuningJob| {
                let limits = request.hyper_parameter_tuning_job_config.resource_limits;
                assert_eq!((limits.max_number_of_training_jobs, limits.max_parallel_training_jobs), (20, 4));
                let best = BestTrainingJob { training_job_name: "churn-7-013".to_string() };
                Ok(TunedJob { best_training_job: Some(best) })
            })
            .on(describe_training_job, |job: DescribeTrainingJob| {
                let s3 = format!("s3://acme-churn/models/{}/model.tar.gz", job.training_job_name);
                Ok(TrainingJob { model_artifacts: Artifacts { s3 } })
            })
            .on(create_model, |request: CreateModel| {
                assert_eq!(request.primary_container.model_data_url, "s3://acme-churn/models/churn-7-013/model.tar.gz");
                Ok(Model { model_arn: "arn:aws:sagemaker:eu-central-1:123456789012:model/churn-7".to_string() })
            })
            .on(create_transform_job, |_: CreateTransformJob| Ok(()));
    }

    fn tuning() -> Machine<'static> {
        Machine::new(hyperparameter_tuning::definition().unwrap()).with(sagemaker)
    }

    #[test]
    fn the_best_trial_becomes_the_model() {
        let predictions = tuning().run(&campaign()).returned(hyperparameter_tuning).unwrap();
        assert_eq!(predictions.folder, "s3://acme-churn/predictions/7/");
        assert_eq!(predictions.best_training_job, "churn-7-013");
    }

    /// The jobs are waited for; what they take is the time of the execution.
    #[test]
    fn tuning_overnight_and_predicting_for_an_hour() {
        let hour = Duration::from_secs(3600);
        let run = tuning().takes(create_tuning_job, 9 * hour).takes(create_transform_job, hour).run(&campaign());
        assert_eq!(run.duration(), 10 * hour);
    }

    #[test]
    fn without_a_best_trial_nothing_is_predicted() {
        // As SageMaker writes it: the field is absent.
        let nothing = Answer::result(&json!({ "HyperParameterTuningJobStatus": "Completed" }));
        let run = tuning().answers(create_tuning_job, [nothing]).run(&campaign());
        assert_eq!(run.returned(hyperparameter_tuning), Err(TuningError::EveryTrialFailed));
        assert_eq!(run.path(), ["Create tuning job", "Match tuned.best_training_job", "Fail EveryTrialFailed"]);
    }

    #[test]
    fn a_failed_transform_is_told_as_it_is() {
        let failed = Answer::fails(("SageMaker.ClientError", "bad csv"));
        let run = tuning().answers(create_transform_job, [failed]).run(&campaign());
        let failed = TuningError::Other { error: "SageMaker.ClientError".to_string(), cause: "bad csv".to_string() };
        assert_eq!(run.returned(hyperparameter_tuning), Err(failed));
    }

    #[test]
    fn the_machine_does_what_the_function_does() {
        equivalent(hyperparameter_tuning, [campaign()], sagemaker);
        equivalent(hyperparameter_tuning, [campaign()], |mocks| {
            sagemaker(mocks);
            mocks.answers(create_tuning_job, [Ok(TunedJob { best_training_job: None })]);
        });
    }

    /// Definition, template and diagram are in `examples/snapshots`: a change of what is deployed shows in the review.
    #[test]
    fn documents() {
        asl_tests::documents(hyperparameter_tuning::definition(), |deployment| deployment.grant(training_jobs()));
    }
}
