//! The form of the permission tables: one [`Entry`] per integration, one [`Permit`] per statement it needs.
//!
//! A service's file holds its table and cites the AWS page behind it. A table says *which member* of the request names the resource;
//! reading that member, turning it into an ARN and refusing what cannot be known is done once, for all of them.

use super::call::{Call, Reached};
use crate::deploy::kind::Kind;

/// What one integration needs.
pub(crate) struct Entry {
    /// `service:action` behind `arn:aws:states:::` or `arn:aws:states:::aws-sdk:`.
    pub(crate) call: &'static str,
    /// The statements.
    pub(crate) permits: &'static [Permit],
}

/// One statement of an integration.
pub(crate) struct Permit {
    /// When it is needed.
    pub(crate) when: When,
    /// What it is for, in one word of the statement's Sid: `InvokeFunction`.
    pub(crate) purpose: &'static str,
    /// IAM actions.
    pub(crate) actions: &'static [&'static str],
    /// On which resources.
    pub(crate) on: On,
}

/// When a [`Permit`] is needed.
#[derive(Clone, Copy)]
pub(crate) enum When {
    /// Always.
    Always,
    /// When the task waits for the end of the job.
    Sync,
    /// When the request has this member.
    Has(&'static str),
    /// When the request has this member and the task does not wait for the end of the job.
    HasWithoutSync(&'static str),
}

/// Where the resources of a [`Permit`] come from.
#[derive(Clone, Copy)]
pub(crate) enum On {
    /// The resource that a member of the request names, by a path through objects such as `TrainingJobDefinition.RoleArn`.
    Named(&'static Kind, &'static str),
    /// The same, or this name when the member is absent.
    NamedOr(&'static Kind, &'static str, &'static str),
    /// A role handed to a service: `iam:PassRole` with `iam:PassedToService`.
    Passed(&'static str, &'static str),
    /// Several such roles.
    PassedEach(fn(&Call<'_>) -> Vec<Reached>, &'static str),
    /// The managed EventBridge rule by which Step Functions learns that a job ended.
    Rule(&'static str),
    /// Resources that only AWS names, such as the id of a job: all of the kind.
    Every(&'static Kind),
    /// `*`, because IAM knows no resource for these actions.
    NoResource,
    /// Computed from the request.
    By(fn(&Call<'_>) -> Vec<Reached>),
}

/// An entry whose only statement is always needed.
macro_rules! entry {
    ($call:literal => $($when:expr, $purpose:literal, [$($action:literal),+ $(,)?], $on:expr);+ $(;)?) => {
        $crate::deploy::iam::table::Entry {
            call: $call,
            permits: &[$($crate::deploy::iam::table::Permit {
                when: $when, purpose: $purpose, actions: &[$($action),+], on: $on,
            }),+],
        }
    };
}
pub(super) use entry;

/// What Step Functions does with the managed rule of a `.sync` integration.
pub(crate) const RULE_ACTIONS: &[&str] = &["events:PutTargets", "events:PutRule", "events:DescribeRule"];

/// The permit for the managed rule of a `.sync` integration.
pub(super) const fn rule(name: &'static str) -> Permit {
    Permit { when: When::Sync, purpose: "WatchJobs", actions: RULE_ACTIONS, on: On::Rule(name) }
}
