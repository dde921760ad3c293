//! What one run may use here, so that every run ends: states, bytes of history, bytes of variables.
//!
//! AWS bounds the history of a Standard execution and the variables of every execution. The other bounds are of this interpreter: they are far above
//! what a test needs, and what exceeds them is not an answer of the machine.

use super::Engine;
use super::strand::StrandId;
use crate::data::{Assigned, Finished, Json};
use crate::failure::Fault;
use crate::limits::{self, Excess};

/// What all executions of a run have used together.
#[derive(Debug, Default)]
pub(super) struct Used {
    steps: u64,
    bytes: usize,
}

/// How large what a state hands on is.
pub(super) struct Sizes {
    output: usize,
    assigned: Vec<usize>,
}

impl Engine<'_> {
    /// Counts a state that is entered, or whose work is tried again. False when the run ended instead.
    pub(super) fn count_step(&mut self, id: usize) -> bool {
        self.used.steps += 1;
        let most = self.settings.steps;
        let Some(execution) = self.executions.get_mut(id) else { return false };
        execution.steps += 1;
        let exceeded = if self.used.steps > most {
            Some(format!("the run entered more than {most} states"))
        } else if execution.express && execution.steps > limits::EXPRESS_STEPS {
            Some(format!("the Express execution entered more than {} states", limits::EXPRESS_STEPS))
        } else {
            None
        };
        match exceeded {
            Some(message) => {
                self.end_failed(id, Fault::stop("Local.StepLimit", message));
                false
            }
            None => !self.ends_when_full(id),
        }
    }

    /// Counts what the history keeps. False when the run ended instead.
    pub(super) fn count_bytes(&mut self, execution: usize, bytes: usize) -> bool {
        self.used.bytes = self.used.bytes.saturating_add(bytes);
        let most = self.settings.history_bytes;
        if self.used.bytes > most {
            let message = format!("the history holds more than {most} bytes of payloads");
            self.end_failed(execution, Fault::stop("Local.HistorySize", message));
            return false;
        }
        if bytes > Json::LARGE
            && let Some(execution) = self.executions.get_mut(execution)
        {
            execution.history.expect(bytes);
        }
        true
    }

    /// The same for what the strand's state keeps there.
    pub(super) fn keep(&mut self, id: StrandId, bytes: usize) -> bool {
        let execution = self.strands.get(id).map(|strand| strand.execution);
        execution.is_some_and(|execution| self.count_bytes(execution, bytes))
    }

    /// Measures what a state hands on. What it got and hands on unchanged was measured before.
    pub(super) fn sizes(&self, input: &Json, finished: &Finished) -> Result<Sizes, Excess> {
        let Finished { output, assigned } = finished;
        let is_unchanged = Json::ptr_eq(input, output);
        let output = if is_unchanged { 0 } else { limits::measure(output, limits::PAYLOAD)? };
        let mut left = limits::PAYLOAD;
        let mut measured = Vec::with_capacity(assigned.len());
        for value in assigned.values() {
            let bytes = limits::measure(value, left)?;
            left -= bytes;
            measured.push(bytes);
        }
        Ok(Sizes { output, assigned: measured })
    }

    /// Counts what a state hands on, and assigns. False when the execution ended instead: at the boundary of a state no catcher fires.
    pub(super) fn take_over(&mut self, id: StrandId, state: &str, assigned: &Assigned, sizes: &Sizes) -> bool {
        let Some(strand) = self.strands.get_mut(id) else { return false };
        let at = strand.execution;
        let Some(execution) = self.executions.get_mut(at) else { return false };
        let new: usize = sizes.assigned.iter().sum();
        let old: usize = assigned.keys().map(|name| strand.variables.bytes_of(name)).sum();
        let total = (execution.variable_bytes + new).saturating_sub(old);
        if total > limits::VARIABLES {
            self.end_failed(at, Fault::too_many_variables(state));
            return false;
        }
        execution.variable_bytes = total;
        strand.own_bytes = (strand.own_bytes + new).saturating_sub(old);
        strand.variables.assign(assigned, &sizes.assigned);
        self.count_bytes(at, sizes.output + new)
    }
}
