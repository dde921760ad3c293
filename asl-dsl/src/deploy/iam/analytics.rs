//! Glue, Athena and the Redshift Data API.
//!
//! Glue: <https://docs.aws.amazon.com/step-functions/latest/dg/connect-glue.html> (`.sync` polls, no managed rule).
//! Athena: `connect-athena.html`. Redshift: <https://docs.aws.amazon.com/redshift/latest/mgmt/data-api-access.html>.

use super::call::{Call, Reached, Target, Unknown};
use super::request::Known;
use super::table::{Entry, On, Permit, When, entry};
use crate::deploy::kind::{
    CLUSTER, DATA_CATALOG, GLUE_CRAWLER, GLUE_JOB, REDSHIFT_DATABASE, REDSHIFT_USER, REDSHIFT_WORKGROUP, SECRET,
    WORKGROUP,
};
use crate::deploy::text::Text;

pub(super) const ENTRIES: &[Entry] = &[
    Entry {
        call: "glue:startJobRun",
        permits: &[
            Permit {
                when: When::Always,
                purpose: "StartJobRun",
                actions: &["glue:StartJobRun"],
                on: On::Named(&GLUE_JOB, "JobName"),
            },
            Permit {
                when: When::Sync,
                purpose: "FollowJobRun",
                actions: &["glue:GetJobRun", "glue:GetJobRuns", "glue:BatchStopJobRun"],
                on: On::Named(&GLUE_JOB, "JobName"),
            },
        ],
    },
    entry!("glue:getJobRun" => When::Always, "GetJobRun", ["glue:GetJobRun"], On::Named(&GLUE_JOB, "JobName")),
    entry!("glue:startCrawler" => When::Always, "StartCrawler", ["glue:StartCrawler"], On::Named(&GLUE_CRAWLER, "Name")),
    entry!("glue:getCrawler" => When::Always, "GetCrawler", ["glue:GetCrawler"], On::Named(&GLUE_CRAWLER, "Name")),
    Entry {
        call: "athena:startQueryExecution",
        permits: &[
            Permit {
                when: When::Always,
                purpose: "StartQuery",
                actions: &["athena:StartQueryExecution"],
                on: On::NamedOr(&WORKGROUP, "WorkGroup", "primary"),
            },
            Permit {
                when: When::Always,
                purpose: "ReadCatalog",
                actions: &["athena:GetDataCatalog"],
                on: On::NamedOr(&DATA_CATALOG, "QueryExecutionContext.Catalog", "AwsDataCatalog"),
            },
            Permit {
                when: When::Sync,
                purpose: "FollowQuery",
                actions: &["athena:GetQueryExecution", "athena:StopQueryExecution"],
                on: On::NamedOr(&WORKGROUP, "WorkGroup", "primary"),
            },
        ],
    },
    // A query is asked about by its id, which names no workgroup: the one it was started in is known from the state that did.
    entry!("athena:getQueryExecution" => When::Always, "FollowQuery", ["athena:GetQueryExecution"], On::By(workgroups)),
    entry!("athena:getQueryResults" => When::Always, "ReadResults", ["athena:GetQueryResults"], On::By(workgroups)),
    entry!("athena:stopQueryExecution" => When::Always, "StopQuery", ["athena:StopQueryExecution"], On::By(workgroups)),
    Entry { call: "redshiftdata:executeStatement", permits: REDSHIFT_STATEMENT },
    Entry { call: "redshiftdata:batchExecuteStatement", permits: REDSHIFT_BATCH },
    entry!("redshiftdata:describeStatement" => When::Always, "FollowStatement", ["redshift-data:DescribeStatement"], On::NoResource),
    entry!("redshiftdata:getStatementResult" => When::Always, "ReadResult", ["redshift-data:GetStatementResult"], On::NoResource),
    entry!("redshiftdata:cancelStatement" => When::Always, "CancelStatement", ["redshift-data:CancelStatement"], On::NoResource),
];

const fn statement(actions: &'static [&'static str]) -> Permit {
    Permit { when: When::Always, purpose: "ExecuteStatement", actions, on: On::By(warehouse) }
}
const SECRET_VALUE: Permit = Permit {
    when: When::Has("SecretArn"),
    purpose: "ReadSecret",
    actions: &["secretsmanager:GetSecretValue"],
    on: On::Named(&SECRET, "SecretArn"),
};
const USER_CREDENTIALS: Permit = Permit {
    when: When::Has("DbUser"),
    purpose: "DatabaseCredentials",
    actions: &["redshift:GetClusterCredentials"],
    on: On::By(database_user),
};
const IAM_CREDENTIALS: Permit = Permit {
    when: When::Always,
    purpose: "DatabaseCredentials",
    actions: &["redshift:GetClusterCredentialsWithIAM"],
    on: On::By(database_with_iam),
};
const SERVERLESS_CREDENTIALS: Permit = Permit {
    when: When::Has("WorkgroupName"),
    purpose: "WorkgroupCredentials",
    actions: &["redshift-serverless:GetCredentials"],
    on: On::By(workgroup_without_secret),
};
const REDSHIFT_STATEMENT: &[Permit] = &[
    statement(&["redshift-data:ExecuteStatement"]),
    SECRET_VALUE,
    USER_CREDENTIALS,
    IAM_CREDENTIALS,
    SERVERLESS_CREDENTIALS,
];
const REDSHIFT_BATCH: &[Permit] = &[
    statement(&["redshift-data:BatchExecuteStatement"]),
    SECRET_VALUE,
    USER_CREDENTIALS,
    IAM_CREDENTIALS,
    SERVERLESS_CREDENTIALS,
];

/// The cluster by name, or the workgroup. A workgroup's ARN ends in an id, not in its name, so a literal name says nothing to IAM.
fn warehouse(call: &Call<'_>) -> Vec<Reached> {
    match call.request.has("WorkgroupName") {
        true => vec![workgroup(call)],
        false => vec![call.named(&CLUSTER, "ClusterIdentifier")],
    }
}

fn workgroup(call: &Call<'_>) -> Reached {
    let target = call.named(&REDSHIFT_WORKGROUP, "WorkgroupName")?;
    if target.value.as_hole().is_some() || target.value.leading().starts_with("arn:") {
        return Ok(target);
    }
    let why = "is a name, and the ARN of a workgroup ends in an id that only AWS knows";
    Err(Unknown::new(&REDSHIFT_WORKGROUP, "WorkgroupName", why))
}

fn workgroup_without_secret(call: &Call<'_>) -> Vec<Reached> {
    if call.request.has("SecretArn") { Vec::new() } else { vec![workgroup(call)] }
}

/// `dbname:CLUSTER/DATABASE` and `dbuser:CLUSTER/USER`: temporary credentials of a database user.
fn database_user(call: &Call<'_>) -> Vec<Reached> {
    vec![
        in_cluster(call, call.named(&REDSHIFT_DATABASE, "Database")),
        in_cluster(call, call.named(&REDSHIFT_USER, "DbUser")),
    ]
}

/// A cluster without a secret and without a user: credentials of the role itself.
fn database_with_iam(call: &Call<'_>) -> Vec<Reached> {
    let has = |member: &str| call.request.has(member);
    if has("SecretArn") || has("DbUser") || !has("ClusterIdentifier") {
        return Vec::new();
    }
    vec![in_cluster(call, call.named(&REDSHIFT_DATABASE, "Database"))]
}

fn in_cluster(call: &Call<'_>, inner: Reached) -> Reached {
    let cluster = call.named(&CLUSTER, "ClusterIdentifier")?;
    let inner = inner?;
    let mut value = cluster.value.with("/");
    value.extend(&inner.value);
    Ok(Target { value, ..inner })
}

/// The workgroups of all queries that the machine starts.
fn workgroups(call: &Call<'_>) -> Vec<Reached> {
    let started = call.all.iter().filter(|(integration, _)| integration.key() == "athena:startQueryExecution");
    let mut found: Vec<Reached> = Vec::new();
    for (_, request) in started {
        let reached = match request.member("WorkGroup") {
            Known::Absent => Ok(Target::new(&WORKGROUP, Text::literal("primary"))),
            _ => super::call::named(request, &WORKGROUP, "WorkGroup"),
        };
        if !found.contains(&reached) {
            found.push(reached);
        }
    }
    if found.is_empty() {
        let why = "does not say in which workgroup, and no state of this machine starts a query";
        return vec![Err(Unknown::beyond(&WORKGROUP, "QueryExecutionId", why))];
    }
    found
}
