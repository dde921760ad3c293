//! A release with a way back: build, deploy, watch, test, and put the old version back when anything goes wrong.
//!
//! CodeBuild is waited for with `.sync`; CodeDeploy has no `.sync`, so a loop asks. Whatever fails after the deployment has started, the
//! deployment itself or the tests afterwards, ends in the same few states: deploy the version before, tell the team, fail.
//!
//! ```text
//! cargo run --example release_pipeline
//! ```

use asl_dsl::prelude::*;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
#[serde(rename_all = "camelCase")]
struct Release {
    commit: String,
    version: String,
    previous_version: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
#[serde(rename_all = "PascalCase")]
struct StartBuild {
    project_name: String,
    source_version: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
#[serde(rename_all = "PascalCase")]
struct Built {
    build: Build,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
#[serde(rename_all = "PascalCase")]
struct Build {
    id: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
#[serde(rename_all = "PascalCase")]
struct CreateDeployment {
    application_name: String,
    deployment_group_name: String,
    deployment_config_name: String,
    revision: Revision,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
#[serde(rename_all = "PascalCase")]
struct Revision {
    revision_type: String,
    #[serde(rename = "S3Location")]
    s3_location: S3Location,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
#[serde(rename_all = "PascalCase")]
struct S3Location {
    bucket: String,
    key: String,
    bundle_type: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
#[serde(rename_all = "PascalCase")]
struct DeploymentId {
    deployment_id: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
#[serde(rename_all = "PascalCase")]
struct SeenDeployment {
    deployment_info: DeploymentInfo,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
#[serde(rename_all = "PascalCase")]
struct DeploymentInfo {
    status: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
struct SmokeTest {
    passed: bool,
    failures: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
#[serde(rename_all = "PascalCase")]
struct Publish {
    topic_arn: String,
    subject: String,
    message: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
#[serde(rename_all = "PascalCase")]
struct Published {
    message_id: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, WorkflowError)]
enum ReleaseError {
    #[error(name = "States.TaskFailed")]
    BuildFailed,
    RolledBack {
        version: String,
        reason: String,
    },
}

#[task(resource = "arn:aws:states:::codebuild:startBuild.sync")]
async fn start_build(request: StartBuild) -> Result<Built, ReleaseError>;

#[task(resource = "arn:aws:states:::aws-sdk:codedeploy:createDeployment")]
async fn create_deployment(request: CreateDeployment) -> DeploymentId;

#[task(resource = "arn:aws:states:::aws-sdk:codedeploy:getDeployment")]
async fn get_deployment(request: DeploymentId) -> SeenDeployment;

#[task(lambda = "shop-smoke-test")]
async fn smoke_test(version: &str) -> SmokeTest;

#[task(resource = "arn:aws:states:::sns:publish")]
async fn publish(request: Publish) -> Published;

const PROJECT: &str = "shop-build";
const APPLICATION: &str = "shop";
const GROUP: &str = "production";
const CONFIGURATION: &str = "CodeDeployDefault.OneAtATime";
const REVISIONS: &str = "acme-shop-releases";
const TEAM: &str = "arn:aws:sns:eu-central-1:123456789012:shop-team";

#[workflow(timeout = "3h")]
async fn release_pipeline(release: Release) -> Result<String, ReleaseError> {
    start_build(StartBuild { project_name: PROJECT.to_string(), source_version: release.commit }).await?;

    let deployment = create_deployment(CreateDeployment {
        application_name: APPLICATION.to_string(),
        deployment_group_name: GROUP.to_string(),
        deployment_config_name: CONFIGURATION.to_string(),
        revision: Revision {
            revision_type: "S3".to_string(),
            s3_location: S3Location {
                bucket: REVISIONS.to_string(),
                key: format!("shop-{}.zip", release.version),
                bundle_type: "zip".to_string(),
            },
        },
    })
    .named("Deploy the new version")
    .await;
    let status = loop {
        sleep(Duration::from_secs(30)).await;
        let seen = get_deployment(DeploymentId { deployment_id: deployment.deployment_id.clone() }).await;
        let status = seen.deployment_info.status;
        if status == "Succeeded" || status == "Failed" || status == "Stopped" {
            break status;
        }
    };

    let mut reason = format!("the deployment has {status}");
    if status == "Succeeded" {
        let test = smoke_test(&release.version).retry(Retry::lambda_defaults()).await;
        if test.passed {
            return Ok(release.version);
        }
        reason = test.failures.join(", ");
    }

    create_deployment(CreateDeployment {
        application_name: APPLICATION.to_string(),
        deployment_group_name: GROUP.to_string(),
        deployment_config_name: CONFIGURATION.to_string(),
        revision: Revision {
            revision_type: "S3".to_string(),
            s3_location: S3Location {
                bucket: REVISIONS.to_string(),
                key: format!("shop-{}.zip", release.previous_version),
                bundle_type: "zip".to_string(),
            },
        },
    })
    .retry(Retry::all().every(Duration::from_secs(60)).max(10))
    .named("Deploy the version before")
    .await;
    publish(Publish {
        topic_arn: TEAM.to_string(),
        subject: format!("{} is rolled back", release.version),
        message: reason.clone(),
    })
    .await;
    Err(ReleaseError::RolledBack { version: release.version, reason })
}

fn main() -> std::process::ExitCode {
    asl_examples::run(release_pipeline::definition())
}

#[cfg(test)]
mod tests {
    use super::*;
    use asl_local::{Machine, Mocks, Tape, equivalent};

    fn release() -> Release {
        Release { commit: "4f2c1d".to_string(), version: "2.4.0".to_string(), previous_version: "2.3.9".to_string() }
    }

    /// A release whose deployment goes through these statuses, and whose smoke test finds these failures.
    fn pipeline(mocks: &mut Mocks<'_>, statuses: &[&str], failures: &'static [&str]) {
        let seen = |status: &&str| SeenDeployment { deployment_info: DeploymentInfo { status: (*status).to_string() } };
        mocks
            .on(start_build, |request: StartBuild| Ok(Built { build: Build { id: request.source_version } }))
            .on(create_deployment, |request: CreateDeployment| DeploymentId {
                deployment_id: request.revision.s3_location.key,
            })
            .answers(get_deployment, statuses.iter().map(seen))
            .on(smoke_test, |_version: String| SmokeTest {
                passed: failures.is_empty(),
                failures: failures.iter().map(ToString::to_string).collect(),
            })
            .on(publish, |message: Publish| {
                assert_eq!(message.subject, "2.4.0 is rolled back");
                Published { message_id: "m-1".to_string() }
            });
    }

    fn releasing(statuses: &[&str], failures: &'static [&str]) -> Machine<'static> {
        Machine::new(release_pipeline::definition().unwrap()).with(|mocks| pipeline(mocks, statuses, failures))
    }

    /// What was deployed, one after the other.
    fn deployed(tape: &Tape) -> Vec<&str> {
        let keys = tape.calls.iter().filter_map(|call| call.input.pointer("/Revision/S3Location/Key"));
        keys.filter_map(|key| key.as_str()).collect()
    }

    fn rolled_back(reason: &str) -> Result<String, ReleaseError> {
        Err(ReleaseError::RolledBack { version: "2.4.0".to_string(), reason: reason.to_string() })
    }

    #[test]
    fn a_good_release_goes_out() {
        let (run, tape) = releasing(&["Created", "InProgress", "Succeeded"], &[]).record(&release());
        assert_eq!(run.returned(release_pipeline), Ok("2.4.0".to_string()));
        assert_eq!(deployed(&tape), ["shop-2.4.0.zip"]);
        assert_eq!(run.duration(), Duration::from_secs(90));
    }

    #[test]
    fn a_failed_deployment_is_rolled_back() {
        let (run, tape) = releasing(&["InProgress", "Failed"], &[]).record(&release());
        assert_eq!(run.returned(release_pipeline), rolled_back("the deployment has Failed"));
        assert_eq!(deployed(&tape), ["shop-2.4.0.zip", "shop-2.3.9.zip"]);
    }

    #[test]
    fn a_failed_smoke_test_is_rolled_back_and_told() {
        let (run, tape) = releasing(&["Succeeded"], &["basket", "checkout"]).record(&release());
        assert_eq!(run.returned(release_pipeline), rolled_back("basket, checkout"));
        assert_eq!(deployed(&tape), ["shop-2.4.0.zip", "shop-2.3.9.zip"]);
        assert_eq!(run.path()[run.path().len() - 2..], ["Publish", "Fail RolledBack"]);
    }

    #[test]
    fn without_a_build_nothing_is_deployed() {
        let run = releasing(&[], &[]).on(start_build, |_: StartBuild| Err(ReleaseError::BuildFailed)).run(&release());
        assert_eq!(run.returned(release_pipeline), Err(ReleaseError::BuildFailed));
        assert_eq!(run.path(), ["Start build"]);
    }

    #[test]
    fn the_machine_does_what_the_function_does() {
        equivalent(release_pipeline, [release()], |mocks| pipeline(mocks, &["InProgress", "Succeeded"], &[]));
        equivalent(release_pipeline, [release()], |mocks| pipeline(mocks, &["Succeeded"], &["basket"]));
        equivalent(release_pipeline, [release()], |mocks| pipeline(mocks, &["Stopped"], &[]));
    }

    /// Definition, template and diagram are in `examples/snapshots`: a change of what is deployed shows in the review.
    #[test]
    fn documents() {
        asl_tests::documents(release_pipeline::definition(), |deployment| deployment);
    }
}
