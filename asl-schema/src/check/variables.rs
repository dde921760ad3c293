//! Which variables have a value where: scopes, and what is assigned on the ways to a state.
//!
//! Each set of states is a scope. A variable exists where a state (or one of its catchers and choice rules) assigns it, is seen by the
//! scopes inside, never by siblings, and never by the children of a Distributed Map, which are executions of their own
//! (<https://docs.aws.amazon.com/step-functions/latest/dg/workflow-variables.html>). What a state assigns is seen from the next state on.

use std::collections::{BTreeSet, HashMap};

use super::context::{Context, ScopeId, StateId};
use crate::model::{Object, State, Successor};
use crate::path::Path;

/// The variables of a machine.
#[derive(Default)]
pub(crate) struct Variables<'a> {
    scopes: Vec<ScopeVariables<'a>>,
    /// Every name that is assigned anywhere, with the first state that does it.
    anywhere: HashMap<&'a str, StateId>,
}

#[derive(Default)]
struct ScopeVariables<'a> {
    /// The names in order of appearance, each with the first state that assigns it.
    names: HashMap<&'a str, (usize, StateId)>,
    /// For each state of the scope, what has a value when it is entered.
    at_entry: HashMap<StateId, Known>,
}

/// The variables of a scope that have a value at some point, as bits by their number.
#[derive(Clone, PartialEq)]
struct Known {
    on_all_ways: Vec<u64>,
    on_some_way: Vec<u64>,
}

/// What is known of a variable where it is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lookup {
    /// It has a value, whichever way led here.
    Assigned,
    /// It has a value on some ways; `by` is the first state that assigns it.
    OnSomeWays { by: StateId },
    /// Only states that come later assign it.
    Later { by: StateId },
    /// A state around the Distributed Map assigns it, whose children see nothing of that.
    BehindDistributedMap { by: StateId },
    /// A scope that is not around this one assigns it.
    OtherScope { by: StateId },
    /// Nothing does.
    Never,
}

impl<'a> Variables<'a> {
    pub(crate) fn new(context: &Context<'a>) -> Variables<'a> {
        let mut variables = Variables { scopes: Vec::with_capacity(context.scopes.len()), anywhere: HashMap::new() };
        for scope in &context.scopes {
            let mut own = ScopeVariables::default();
            for node in context.states_of(scope) {
                for name in assignments(node.state).into_iter().flat_map(|assign| names(assign.object)) {
                    let number = own.names.len();
                    own.names.entry(name).or_insert((number, node.id));
                    variables.anywhere.entry(name).or_insert(node.id);
                }
            }
            if !own.names.is_empty() {
                own.at_entry = flow(context, scope.id, &own.names);
            }
            variables.scopes.push(own);
        }
        variables
    }

    /// Whether nothing is assigned anywhere.
    pub(crate) fn is_empty(&self) -> bool {
        self.anywhere.is_empty()
    }

    /// Whether some state assigns a variable of this name.
    pub(crate) fn contains(&self, name: &str) -> bool {
        self.anywhere.contains_key(name)
    }

    /// What is known of the variable `name` where `state` is entered.
    pub(crate) fn at(&self, context: &Context<'_>, state: StateId, name: &str) -> Lookup {
        if !self.contains(name) {
            return Lookup::Never;
        }
        let mut here = Some(state);
        let mut behind = false;
        while let Some(node) = here.and_then(|id| context.states.get(id)) {
            if let Some(scope) = self.scopes.get(node.scope)
                && let Some(&(number, by)) = scope.names.get(name)
            {
                let known = scope.at_entry.get(&node.id);
                let has = |bits: fn(&Known) -> &Vec<u64>| known.is_some_and(|known| bit(bits(known), number));
                return match () {
                    () if behind => Lookup::BehindDistributedMap { by },
                    () if has(|known| &known.on_all_ways) => Lookup::Assigned,
                    () if has(|known| &known.on_some_way) => Lookup::OnSomeWays { by },
                    () => Lookup::Later { by },
                };
            }
            let owner = context.scopes.get(node.scope).and_then(|scope| scope.owner).map(|owner| owner.state);
            let distributed =
                owner.and_then(|id| context.states.get(id)).is_some_and(|owner| is_distributed(owner.state));
            behind |= distributed;
            here = owner;
        }
        self.anywhere.get(name).map_or(Lookup::Never, |by| Lookup::OtherScope { by: *by })
    }

    /// The variable that a read of `name` in a state means, as its scope and its number there: below [`Variables::count`]. `None` where
    /// none can be seen.
    pub(crate) fn resolve(&self, context: &Context<'_>, state: StateId, name: &str) -> Option<(ScopeId, usize)> {
        let mut here = context.states.get(state);
        while let Some(node) = here {
            if let Some(&(number, _)) = self.scopes.get(node.scope).and_then(|scope| scope.names.get(name)) {
                return Some((node.scope, number));
            }
            let owner = context.scopes.get(node.scope)?.owner?.state;
            here = context.states.get(owner).filter(|owner| !is_distributed(owner.state));
        }
        None
    }

    /// How many variables a scope has.
    pub(crate) fn count(&self, scope: ScopeId) -> usize {
        self.scopes.get(scope).map_or(0, |scope| scope.names.len())
    }

    /// The state in a scope around `scope` that assigns `name`, if its value is seen there.
    pub(crate) fn in_outer_scope(&self, context: &Context<'_>, scope: ScopeId, name: &str) -> Option<StateId> {
        let mut owner = context.scopes.get(scope)?.owner;
        while let Some(state) = owner.and_then(|owner| context.states.get(owner.state)) {
            if is_distributed(state.state) {
                return None;
            }
            if let Some((_, by)) = self.scopes.get(state.scope).and_then(|scope| scope.names.get(name)) {
                return Some(*by);
            }
            owner = context.scopes.get(state.scope)?.owner;
        }
        None
    }

    /// The names that a state can read when it is entered, for a suggestion.
    pub(crate) fn visible(&self, context: &Context<'_>, state: StateId) -> Vec<&'a str> {
        let mut names = Vec::new();
        let mut here = Some(state);
        while let Some(node) = here.and_then(|id| context.states.get(id)) {
            names.extend(self.scopes.get(node.scope).into_iter().flat_map(|scope| scope.names.keys().copied()));
            let owner = context.scopes.get(node.scope).and_then(|scope| scope.owner).map(|owner| owner.state);
            here = owner.filter(|id| context.states.get(*id).is_some_and(|owner| !is_distributed(owner.state)));
        }
        names.sort_unstable();
        names
    }
}

fn is_distributed(state: &State) -> bool {
    matches!(state, State::Map(map) if map.is_distributed())
}

/// An `Assign` of a state.
pub(crate) struct Assignment<'a> {
    pub(crate) of: Assigner,
    pub(crate) object: &'a Object,
}

/// What carries an `Assign`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Assigner {
    State,
    Catcher(usize),
    Rule(usize),
}

impl Assigner {
    /// The place of the `Assign`, given that of the state.
    pub(crate) fn path(self, state: &Path) -> Path {
        match self {
            Assigner::State => state.key("Assign"),
            Assigner::Catcher(index) => state.key("Catch").index(index).key("Assign"),
            Assigner::Rule(index) => state.key("Choices").index(index).key("Assign"),
        }
    }
}

/// Every `Assign` of a state: its own, those of its catchers and those of its choice rules.
pub(crate) fn assignments(state: &State) -> Vec<Assignment<'_>> {
    let mut found = Vec::new();
    found.extend(state.assign().map(|object| Assignment { of: Assigner::State, object }));
    for (index, catcher) in state.catch().iter().enumerate() {
        found.extend(catcher.assign.iter().map(|object| Assignment { of: Assigner::Catcher(index), object }));
    }
    if let State::Choice(choice) = state {
        for (index, rule) in choice.choices.iter().enumerate() {
            found.extend(rule.assign.iter().map(|object| Assignment { of: Assigner::Rule(index), object }));
        }
    }
    found
}

/// The variables that an `Assign` sets. In JSONPath a computed value stands under `name.$`.
pub(crate) fn names(assign: &Object) -> impl Iterator<Item = &str> {
    assign.keys().map(|key| key.strip_suffix(".$").unwrap_or(key))
}

fn bit(bits: &[u64], number: usize) -> bool {
    bits.get(number / 64).is_some_and(|word| word & (1 << (number % 64)) != 0)
}

fn with(bits: &[u64], names: impl Iterator<Item = usize>) -> Vec<u64> {
    let mut bits = bits.to_vec();
    for number in names {
        if let Some(word) = bits.get_mut(number / 64) {
            *word |= 1 << (number % 64);
        }
    }
    bits
}

/// What has a value at the entry of each state that can be reached, to a fixed point.
fn flow<'a>(
    context: &Context<'a>,
    scope: ScopeId,
    numbers: &HashMap<&'a str, (usize, StateId)>,
) -> HashMap<StateId, Known> {
    let words = numbers.len().div_ceil(64);
    let mut known: HashMap<StateId, Known> = HashMap::new();
    let Some(node) = context.scopes.get(scope) else { return known };
    let by_name: HashMap<&str, StateId> = context.states_of(node).map(|state| (state.name, state.id)).collect();
    let Some(start) = by_name.get(node.scope.start_at) else { return known };
    let order = order(context, &by_name, *start);
    known.insert(*start, Known { on_all_ways: vec![0; words], on_some_way: vec![0; words] });
    // Each state after those that lead to it, as far as loops allow. What a loop leads back to waits for the next sweep: two sweeps are
    // enough for most machines, and no machine restarts one at each of its loops.
    let (mut open, mut later) = (BTreeSet::from([(0, *start)]), BTreeSet::new());
    while let Some((position, id)) = open.pop_first().or_else(|| {
        std::mem::swap(&mut open, &mut later);
        open.pop_first()
    }) {
        let Some(state) = context.states.get(id).map(|node| node.state) else { continue };
        let Some(entry) = known.get(&id).cloned() else { continue };
        let assigned = assignments(state);
        for successor in state.successors() {
            let of = match successor {
                Successor::Choice(index, _) => Assigner::Rule(index),
                Successor::Catch(index, _) => Assigner::Catcher(index),
                Successor::Default(_) | Successor::Next(_) => Assigner::State,
            };
            let Some(target) = by_name.get(successor.target()) else { continue };
            let set = || {
                let assigned = assigned.iter().filter(|assignment| assignment.of == of);
                assigned.flat_map(|assignment| names(assignment.object)).filter_map(|name| Some(numbers.get(name)?.0))
            };
            let arriving =
                Known { on_all_ways: with(&entry.on_all_ways, set()), on_some_way: with(&entry.on_some_way, set()) };
            let joined = match known.get(target) {
                None => arriving,
                Some(before) => Known {
                    on_all_ways: before.on_all_ways.iter().zip(&arriving.on_all_ways).map(|(a, b)| a & b).collect(),
                    on_some_way: before.on_some_way.iter().zip(&arriving.on_some_way).map(|(a, b)| a | b).collect(),
                },
            };
            if known.get(target) != Some(&joined) {
                known.insert(*target, joined);
                let at = order.get(target).copied().unwrap_or_default();
                if at > position { &mut open } else { &mut later }.insert((at, *target));
            }
        }
    }
    known
}

/// The states in reverse postorder.
fn order(context: &Context<'_>, by_name: &HashMap<&str, StateId>, start: StateId) -> HashMap<StateId, usize> {
    let targets = |id: StateId| -> Vec<StateId> {
        let state = context.states.get(id).map(|node| node.state);
        let successors = state.into_iter().flat_map(State::successors);
        successors.filter_map(|successor| by_name.get(successor.target()).copied()).collect()
    };
    let mut postorder = Vec::new();
    let mut seen = BTreeSet::from([start]);
    let mut stack = vec![(start, targets(start))];
    while let Some((id, rest)) = stack.last_mut() {
        match rest.pop() {
            Some(next) if seen.insert(next) => stack.push((next, targets(next))),
            Some(_) => {}
            None => {
                postorder.push(*id);
                stack.pop();
            }
        }
    }
    postorder.into_iter().rev().enumerate().map(|(position, id)| (id, position)).collect()
}
