//! The distributed Map: a Map Run whose items are executions of their own.

mod prepare;

use std::collections::BTreeSet;
use std::sync::Arc;

use serde_json::{Value, json};

use super::strand::{Job, Origin, Outcome, StrandId, Work};
use super::{Engine, Start, Step};
use crate::data::Json;
use crate::failure::{Fault, names};
use crate::history::{Detail, Stage};
use crate::limits;
use crate::program::{Distributed, Kind, Map, Node, Program};

/// A Map Run in progress.
#[derive(Debug)]
pub(super) struct MapRun {
    arn: Arc<str>,
    inputs: Vec<Json>,
    next: usize,
    most: usize,
    running: BTreeSet<usize>,
    results: Vec<Option<Ended>>,
    tolerance: Tolerance,
    failures: u64,
    ended: usize,
    /// Where the results go: bucket and prefix.
    export: Option<(String, String)>,
}

/// How a child ended, for the results.
#[derive(Debug)]
struct Ended {
    execution: usize,
    output: Option<Json>,
}

/// How many failures a Map Run bears.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) struct Tolerance {
    pub(crate) count: Option<u64>,
    pub(crate) percentage: Option<f64>,
}

impl Tolerance {
    /// Whether so many failures of so many items are more than either limit; without limits one is.
    pub(crate) fn is_exceeded(self, failures: u64, items: u64) -> bool {
        let share = if items == 0 { 0.0 } else { failures as f64 * 100.0 / items as f64 };
        match (self.count, self.percentage) {
            (None, None) => failures > 0,
            (count, percentage) => {
                count.is_some_and(|count| failures > count) || percentage.is_some_and(|percent| share > percent)
            }
        }
    }

    /// What the Map fails with.
    pub(crate) fn exceeded() -> Fault {
        let cause = "The specified tolerated failure threshold was exceeded";
        Fault::called(Some(names::TOLERANCE.to_owned()), Some(cause.to_owned()))
    }
}

impl MapRun {
    /// The children that still run.
    pub(super) fn running(&self) -> Vec<usize> {
        self.running.iter().copied().collect()
    }
}

impl Engine<'_> {
    pub(super) fn start_map_run(&mut self, id: StrandId, node: &Node, map: &Map) -> Step {
        let Some(distributed) = &map.distributed else { return Step::Blocked };
        let prepared = match self.prepare(id, node, map, distributed) {
            Ok(prepared) => prepared,
            Err(fault) => return self.fail(id, fault),
        };
        self.emit(id, Detail::MapStarted { length: prepared.list.items.len() as u64 });
        let tolerance = match self.tolerance(id, node, map, &prepared.effective) {
            Ok(tolerance) => tolerance,
            Err(fault) => return self.fail(id, fault),
        };
        let identity = self.strands.get(id).and_then(|strand| self.executions.get(strand.execution));
        let Some(identity) = identity.map(|execution| execution.identity.clone()) else { return Step::Blocked };
        let label = distributed.label.clone().unwrap_or_else(|| self.entropy.uuid());
        let run = self.entropy.uuid();
        let arn: Arc<str> = format!(
            "arn:aws:states:{}:{}:mapRun:{}/{label}:{run}",
            identity.region, identity.account, identity.machine
        )
        .into();
        self.emit(id, Detail::MapRunStarted { arn: arn.clone() });
        match self.children_of(id, node, map, distributed, prepared, tolerance, arn) {
            Ok(run) => self.begin_map_run(id, run),
            Err(fault) => self.map_run_failed(id, fault),
        }
    }

    fn begin_map_run(&mut self, id: StrandId, run: MapRun) -> Step {
        let turn = self.next_turn(id);
        let (most, empty) = (run.most.min(run.inputs.len()), run.inputs.is_empty());
        if let Some(strand) = self.strands.get_mut(id) {
            strand.work = Work::MapRun(Box::new(run));
        }
        if empty {
            self.schedule.soon(Job::FanDone(id, turn));
        }
        for _ in 0..most {
            self.start_waiting_child(id);
        }
        Step::Blocked
    }

    fn map_run(&mut self, id: StrandId) -> Option<&mut MapRun> {
        match &mut self.strands.get_mut(id)?.work {
            Work::MapRun(run) => Some(run),
            _ => None,
        }
    }

    fn start_waiting_child(&mut self, id: StrandId) {
        let turn = self.turn(id);
        let Some((program, at)) = self.node_of(id) else { return };
        let Some((map, distributed)) = map_of(&program, at) else { return };
        let Some(run) = self.map_run(id) else { return };
        let index = run.next;
        let Some(input) = run.inputs.get(index).cloned() else { return };
        run.next += 1;
        let arn = run.arn.clone();
        let name = self.entropy.uuid();
        let Some(strand) = self.strands.get(id) else { return };
        let Some(parent) = self.executions.get(strand.execution) else { return };
        let (depth, identity) = (parent.depth + 1, parent.identity.map_child(&arn, &name));
        let start = Start {
            first: map.start,
            program: program.clone(),
            input,
            identity,
            express: distributed.express,
            origin: Origin::MapRun { strand: id, turn, index },
            depth,
            limit: None,
        };
        let child = self.start(start);
        if let Some(run) = self.map_run(id) {
            run.running.insert(child);
        }
    }

    /// A child of the run ended.
    pub(super) fn map_child_ended(&mut self, id: StrandId, index: usize, child: usize) {
        let output = match self.executions.get(child).and_then(|execution| execution.outcome.as_ref()) {
            Some(Outcome::Succeeded(output)) => Some(output.clone()),
            _ => None,
        };
        let turn = self.turn(id);
        let Some(run) = self.map_run(id) else { return };
        run.running.remove(&child);
        run.ended += 1;
        run.failures += u64::from(output.is_none());
        if let Some(place) = run.results.get_mut(index) {
            *place = Some(Ended { execution: child, output });
        }
        if run.tolerance.is_exceeded(run.failures, run.results.len() as u64) {
            let running = run.running();
            self.abort_children(id, running);
            let step = self.map_run_failed(id, Tolerance::exceeded());
            return self.resume(id, step);
        }
        if run.ended == run.results.len() {
            self.schedule.soon(Job::FanDone(id, turn));
        } else {
            self.start_waiting_child(id);
        }
    }

    fn map_run_failed(&mut self, id: StrandId, fault: Fault) -> Step {
        self.next_turn(id);
        if let Some(strand) = self.strands.get_mut(id) {
            strand.work = Work::Idle;
        }
        let Some((program, at)) = self.node_of(id) else { return Step::Blocked };
        let Some(node) = program.node(at) else { return Step::Blocked };
        // A field that fails is told first: recorded of other fields, and what follows a failed run was recorded to follow `MapRunFailed`.
        let Some(fault) = self.named(id, node, fault) else { return Step::Blocked };
        let (error, cause) = (fault.error.as_deref().map(Arc::from), fault.cause.as_deref().map(Arc::from));
        self.emit(id, Detail::MapRunFailed { error, cause });
        self.fail(id, fault)
    }

    /// All children ended.
    pub(super) fn map_run_done(&mut self, id: StrandId) {
        let Some(strand) = self.strands.get_mut(id) else { return };
        let Work::MapRun(run) = std::mem::take(&mut strand.work) else { return };
        let Some((program, at)) = self.node_of(id) else { return };
        let Some((_, distributed)) = map_of(&program, at) else { return };
        let succeeded = self.emit(id, Detail::MapRunSucceeded);
        let result: Json = match self.results(&run, distributed) {
            Ok(result) => Json::new(result),
            Err(fault) => {
                let step = self.fail(id, fault);
                return self.resume(id, step);
            }
        };
        if let Err(excess) = limits::measure(&result, limits::PAYLOAD) {
            let name = program.node(at).map_or("", |node| &*node.name);
            let step = self.fail(id, Fault::excess(excess, name));
            return self.resume(id, step);
        }
        self.emit_stage(id, Stage::Succeeded);
        if let Some(strand) = self.strands.get_mut(id) {
            strand.previous = succeeded;
        }
        self.next_turn(id);
        let step = self.leave_with(id, &program, &result);
        self.resume(id, step);
    }

    fn results(&mut self, run: &MapRun, distributed: &Distributed) -> Result<Value, Fault> {
        let executions = &self.executions;
        let ended = run.results.iter().flatten();
        let transformation = distributed.writer.as_ref().and_then(|writer| writer.transformation);
        let results = super::results::transform(
            transformation,
            run.export.is_some(),
            ended.map(|ended| {
                let describe = || executions.get(ended.execution).map(super::child::description).unwrap_or_default();
                (ended.output.as_ref(), describe)
            }),
        );
        let Some((bucket, prefix)) = &run.export else { return Ok(Value::Array(results.all)) };
        let output_type = distributed.writer.as_ref().map(|writer| writer.output_type);
        let id = run.arn.rsplit(':').next().unwrap_or_default();
        let key = super::results::export(&results, bucket, prefix, id, &run.arn, output_type, self.surroundings.store)?;
        Ok(json!({"MapRunArn": &*run.arn, "ResultWriterDetails": {"Bucket": bucket, "Key": key}}))
    }
}

fn map_of(program: &Program, at: usize) -> Option<(&Map, &Distributed)> {
    match &program.node(at)?.kind {
        Kind::Map(map) => Some((map, map.distributed.as_ref()?)),
        _ => None,
    }
}
