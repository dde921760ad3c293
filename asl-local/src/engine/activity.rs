//! Activities that a worker outside takes: `GetActivityTask`.
//!
//! An activity is scheduled whether or not anybody works at it, and its time limit counts from there. Its heartbeats count from the moment that a
//! worker has it: they are sent with the token, which nobody has before.

use std::sync::Arc;

use super::Engine;
use super::strand::{Job, Strand, StrandId, Work};
use super::task::Calling;
use crate::data::Json;
use crate::history::{Called, Detail};
use crate::program::Target;

impl Calling {
    /// Whether it is of an activity that no worker has taken.
    pub(super) fn is_untaken(&self) -> bool {
        matches!(self.called.target, Target::Activity { .. }) && self.called.worker.is_none()
    }
}

impl Engine<'_> {
    /// Hands the activity that has waited longest to a worker: its token and input. `is_meant` gets the state, the activity's ARN and the input.
    pub(crate) fn take_activity(
        &mut self,
        is_meant: impl Fn(&str, &str, &Json) -> bool,
        worker: &str,
    ) -> Option<(String, Json)> {
        let waiting = self.strands.iter().enumerate().filter_map(|(id, strand)| {
            let calling = self.untaken(strand)?;
            let node = self.executions.get(strand.execution)?.program.node(strand.state)?;
            let called = &calling.called;
            let is_meant = is_meant(&node.name, called.target.arn(), &called.parameters);
            is_meant.then_some((calling.scheduled_at, strand.execution, strand.entered, id))
        });
        let (.., id) = waiting.min()?;
        self.begin_work(id, worker)
    }

    fn untaken<'s>(&self, strand: &'s Strand) -> Option<&'s Calling> {
        let is_running = self.executions.get(strand.execution)?.is_running();
        match &strand.work {
            Work::Task(calling) if strand.alive && is_running && calling.is_untaken() => Some(calling),
            _ => None,
        }
    }

    fn begin_work(&mut self, id: StrandId, worker: &str) -> Option<(String, Json)> {
        let now = self.schedule.now();
        let token = self.entropy.uuid();
        let calling = self.calling(id)?;
        let called = Arc::new(Called { worker: Some(worker.into()), ..(*calling.called).clone() });
        calling.called = called.clone();
        calling.worker_token = Some(token.clone());
        calling.beaten_at = now;
        let heartbeat = calling.heartbeat_due();
        self.emit(id, Detail::Started(called.clone()));
        if let Some(due) = heartbeat {
            let turn = self.turn(id);
            self.schedule.at(due, Job::TaskTimesOut(id, turn, true));
        }
        Some((token, called.parameters.clone()))
    }
}
