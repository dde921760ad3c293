//! Strands that belong to a state: the branches of a Parallel, the iterations of an inline Map.

use serde_json::Value;

use super::strand::{Job, Strand, StrandId, Work};
use super::{Engine, Step};
use crate::data::{Json, Trace};
use crate::failure::Fault;
use crate::history::{Detail, Iteration, Stage};
use crate::limits;
use crate::program::{Kind, Node, StateId};

/// The members of a state that waits for them.
#[derive(Debug)]
pub(super) struct Fan {
    slots: Vec<Slot>,
    /// How many have no result yet.
    missing: usize,
    /// The first member that failed, and with what.
    failed: Option<(usize, Fault)>,
    /// What only the iterations of a Map need.
    pub(super) iterations: Option<super::inline_map::Iterations>,
}

/// One branch or iteration.
#[derive(Debug, Clone)]
enum Slot {
    NotStarted,
    Running(StrandId),
    Done(Json),
}

impl Fan {
    pub(super) fn new(size: usize, iterations: Option<super::inline_map::Iterations>) -> Fan {
        Fan { slots: vec![Slot::NotStarted; size], missing: size, failed: None, iterations }
    }

    /// The strands that still run.
    pub(super) fn members(&self) -> Vec<StrandId> {
        let running = |slot: &Slot| match slot {
            Slot::Running(strand) => Some(*strand),
            _ => None,
        };
        self.slots.iter().filter_map(running).collect()
    }
}

/// What is handed to a branch or an item, or comes from all of them, must be a payload too.
pub(super) fn fits(value: Json, node: &Node) -> Result<Json, Fault> {
    limits::measure(&value, limits::PAYLOAD).map_err(|excess| Fault::excess(excess, &node.name))?;
    Ok(value)
}

impl Engine<'_> {
    /// Starts what belongs to a Parallel or Map.
    pub(super) fn fan_out(&mut self, id: StrandId, node: &Node) -> Step {
        match &node.kind {
            Kind::Parallel(branches) => self.start_branches(id, node, branches),
            Kind::Map(map) if map.distributed.is_some() => self.start_map_run(id, node, map),
            Kind::Map(map) => self.start_iterations(id, node, map),
            _ => Step::Blocked,
        }
    }

    fn start_branches(&mut self, id: StrandId, node: &Node, branches: &[StateId]) -> Step {
        let input = {
            let context = self.context_for(id, node);
            let Some(strand) = self.strands.get(id) else { return Step::Blocked };
            let (env, trace) = (self.env(strand, &context), &mut Trace::off());
            node.io.effective(&env, trace).and_then(|effective| node.io.arguments(&env, &effective, trace))
        };
        let input = match input.and_then(|input| fits(input, node)) {
            Ok(input) => input,
            Err(fault) => return self.fail(id, fault),
        };
        self.emit_stage(id, Stage::Started);
        self.begin_fan(id, Fan::new(branches.len(), None));
        for (slot, branch) in branches.iter().enumerate() {
            self.start_member(id, slot, *branch, input.clone(), None);
        }
        Step::Blocked
    }

    pub(super) fn begin_fan(&mut self, id: StrandId, fan: Fan) {
        let empty = fan.missing == 0;
        let turn = self.next_turn(id);
        if let Some(strand) = self.strands.get_mut(id) {
            strand.work = Work::Fan(Box::new(fan));
        }
        if empty {
            self.schedule.soon(Job::FanDone(id, turn));
        }
    }

    /// Starts a branch or iteration; its first event follows the last one of `id`.
    pub(super) fn start_member(
        &mut self,
        id: StrandId,
        slot: usize,
        state: StateId,
        input: Json,
        item: Option<super::strand::Item>,
    ) -> Option<StrandId> {
        let parent = self.strands.get(id)?;
        let mut member = Strand::new(parent.execution, state, input, parent.variables.clone());
        member.parent = Some((id, slot));
        member.previous = parent.previous;
        member.item = item;
        let member = self.spawn(member);
        if let Some(fan) = self.fan(id)
            && let Some(place) = fan.slots.get_mut(slot)
        {
            *place = Slot::Running(member);
        }
        self.advance_soon(member);
        Some(member)
    }

    pub(super) fn fan(&mut self, id: StrandId) -> Option<&mut Fan> {
        match &mut self.strands.get_mut(id)?.work {
            Work::Fan(fan) => Some(fan),
            _ => None,
        }
    }

    /// A branch or iteration came to its end.
    pub(super) fn member_succeeded(&mut self, member: StrandId, parent: StrandId, slot: usize, output: Json) {
        let Some(previous) = self.strands.get(member).map(|strand| strand.previous) else { return };
        let is_map = self.fan(parent).is_some_and(|fan| fan.iterations.is_some());
        let last = if is_map { self.iteration_event(parent, slot, previous, Iteration::Succeeded) } else { previous };
        self.retire(member);
        let Some(fan) = self.fan(parent) else { return };
        if let Some(place) = fan.slots.get_mut(slot) {
            *place = Slot::Done(output);
        }
        fan.missing = fan.missing.saturating_sub(1);
        let (done, failed) = (fan.missing == 0, fan.failed.is_some());
        if let Some(strand) = self.strands.get_mut(parent) {
            // What follows the state follows the last event of its last member.
            strand.previous = last;
        }
        if failed {
            return;
        }
        if done {
            let turn = self.turn(parent);
            self.schedule.soon(Job::FanDone(parent, turn));
        } else if is_map {
            self.start_waiting_iteration(parent, previous);
        }
    }

    /// All members have results.
    pub(super) fn fan_done(&mut self, id: StrandId) {
        let Some(strand) = self.strands.get_mut(id) else { return };
        if matches!(strand.work, Work::MapRun(_)) {
            return self.map_run_done(id);
        }
        let Work::Fan(fan) = std::mem::take(&mut strand.work) else { return };
        let previous = strand.previous;
        let results = fan.slots.into_iter().map(|slot| match slot {
            Slot::Done(result) => result.into_value(),
            _ => Value::Null,
        });
        let result = Json::new(Value::Array(results.collect()));
        let Some((program, at)) = self.node_of(id) else { return };
        if let Some(Err(fault)) = program.node(at).map(|node| fits(result.clone(), node)) {
            let step = self.fail(id, fault);
            return self.resume(id, step);
        }
        self.emit_stage(id, Stage::Succeeded);
        if let Some(strand) = self.strands.get_mut(id) {
            strand.previous = previous;
        }
        self.next_turn(id);
        let step = self.leave_with(id, &program, &result);
        self.resume(id, step);
    }

    /// A branch or iteration failed. The others are cut in the next round: what happens at the same moment still happens (recorded).
    pub(super) fn member_failed(&mut self, parent: StrandId, slot: usize, fault: Fault) {
        let Some(fan) = self.fan(parent) else { return };
        if fan.failed.is_none() {
            fan.failed = Some((slot, fault));
            self.collapse_soon(parent);
        }
    }

    /// Cuts all members and fails the state. All events follow the last one of the member that failed, in the order of the members (recorded).
    pub(super) fn collapse(&mut self, id: StrandId) {
        let Some(strand) = self.strands.get_mut(id) else { return };
        let execution = strand.execution;
        let Work::Fan(fan) = std::mem::take(&mut strand.work) else { return };
        let Some((failing, fault)) = fan.failed else { return };
        let previous = match fan.slots.get(failing) {
            Some(Slot::Running(member)) => self.strands.get(*member).map_or(0, |member| member.previous),
            _ => 0,
        };
        for (slot, member) in fan.slots.iter().enumerate() {
            let Slot::Running(member) = member else { continue };
            if fan.iterations.is_some() {
                let what = if slot == failing { Iteration::Failed } else { Iteration::Aborted };
                self.iteration_event(id, slot, previous, what);
            }
            self.emit_cuts(*member, execution, previous);
            self.retire_tree(*member);
        }
        if let Some(strand) = self.strands.get_mut(id) {
            strand.previous = previous;
        }
        self.next_turn(id);
        let step = self.fail(id, fault);
        self.resume(id, step);
    }

    /// Ends all members without a word, and the wait for them.
    pub(super) fn cut_members(&mut self, id: StrandId) {
        self.next_turn(id);
        let Some(strand) = self.strands.get_mut(id) else { return };
        if let Work::Fan(fan) = std::mem::take(&mut strand.work) {
            fan.members().into_iter().for_each(|member| self.retire_tree(member));
        }
    }

    /// The events of states that are cut: the innermost first, a Map Run before its state.
    fn emit_cuts(&mut self, member: StrandId, execution: usize, previous: u32) {
        let mut order = Vec::new();
        let mut waiting = vec![member];
        while let Some(id) = waiting.pop() {
            let Some(strand) = self.strands.get(id) else { continue };
            if matches!(strand.work, Work::Idle) {
                continue;
            }
            let node = self.executions.get(execution).and_then(|execution| execution.program.node(strand.state));
            if let Some(node) = node {
                let cut = Detail::Stage { state: node.kind.state_type(), stage: Stage::Aborted };
                order.push((cut, strand.entered));
            }
            match &strand.work {
                Work::Fan(fan) => waiting.extend(fan.members()),
                Work::MapRun(_) => order.push((Detail::MapRunAborted, strand.entered)),
                Work::Task(_) | Work::Wait { .. } | Work::Backoff { .. } | Work::Idle => {}
            }
        }
        for (cut, entered) in order.into_iter().rev() {
            self.emit_after(execution, previous, entered, cut);
        }
    }
}
