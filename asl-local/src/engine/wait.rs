//! Waiting for time, which costs none.

use super::strand::{Job, StrandId, Work};
use super::{Engine, Step};
use crate::data::Json;

impl Engine<'_> {
    pub(super) fn wait(&mut self, id: StrandId, effective: Json, until: u64) -> Step {
        let turn = self.next_turn(id);
        if let Some(strand) = self.strands.get_mut(id) {
            strand.work = Work::Wait { effective, until };
        }
        self.schedule.at(until, Job::WaitEnds(id, turn));
        Step::Blocked
    }

    pub(super) fn wait_ends(&mut self, id: StrandId) {
        let Some((program, at)) = self.node_of(id) else { return };
        let Some(node) = program.node(at) else { return };
        let Some(strand) = self.strands.get_mut(id) else { return };
        let Work::Wait { effective, .. } = std::mem::take(&mut strand.work) else { return };
        let finished = {
            let context = self.context_for(id, node);
            let Some(strand) = self.strands.get(id) else { return };
            node.io.pass_on(&self.env(strand, &context), &effective)
        };
        let step = match finished {
            Ok(finished) => self.leave(id, node, finished, node.exit()),
            Err(fault) => self.fail(id, fault),
        };
        self.resume(id, step);
    }
}
