//! Loading a warehouse: Lambda extracts, Glue transforms, the Redshift Data API loads.
//!
//! Three integrations of three kinds in one function: an optimized Lambda call, a Glue job with `.sync`, and AWS SDK calls that
//! start a statement and ask about it until it is done.
//!
//! ```text
//! cargo run --example warehouse_load
//! ```

use asl_dsl::prelude::*;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
struct Night {
    /// `2026-11-22`.
    date: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
struct Extract {
    folder: String,
    files: u32,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
#[serde(rename_all = "PascalCase")]
struct StartJobRun {
    job_name: String,
    arguments: GlueArguments,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
struct GlueArguments {
    #[serde(rename = "--source")]
    source: String,
    #[serde(rename = "--target")]
    target: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
#[serde(rename_all = "PascalCase")]
struct JobRun {
    id: String,
    job_run_state: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
#[serde(rename_all = "PascalCase")]
struct ExecuteStatement {
    cluster_identifier: String,
    database: String,
    secret_arn: String,
    sql: String,
    parameters: Vec<SqlParameter>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
#[serde(rename_all = "PascalCase")]
struct SqlParameter {
    name: String,
    value: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
#[serde(rename_all = "PascalCase")]
struct StatementId {
    id: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
#[serde(rename_all = "PascalCase")]
struct Statement {
    status: StatementStatus,
    error: Option<String>,
    result_rows: Option<i64>,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, Shape)]
#[serde(rename_all = "UPPERCASE")]
enum StatementStatus {
    Submitted,
    Picked,
    Started,
    Finished,
    Aborted,
    Failed,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
struct Loaded {
    date: String,
    files: u32,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, WorkflowError)]
enum LoadError {
    NothingToLoad {
        date: String,
    },
    StatementFailed {
        reason: String,
    },
    #[error(other)]
    Other {
        error: String,
        cause: String,
    },
}

#[task(lambda = "extract-orders")]
async fn extract_orders(date: &str) -> Result<Extract, LoadError>;

#[task(resource = "arn:aws:states:::glue:startJobRun.sync")]
async fn start_job_run(request: StartJobRun) -> Result<JobRun, LoadError>;

#[task(resource = "arn:aws:states:::aws-sdk:redshiftdata:executeStatement")]
async fn execute_statement(request: ExecuteStatement) -> Result<StatementId, LoadError>;

#[task(resource = "arn:aws:states:::aws-sdk:redshiftdata:describeStatement")]
async fn describe_statement(request: StatementId) -> Result<Statement, LoadError>;

const CLUSTER: &str = "warehouse";
const SECRET: &str = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:warehouse-loader-a1b2c3";

#[workflow]
async fn warehouse_load(night: Night) -> Result<Loaded, LoadError> {
    let extract = extract_orders(&night.date).retry(Retry::lambda_defaults()).await?;
    if extract.files == 0 {
        return Err(LoadError::NothingToLoad { date: night.date });
    }

    let target = format!("s3://acme-warehouse/orders/{}/", night.date);
    start_job_run(StartJobRun {
        job_name: "orders-to-parquet".to_string(),
        arguments: GlueArguments { source: extract.folder, target: target.clone() },
    })
    .retry(Retry::on(["Glue.ConcurrentRunsExceededException"]).every(Duration::from_secs(300)))
    .await?;

    let statement = execute_statement(ExecuteStatement {
        cluster_identifier: CLUSTER.to_string(),
        database: "sales".to_string(),
        secret_arn: SECRET.to_string(),
        sql: "call load_orders(:folder, :day)".to_string(),
        parameters: vec![
            SqlParameter { name: "folder".to_string(), value: target },
            SqlParameter { name: "day".to_string(), value: night.date.clone() },
        ],
    })
    .await?;

    loop {
        sleep(Duration::from_secs(20)).await;
        let seen = describe_statement(StatementId { id: statement.id.clone() }).await?;
        match seen.status {
            StatementStatus::Finished => return Ok(Loaded { date: night.date, files: extract.files }),
            StatementStatus::Failed | StatementStatus::Aborted => {
                let reason = seen.error.unwrap_or("aborted".to_string());
                return Err(LoadError::StatementFailed { reason });
            }
            _ => {}
        }
    }
}

fn main() -> std::process::ExitCode {
    asl_examples::run(warehouse_load::definition())
}

#[cfg(test)]
mod tests {
    use super::*;
    use StatementStatus::{Aborted, Failed, Finished, Picked, Started};
    use asl_local::{Answer, Machine, Mocks, equivalent};

    fn night() -> Night {
        Night { date: "2026-11-22".to_string() }
    }

    /// A night with three files, and a statement that goes through these statuses.
    fn warehouse(mocks: &mut Mocks<'_>, statuses: &[StatementStatus]) {
        let seen = |status: &StatementStatus| {
            let error = (*status == Failed).then(|| "disk full".to_string());
            Ok(Statement { status: *status, error, result_rows: None })
        };
        mocks
            .on(extract_orders, |date: String| Ok(Extract { folder: format!("s3://acme-raw/{date}/"), files: 3 }))
            .on(start_job_run, |request: StartJobRun| {
                assert_eq!(request.arguments.source, "s3://acme-raw/2026-11-22/");
                Ok(JobRun { id: "jr_1".to_string(), job_run_state: "SUCCEEDED".to_string() })
            })
            .on(execute_statement, |request: ExecuteStatement| {
                assert_eq!(request.parameters[0].value, "s3://acme-warehouse/orders/2026-11-22/");
                Ok(StatementId { id: "st-1".to_string() })
            })
            .answers(describe_statement, statuses.iter().map(seen));
    }

    fn loading(statuses: &[StatementStatus]) -> Machine<'static> {
        Machine::new(warehouse_load::definition().unwrap()).with(|mocks| warehouse(mocks, statuses))
    }

    #[test]
    fn a_night_is_loaded() {
        let run = loading(&[Picked, Started, Finished]).run(&night());
        assert_eq!(run.returned(warehouse_load), Ok(Loaded { date: "2026-11-22".to_string(), files: 3 }));
        assert_eq!(run.duration(), Duration::from_secs(60));
        run.assert_no_leftovers();
    }

    #[test]
    fn the_glue_job_is_waited_for() {
        let hour = Duration::from_secs(3600);
        let run = loading(&[Finished]).takes(start_job_run, hour).run(&night());
        assert_eq!(run.duration(), hour + Duration::from_secs(20));
    }

    #[test]
    fn a_failed_statement_gives_its_reason() {
        let failed = |reason: &str| Err(LoadError::StatementFailed { reason: reason.to_string() });
        assert_eq!(loading(&[Started, Failed]).run(&night()).returned(warehouse_load), failed("disk full"));
        assert_eq!(loading(&[Aborted]).run(&night()).returned(warehouse_load), failed("aborted"));
    }

    #[test]
    fn a_night_without_files_starts_no_job() {
        let run =
            loading(&[]).on(extract_orders, |_: String| Ok(Extract { folder: String::new(), files: 0 })).run(&night());
        assert_eq!(run.returned(warehouse_load), Err(LoadError::NothingToLoad { date: "2026-11-22".to_string() }));
        assert_eq!(run.path(), ["Extract orders", "If extract.files is 0", "Fail NothingToLoad"]);
    }

    #[test]
    fn a_busy_glue_job_is_started_later() {
        let busy = Answer::fails(("Glue.ConcurrentRunsExceededException", ""));
        let done = JobRun { id: "jr_2".to_string(), job_run_state: "SUCCEEDED".to_string() };
        let run = loading(&[Finished]).answers(start_job_run, [busy, Answer::result(&done)]).run(&night());
        assert!(run.returned(warehouse_load).is_ok());
        assert_eq!(run.duration(), Duration::from_secs(300 + 20));
    }

    #[test]
    fn the_machine_does_what_the_function_does() {
        for statuses in [&[Finished][..], &[Picked, Started, Failed], &[Aborted]] {
            equivalent(warehouse_load, [night()], |mocks| warehouse(mocks, statuses));
        }
        equivalent(warehouse_load, [night()], |mocks| {
            warehouse(mocks, &[]);
            let broken = LoadError::Other { error: "Glue.Broken".to_string(), cause: "no workers".to_string() };
            mocks.answers(start_job_run, [Err(broken)]);
        });
    }

    /// Definition, template and diagram are in `examples/snapshots`: a change of what is deployed shows in the review.
    #[test]
    fn documents() {
        asl_tests::documents(warehouse_load::definition(), |deployment| deployment);
    }
}
