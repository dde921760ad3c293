//! Tables, queries and data jobs.

use super::Integration;
use crate::resource::pattern::Patterns;

pub(super) static TABLE: &[Integration] = &[
    Integration::of("dynamodb", "getItem", Patterns::RESPONSE)
        .takes(
            "AttributesToGet ConsistentRead ExpressionAttributeNames !Key ProjectionExpression \
             ReturnConsumedCapacity !TableName",
        )
        .answers("ConsumedCapacity Item SdkHttpMetadata SdkResponseMetadata"),
    Integration::of("dynamodb", "putItem", Patterns::RESPONSE)
        .takes(
            "ConditionExpression ConditionalOperator Expected ExpressionAttributeNames \
             ExpressionAttributeValues !Item ReturnConsumedCapacity ReturnItemCollectionMetrics \
             ReturnValues !TableName",
        )
        .answers("Attributes ConsumedCapacity ItemCollectionMetrics SdkHttpMetadata SdkResponseMetadata"),
    Integration::of("dynamodb", "deleteItem", Patterns::RESPONSE)
        .takes(
            "ConditionExpression ConditionalOperator Expected ExpressionAttributeNames \
             ExpressionAttributeValues !Key ReturnConsumedCapacity ReturnItemCollectionMetrics \
             ReturnValues !TableName",
        )
        .answers("Attributes ConsumedCapacity ItemCollectionMetrics SdkHttpMetadata SdkResponseMetadata"),
    Integration::of("dynamodb", "updateItem", Patterns::RESPONSE)
        .takes(
            "AttributeUpdates ConditionExpression ConditionalOperator Expected ExpressionAttributeNames \
             ExpressionAttributeValues !Key ReturnConsumedCapacity ReturnItemCollectionMetrics \
             ReturnValues !TableName UpdateExpression",
        )
        .answers("Attributes ConsumedCapacity ItemCollectionMetrics SdkHttpMetadata SdkResponseMetadata"),
    Integration::of("glue", "startJobRun", Patterns::RESPONSE_SYNC)
        .takes(
            "AllocatedCapacity Arguments ExecutionClass !JobName JobRunId JobRunQueuingEnabled \
             MaxCapacity NotificationProperty NumberOfWorkers SecurityConfiguration Timeout WorkerType",
        )
        .answers_at_least("JobName JobRunId"),
    Integration::of("databrew", "startJobRun", Patterns::RESPONSE_SYNC).takes("!Name").answers_at_least("RunId"),
    Integration::of("athena", "startQueryExecution", Patterns::RESPONSE_SYNC)
        .takes_at_most(
            "ClientRequestToken EngineConfiguration ExecutionParameters QueryExecutionContext \
             !QueryString ResultConfiguration ResultReuseConfiguration WorkGroup",
        )
        .answers_at_least("QueryExecutionId")
        .job_answers_at_least("QueryExecution"),
    Integration::of("athena", "stopQueryExecution", Patterns::RESPONSE).takes_at_most("!QueryExecutionId"),
    Integration::of("athena", "getQueryExecution", Patterns::RESPONSE)
        .takes_at_most("!QueryExecutionId")
        .answers_at_least("QueryExecution"),
    Integration::of("athena", "getQueryResults", Patterns::RESPONSE)
        .takes_at_most("MaxResults NextToken !QueryExecutionId QueryResultType")
        .answers_at_least("NextToken ResultSet UpdateCount"),
    Integration::of("elasticmapreduce", "createCluster", Patterns::RESPONSE_SYNC)
        .takes_at_most(
            "AdditionalInfo AmiVersion Applications AutoScalingRole AutoTerminationPolicy \
             BootstrapActions Configurations CustomAmiId EbsRootVolumeIops EbsRootVolumeSize \
             EbsRootVolumeThroughput ExtendedSupport !Instances JobFlowRole KerberosAttributes \
             LogEncryptionKmsKeyId LogUri ManagedScalingPolicy MonitoringConfiguration !Name \
             NewSupportedProducts OSReleaseLabel PlacementGroupConfigs ReleaseLabel RepoUpgradeOnBoot \
             ScaleDownBehavior SecurityConfiguration ServiceRole SessionEnabled StepConcurrencyLevel \
             StepExecutionRoleArn Steps SupportedProducts Tags VisibleToAllUsers",
        )
        .answers_at_least("ClusterId"),
    Integration::of("elasticmapreduce", "setClusterTerminationProtection", Patterns::RESPONSE)
        .takes_at_least("!ClusterId !TerminationProtected"),
    Integration::of("elasticmapreduce", "terminateCluster", Patterns::RESPONSE_SYNC).takes_at_least("!ClusterId"),
    Integration::of("elasticmapreduce", "addStep", Patterns::RESPONSE_SYNC)
        .takes_at_least("!ClusterId ExecutionRoleArn !Step")
        .answers_at_least("StepId"),
    Integration::of("elasticmapreduce", "cancelStep", Patterns::RESPONSE)
        .takes_at_least("!ClusterId !StepId")
        .answers_at_least("CancelStepsInfo"),
    Integration::of("elasticmapreduce", "modifyInstanceFleetByName", Patterns::RESPONSE)
        .takes_at_least("!ClusterId !InstanceFleet !InstanceFleetName"),
    Integration::of("elasticmapreduce", "modifyInstanceGroupByName", Patterns::RESPONSE)
        .takes_at_least("!ClusterId !InstanceGroup !InstanceGroupName"),
    Integration::of("emr-containers", "createVirtualCluster", Patterns::RESPONSE)
        .takes_at_most(
            "ClientToken !ContainerProvider !Name SchedulerConfiguration SecurityConfigurationId \
             SessionEnabled Tags",
        )
        .answers_at_least("Arn Id Name"),
    Integration::of("emr-containers", "deleteVirtualCluster", Patterns::RESPONSE_SYNC)
        .takes_at_most("!Id")
        .answers_at_least("Id"),
    Integration::of("emr-containers", "startJobRun", Patterns::RESPONSE_SYNC)
        .takes_at_most(
            "ClientToken ConfigurationOverrides ExecutionRoleArn JobDriver JobTemplateId \
             JobTemplateParameters Name ReleaseLabel RetryPolicyConfiguration Tags !VirtualClusterId",
        )
        .answers_at_least("Arn Id Name VirtualClusterId"),
    Integration::of("emr-serverless", "createApplication", Patterns::RESPONSE_SYNC)
        .takes_at_most(
            "Architecture AutoStartConfiguration AutoStopConfiguration ClientToken \
             DiskEncryptionConfiguration IdentityCenterConfiguration ImageConfiguration InitialCapacity \
             InteractiveConfiguration JobLevelCostAllocationConfiguration MaximumCapacity \
             MonitoringConfiguration Name NetworkConfiguration !ReleaseLabel RuntimeConfiguration \
             SchedulerConfiguration Tags !Type WorkerTypeSpecifications",
        )
        .answers_at_least("ApplicationId Arn Name"),
    Integration::of("emr-serverless", "startApplication", Patterns::RESPONSE_SYNC)
        .takes_at_most("!ApplicationId")
        .answers_at_least("ApplicationId"),
    Integration::of("emr-serverless", "stopApplication", Patterns::RESPONSE_SYNC)
        .takes_at_most("!ApplicationId")
        .answers_at_least("ApplicationId"),
    Integration::of("emr-serverless", "deleteApplication", Patterns::RESPONSE_SYNC)
        .takes_at_most("!ApplicationId")
        .answers_at_least("ApplicationId"),
    Integration::of("emr-serverless", "startJobRun", Patterns::RESPONSE_SYNC)
        .takes_at_most(
            "!ApplicationId ClientToken ConfigurationOverrides ExecutionIamPolicy !ExecutionRoleArn \
             ExecutionTimeoutMinutes FlexExecution JobDriver Mode Name RetryPolicy Tags",
        )
        .answers_at_least("ApplicationId Arn JobRunId"),
    Integration::of("emr-serverless", "cancelJobRun", Patterns::RESPONSE_SYNC)
        .takes_at_most("!ApplicationId !JobRunId ShutdownGracePeriodInSeconds")
        .answers_at_least("ApplicationId JobRunId"),
    Integration::of("mediaconvert", "createJob", Patterns::RESPONSE_SYNC)
        .takes_at_most(
            "AccelerationSettings BillingTagsSource ClientRequestToken ElementalInferenceSettings \
             HopDestinations JobEngineVersion JobTemplate Priority Queue !Role !Settings \
             SimulateReservedQueue StatusUpdateInterval Tags UserMetadata",
        )
        .answers_at_least("Job")
        .job_answers_at_least("Job"),
];
