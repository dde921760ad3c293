//! The fixed point: what goes into each state is what any way brings there, until nothing new comes.
//!
//! Each input, variable and output of a scope may grow a few times and is unknown then: the work is linear in the size of the machine,
//! however its loops and scopes nest.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::findings::Finding;
use super::order::{Order, owner_at_end, start_of};
use super::scene::Scene;
use super::state::{self, Effect};
use super::world::World;
use crate::check::context::{Context, ScopeId, StateId};
use crate::check::options::Known;
use crate::check::parsed::{Parsed, address};
use crate::data::Shape;
use crate::model::Successor;

/// How often what a state gets may grow before it is given up.
const MOST_CHANGES: u8 = 6;

/// How often a state may be looked at. Those that read many variables which change one by one would be looked at for each of them.
const MOST_LOOKS: u8 = 200;

/// Where a state is entered, or where one with states inside it is left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Node(usize);

impl Node {
    pub(super) fn enter(state: StateId) -> Node {
        Node(state * 2)
    }

    pub(super) fn exit(state: StateId) -> Node {
        Node(state * 2 + 1)
    }

    pub(super) fn state(self) -> StateId {
        self.0 / 2
    }

    pub(super) fn is_exit(self) -> bool {
        self.0 % 2 == 1
    }

    pub(super) fn index(self) -> usize {
        self.0
    }
}

/// What is known of the data of a machine.
pub(crate) struct Flow<'a> {
    /// What each state gets; nothing where no way leads.
    pub(crate) inputs: Vec<Shape>,
    /// What each state gives to the next, unless a catcher does.
    pub(crate) outputs: Vec<Shape>,
    /// In the order of the states, each read once.
    pub(crate) findings: Vec<Finding<'a>>,
}

impl Flow<'_> {
    fn unknown(states: usize) -> Self {
        Flow { inputs: vec![Shape::unknown(); states], outputs: vec![Shape::unknown(); states], findings: Vec::new() }
    }
}

/// Follows the data through a machine. In one with states that could not be read, nothing is known.
pub(crate) fn run<'a>(context: &Context<'a>, code: &Parsed<'a>, known: &Known) -> Flow<'a> {
    let states = context.states.len();
    let mut run = Run {
        world: World::new(context, code, known),
        order: Order::new(context),
        inputs: vec![Growing::default(); states],
        outputs: vec![Shape::never(); states],
        scopes: vec![Growing::default(); context.scopes.len()],
        readers: Vec::new(),
        queue: BinaryHeap::new(),
        queued: vec![false; states * 2],
        looks: vec![0; states * 2],
        found: Vec::new(),
    };
    run.readers.resize_with(run.world.variable_count(), Vec::new);
    run.found.resize_with(states * 2, Vec::new);
    if context.scopes.iter().any(|scope| scope.unread().is_some()) {
        return Flow::unknown(states);
    }
    run.run_to_the_fixed_point(&known.input);
    if !run.queue.is_empty() {
        return Flow::unknown(states);
    }
    let mut findings: Vec<Finding<'a>> = run.found.into_iter().flatten().collect();
    let key = |finding: &Finding<'_>| (finding.state, address(finding.text), finding.range.start);
    findings.sort_by_key(key);
    findings.dedup_by_key(|finding| key(finding));
    Flow { inputs: run.inputs.into_iter().map(|input| input.shape).collect(), outputs: run.outputs, findings }
}

/// A shape that several places add to.
#[derive(Clone, Default)]
struct Growing {
    shape: Shape,
    changes: u8,
}

impl Growing {
    /// Whether that was new.
    fn extend(&mut self, shape: &Shape) -> bool {
        let grown = self.shape.extend(shape);
        if grown {
            self.changes = self.changes.saturating_add(1);
            if self.changes > MOST_CHANGES {
                self.shape = Shape::unknown();
            }
        }
        grown
    }
}

struct Run<'w, 'a> {
    world: World<'w, 'a>,
    order: Order,
    inputs: Vec<Growing>,
    outputs: Vec<Shape>,
    /// What each scope gives.
    scopes: Vec<Growing>,
    /// The nodes that read each variable.
    readers: Vec<Vec<Node>>,
    queue: BinaryHeap<Reverse<(u32, Node)>>,
    queued: Vec<bool>,
    looks: Vec<u8>,
    /// What the latest look at each node found.
    found: Vec<Vec<Finding<'a>>>,
}

impl<'a> Run<'_, 'a> {
    /// Gives up, leaving something in the queue, when a state was looked at too often.
    fn run_to_the_fixed_point(&mut self, input: &Shape) {
        self.start(0, input);
        while let Some(Reverse((_, node))) = self.queue.pop() {
            if let Some(queued) = self.queued.get_mut(node.index()) {
                *queued = false;
            }
            self.look_at(node);
            if let Some(looks) = self.looks.get_mut(node.index()) {
                *looks = looks.saturating_add(1);
                if *looks > MOST_LOOKS {
                    return;
                }
            }
        }
    }

    fn look_at(&mut self, node: Node) {
        let id = node.state();
        let context = self.world.context;
        let Some(input) = self.inputs.get(id).map(|input| input.shape.clone()) else { return };
        let mut scene = Scene::new(&self.world, id);
        let effect = if node.is_exit() {
            let scopes = self.order.inside(id).iter().filter_map(|scope| self.scopes.get(*scope));
            let results: Vec<Shape> = scopes.map(|scope| scope.shape.clone()).collect();
            state::leave(&mut scene, &input, &results)
        } else {
            state::enter(&mut scene, &input)
        };
        let Scene { read, assigned, found, .. } = scene;
        if let Some(place) = self.found.get_mut(node.index()) {
            *place = found;
        }
        for slot in read {
            if let Some(readers) = self.readers.get_mut(slot)
                && readers.last() != Some(&node)
            {
                readers.push(node);
            }
        }
        for (slot, shape) in assigned {
            if self.world.assign(slot, &shape) {
                // Who reads it later adds itself again.
                let readers = self.readers.get_mut(slot).map(std::mem::take).unwrap_or_default();
                readers.into_iter().for_each(|reader| self.open(reader));
            }
        }
        match effect {
            Effect::Inside(input) => {
                for index in 0..self.order.inside(id).len() {
                    if let Some(scope) = self.order.inside(id).get(index) {
                        self.start(*scope, &input);
                    }
                }
                self.open(Node::exit(id));
            }
            Effect::Out(out) => {
                for way in context.ways(id) {
                    let shape = match way.successor {
                        Successor::Next(_) | Successor::Default(_) => Some(&out.next),
                        Successor::Choice(index, _) => out.rules.get(index),
                        Successor::Catch(index, _) => out.catchers.get(index),
                    };
                    if let (Some(target), Some(shape)) = (way.target, shape) {
                        self.bring(target, shape);
                    }
                }
                self.end(id, &out.next);
                if let Some(output) = self.outputs.get_mut(id) {
                    *output = out.next;
                }
            }
        }
    }

    fn start(&mut self, scope: ScopeId, input: &Shape) {
        if let Some(start) = start_of(self.world.context, scope) {
            self.bring(start, input);
        }
    }

    fn bring(&mut self, target: StateId, shape: &Shape) {
        if self.inputs.get_mut(target).is_some_and(|input| input.extend(shape)) {
            self.open(Node::enter(target));
        }
    }

    /// If the state ends its scope, the scope gives its output.
    fn end(&mut self, state: StateId, output: &Shape) {
        let Some(node) = self.world.context.states.get(state).filter(|node| node.state.is_terminal()) else { return };
        if self.scopes.get_mut(node.scope).is_some_and(|scope| scope.extend(output))
            && let Some(owner) = owner_at_end(self.world.context, state)
        {
            self.open(Node::exit(owner));
        }
    }

    fn open(&mut self, node: Node) {
        if let Some(queued) = self.queued.get_mut(node.index())
            && !std::mem::replace(queued, true)
        {
            self.queue.push(Reverse((self.order.place(node), node)));
        }
    }
}
