//! A state that failed: `EvaluationFailed`, `Retry`, `Catch`, and the scope around it.

use super::strand::{Job, StrandId, Work};
use super::{Engine, Step};
use crate::failure::{Evaluation, Fault, Origin, names};
use crate::history::{Detail, Evaluated, Way};
use crate::program::{Exit, Kind, Node, Retrier};

impl Engine<'_> {
    /// The strand's state failed.
    pub(super) fn fail(&mut self, id: StrandId, fault: Fault) -> Step {
        self.fail_with(id, fault, false)
    }

    /// The same; `heartbeat` says that a missed heartbeat is what `States.Timeout` means.
    pub(super) fn fail_with(&mut self, id: StrandId, fault: Fault, heartbeat: bool) -> Step {
        let Some((program, at)) = self.node_of(id) else { return Step::Blocked };
        let Some(node) = program.node(at) else { return Step::Blocked };
        let Some(fault) = self.named(id, node, fault) else { return Step::Blocked };
        if let Some(delay) = self.delay_of(id, node, &fault, heartbeat) {
            let turn = self.next_turn(id);
            let until = self.schedule.now().saturating_add(delay);
            if let Some(strand) = self.strands.get_mut(id) {
                strand.work = Work::Backoff { until };
            }
            self.schedule.at(until, Job::Retry(id, turn));
            return Step::Blocked;
        }
        let before = self.strands.get(id).map_or(0, |strand| strand.previous);
        self.emit_failed_stage(id, node);
        match node.catch.iter().enumerate().find(|(_, catcher)| fault.matches(&catcher.errors, heartbeat)) {
            Some((index, catcher)) => {
                let caught = {
                    let context = self.context_for(id, node);
                    let Some(strand) = self.strands.get(id) else { return Step::Blocked };
                    catcher.catch(&self.env(strand, &context), &fault)
                };
                match caught {
                    Ok(finished) => {
                        self.leave(id, node, finished, Exit { next: Some(catcher.next), way: Way::catcher(index) })
                    }
                    Err(second) => {
                        // What a catcher fails with is not caught again. Its event follows what came before the first failure's (measured).
                        if let Some(strand) = self.strands.get_mut(id) {
                            strand.previous = before;
                        }
                        if let Some(second) = self.named(id, node, second) {
                            self.emit_failed_stage(id, node);
                            self.give_up(id, second);
                        }
                        Step::Blocked
                    }
                }
            }
            None => {
                self.give_up(id, fault);
                Step::Blocked
            }
        }
    }

    /// Puts the state's name into the cause and tells a failed field in the history. `None` when the failure ends the execution at once:
    /// `States.Runtime` does, wherever it happens and whatever is listed (recorded).
    pub(super) fn named(&mut self, id: StrandId, node: &Node, fault: Fault) -> Option<Fault> {
        let strand = self.strands.get(id)?;
        let execution = strand.execution;
        let (entered, before) = (strand.entered, strand.before_entered);
        let fault = fault.in_state(&node.name, entered);
        if fault.origin == Origin::Stop || fault.name() == names::RUNTIME {
            let previous = strand.previous;
            self.end_failed_after(execution, previous, fault);
            return None;
        }
        if let Origin::Query(Evaluation { location, on_entry }) = &fault.origin {
            let evaluated = Evaluated {
                error: fault.error.as_deref().map(Into::into),
                cause: fault.cause.as_deref().map(Into::into),
                location: location.as_deref().map(Into::into),
                state: node.name.clone(),
            };
            let detail = Detail::EvaluationFailed(Box::new(evaluated));
            // Recorded: a field that is evaluated on entry follows what came before `Entered`.
            let at_entry = *on_entry && strand.previous == entered;
            let previous = if at_entry { before } else { strand.previous };
            let failed = self.emit_after(execution, previous, entered, detail);
            if let Some(strand) = self.strands.get_mut(id) {
                strand.previous = failed;
            }
        }
        // What the state passes on is the failure of what it called.
        Some(Fault { origin: Origin::Called, ..fault })
    }

    /// How long the first retrier that answers the error waits. A retrier that is used up ends the search (AWS guide: no later retrier is tried).
    fn delay_of(&mut self, id: StrandId, node: &Node, fault: &Fault, heartbeat: bool) -> Option<u64> {
        let (index, retrier) =
            node.retry.iter().enumerate().find(|(_, retrier)| fault.matches(&retrier.errors, heartbeat))?;
        let strand = self.strands.get_mut(id)?;
        strand.retries.resize(node.retry.len(), 0);
        let used = strand.retries.get_mut(index)?;
        if *used >= retrier.attempts {
            return None;
        }
        *used += 1;
        let seconds = retrier.delay(*used);
        strand.retry_count += 1;
        let seconds = if retrier.jitter { seconds * self.entropy.unit() } else { seconds };
        Some((seconds * 1_000.0) as u64)
    }

    /// The state's work again, from the evaluation of its input on. Its `Entered` event is not repeated.
    pub(super) fn retry(&mut self, id: StrandId) {
        let Some((program, at)) = self.node_of(id) else { return };
        let Some(node) = program.node(at) else { return };
        let execution = self.strands.get(id).map_or(0, |strand| strand.execution);
        if !self.count_step(execution) {
            return;
        }
        let step = match node.kind {
            Kind::Task(_) => self.call(id, node),
            _ => self.fan_out(id, node),
        };
        self.resume(id, step);
    }
}

impl Retrier {
    /// Seconds before the `attempt`th retry, from 1: interval × rate^(n−1), at most `MaxDelaySeconds`.
    pub(crate) fn delay(&self, attempt: u64) -> f64 {
        let exponent = i32::try_from(attempt.saturating_sub(1)).unwrap_or(i32::MAX);
        let seconds = self.interval * self.rate.powi(exponent);
        seconds.min(self.max_delay.unwrap_or(f64::MAX))
    }
}
