//! Nested executions: <https://docs.aws.amazon.com/step-functions/latest/dg/connect-stepfunctions.html>.
//!
//! `.sync` and `.sync:2` need the same: to start the child, to look at and stop its executions, and the managed rule.

use super::call::{Call, Of, Reached};
use super::table::{Entry, On, Permit, When, entry, rule};
use crate::deploy::kind::{EXECUTION, MACHINE};

pub(super) const ENTRIES: &[Entry] = &[
    Entry {
        call: "states:startExecution",
        permits: &[
            Permit {
                when: When::Always,
                purpose: "StartExecution",
                actions: &["states:StartExecution"],
                on: On::Named(&MACHINE, "StateMachineArn"),
            },
            Permit {
                when: When::Sync,
                purpose: "FollowExecution",
                actions: &["states:DescribeExecution", "states:StopExecution"],
                on: On::By(executions),
            },
            rule("StepFunctionsGetEventsForStepFunctionsExecutionRule"),
        ],
    },
    entry!("states:startSyncExecution" => When::Always, "StartSyncExecution", ["states:StartSyncExecution"], On::Named(&MACHINE, "StateMachineArn")),
    entry!("states:describeExecution" => When::Always, "DescribeExecution", ["states:DescribeExecution"], On::Named(&EXECUTION, "ExecutionArn")),
    entry!("states:stopExecution" => When::Always, "StopExecution", ["states:StopExecution"], On::Named(&EXECUTION, "ExecutionArn")),
];

fn executions(call: &Call<'_>) -> Vec<Reached> {
    vec![call.named(&MACHINE, "StateMachineArn").map(|machine| machine.of(Of::Executions))]
}
