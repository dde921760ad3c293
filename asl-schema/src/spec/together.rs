//! Which fields stand together: those that exclude each other, and those of which one must be there.

use super::Place;
use crate::model::StateType;

/// The groups of fields of which at most one may be there. `Next` and `End`, and the tests of a choice rule, are not among them: what
/// counts there is their value, or their number.
pub(crate) fn exclusive(place: Place) -> &'static [&'static [&'static str]] {
    match place {
        Place::State(StateType::Task) => {
            &[&["TimeoutSeconds", "TimeoutSecondsPath"], &["HeartbeatSeconds", "HeartbeatSecondsPath"]]
        }
        Place::State(StateType::Wait) => &[DURATIONS],
        Place::State(StateType::Fail) => &[&["Error", "ErrorPath"], &["Cause", "CausePath"]],
        Place::State(StateType::Map) => &[
            PROCESSORS,
            &["ItemSelector", "Parameters"],
            &["MaxConcurrency", "MaxConcurrencyPath"],
            &["ToleratedFailurePercentage", "ToleratedFailurePercentagePath"],
            &["ToleratedFailureCount", "ToleratedFailureCountPath"],
        ],
        Place::ReaderConfig => &[&["MaxItems", "MaxItemsPath"]],
        Place::ItemBatcher => {
            &[&["MaxItemsPerBatch", "MaxItemsPerBatchPath"], &["MaxInputBytesPerBatch", "MaxInputBytesPerBatchPath"]]
        }
        _ => &[],
    }
}

/// The fields of which at least one must be there; empty where nothing is asked.
pub(crate) fn at_least_one(place: Place) -> &'static [&'static str] {
    match place {
        Place::State(StateType::Wait) => DURATIONS,
        Place::State(StateType::Map) => PROCESSORS,
        Place::ItemBatcher => {
            &["MaxItemsPerBatch", "MaxItemsPerBatchPath", "MaxInputBytesPerBatch", "MaxInputBytesPerBatchPath"]
        }
        Place::ResultWriter => &["Resource", "WriterConfig", "Parameters", "Arguments"],
        _ => &[],
    }
}

const DURATIONS: &[&str] = &["Seconds", "SecondsPath", "Timestamp", "TimestampPath"];
const PROCESSORS: &[&str] = &["ItemProcessor", "Iterator"];
