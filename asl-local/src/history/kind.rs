//! The names of event types.

use asl_schema::model::StateType;

use super::event::{Detail, Event, Failing, Iteration, Stage};
use crate::program::Target;

macro_rules! state_events {
    ($($kind:ident),*) => {
        /// `PassStateEntered` and its kind. Not every combination occurs.
        pub(crate) fn state_event(state: StateType, stage: Stage) -> &'static str {
            match state {
                $(StateType::$kind => match stage {
                    Stage::Entered => concat!(stringify!($kind), "StateEntered"),
                    Stage::Exited => concat!(stringify!($kind), "StateExited"),
                    Stage::Started => concat!(stringify!($kind), "StateStarted"),
                    Stage::Succeeded => concat!(stringify!($kind), "StateSucceeded"),
                    Stage::Failed => concat!(stringify!($kind), "StateFailed"),
                    Stage::Aborted => concat!(stringify!($kind), "StateAborted"),
                },)*
            }
        }
    };
}
state_events!(Task, Pass, Choice, Wait, Succeed, Fail, Parallel, Map);

/// `LambdaFunctionStarted`, `ActivityStarted` or `TaskStarted`.
macro_rules! call_event {
    ($target:expr, $stage:literal) => {
        match $target {
            Target::Lambda { .. } => concat!("LambdaFunction", $stage),
            Target::Activity { .. } => concat!("Activity", $stage),
            Target::Service { .. } => concat!("Task", $stage),
        }
    };
}

impl Event {
    /// The event's `type`, such as `TaskStateEntered`.
    pub fn event_type(&self) -> &'static str {
        match &self.detail {
            Detail::ExecutionStarted { .. } => "ExecutionStarted",
            Detail::ExecutionSucceeded { .. } => "ExecutionSucceeded",
            Detail::ExecutionFailed { .. } => "ExecutionFailed",
            Detail::ExecutionAborted { .. } => "ExecutionAborted",
            Detail::ExecutionTimedOut => "ExecutionTimedOut",
            Detail::Entered { state, .. } => state_event(*state, Stage::Entered),
            Detail::Exited { state, .. } => state_event(*state, Stage::Exited),
            Detail::Stage { state, stage } => state_event(*state, *stage),
            Detail::MapStarted { .. } => "MapStateStarted",
            Detail::Iteration { what: Iteration::Started, .. } => "MapIterationStarted",
            Detail::Iteration { what: Iteration::Succeeded, .. } => "MapIterationSucceeded",
            Detail::Iteration { what: Iteration::Failed, .. } => "MapIterationFailed",
            Detail::Iteration { what: Iteration::Aborted, .. } => "MapIterationAborted",
            Detail::Scheduled(call) => call_event!(call.target, "Scheduled"),
            Detail::Started(call) => call_event!(call.target, "Started"),
            Detail::Submitted(..) => "TaskSubmitted",
            Detail::Succeeded(call, _) => call_event!(call.target, "Succeeded"),
            Detail::TaskFailed(failed) => match failed.stage {
                Failing::Work => call_event!(failed.call.target, "Failed"),
                Failing::Start => call_event!(failed.call.target, "StartFailed"),
                Failing::Submit => "TaskSubmitFailed",
            },
            Detail::TimedOut { call } => call_event!(call.target, "TimedOut"),
            Detail::MapRunStarted { .. } => "MapRunStarted",
            Detail::MapRunSucceeded => "MapRunSucceeded",
            Detail::MapRunAborted => "MapRunAborted",
            Detail::MapRunFailed { .. } => "MapRunFailed",
            Detail::EvaluationFailed(_) => "EvaluationFailed",
        }
    }

    /// The key that the details stand under, such as `stateEnteredEventDetails`; `None` for events that have none.
    pub(super) fn details_key(&self) -> Option<&'static str> {
        Some(match &self.detail {
            Detail::ExecutionTimedOut => "executionTimedOutEventDetails",
            Detail::ExecutionStarted { .. } => "executionStartedEventDetails",
            Detail::ExecutionSucceeded { .. } => "executionSucceededEventDetails",
            Detail::ExecutionFailed { .. } => "executionFailedEventDetails",
            Detail::ExecutionAborted { .. } => "executionAbortedEventDetails",
            Detail::Entered { .. } => "stateEnteredEventDetails",
            Detail::Exited { .. } => "stateExitedEventDetails",
            Detail::MapStarted { .. } => "mapStateStartedEventDetails",
            Detail::Iteration { what: Iteration::Started, .. } => "mapIterationStartedEventDetails",
            Detail::Iteration { what: Iteration::Succeeded, .. } => "mapIterationSucceededEventDetails",
            Detail::Iteration { what: Iteration::Failed, .. } => "mapIterationFailedEventDetails",
            Detail::Iteration { what: Iteration::Aborted, .. } => "mapIterationAbortedEventDetails",
            Detail::Started(call) if matches!(call.target, Target::Lambda { .. }) => return None,
            Detail::Scheduled(call) => key(&call.target, "Scheduled"),
            Detail::Started(call) => key(&call.target, "Started"),
            Detail::Submitted(..) => "taskSubmittedEventDetails",
            Detail::Succeeded(call, _) => key(&call.target, "Succeeded"),
            Detail::TaskFailed(failed) => match failed.stage {
                Failing::Submit => "taskSubmitFailedEventDetails",
                Failing::Start => key(&failed.call.target, "StartFailed"),
                Failing::Work => key(&failed.call.target, "Failed"),
            },
            Detail::TimedOut { call } => key(&call.target, "TimedOut"),
            Detail::MapRunStarted { .. } => "mapRunStartedEventDetails",
            Detail::MapRunFailed { .. } => "mapRunFailedEventDetails",
            Detail::EvaluationFailed(_) => "evaluationFailedEventDetails",
            Detail::Stage { .. } | Detail::MapRunSucceeded | Detail::MapRunAborted => return None,
        })
    }
}

fn key(target: &Target, stage: &str) -> &'static str {
    match (target, stage) {
        (Target::Lambda { .. }, "Scheduled") => "lambdaFunctionScheduledEventDetails",
        (Target::Lambda { .. }, "Succeeded") => "lambdaFunctionSucceededEventDetails",
        (Target::Lambda { .. }, "Failed") => "lambdaFunctionFailedEventDetails",
        (Target::Lambda { .. }, "StartFailed") => "lambdaFunctionStartFailedEventDetails",
        (Target::Lambda { .. }, _) => "lambdaFunctionTimedOutEventDetails",
        (Target::Activity { .. }, "Scheduled") => "activityScheduledEventDetails",
        (Target::Activity { .. }, "Started") => "activityStartedEventDetails",
        (Target::Activity { .. }, "Succeeded") => "activitySucceededEventDetails",
        (Target::Activity { .. }, "Failed") => "activityFailedEventDetails",
        (Target::Activity { .. }, "StartFailed") => "activityScheduleFailedEventDetails",
        (Target::Activity { .. }, _) => "activityTimedOutEventDetails",
        (Target::Service { .. }, "Scheduled") => "taskScheduledEventDetails",
        (Target::Service { .. }, "Started") => "taskStartedEventDetails",
        (Target::Service { .. }, "Succeeded") => "taskSucceededEventDetails",
        (Target::Service { .. }, "Failed") => "taskFailedEventDetails",
        (Target::Service { .. }, "StartFailed") => "taskStartFailedEventDetails",
        (Target::Service { .. }, _) => "taskTimedOutEventDetails",
    }
}
