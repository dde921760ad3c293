//! Whether a part of the data is certainly replaced before anything can read it, whichever way the machine goes.
//!
//! Only what is plain is followed: states of JSONPath that take their whole input and hand on all of their output, and fields of the data by
//! name. Of everything else it is assumed that it reads: a false "it is replaced" would have people remove what they need.

use std::cell::OnceCell;
use std::collections::HashSet;

use super::code::Facts;
use super::context::{Context, StateId};
use crate::intrinsic;
use crate::jsonpath::{JsonPath, Root, StepKind};
use crate::model::{DataPath, QueryLanguage, State, Successor};
use crate::template::PathOrIntrinsic;

/// How many states are looked at for one part, and how many ways from each: the rest is taken to read it, so that the work is linear.
const FARTHEST: usize = 16;

/// A part of the data that goes from state to state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part<'f> {
    /// All of it: `$`.
    Whole,
    /// One field of it, with all that is in there: `$.name`.
    Field(&'f str),
}

impl<'f> Part<'f> {
    /// The field of the data that a path names, no more and no less.
    pub(crate) fn field_of(path: &'f JsonPath<'_>) -> Option<&'f str> {
        match (path.root(), path.steps()) {
            (Root::Input, [step]) => match &step.kind {
                StepKind::Name(name) => Some(&*name.key),
                _ => None,
            },
            _ => None,
        }
    }
}

/// The question, asked of one machine.
pub(crate) struct Overwritten<'c, 'a> {
    context: &'c Context<'a>,
    facts: &'c Facts<'a>,
    /// What each state reads of the data, once that was asked.
    reads: Vec<OnceCell<Reads<'c>>>,
}

/// What a state reads of the data.
#[derive(Default)]
struct Reads<'c> {
    /// Something that may be anything.
    anything: bool,
    fields: HashSet<&'c str>,
}

impl<'c, 'a> Overwritten<'c, 'a> {
    pub(crate) fn new(context: &'c Context<'a>, facts: &'c Facts<'a>) -> Overwritten<'c, 'a> {
        let reads = context.states.iter().map(|_| OnceCell::new()).collect();
        Overwritten { context, facts, reads }
    }

    fn reads(&self, state: StateId, part: Part<'_>) -> bool {
        let Some(cell) = self.reads.get(state) else { return true };
        cell.get_or_init(|| self.read_by(state)).part(part)
    }

    fn read_by(&self, state: StateId) -> Reads<'c> {
        let facts = self.facts;
        let start = facts.reads.partition_point(|(by, _)| *by < state);
        let texts = facts.reads.iter().skip(start).take_while(|(by, _)| *by == state);
        let mut reads = Reads::default();
        for (_, text) in texts {
            match (facts.code.value(text), facts.code.path(text)) {
                (Some(PathOrIntrinsic::Intrinsic(call)), _) => reads.call(call),
                (_, Some(path)) => reads.path(path),
                // It did not parse.
                _ => reads.anything = true,
            }
        }
        reads
    }

    /// Whether what `state` puts into `part` is replaced on every way from there.
    pub(crate) fn before_it_is_read(&self, state: StateId, part: Part<'_>) -> bool {
        let mut open: Vec<Option<StateId>> = self.next(state).collect();
        let mut seen = Vec::with_capacity(FARTHEST);
        while let Some(target) = open.pop() {
            let Some(target) = target else { return false };
            if seen.contains(&target) {
                continue;
            }
            seen.push(target);
            if seen.len() > FARTHEST || !self.leaves_unread(target, part, &mut open) {
                return false;
            }
        }
        true
    }

    fn next(&self, state: StateId) -> impl Iterator<Item = Option<StateId>> {
        let ways = self.context.ways(state).iter();
        ways.filter(|way| matches!(way.successor, Successor::Next(_))).map(|way| way.target)
    }

    /// Whether `state` does not read the part; opens the states that get it.
    fn leaves_unread(&self, state: StateId, part: Part<'_>, open: &mut Vec<Option<StateId>>) -> bool {
        let Some(node) = self.context.states.get(state) else { return false };
        let is_plain = node.language == QueryLanguage::JsonPath
            && node.state.input_path().is_none()
            && node.state.output_path().is_none()
            && self.context.ways(state).len() <= FARTHEST;
        if !is_plain || self.reads(state, part) {
            return false;
        }
        let replaced = match node.state {
            State::Fail(_) => return true,
            State::Succeed(_) => return false,
            State::Choice(_) | State::Wait(_) => false,
            // It hands its input on; a copy of it elsewhere would have to be followed too.
            State::Pass(pass) if pass.parameters.is_none() && pass.result.is_none() => match pass.result_path {
                None => false,
                Some(_) => return false,
            },
            State::Pass(pass) => self.replaces(pass.result_path.as_ref(), part),
            State::Task(task) if task.parameters.is_some() => self.replaces(task.result_path.as_ref(), part),
            State::Parallel(parallel) if parallel.parameters.is_some() => {
                self.replaces(parallel.result_path.as_ref(), part)
            }
            State::Map(map) if map.items_path.is_some() => self.replaces(map.result_path.as_ref(), part),
            // They get all of it.
            State::Task(_) | State::Parallel(_) | State::Map(_) => return false,
        };
        // At the end, what is left is what the execution, the branch or the item gives.
        if !replaced && node.state.is_terminal() {
            return false;
        }
        for way in self.context.ways(state) {
            let stays = match way.successor {
                Successor::Catch(index, _) => {
                    let catcher = node.state.catch().get(index);
                    !catcher.is_some_and(|catcher| self.replaces(catcher.result_path.as_ref(), part))
                }
                Successor::Next(_) | Successor::Choice(..) | Successor::Default(_) => !replaced,
            };
            if stays {
                open.push(way.target);
            }
        }
        true
    }

    /// Whether a result that goes to `path` takes the place of the part.
    fn replaces(&self, path: Option<&DataPath>, part: Part<'_>) -> bool {
        match path {
            None => true,
            Some(DataPath::Null) => false,
            Some(DataPath::Path(text)) => {
                self.facts.code.path(text).is_some_and(|path| match (path.root(), path.steps()) {
                    (Root::Input, []) => true,
                    _ => Part::field_of(path).is_some_and(|field| part == Part::Field(field)),
                })
            }
        }
    }
}

impl<'c> Reads<'c> {
    fn part(&self, part: Part<'_>) -> bool {
        self.anything
            || match part {
                Part::Whole => !self.fields.is_empty(),
                Part::Field(name) => self.fields.contains(name),
            }
    }

    fn path(&mut self, path: &'c JsonPath<'_>) {
        // Filters and functions hold further paths.
        let is_plain = |kind: &StepKind<'_>| !matches!(kind, StepKind::Filter(_) | StepKind::Function(_));
        if !path.steps().iter().all(|step| is_plain(&step.kind)) {
            self.anything = true;
            return;
        }
        match (path.root(), path.steps().first().map(|step| &step.kind)) {
            (Root::Context | Root::Variable(_), _) => {}
            (Root::Input, Some(StepKind::Name(name))) => _ = self.fields.insert(&*name.key),
            (Root::Input | Root::Item, _) => self.anything = true,
        }
    }

    /// Recursion is bounded: the parser refuses calls that nest too deeply.
    fn call(&mut self, call: &'c intrinsic::Call<'_>) {
        for argument in &call.arguments {
            match &argument.value {
                intrinsic::Value::Path(path) => self.path(path),
                intrinsic::Value::Call(inner) => self.call(inner),
                _ => {}
            }
        }
    }
}
