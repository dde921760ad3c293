//! The end of a scope, and the end of an execution.

use std::sync::Arc;

use super::Engine;
use super::strand::{Job, Origin, Outcome, StrandId, Work};
use crate::data::Json;
use crate::failure::{self, Fault};
use crate::history::Detail;
use crate::limits;

impl Engine<'_> {
    /// The strand came to the end of its scope.
    pub(super) fn complete(&mut self, id: StrandId, output: Json) {
        let Some(strand) = self.strands.get(id) else { return };
        match strand.parent {
            Some((parent, slot)) => self.member_succeeded(id, parent, slot, output),
            None => {
                let (execution, previous) = (strand.execution, strand.previous);
                self.emit_after(execution, previous, 0, Detail::ExecutionSucceeded { output: output.clone() });
                self.end(execution, Outcome::Succeeded(output));
            }
        }
    }

    /// The strand failed and nothing in its scope helps.
    pub(super) fn give_up(&mut self, id: StrandId, fault: Fault) {
        let Some(strand) = self.strands.get(id) else { return };
        match strand.parent {
            Some((parent, slot)) => self.member_failed(parent, slot, fault),
            None => {
                let (execution, previous) = (strand.execution, strand.previous);
                self.end_failed_after(execution, previous, fault);
            }
        }
    }

    /// The execution fails; the event follows the last one there is.
    pub(super) fn end_failed(&mut self, execution: usize, fault: Fault) {
        let previous = self.executions.get(execution).map_or(0, |execution| execution.history.id());
        self.end_failed_after(execution, previous, fault);
    }

    pub(super) fn end_failed_after(&mut self, execution: usize, previous: u32, fault: Fault) {
        let (error, cause) = (fault.error.as_deref().map(Arc::from), fault.cause.as_deref().map(Arc::from));
        if fault.origin == failure::Origin::Stop {
            self.emit_after(execution, previous, 0, Detail::ExecutionAborted { error, cause });
            self.end(execution, Outcome::Aborted(fault));
        } else {
            self.emit_after(execution, previous, 0, Detail::ExecutionFailed { error, cause });
            self.end(execution, Outcome::Failed(fault));
        }
    }

    /// Ends the execution when its history has no place left: event 25,000 says so (measured).
    pub(super) fn ends_when_full(&mut self, execution: usize) -> bool {
        let Some(state) = self.executions.get(execution) else { return true };
        if state.outcome.is_some() {
            return true;
        }
        if !state.history.is_full() {
            return false;
        }
        let cause = format!("The execution reached the maximum number of history events ({}).", limits::EVENTS);
        let fault = Fault::called(Some(failure::names::RUNTIME.to_owned()), Some(cause));
        self.end_failed(execution, fault);
        true
    }

    /// The time limit of the whole execution: no error and no cause (measured).
    pub(super) fn execution_times_out(&mut self, execution: usize) {
        if self.executions.get(execution).is_some_and(super::Execution::is_running) {
            self.emit_after(execution, 0, 0, Detail::ExecutionTimedOut);
            self.end(execution, Outcome::TimedOut);
        }
    }

    pub(super) fn end(&mut self, id: usize, outcome: Outcome) {
        let Some(execution) = self.executions.get_mut(id) else { return };
        if execution.outcome.is_some() {
            return;
        }
        execution.outcome = Some(outcome.clone());
        self.running -= 1;
        execution.stopped = self.schedule.now();
        execution.history.finish();
        let (root, origin) = (execution.root, execution.origin.clone());
        self.retire_tree(root);
        if let Outcome::Aborted(fault) = &outcome
            && fault.origin == failure::Origin::Stop
        {
            // Not an answer of the machine: the whole run ends.
            if id != 0 {
                self.end_failed(0, fault.clone());
            }
            return;
        }
        match origin {
            Origin::Caller => {}
            Origin::MapRun { strand, turn, index } if self.is_current(strand, turn) => {
                self.schedule.soon(Job::MapChildEnded { strand, turn, index, child: id });
            }
            Origin::Task { strand, turn } if self.is_current(strand, turn) => self.child_ended_soon(strand),
            Origin::MapRun { .. } | Origin::Task { .. } => {}
        }
    }

    /// Ends a strand and all that belongs to it: branches, iterations, child executions that are waited for.
    pub(super) fn retire_tree(&mut self, root: StrandId) {
        let mut waiting = vec![root];
        while let Some(id) = waiting.pop() {
            let Some(strand) = self.strands.get_mut(id) else { continue };
            if !strand.alive {
                continue;
            }
            match std::mem::take(&mut strand.work) {
                Work::Fan(fan) => waiting.extend(fan.members()),
                Work::MapRun(run) => self.abort_children(id, run.running()),
                Work::Task(calling) => self.abort_children(id, calling.child.into_iter().collect()),
                Work::Idle | Work::Backoff { .. } | Work::Wait { .. } => {}
            }
            self.retire(id);
        }
    }

    /// Stops executions that the strand waited for; the cause is AWS's (measured).
    pub(super) fn abort_children(&mut self, id: StrandId, children: Vec<usize>) {
        let manager = self.strands.get(id).and_then(|strand| self.executions.get(strand.execution));
        let Some(arn) = manager.map(|execution| execution.identity.arn.clone()) else { return };
        for child in children {
            let Some(execution) = self.executions.get_mut(child) else { continue };
            if execution.outcome.is_some() {
                continue;
            }
            let cause = format!(
                "The Task state in AWS Step Functions execution [{arn}] which was managing this resource was aborted"
            );
            let fault = Fault::called(None, Some(cause.clone()));
            execution.outcome = Some(Outcome::Aborted(fault));
            self.running -= 1;
            execution.stopped = self.schedule.now();
            execution.history.finish();
            let root = execution.root;
            let previous = execution.history.id();
            self.emit_after(child, previous, 0, Detail::ExecutionAborted { error: None, cause: Some(cause.into()) });
            self.retire_tree(root);
        }
    }

    pub(super) fn abort_child_of(&mut self, id: StrandId) {
        let child = match self.strands.get(id).map(|strand| &strand.work) {
            Some(Work::Task(calling)) => calling.child,
            _ => None,
        };
        self.abort_children(id, child.into_iter().collect());
    }

    /// Collapses a fan in the next round, after what happens at the same moment.
    pub(super) fn collapse_soon(&mut self, id: StrandId) {
        let turn = self.turn(id);
        self.schedule.soon(Job::Collapse(id, turn));
    }
}
