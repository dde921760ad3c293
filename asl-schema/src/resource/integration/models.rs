//! Training and calling models.

use super::Integration;
use crate::resource::pattern::Patterns;

pub(super) static TABLE: &[Integration] = &[
    Integration::of("sagemaker", "createEndpoint", Patterns::RESPONSE)
        .takes_at_most("DeploymentConfig !EndpointConfigName !EndpointName Tags")
        .answers_at_least("EndpointArn"),
    Integration::of("sagemaker", "createEndpointConfig", Patterns::RESPONSE)
        .takes_at_most(
            "AsyncInferenceConfig CrossRegionTrafficConfig DataCaptureConfig EnableNetworkIsolation \
             !EndpointConfigName ExecutionRoleArn ExplainerConfig KmsKeyId MetricsConfig \
             !ProductionVariants ShadowProductionVariants Tags VpcConfig",
        )
        .answers_at_least("EndpointConfigArn"),
    Integration::of("sagemaker", "createHyperParameterTuningJob", Patterns::RESPONSE_SYNC)
        .takes_at_most(
            "Autotune !HyperParameterTuningJobConfig !HyperParameterTuningJobName Tags \
             TrainingJobDefinition TrainingJobDefinitions WarmStartConfig",
        )
        .answers_at_least("HyperParameterTuningJobArn"),
    Integration::of("sagemaker", "createLabelingJob", Patterns::RESPONSE_SYNC)
        .takes_at_most(
            "!HumanTaskConfig !InputConfig !LabelAttributeName LabelCategoryConfigS3Uri \
             LabelingJobAlgorithmsConfig !LabelingJobName !OutputConfig !RoleArn StoppingConditions Tags",
        )
        .answers_at_least("LabelingJobArn"),
    Integration::of("sagemaker", "createModel", Patterns::RESPONSE)
        .takes_at_most(
            "Containers EnableNetworkIsolation ExecutionRoleArn InferenceExecutionConfig !ModelName \
             PrimaryContainer Tags VpcConfig",
        )
        .answers_at_least("ModelArn"),
    Integration::of("sagemaker", "createProcessingJob", Patterns::RESPONSE_SYNC)
        .takes_at_most(
            "!AppSpecification Environment ExperimentConfig NetworkConfig ProcessingInputs \
             !ProcessingJobName ProcessingOutputConfig !ProcessingResources !RoleArn StoppingCondition \
             Tags",
        )
        .answers_at_least("ProcessingJobArn"),
    Integration::of("sagemaker", "createTrainingJob", Patterns::RESPONSE_SYNC)
        .takes_at_most(
            "AlgorithmSpecification CheckpointConfig DebugHookConfig DebugRuleConfigurations \
             EnableInterContainerTrafficEncryption EnableManagedSpotTraining EnableNetworkIsolation \
             Environment ExperimentConfig HyperParameters InfraCheckConfig InputDataConfig MlflowConfig \
             ModelPackageConfig !OutputDataConfig ProfilerConfig ProfilerRuleConfigurations \
             RemoteDebugConfig ResourceConfig RetryStrategy !RoleArn ServerlessJobConfig \
             SessionChainingConfig StoppingCondition Tags TensorBoardOutputConfig !TrainingJobName \
             VpcConfig",
        )
        .answers_at_least("TrainingJobArn"),
    Integration::of("sagemaker", "createTransformJob", Patterns::RESPONSE_SYNC)
        .takes_at_most(
            "BatchStrategy DataCaptureConfig DataProcessing Environment ExperimentConfig \
             MaxConcurrentTransforms MaxPayloadInMB ModelClientConfig !ModelName Tags !TransformInput \
             !TransformJobName !TransformOutput !TransformResources",
        )
        .answers_at_least("TransformJobArn"),
    Integration::of("sagemaker", "updateEndpoint", Patterns::RESPONSE)
        .takes_at_most(
            "DeploymentConfig !EndpointConfigName !EndpointName ExcludeRetainedVariantProperties \
             RetainAllVariantProperties RetainDeploymentConfig",
        )
        .answers_at_least("EndpointArn"),
    Integration::of("bedrock", "invokeModel", Patterns::RESPONSE)
        .takes_at_least("Accept Body ContentType GuardrailIdentifier GuardrailVersion Input !ModelId Output Trace")
        .answers_at_least("Body ContentType"),
    Integration::of("bedrock", "createModelCustomizationJob", Patterns::RESPONSE_SYNC)
        .takes_at_most(
            "!BaseModelIdentifier ClientRequestToken CustomModelKmsKeyId !CustomModelName CustomModelTags \
             CustomizationConfig CustomizationType HyperParameters !JobName JobTags !OutputDataConfig \
             !RoleArn !TrainingDataConfig ValidationDataConfig VpcConfig",
        )
        .answers_at_least("JobArn"),
    Integration::of("bedrockagentcore", "invokeHarness", Patterns::RESPONSE)
        .takes_at_most(
            "ActorId AllowedTools Baggage !HarnessArn MaxIterations MaxTokens !Messages Model Qualifier \
             !RuntimeSessionId RuntimeUserId Skills SystemPrompt TimeoutSeconds Tools TraceId TraceParent \
             TraceState",
        )
        .answers_at_least("Metrics Output StopReason Usage"),
];
