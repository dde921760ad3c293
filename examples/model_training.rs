//! From data to a model: a SageMaker training job, waited for, and the model made of its artifacts.
//!
//! `.sync` waits for the job. Requests and answers are structs with serde's `PascalCase`, as far as they are needed: a misspelt parameter
//! doesn't compile. Both names begin with a constant, so the role in the template may only touch jobs and models whose names begin so.
//!
//! ```text
//! cargo run --example model_training
//! ```

use asl_dsl::prelude::*;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
#[serde(rename_all = "camelCase")]
struct Experiment {
    run_id: String,
    training_data: String,
    epochs: u32,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
#[serde(rename_all = "PascalCase")]
struct CreateTrainingJob {
    training_job_name: String,
    algorithm_specification: AlgorithmSpecification,
    hyper_parameters: HyperParameters,
    role_arn: String,
    input_data_config: Vec<Channel>,
    output_data_config: OutputDataConfig,
    resource_config: ResourceConfig,
    stopping_condition: StoppingCondition,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
#[serde(rename_all = "PascalCase")]
struct AlgorithmSpecification {
    training_image: String,
    training_input_mode: InputMode,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, Shape)]
enum InputMode {
    File,
    Pipe,
}

/// SageMaker wants every hyperparameter as text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
struct HyperParameters {
    epochs: String,
    objective: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
#[serde(rename_all = "PascalCase")]
struct Channel {
    channel_name: String,
    data_source: DataSource,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
struct DataSource {
    #[serde(rename = "S3DataSource")]
    s3: S3DataSource,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
struct S3DataSource {
    #[serde(rename = "S3DataType")]
    data_type: S3DataType,
    #[serde(rename = "S3Uri")]
    uri: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, Shape)]
enum S3DataType {
    S3Prefix,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
struct OutputDataConfig {
    #[serde(rename = "S3OutputPath")]
    s3_output_path: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
#[serde(rename_all = "PascalCase")]
struct ResourceConfig {
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

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
#[serde(rename_all = "PascalCase")]
struct TrainingJob {
    training_job_name: String,
    training_job_arn: String,
    model_artifacts: ModelArtifacts,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
struct ModelArtifacts {
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

/// Errors that nobody here can do anything about keep their name and cause.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, WorkflowError)]
enum TrainingError {
    #[error(name = "SageMaker.ResourceLimitExceededException")]
    NoCapacity,
    #[error(other)]
    Other { error: String, cause: String },
}

#[task(resource = "arn:aws:states:::sagemaker:createTrainingJob.sync")]
async fn create_training_job(request: CreateTrainingJob) -> Result<TrainingJob, TrainingError>;

#[task(resource = "arn:aws:states:::sagemaker:createModel")]
async fn create_model(request: CreateModel) -> Result<Model, TrainingError>;

const ROLE: &str = "arn:aws:iam::123456789012:role/churn-sagemaker";
const IMAGE: &str = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/churn:3";
const MODELS: &str = "s3://acme-churn/models/";

#[workflow(timeout = "8h")]
async fn model_training(experiment: Experiment) -> Result<Model, TrainingError> {
    let job = create_training_job(CreateTrainingJob {
        training_job_name: format!("churn-{}", experiment.run_id),
        algorithm_specification: AlgorithmSpecification {
            training_image: IMAGE.to_string(),
            training_input_mode: InputMode::File,
        },
        hyper_parameters: HyperParameters {
            epochs: experiment.epochs.to_string(),
            objective: "binary:logistic".to_string(),
        },
        role_arn: ROLE.to_string(),
        input_data_config: vec![Channel {
            channel_name: "train".to_string(),
            data_source: DataSource {
                s3: S3DataSource { data_type: S3DataType::S3Prefix, uri: experiment.training_data },
            },
        }],
        output_data_config: OutputDataConfig { s3_output_path: MODELS.to_string() },
        resource_config: ResourceConfig {
            instance_count: 1,
            instance_type: "ml.m5.xlarge".to_string(),
            volume_size_in_gb: 50,
        },
        stopping_condition: StoppingCondition { max_runtime_in_seconds: 6 * 3600 },
    })
    .retry(Retry::on_error(TrainingError::NoCapacity).every(Duration::from_secs(600)).max(4))
    .await?;

    create_model(CreateModel {
        model_name: format!("churn-{}", experiment.run_id),
        execution_role_arn: ROLE.to_string(),
        primary_container: Container { image: IMAGE.to_string(), model_data_url: job.model_artifacts.s3 },
    })
    .await
}

fn main() -> std::process::ExitCode {
    asl_examples::run(model_training::definition())
}

#[cfg(test)]
mod tests {
    use super::*;
    use asl_local::{Answer, Machine, Mocks, equivalent};

    fn experiment() -> Experiment {
        Experiment { run_id: "7".to_string(), training_data: "s3://acme-churn/train/".to_string(), epochs: 20 }
    }

    fn sagemaker(mocks: &mut Mocks<'_>) {
        mocks
            .on(create_training_job, |request: CreateTrainingJob| {
                assert_eq!(request.hyper_parameters.epochs, "20");
                let (folder, name) = (request.output_data_config.s3_output_path, request.training_job_name);
                Ok(TrainingJob {
                    training_job_arn: format!("arn:aws:sagemaker:eu-central-1:123456789012:training-job/{name}"),
                    model_artifacts: ModelArtifacts { s3: format!("{folder}{name}/model.tar.gz") },
                    training_job_name: name,
                })
            })
            .takes(create_training_job, Duration::from_secs(3 * 3600))
            .on(create_model, |request: CreateModel| {
                assert_eq!(request.primary_container.model_data_url, "s3://acme-churn/models/churn-7/model.tar.gz");
                let name = request.model_name;
                Ok(Model { model_arn: format!("arn:aws:sagemaker:eu-central-1:123456789012:model/{name}") })
            });
    }

    fn training() -> Machine<'static> {
        Machine::new(model_training::definition().unwrap()).with(sagemaker)
    }

    #[test]
    fn the_model_is_made_of_the_artifacts() {
        let run = training().run(&experiment());
        let model = run.returned(model_training).unwrap();
        assert_eq!(model.model_arn, "arn:aws:sagemaker:eu-central-1:123456789012:model/churn-7");
        assert_eq!(run.duration(), Duration::from_secs(3 * 3600));
    }

    #[test]
    fn a_failed_job_ends_the_execution_as_sagemaker_says() {
        let failed = Answer::fails(("SageMaker.AlgorithmError", "exit code 1"));
        let run = training().answers(create_training_job, [failed]).run(&experiment());
        assert_eq!((run.error(), run.cause()), (Some("SageMaker.AlgorithmError"), Some("exit code 1")));
    }

    #[test]
    fn without_capacity_it_is_tried_for_two_and_a_half_hours() {
        let run = training()
            .on(create_training_job, |_: CreateTrainingJob| Err(TrainingError::NoCapacity))
            .takes(create_training_job, Duration::ZERO)
            .run(&experiment());
        assert_eq!(run.returned(model_training), Err(TrainingError::NoCapacity));
        assert_eq!(run.duration(), Duration::from_secs(600 * (1 + 2 + 4 + 8)));
    }

    /// `#[workflow(timeout = "8h")]`.
    #[test]
    fn nothing_takes_longer_than_eight_hours() {
        let run = training().takes(create_training_job, Duration::from_secs(9 * 3600)).run(&experiment());
        assert_eq!(run.status(), asl_local::Status::TimedOut);
        assert_eq!(run.duration(), Duration::from_secs(8 * 3600));
    }

    #[test]
    fn the_machine_does_what_the_function_does() {
        equivalent(model_training, [experiment()], sagemaker);
        equivalent(model_training, [experiment()], |mocks| {
            sagemaker(mocks);
            let other =
                TrainingError::Other { error: "SageMaker.AlgorithmError".to_string(), cause: "exit 1".to_string() };
            mocks.answers(create_training_job, [Err(TrainingError::NoCapacity), Err(other)]);
        });
    }

    /// Definition, template and diagram are in `examples/snapshots`: a change of what is deployed shows in the review.
    #[test]
    fn documents() {
        asl_tests::documents(model_training::definition(), |deployment| deployment);
    }
}
