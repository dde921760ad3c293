//! How a machine flows: which states can be reached, and which lead back to each other.
//!
//! Transitions never leave a scope, so one pass over all states serves every scope. Linear in states and transitions, without recursion:
//! a chain of a hundred thousand states is no deeper than one of two.

use std::collections::HashSet;

use serde_json::Value;

use super::context::{Context, ScopeNode, StateId};
use crate::text::has_placeholder;

/// For each state whether a way leads to it from the `StartAt` of its scope.
pub(crate) fn reached(context: &Context<'_>) -> Vec<bool> {
    let mut reached = vec![false; context.states.len()];
    let mut open = Vec::new();
    for scope in &context.scopes {
        let mut unread = HashSet::new();
        follow(scope, scope.scope.start_at, &mut unread, &mut open);
        while let Some(id) = open.pop() {
            if reached.get_mut(id).is_none_or(|reached| std::mem::replace(reached, true)) {
                continue;
            }
            for way in context.ways(id) {
                match way.target {
                    Some(target) => open.push(target),
                    None => follow(scope, way.successor.target(), &mut unread, &mut open),
                }
            }
        }
    }
    reached
}

/// Opens the state `name`, or those that it leads to when it could not be read itself.
fn follow<'a>(scope: &ScopeNode<'a>, name: &'a str, unread: &mut HashSet<&'a str>, open: &mut Vec<StateId>) {
    let mut names = vec![name];
    while let Some(name) = names.pop() {
        if let Some(id) = scope.find(name) {
            open.push(id);
        } else if let Some(state) = scope.unread().and_then(|states| states.get(name))
            && unread.insert(name)
        {
            names.extend(targets(state));
        } else if has_placeholder(name) && unread.insert(name) {
            // It may stand for the name of any state.
            open.extend(&scope.states);
        }
    }
}

/// Where a state that could not be read seems to go.
fn targets(state: &Value) -> Vec<&str> {
    let lists = ["Choices", "Catch"].into_iter().filter_map(|field| state.get(field)?.as_array()).flatten();
    let inner = lists.filter_map(|entry| entry.get("Next")?.as_str());
    let own = ["Next", "Default"].into_iter().filter_map(|field| state.get(field)?.as_str());
    own.chain(inner).collect()
}

/// The loops of a machine, as far as transitions make them.
#[derive(Default)]
pub(crate) struct Loops {
    /// The component of each state. A state's successors are in its own component or in one of a smaller number.
    component: Vec<usize>,
    /// How many components there are.
    count: usize,
}

impl Loops {
    /// The number of the component that a state is in: two states have the same one exactly when each can be reached from the other.
    pub(crate) fn component(&self, state: StateId) -> usize {
        self.component.get(state).copied().unwrap_or_default()
    }

    /// How many components there are.
    pub(crate) fn count(&self) -> usize {
        self.count
    }
}

const UNSEEN: usize = usize::MAX;

/// Tarjan's algorithm ("Depth-first search and linear graph algorithms", 1972), which finds components in reverse topological order.
pub(crate) fn loops(context: &Context<'_>) -> Loops {
    let many = context.states.len();
    let mut search = Search {
        order: vec![UNSEEN; many],
        lowest: vec![0; many],
        component: vec![UNSEEN; many],
        pending: Vec::new(),
        seen: 0,
        count: 0,
    };
    for start in 0..many {
        if search.order.get(start) == Some(&UNSEEN) {
            search.from(context, start);
        }
    }
    Loops { component: search.component, count: search.count }
}

struct Search {
    /// When each state was seen first.
    order: Vec<usize>,
    /// The earliest state that was seen to be in its component.
    lowest: Vec<usize>,
    component: Vec<usize>,
    /// The states that are seen and in no component yet.
    pending: Vec<StateId>,
    seen: usize,
    count: usize,
}

impl Search {
    fn from(&mut self, context: &Context<'_>, start: StateId) {
        self.enter(start);
        // Each state on the way, and how many of its ways out were looked at.
        let mut way = vec![(start, 0)];
        while let Some((state, looked)) = way.last_mut() {
            let (state, next) = (*state, context.ways(*state).get(*looked));
            *looked += 1;
            match next {
                Some(next) => match next.target {
                    Some(target) if at(&self.order, target) == UNSEEN => {
                        self.enter(target);
                        way.push((target, 0));
                    }
                    Some(target) if at(&self.component, target) == UNSEEN => self.lower(state, at(&self.order, target)),
                    _ => {}
                },
                None => {
                    way.pop();
                    self.leave(state);
                    if let Some((before, _)) = way.last() {
                        self.lower(*before, at(&self.lowest, state));
                    }
                }
            }
        }
    }

    fn enter(&mut self, state: StateId) {
        set(&mut self.order, state, self.seen);
        set(&mut self.lowest, state, self.seen);
        self.pending.push(state);
        self.seen += 1;
    }

    /// Closes the component that `state` was the first of to be seen.
    fn leave(&mut self, state: StateId) {
        if at(&self.lowest, state) != at(&self.order, state) {
            return;
        }
        while let Some(member) = self.pending.pop() {
            set(&mut self.component, member, self.count);
            if member == state {
                break;
            }
        }
        self.count += 1;
    }

    fn lower(&mut self, state: StateId, seen: usize) {
        if seen < at(&self.lowest, state) {
            set(&mut self.lowest, state, seen);
        }
    }
}

fn at(list: &[usize], state: StateId) -> usize {
    list.get(state).copied().unwrap_or(UNSEEN)
}

fn set(list: &mut [usize], state: StateId, value: usize) {
    if let Some(place) = list.get_mut(state) {
        *place = value;
    }
}
