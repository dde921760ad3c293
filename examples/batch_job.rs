//! Watching a batch job: submit, wait, poll, decide.
//!
//! The loop is the classic polling machine, written as the loop it is. `.sync` would wait too; polling shows progress, can give up early
//! and works with any service that has no `.sync`.
//!
//! ```text
//! cargo run --example batch_job
//! ```

use asl_dsl::prelude::*;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
#[serde(rename_all = "camelCase")]
struct Simulation {
    scenario: String,
    seed: u32,
}

/// The request of AWS Batch's `SubmitJob`, as far as it is needed here.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
#[serde(rename_all = "PascalCase")]
struct SubmitJob {
    job_name: String,
    job_queue: String,
    job_definition: String,
    container_overrides: ContainerOverrides,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
#[serde(rename_all = "PascalCase")]
struct ContainerOverrides {
    environment: Vec<EnvironmentVariable>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
#[serde(rename_all = "PascalCase")]
struct EnvironmentVariable {
    name: String,
    value: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
#[serde(rename_all = "PascalCase")]
struct SubmittedJob {
    job_id: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
#[serde(rename_all = "PascalCase")]
struct DescribeJobs {
    jobs: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
#[serde(rename_all = "PascalCase")]
struct DescribedJobs {
    jobs: Vec<Job>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
#[serde(rename_all = "PascalCase")]
struct Job {
    job_id: String,
    status: String,
    status_reason: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
#[serde(rename_all = "camelCase")]
struct Summary {
    job_id: String,
    minutes: u32,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, WorkflowError)]
enum JobError {
    Failed { reason: String },
    Lost { job_id: String },
    TookTooLong { job_id: String },
}

#[task(resource = "arn:aws:states:::batch:submitJob")]
async fn submit_job(request: SubmitJob) -> SubmittedJob;

#[task(resource = "arn:aws:states:::aws-sdk:batch:describeJobs")]
async fn describe_jobs(request: DescribeJobs) -> DescribedJobs;

/// The queue and the job definition of the simulation team.
const QUEUE: &str = "arn:aws:batch:eu-central-1:123456789012:job-queue/simulations";
const DEFINITION: &str = "arn:aws:batch:eu-central-1:123456789012:job-definition/monte-carlo:7";

#[workflow]
async fn batch_job(simulation: Simulation) -> Result<Summary, JobError> {
    let job = submit_job(SubmitJob {
        job_name: format!("monte-carlo-{}", simulation.scenario),
        job_queue: QUEUE.to_string(),
        job_definition: DEFINITION.to_string(),
        container_overrides: ContainerOverrides {
            environment: vec![EnvironmentVariable { name: "SEED".to_string(), value: simulation.seed.to_string() }],
        },
    })
    .await;

    let mut minutes = 0;
    loop {
        sleep(Duration::from_secs(60)).await;
        minutes += 1;
        let described = describe_jobs(DescribeJobs { jobs: vec![job.job_id.clone()] })
            .retry(Retry::on(["Batch.ServerException"]))
            .await;
        let Some(seen) = described.jobs.first() else {
            return Err(JobError::Lost { job_id: job.job_id });
        };
        match seen.status.as_str() {
            "SUCCEEDED" => return Ok(Summary { job_id: job.job_id, minutes }),
            "FAILED" => {
                let reason = seen.status_reason.clone().unwrap_or("no reason given".to_string());
                return Err(JobError::Failed { reason });
            }
            _ if minutes >= 120 => return Err(JobError::TookTooLong { job_id: job.job_id }),
            _ => {}
        }
    }
}

fn main() -> std::process::ExitCode {
    asl_examples::run(batch_job::definition())
}

#[cfg(test)]
mod tests {
    use super::*;
    use asl_local::{Machine, Mocks, equivalent};
    use asl_tests::same_by_hand;

    fn simulation() -> Simulation {
        Simulation { scenario: "storm".to_string(), seed: 42 }
    }

    fn job(status: &str, reason: Option<&str>) -> DescribedJobs {
        let (status, status_reason) = (status.to_string(), reason.map(str::to_string));
        DescribedJobs { jobs: vec![Job { job_id: "job-1".to_string(), status, status_reason }] }
    }

    /// AWS Batch with one job, which shows these statuses in turn.
    fn batch(mocks: &mut Mocks<'_>, statuses: &[&str]) {
        mocks
            .on(submit_job, |request: SubmitJob| {
                assert_eq!(request.container_overrides.environment[0].value, "42");
                SubmittedJob { job_id: "job-1".to_string() }
            })
            .answers(describe_jobs, statuses.iter().map(|status| job(status, None)));
    }

    fn watching(statuses: &[&str]) -> Machine<'static> {
        Machine::new(batch_job::definition().unwrap()).with(|mocks| batch(mocks, statuses))
    }

    #[test]
    fn a_job_is_watched_until_it_succeeds() {
        let run = watching(&["SUBMITTED", "RUNNABLE", "RUNNING", "SUCCEEDED"]).run(&simulation());
        assert_eq!(run.returned(batch_job), Ok(Summary { job_id: "job-1".to_string(), minutes: 4 }));
        assert_eq!(run.duration(), Duration::from_secs(240));
        run.assert_no_leftovers();
    }

    #[test]
    fn a_failed_job_gives_its_reason() {
        let run = watching(&["RUNNING", "FAILED"]).run(&simulation());
        assert_eq!(run.returned(batch_job), Err(JobError::Failed { reason: "no reason given".to_string() }));

        let run = watching(&[]).answers(describe_jobs, [job("FAILED", Some("Host EC2 terminated"))]).run(&simulation());
        assert_eq!(run.returned(batch_job), Err(JobError::Failed { reason: "Host EC2 terminated".to_string() }));
    }

    #[test]
    fn after_two_hours_it_is_given_up() {
        let run = watching(&[]).on(describe_jobs, |_: DescribeJobs| job("RUNNING", None)).run(&simulation());
        assert_eq!(run.returned(batch_job), Err(JobError::TookTooLong { job_id: "job-1".to_string() }));
        assert_eq!(run.duration(), Duration::from_secs(7_200));
    }

    #[test]
    fn batch_may_forget_a_job() {
        let run = watching(&[]).answers(describe_jobs, [DescribedJobs { jobs: vec![] }]).run(&simulation());
        assert_eq!(run.returned(batch_job), Err(JobError::Lost { job_id: "job-1".to_string() }));
    }

    #[test]
    fn a_hiccup_of_batch_costs_a_second() {
        use asl_local::Answer;
        let hiccup = Answer::fails(("Batch.ServerException", "try again"));
        let run =
            watching(&[]).answers(describe_jobs, [hiccup, Answer::result(&job("SUCCEEDED", None))]).run(&simulation());
        assert!(run.returned(batch_job).is_ok());
        assert_eq!(run.duration(), Duration::from_secs(60 + 1));
    }

    #[test]
    fn function_machine_and_the_machine_by_hand_do_the_same() {
        for statuses in [&["SUCCEEDED"][..], &["RUNNING", "FAILED"], &["RUNNING"; 120]] {
            equivalent(batch_job, [simulation()], |mocks| batch(mocks, statuses));
            same_by_hand(batch_job::definition(), &[simulation()], |mocks| batch(mocks, statuses));
        }
    }

    /// Definition, template and diagram are in `examples/snapshots`: a change of what is deployed shows in the review.
    #[test]
    fn documents() {
        asl_tests::documents(batch_job::definition(), |deployment| deployment);
    }
}
