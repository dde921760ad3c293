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
    use asl_tests::agree;

    /// AWS Batch with one job, which shows these statuses in turn and then stays at the last.
    fn batch(statuses: &[&'static str]) -> NativeRun {
        let mut run = NativeRun::new();
        run.handle(submit_job, |request: SubmitJob| {
            assert_eq!(request.container_overrides.environment[0].value, "42");
            SubmittedJob { job_id: "job-1".to_string() }
        });
        let mut statuses = statuses.to_vec();
        run.handle(describe_jobs, move |request: DescribeJobs| {
            let status = if statuses.len() > 1 { statuses.remove(0) } else { statuses[0] }.to_string();
            let job_id = request.jobs[0].clone();
            DescribedJobs { jobs: vec![Job { job_id, status, status_reason: None }] }
        });
        run
    }

    fn simulate(run: &mut NativeRun) -> Result<Summary, JobError> {
        let simulation = Simulation { scenario: "storm".to_string(), seed: 42 };
        let outcome = run.run(batch_job(simulation.clone())).unwrap();
        agree(&batch_job::definition(), &simulation, run, &outcome);
        outcome
    }

    #[test]
    fn a_job_is_watched_until_it_succeeds() {
        let mut run = batch(&["SUBMITTED", "RUNNABLE", "RUNNING", "SUCCEEDED"]);
        assert_eq!(simulate(&mut run), Ok(Summary { job_id: "job-1".to_string(), minutes: 4 }));
        assert_eq!(run.clock(), Duration::from_secs(240));
    }

    #[test]
    fn a_failed_job_gives_its_reason() {
        assert_eq!(simulate(&mut batch(&["FAILED"])), Err(JobError::Failed { reason: "no reason given".to_string() }));
        let mut run = batch(&["FAILED"]);
        run.handle(describe_jobs, |request: DescribeJobs| {
            let status_reason = Some("Host EC2 terminated".to_string());
            DescribedJobs {
                jobs: vec![Job { job_id: request.jobs[0].clone(), status: "FAILED".to_string(), status_reason }],
            }
        });
        assert_eq!(simulate(&mut run), Err(JobError::Failed { reason: "Host EC2 terminated".to_string() }));
    }

    #[test]
    fn after_two_hours_it_is_given_up() {
        let mut run = batch(&["RUNNING"]);
        assert_eq!(simulate(&mut run), Err(JobError::TookTooLong { job_id: "job-1".to_string() }));
        assert_eq!(run.clock(), Duration::from_secs(7_200));
    }

    #[test]
    fn batch_may_forget_a_job() {
        let mut run = batch(&["RUNNING"]);
        run.handle(describe_jobs, |_: DescribeJobs| DescribedJobs { jobs: vec![] });
        assert_eq!(simulate(&mut run), Err(JobError::Lost { job_id: "job-1".to_string() }));
    }

    /// Definition, template and diagram are in `examples/snapshots`: a change of what is deployed shows in the review.
    #[test]
    fn documents() {
        asl_tests::documents(batch_job::definition(), |deployment| deployment);
    }
}
