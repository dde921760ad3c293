//! Keeps a history about as small as its text: large values of events that are past become text.
//!
//! It is done for many events at once; a run of small values never pays for it. A value that several events share stays shared, also when a strand
//! holds its tree for longer than that.

use std::collections::HashMap;
use std::sync::Arc;

use indexmap::IndexMap;

use super::event::{Called, Detail, Event};
use crate::data::Json;

/// So many bytes of large values come together before events are looked through.
const BATCH: usize = 256 * 1_024;

/// How far a history has been compacted.
#[derive(Debug, Clone, Default)]
pub(super) struct Compaction {
    /// Bytes of large values that came since the last time.
    bytes: usize,
    /// The events that have been looked through.
    events: usize,
    /// Trees that somebody else still holds, by their address, each with its text.
    held: HashMap<usize, (Json, Json)>,
}

impl Compaction {
    /// Counts values of together so many bytes that are about to come, and compacts the events that are there if that is due.
    pub(super) fn count(&mut self, bytes: usize, events: &mut [Event]) {
        if bytes > Json::LARGE {
            self.bytes = self.bytes.saturating_add(bytes);
            if self.bytes >= BATCH {
                self.compact(events);
            }
        }
    }

    /// Compacts a history to which nothing more is added, if it can have a large tree.
    pub(super) fn finish(&mut self, events: &mut [Event]) {
        if self.bytes > 0 || !self.held.is_empty() {
            self.compact(events);
        }
        self.held = HashMap::new();
    }

    fn compact(&mut self, events: &mut [Event]) {
        let held = &mut self.held;
        for event in events.iter_mut().skip(self.events) {
            event.detail.replace(&mut |json| {
                if !json.is_large_tree() {
                    return None;
                }
                // The tree is kept with its text, so no other value has its address meanwhile.
                let (_, text) = held.entry(json.address()).or_insert_with(|| (json.clone(), json.to_text()));
                Some(text.clone())
            });
        }
        held.retain(|_, (tree, _)| tree.is_shared());
        self.events = events.len();
        self.bytes = 0;
    }
}

impl Detail {
    /// Replaces the values that have a replacement.
    fn replace(&mut self, replacement: &mut dyn FnMut(&Json) -> Option<Json>) {
        let value = match self {
            Detail::ExecutionStarted { input, .. } | Detail::Entered { input, .. } => input,
            Detail::ExecutionSucceeded { output } => output,
            Detail::Exited { output, assigned, .. } => {
                // Nobody shares it but a copy of the event.
                for value in assigned.as_mut().map(Arc::make_mut).into_iter().flat_map(IndexMap::values_mut) {
                    exchange(value, replacement);
                }
                output
            }
            Detail::Submitted(call, output) | Detail::Succeeded(call, output) => {
                exchange_parameters(call, replacement);
                output
            }
            Detail::Scheduled(call) | Detail::Started(call) | Detail::TimedOut { call } => {
                return exchange_parameters(call, replacement);
            }
            Detail::TaskFailed(failed) => return exchange_parameters(&mut failed.call, replacement),
            Detail::ExecutionFailed { .. }
            | Detail::ExecutionAborted { .. }
            | Detail::ExecutionTimedOut
            | Detail::Stage { .. }
            | Detail::MapStarted { .. }
            | Detail::Iteration { .. }
            | Detail::MapRunStarted { .. }
            | Detail::MapRunSucceeded
            | Detail::MapRunFailed { .. }
            | Detail::MapRunAborted
            | Detail::EvaluationFailed(_) => return,
        };
        exchange(value, replacement);
    }
}

fn exchange(value: &mut Json, replacement: &mut dyn FnMut(&Json) -> Option<Json>) {
    if let Some(new) = replacement(value) {
        *value = new;
    }
}

/// The task that is waited for keeps the tree.
fn exchange_parameters(call: &mut Arc<Called>, replacement: &mut dyn FnMut(&Json) -> Option<Json>) {
    if let Some(new) = replacement(&call.parameters) {
        Arc::make_mut(call).parameters = new;
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::History;
    use super::*;

    fn entered(input: &Json) -> Detail {
        Detail::Entered { state: asl_schema::model::StateType::Pass, name: "A".into(), input: input.clone() }
    }

    fn input(event: &Event) -> &Json {
        match &event.detail {
            Detail::Entered { input, .. } => input,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_value_that_events_share_stays_shared() {
        let large = Json::new(json!("x".repeat(BATCH)));
        let small = Json::new(json!("x"));
        let mut history = History::new(true);
        for value in [&large, &small, &large] {
            history.push(0, 0, 0, entered(value));
        }
        history.expect(BATCH);
        // A strand still has the tree.
        history.push(0, 0, 0, entered(&large));
        history.finish();
        let [first, second, third, last] = history.events() else { panic!("{:?}", history.events()) };
        assert!(!Json::ptr_eq(input(first), &large));
        assert!(Json::ptr_eq(input(first), input(third)) && Json::ptr_eq(input(first), input(last)));
        assert!(Json::ptr_eq(input(second), &small));
        assert!(!large.is_shared());
    }

    #[test]
    fn small_values_are_left_alone() {
        let value = Json::new(json!(["x".repeat(Json::LARGE - 10)]));
        let mut history = History::new(true);
        for _ in 0..100 {
            history.push(0, 0, 0, entered(&value));
            history.expect(Json::LARGE);
        }
        history.finish();
        assert!(history.events().iter().all(|event| Json::ptr_eq(input(event), &value)));
    }
}
