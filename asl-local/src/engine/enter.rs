//! Entering a state, and leaving it.

use std::sync::Arc;

use super::strand::{Job, StrandId, Work};
use super::{Engine, Step};
use crate::data::{Finished, Json, Trace};
use crate::failure::Fault;
use crate::history::{Detail, Stage};
use crate::program::{Exit, Kind, Node, Program};
use crate::state;

/// What a state does after it has read its input.
enum Begun {
    Leaves(Finished, Exit),
    Waits(Json, u64),
    Fails(Fault),
    Calls,
    Fans,
}

impl Engine<'_> {
    /// Enters the strand's state and does what can be done at once.
    pub(super) fn enter(&mut self, id: StrandId, program: &Program) -> Step {
        let Some(node) = self.strands.get(id).and_then(|strand| program.node(strand.state)) else {
            return Step::Blocked;
        };
        if !self.note_entered(id, node) {
            return Step::Blocked;
        }
        let begun = self.begin(id, node);
        match begun {
            Ok(Begun::Leaves(finished, exit)) => self.leave(id, node, finished, exit),
            Ok(Begun::Waits(effective, until)) => self.wait(id, effective, until),
            // A Fail state fails for good: it has no handlers of its own.
            Ok(Begun::Fails(fault)) => {
                self.give_up(id, fault);
                Step::Blocked
            }
            Ok(Begun::Calls) => self.call(id, node),
            Ok(Begun::Fans) => self.fan_out(id, node),
            Err(fault) => self.fail(id, fault),
        }
    }

    /// The event, and the bookkeeping of a fresh state. False when the execution ended instead.
    fn note_entered(&mut self, id: StrandId, node: &Node) -> bool {
        let now = self.schedule.now();
        let Some(strand) = self.strands.get_mut(id) else { return false };
        let execution = strand.execution;
        strand.before_entered = strand.previous;
        strand.entered_at = now;
        strand.retries.clear();
        strand.retry_count = 0;
        let input = strand.input.clone();
        let detail = Detail::Entered { state: node.kind.state_type(), name: node.name.clone(), input };
        let entered = self.emit(id, detail);
        if let Some(strand) = self.strands.get_mut(id) {
            strand.entered = entered;
        }
        self.count_step(execution)
    }

    fn begin(&self, id: StrandId, node: &Node) -> Result<Begun, Fault> {
        let context = self.context_for(id, node);
        let Some(strand) = self.strands.get(id) else { return Ok(Begun::Fans) };
        let env = self.env(strand, &context);
        let trace = &mut Trace::off();
        Ok(match &node.kind {
            Kind::Pass(result) => Begun::Leaves(state::pass(&node.io, result.as_ref(), &env, trace)?, node.exit()),
            Kind::Succeed => Begun::Leaves(state::succeed(&node.io, &env, trace)?, Exit::END),
            Kind::Fail { error, cause } => Begun::Fails(state::fail(error, cause, &env)?),
            Kind::Choice(choice) => {
                let (exit, finished) = state::choose(choice, &node.io, &env, trace)?;
                Begun::Leaves(finished, exit)
            }
            Kind::Wait(delay) => {
                let effective = node.io.effective(&env, trace)?;
                let until = state::until(delay, &env.on(&effective))?;
                Begun::Waits(effective, until)
            }
            Kind::Task(_) => Begun::Calls,
            Kind::Parallel(_) | Kind::Map(_) => Begun::Fans,
        })
    }

    /// Leaves the state with its output and goes on, or ends the scope.
    pub(super) fn leave(&mut self, id: StrandId, node: &Node, finished: Finished, exit: Exit) -> Step {
        let Some(strand) = self.strands.get(id) else { return Step::Blocked };
        let execution = strand.execution;
        let sizes = match self.sizes(&strand.input, &finished) {
            Ok(sizes) => sizes,
            Err(excess) => {
                // At the boundary of a state no catcher fires: only a task's own result can be caught.
                self.end_failed(execution, Fault::excess(excess, &node.name));
                return Step::Blocked;
            }
        };
        if !self.take_over(id, &node.name, &finished.assigned, &sizes) {
            return Step::Blocked;
        }
        let Finished { output, assigned } = finished;
        let values = (!assigned.is_empty()).then(|| Arc::new(assigned));
        let detail = Detail::Exited {
            state: node.kind.state_type(),
            name: node.name.clone(),
            output: output.clone(),
            assigned: values,
            way: exit.way,
        };
        self.emit(id, detail);
        let Some(strand) = self.strands.get_mut(id) else { return Step::Blocked };
        strand.work = Work::Idle;
        strand.token = None;
        let Some(next) = exit.next else {
            if !self.ends_when_full(execution) {
                self.complete(id, output);
            }
            return Step::Blocked;
        };
        strand.state = next;
        strand.input = output;
        if self.ends_when_full(execution) { Step::Blocked } else { Step::Continue }
    }

    /// Leaves a state that has a result, after its own output processing.
    pub(super) fn leave_with(&mut self, id: StrandId, program: &Program, result: &Json) -> Step {
        let Some(node) = self.strands.get(id).and_then(|strand| program.node(strand.state)) else {
            return Step::Blocked;
        };
        let finished = {
            let context = self.context_for(id, node);
            let Some(strand) = self.strands.get(id) else { return Step::Blocked };
            node.io.finish(&self.env(strand, &context), result, &mut Trace::off())
        };
        match finished {
            Ok(finished) => self.leave(id, node, finished, node.exit()),
            Err(fault) => self.fail(id, fault),
        }
    }

    /// Begins to wait for something: jobs that the strand waited for until now are void.
    pub(super) fn next_turn(&mut self, id: StrandId) -> u64 {
        self.strands.get_mut(id).map_or(0, |strand| {
            strand.turn += 1;
            strand.turn
        })
    }

    /// Goes on at once when the strand's turn comes.
    pub(super) fn advance_soon(&mut self, id: StrandId) {
        let turn = self.next_turn(id);
        self.schedule.soon(Job::Advance(id, turn));
    }

    pub(super) fn emit_failed_stage(&mut self, id: StrandId, node: &Node) {
        if matches!(node.kind, Kind::Parallel(_) | Kind::Map(_)) {
            self.emit_stage(id, Stage::Failed);
        }
    }
}
