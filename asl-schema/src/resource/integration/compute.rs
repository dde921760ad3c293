//! Lambda, containers and builds.

use super::Integration;
use crate::resource::pattern::Patterns;

pub(super) static TABLE: &[Integration] = &[
    Integration::of("lambda", "invoke", Patterns::RESPONSE_TOKEN)
        .takes("ClientContext !FunctionName InvocationType LogType Payload Qualifier")
        .answers(
            "DurableExecutionArn ExecutedVersion FunctionError LogResult Payload SdkHttpMetadata \
             SdkResponseMetadata StatusCode",
        ),
    Integration::of("ecs", "runTask", Patterns::RESPONSE_SYNC_TOKEN)
        .takes_at_least(
            "Cluster EnableExecuteCommand Group LaunchType NetworkConfiguration Overrides \
             PlacementConstraints PlacementStrategy PlatformVersion PropagateTags !TaskDefinition",
        )
        .answers("Failures SdkHttpMetadata SdkResponseMetadata Tasks"),
    Integration::of("batch", "submitJob", Patterns::RESPONSE_SYNC)
        .takes_at_least(
            "ArrayProperties ContainerOverrides DependsOn !JobDefinition !JobName !JobQueue Parameters \
             RetryStrategy Tags Timeout",
        )
        .answers_at_least("JobArn JobId JobName"),
    Integration::of("codebuild", "startBuild", Patterns::RESPONSE_SYNC)
        .takes_at_most(
            "ArtifactsOverride AutoRetryLimitOverride BuildStatusConfigOverride BuildspecOverride \
             CacheOverride CertificateOverride ComputeTypeOverride DebugSessionEnabled \
             EncryptionKeyOverride EnvironmentTypeOverride EnvironmentVariablesOverride FleetOverride \
             GitCloneDepthOverride GitSubmodulesConfigOverride HostKernelOverride IdempotencyToken \
             ImageOverride ImagePullCredentialsTypeOverride InsecureSslOverride LogsConfigOverride \
             PrivilegedModeOverride !ProjectName QueuedTimeoutInMinutesOverride \
             RegistryCredentialOverride ReportBuildStatusOverride SecondaryArtifactsOverride \
             SecondarySourcesOverride SecondarySourcesVersionOverride ServiceRoleOverride \
             SourceAuthOverride SourceLocationOverride SourceTypeOverride SourceVersion \
             TimeoutInMinutesOverride",
        )
        .answers_at_least("Build"),
    Integration::of("codebuild", "stopBuild", Patterns::RESPONSE).takes_at_most("!Id").answers_at_least("Build"),
    Integration::of("codebuild", "batchDeleteBuilds", Patterns::RESPONSE)
        .takes_at_most("!Ids")
        .answers_at_least("BuildsDeleted BuildsNotDeleted"),
    Integration::of("codebuild", "batchGetReports", Patterns::RESPONSE)
        .takes_at_most("!ReportArns")
        .answers_at_least("Reports ReportsNotFound"),
    Integration::of("codebuild", "startBuildBatch", Patterns::RESPONSE_SYNC)
        .takes_at_most(
            "ArtifactsOverride BuildBatchConfigOverride BuildTimeoutInMinutesOverride BuildspecOverride \
             CacheOverride CertificateOverride ComputeTypeOverride DebugSessionEnabled \
             EncryptionKeyOverride EnvironmentTypeOverride EnvironmentVariablesOverride \
             GitCloneDepthOverride GitSubmodulesConfigOverride IdempotencyToken ImageOverride \
             ImagePullCredentialsTypeOverride InsecureSslOverride LogsConfigOverride \
             PrivilegedModeOverride !ProjectName QueuedTimeoutInMinutesOverride \
             RegistryCredentialOverride ReportBuildBatchStatusOverride SecondaryArtifactsOverride \
             SecondarySourcesOverride SecondarySourcesVersionOverride ServiceRoleOverride \
             SourceAuthOverride SourceLocationOverride SourceTypeOverride SourceVersion",
        )
        .answers_at_least("BuildBatch"),
    Integration::of("codebuild", "stopBuildBatch", Patterns::RESPONSE)
        .takes_at_most("!Id")
        .answers_at_least("BuildBatch"),
    Integration::of("codebuild", "retryBuildBatch", Patterns::RESPONSE_SYNC)
        .takes_at_most("Id IdempotencyToken RetryType")
        .answers_at_least("BuildBatch"),
    Integration::of("codebuild", "deleteBuildBatch", Patterns::RESPONSE)
        .takes_at_most("!Id")
        .answers_at_least("BuildsDeleted BuildsNotDeleted StatusCode"),
    Integration::of("eks", "createCluster", Patterns::RESPONSE_SYNC)
        .takes_at_most(
            "AccessConfig BootstrapSelfManagedAddons ClientRequestToken ComputeConfig \
             ControlPlaneScalingConfig DeletionProtection EncryptionConfig KubeApiServerConfig \
             KubeControllerManagerConfig KubeSchedulerConfig KubernetesNetworkConfig Logging !Name \
             OutpostConfig RemoteNetworkConfig !ResourcesVpcConfig !RoleArn StorageConfig Tags \
             UpgradePolicy Version ZonalShiftConfig",
        )
        .answers_at_least("Cluster"),
    Integration::of("eks", "deleteCluster", Patterns::RESPONSE_SYNC).takes_at_most("!Name").answers_at_least("Cluster"),
    Integration::of("eks", "createFargateProfile", Patterns::RESPONSE_SYNC)
        .takes_at_most(
            "ClientRequestToken !ClusterName !FargateProfileName !PodExecutionRoleArn Selectors Subnets \
             Tags",
        )
        .answers_at_least("FargateProfile"),
    Integration::of("eks", "deleteFargateProfile", Patterns::RESPONSE_SYNC)
        .takes_at_most("!ClusterName !FargateProfileName")
        .answers_at_least("FargateProfile"),
    Integration::of("eks", "createNodegroup", Patterns::RESPONSE_SYNC)
        .takes_at_most(
            "AmiType CapacityType ClientRequestToken !ClusterName DiskSize InstanceTypes Labels \
             LaunchTemplate NodeRepairConfig !NodeRole !NodegroupName ReleaseVersion RemoteAccess \
             ScalingConfig !Subnets Tags Taints UpdateConfig Version WarmPoolConfig",
        )
        .answers_at_least("Nodegroup"),
    Integration::of("eks", "deleteNodegroup", Patterns::RESPONSE_SYNC)
        .takes_at_most("!ClusterName !NodegroupName")
        .answers_at_least("Nodegroup"),
    Integration::of("eks", "runJob", Patterns::RESPONSE_SYNC)
        .takes("!CertificateAuthority !ClusterName !Endpoint !Job LogOptions Namespace")
        .answers_at_least("ResponseBody"),
    Integration::of("eks", "call", Patterns::RESPONSE)
        .takes("!CertificateAuthority !ClusterName !Endpoint !Method !Path QueryParameters RequestBody")
        .answers("Headers ResponseBody StatusCode"),
];
