//! The inline Map: iterations inside the execution.

use serde_json::Value;

use super::fanout::Fan;
use super::strand::{Item, Strand, StrandId};
use super::{Engine, Step};
use crate::data::{Json, Trace};
use crate::failure::Fault;
use crate::history::{Detail, Iteration};
use crate::limits;
use crate::program::{Map, Node};
use crate::state;

/// The items that wait for their turn.
#[derive(Debug)]
pub(super) struct Iterations {
    effective: Json,
    items: Vec<Json>,
    next: usize,
}

impl Engine<'_> {
    pub(super) fn start_iterations(&mut self, id: StrandId, node: &Node, map: &Map) -> Step {
        let ready = {
            let context = self.context_for(id, node);
            let Some(strand) = self.strands.get(id) else { return Step::Blocked };
            let (env, trace) = (self.env(strand, &context), &mut Trace::off());
            node.io.effective(&env, trace).and_then(|effective| {
                let concurrency = match &map.concurrency {
                    Some(amount) => {
                        state::count(amount, "MaxConcurrency", &env.on(&effective)).map_err(Fault::on_entry)?
                    }
                    None => 0,
                };
                Ok((concurrency, state::items(map, &node.io, &env, &effective, trace)?, effective))
            })
        };
        // Entries of an object are refused here, so there are only elements.
        let (concurrency, items, effective) = match ready {
            Ok((concurrency, list, effective)) => (concurrency, list.items, effective),
            Err(fault) => return self.fail(id, fault),
        };
        self.emit(id, Detail::MapStarted { length: items.len() as u64 });
        let most = match usize::try_from(concurrency) {
            Ok(0) | Err(_) => limits::INLINE_CONCURRENCY,
            Ok(wanted) => wanted.min(limits::INLINE_CONCURRENCY),
        };
        let size = items.len();
        self.begin_fan(id, Fan::new(size, Some(Iterations { effective, items, next: 0 })));
        let previous = self.strands.get(id).map_or(0, |strand| strand.previous);
        for _ in 0..most.min(size) {
            if !self.start_waiting_iteration(id, previous) {
                break;
            }
        }
        Step::Blocked
    }

    /// Starts the next iteration, if one waits; its `MapIterationStarted` follows `previous`. False when the Map failed instead.
    pub(super) fn start_waiting_iteration(&mut self, id: StrandId, previous: u32) -> bool {
        let Some(iterations) = self.fan(id).and_then(|fan| fan.iterations.as_mut()) else { return true };
        let index = iterations.next;
        let Some(value) = iterations.items.get_mut(index) else { return true };
        let value = std::mem::replace(value, Json::new(Value::Null));
        iterations.next += 1;
        let effective = iterations.effective.clone();
        let item = Item { index, value, key: None, source: None };
        let started = self.iteration_event(id, index, previous, Iteration::Started);
        let Some((program, at)) = self.node_of(id) else { return false };
        let Some((node, map)) = program.node(at).and_then(|node| match &node.kind {
            crate::program::Kind::Map(map) => Some((node, map)),
            _ => None,
        }) else {
            return false;
        };
        match self.item_input(id, node, map, &effective, &item) {
            Ok(input) => {
                if let Some(member) = self.start_member(id, index, map.start, input, Some(item))
                    && let Some(strand) = self.strands.get_mut(member)
                {
                    strand.previous = started;
                }
                true
            }
            Err(fault) => {
                self.cut_members(id);
                let step = self.fail(id, fault);
                self.resume(id, step);
                false
            }
        }
    }

    /// The input of one item: what `ItemSelector` makes of it, with the item in the context object.
    pub(super) fn item_input(
        &mut self,
        id: StrandId,
        node: &Node,
        map: &Map,
        effective: &Json,
        item: &Item,
    ) -> Result<Json, Fault> {
        if map.selector.is_none() {
            return super::fanout::fits(item.input(), node);
        }
        let mut context = self.context_for(id, node);
        if let Value::Object(context) = &mut context {
            context.insert("Map".to_owned(), serde_json::json!({"Item": item.context()}));
        }
        let Some(strand) = self.strands.get(id) else { return Ok(item.value.clone()) };
        let input = state::select(map, &self.env(strand, &context), effective, &item.value)?;
        super::fanout::fits(input, node)
    }

    /// An event about an iteration, named by its Map.
    pub(super) fn iteration_event(&mut self, id: StrandId, slot: usize, previous: u32, what: Iteration) -> u32 {
        let Some((program, at)) = self.node_of(id) else { return 0 };
        let Some(node) = program.node(at) else { return 0 };
        let Some(Strand { execution, entered, .. }) = self.strands.get(id) else { return 0 };
        let (execution, entered) = (*execution, *entered);
        let detail = Detail::Iteration { what, name: node.name.clone(), index: slot as u64 };
        self.emit_after(execution, previous, entered, detail)
    }
}
