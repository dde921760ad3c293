//! Batch, ECS and CodeBuild: the pages `connect-batch.html`, `connect-ecs.html` and `connect-codebuild.html` of the Step Functions guide.

use super::call::{Call, Reached, Target, Unknown};
use super::request::Known;
use super::table::{Entry, On, Permit, When, entry, rule};
use crate::deploy::kind::{BATCH_DEFINITION, BATCH_JOB, BATCH_QUEUE, ECS_TASK, PROJECT, ROLE, TASK_DEFINITION};
use crate::deploy::text::{Piece, Text};

pub(super) const ENTRIES: &[Entry] = &[
    Entry {
        call: "batch:submitJob",
        permits: &[
            Permit {
                when: When::Always,
                purpose: "SubmitJob",
                actions: &["batch:SubmitJob"],
                on: On::By(definition_and_queue),
            },
            // IAM knows no resource for DescribeJobs, and the id of a job is made by AWS.
            Permit { when: When::Sync, purpose: "DescribeJobs", actions: &["batch:DescribeJobs"], on: On::NoResource },
            Permit {
                when: When::Sync,
                purpose: "TerminateJob",
                actions: &["batch:TerminateJob"],
                on: On::Every(&BATCH_JOB),
            },
            rule("StepFunctionsGetEventsForBatchJobsRule"),
        ],
    },
    entry!("batch:describeJobs" => When::Always, "DescribeJobs", ["batch:DescribeJobs"], On::NoResource),
    entry!("batch:terminateJob" => When::Always, "TerminateJob", ["batch:TerminateJob"], On::Every(&BATCH_JOB)),
    Entry {
        call: "ecs:runTask",
        permits: &[
            Permit { when: When::Always, purpose: "RunTask", actions: &["ecs:RunTask"], on: On::By(task_definition) },
            Permit {
                when: When::Sync,
                purpose: "FollowTask",
                actions: &["ecs:DescribeTasks", "ecs:StopTask"],
                on: On::By(tasks),
            },
            Permit {
                when: When::Has("PropagateTags"),
                purpose: "TagTask",
                actions: &["ecs:TagResource"],
                on: On::By(tasks),
            },
            Permit {
                when: When::Has("Overrides.TaskRoleArn"),
                purpose: "PassRole",
                actions: &["iam:PassRole"],
                on: On::Passed("Overrides.TaskRoleArn", ECS_TASKS),
            },
            Permit {
                when: When::Has("Overrides.ExecutionRoleArn"),
                purpose: "PassRole",
                actions: &["iam:PassRole"],
                on: On::Passed("Overrides.ExecutionRoleArn", ECS_TASKS),
            },
            Permit {
                when: When::Always,
                purpose: "PassRole",
                actions: &["iam:PassRole"],
                on: On::PassedEach(roles_of_the_definition, ECS_TASKS),
            },
            rule("StepFunctionsGetEventsForECSTaskRule"),
        ],
    },
    Entry {
        call: "codebuild:startBuild",
        permits: &[
            Permit { when: When::Always, purpose: "StartBuild", actions: &["codebuild:StartBuild"], on: BUILD },
            Permit {
                when: When::Sync,
                purpose: "FollowBuild",
                actions: &["codebuild:BatchGetBuilds", "codebuild:StopBuild"],
                on: BUILD,
            },
            rule("StepFunctionsGetEventForCodeBuildStartBuildRule"),
        ],
    },
    Entry {
        call: "codebuild:startBuildBatch",
        permits: &[
            Permit { when: When::Always, purpose: "StartBuilds", actions: &["codebuild:StartBuildBatch"], on: BUILD },
            Permit {
                when: When::Sync,
                purpose: "FollowBuilds",
                actions: &["codebuild:BatchGetBuildBatches", "codebuild:StopBuildBatch"],
                on: BUILD,
            },
            rule("StepFunctionsGetEventForCodeBuildStartBuildBatchRule"),
        ],
    },
];

const ECS_TASKS: &str = "ecs-tasks.amazonaws.com";
const BUILD: On = On::Named(&PROJECT, "ProjectName");

/// A definition named without a revision means its newest one, whose number is not known.
fn definition_and_queue(call: &Call<'_>) -> Vec<Reached> {
    let definition = call.named(&BATCH_DEFINITION, "JobDefinition").map(with_any_revision);
    vec![definition, call.named(&BATCH_QUEUE, "JobQueue")]
}

fn task_definition(call: &Call<'_>) -> Vec<Reached> {
    vec![call.named(&TASK_DEFINITION, "TaskDefinition").map(with_any_revision)]
}

/// `name` and `arn:…/name` become `…:*`; `name:7` and a placeholder, which holds an ARN with its revision, stay.
fn with_any_revision(target: Target) -> Target {
    let name = match target.value.pieces().last() {
        Some(Piece::Literal(text)) => text.rsplit('/').next().unwrap_or(text),
        _ if target.value.as_hole().is_some() => return target,
        _ => "",
    };
    let has_revision = name.rsplit_once(':').is_some_and(|(_, revision)| revision.parse::<u64>().is_ok());
    if has_revision || !target.suffix.pieces().is_empty() { target } else { target.with_suffix(":*") }
}

/// The tasks of the cluster: `task/CLUSTER/*`. The ids are made by AWS.
fn tasks(call: &Call<'_>) -> Vec<Reached> {
    let cluster = match call.request.member("Cluster") {
        Known::Absent => Text::literal("default"),
        _ => match call.named(&ECS_TASK, "Cluster") {
            Ok(target) if target.suffix.pieces().is_empty() => target.value.after_last('/'),
            Ok(_) => return vec![Err(Unknown::new(&ECS_TASK, "Cluster", "is computed"))],
            Err(unknown) => return vec![Err(unknown)],
        },
    };
    vec![Ok(Target::new(&ECS_TASK, cluster.with("/*")))]
}

/// The task definition says which roles its containers get; the request does not.
fn roles_of_the_definition(call: &Call<'_>) -> Vec<Reached> {
    let overridden = call.request.has("Overrides.TaskRoleArn") && call.request.has("Overrides.ExecutionRoleArn");
    if overridden {
        return Vec::new();
    }
    vec![Err(Unknown::beyond(&ROLE, "TaskDefinition", "says which roles its containers get, and the request does not"))]
}
