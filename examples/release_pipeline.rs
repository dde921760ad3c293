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
    use asl_tests::agree;

    /// A release whose deployment goes through these statuses, and whose smoke test finds these failures.
    fn pipeline(statuses: &'static [&str], failures: &[&str]) -> NativeRun {
        let mut run = NativeRun::new();
        run.handle(start_build, |request: StartBuild| Ok(Built { build: Build { id: request.source_version } }));
        run.handle(create_deployment, |request: CreateDeployment| DeploymentId {
            deployment_id: request.revision.s3_location.key,
        });
        let mut statuses = statuses.iter();
        run.handle(get_deployment, move |_: DeploymentId| SeenDeployment {
            deployment_info: DeploymentInfo { status: statuses.next().unwrap().to_string() },
        });
        let failures: Vec<String> = failures.iter().map(ToString::to_string).collect();
        run.handle(smoke_test, move |_: String| SmokeTest { passed: failures.is_empty(), failures: failures.clone() });
        run.handle(publish, |_: Publish| Published { message_id: "m-1".to_string() });
        run
    }

    fn release(run: &mut NativeRun) -> Result<String, ReleaseError> {
        let release = Release {
            commit: "4f2c1d".to_string(),
            version: "2.4.0".to_string(),
            previous_version: "2.3.9".to_string(),
        };
        let outcome = run.run(release_pipeline(release.clone())).unwrap();
        agree(&release_pipeline::definition(), &release, run, &outcome);
        outcome
    }

    fn deployed(run: &NativeRun) -> Vec<String> {
        let tape = run.tape();
        let deployments = tape.calls.iter().filter(|call| call.task == "create_deployment");
        deployments.map(|call| call.request["Revision"]["S3Location"]["Key"].as_str().unwrap().to_string()).collect()
    }

    fn rolled_back(reason: &str) -> Result<String, ReleaseError> {
        Err(ReleaseError::RolledBack { version: "2.4.0".to_string(), reason: reason.to_string() })
    }

    #[test]
    fn a_good_release_goes_out() {
        let mut run = pipeline(&["Created", "InProgress", "Succeeded"], &[]);
        assert_eq!(release(&mut run), Ok("2.4.0".to_string()));
        assert_eq!(deployed(&run), ["shop-2.4.0.zip"]);
    }

    #[test]
    fn a_failed_deployment_is_rolled_back() {
        let mut run = pipeline(&["InProgress", "Failed"], &[]);
        assert_eq!(release(&mut run), rolled_back("the deployment has Failed"));
        assert_eq!(deployed(&run), ["shop-2.4.0.zip", "shop-2.3.9.zip"]);
    }

    #[test]
    fn a_failed_smoke_test_is_rolled_back_and_told() {
        let mut run = pipeline(&["Succeeded"], &["basket", "checkout"]);
        assert_eq!(release(&mut run), rolled_back("basket, checkout"));
        assert_eq!(deployed(&run), ["shop-2.4.0.zip", "shop-2.3.9.zip"]);
        assert_eq!(run.tape().calls.last().unwrap().request["Subject"], "2.4.0 is rolled back");
    }

    #[test]
    fn without_a_build_nothing_is_deployed() {
        let mut run = pipeline(&[], &[]);
        run.handle(start_build, |_: StartBuild| Err(ReleaseError::BuildFailed));
        assert_eq!(release(&mut run), Err(ReleaseError::BuildFailed));
        assert!(deployed(&run).is_empty());
    }

    /// Definition, template and diagram are in `examples/snapshots`: a change of what is deployed shows in the review.
    #[test]
    fn documents() {
        asl_tests::documents(release_pipeline::definition(), |deployment| deployment);
    }
}
