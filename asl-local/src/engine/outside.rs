//! What somebody outside does to a run that waits: looks at it, completes callbacks, stops it.

use super::Engine;
use super::strand::{Execution, Outcome, Strand, StrandId, Work};
use super::task::Calling;
use crate::execution::{Pending, Waiting};
use crate::failure::Fault;
use crate::history::Detail;
use crate::mock;
use crate::time;

impl Engine<'_> {
    /// The virtual time in milliseconds.
    pub(crate) fn now(&self) -> u64 {
        self.schedule.now()
    }

    /// Moves the clock by hand. What was to happen until then must have happened.
    pub(crate) fn wait_until(&mut self, moment: u64) {
        self.schedule.wait_until(moment);
    }

    /// The executions so far; the first is the one that was asked for.
    pub(crate) fn executions(&self) -> &[Execution] {
        &self.executions
    }

    /// What was prepared and never asked for.
    pub(crate) fn leftovers(&self) -> Vec<String> {
        self.surroundings.handler.leftovers()
    }

    pub(crate) fn into_executions(self) -> Vec<Execution> {
        self.executions
    }

    /// What the strands wait for, in the order of their states' events.
    pub(crate) fn waiting(&self) -> Vec<Waiting<'_>> {
        let mut waiting: Vec<_> = self.strands.iter().filter_map(|strand| self.waiting_of(strand)).collect();
        waiting.sort_by_key(|waiting| (waiting.execution, waiting.entered_event_id));
        waiting
    }

    fn waiting_of<'e>(&'e self, strand: &'e Strand) -> Option<Waiting<'e>> {
        let execution = self.executions.get(strand.execution).filter(|execution| execution.is_running())?;
        let node = execution.program.node(strand.state).filter(|_| strand.alive)?;
        let (until, pending) = match &strand.work {
            Work::Backoff { until } => (Some(*until), Pending::Retry),
            Work::Wait { until, .. } => (Some(*until), Pending::Time),
            // What a child execution does is told by the child.
            Work::Task(calling) if calling.child.is_none() => {
                let called = &calling.called;
                let token = calling.worker_token.as_deref().or(strand.token.as_deref());
                (calling.due(), Pending::Call { resource: called.target.arn(), input: &called.parameters, token })
            }
            Work::Idle | Work::Task(_) | Work::Fan(_) | Work::MapRun(_) => return None,
        };
        Some(Waiting {
            state: &node.name,
            pending,
            until: until.map(time::duration),
            execution: strand.execution,
            entered_event_id: strand.entered,
        })
    }

    /// The task that waits for this token.
    fn task_with(&self, token: &str) -> Option<StrandId> {
        let is_meant = |strand: &Strand| {
            let Work::Task(calling) = &strand.work else { return false };
            let tokens = [&strand.token, &calling.worker_token];
            strand.alive && tokens.iter().any(|own| own.as_deref() == Some(token))
        };
        self.strands.iter().position(is_meant)
    }

    /// Ends the task that waits for the token; false when there is none.
    pub(crate) fn complete_callback(&mut self, token: &str, outcome: mock::Outcome) -> bool {
        let Some(id) = self.task_with(token) else { return false };
        match outcome {
            mock::Outcome::Succeeds(result) => self.task_succeeds(id, result),
            mock::Outcome::Fails(error) => self.task_fails(id, Fault::called(error.error, error.cause)),
            _ => return false,
        }
        true
    }

    /// A heartbeat of the task that waits for the token; false when there is none.
    pub(crate) fn beat(&mut self, token: &str) -> bool {
        let now = self.schedule.now();
        let calling = self.task_with(token).and_then(|id| self.calling(id));
        calling.map(|calling| calling.beaten_at = now).is_some()
    }

    /// `StopExecution` of the execution that was asked for.
    pub(crate) fn stop(&mut self, error: Option<String>, cause: Option<String>) {
        let Some(execution) = self.executions.first().filter(|execution| execution.is_running()) else { return };
        let previous = execution.history.id();
        let fault = Fault::called(error, cause);
        let (error, cause) = (fault.error.as_deref().map(Into::into), fault.cause.as_deref().map(Into::into));
        self.emit_after(0, previous, 0, Detail::ExecutionAborted { error, cause });
        self.end(0, Outcome::Aborted(fault));
    }
}

impl Calling {
    /// The first moment at which the call ends if nobody does anything: its answer comes, or a limit runs out.
    fn due(&self) -> Option<u64> {
        let answered = self.answer.as_ref().filter(|answer| !matches!(answer.outcome, mock::Outcome::Never));
        let after = |delay: u64| self.scheduled_at.saturating_add(delay);
        let answered = answered.map(|answer| after(u64::try_from(answer.after.as_millis()).unwrap_or(u64::MAX)));
        let limit = self.called.timeout.map(|seconds| after(seconds.saturating_mul(1_000)));
        let beats = self.answer.as_ref().is_some_and(|answer| answer.heartbeat.is_some());
        let missed = self.heartbeat_due().filter(|_| !beats);
        [answered, limit, missed].into_iter().flatten().min()
    }
}
