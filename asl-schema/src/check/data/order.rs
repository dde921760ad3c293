//! The order in which states are looked at: each after those that lead to it, as far as loops allow.
//!
//! A state is a node where it is entered, and one that has states inside it is another where it is left, behind those.

use super::flow::Node;
use crate::check::context::{Context, ScopeId, StateId};

/// The machines inside each state, and the place of each node in the order.
pub(super) struct Order {
    /// The scopes inside each state: the branches of a Parallel, the one processor of a Map.
    inside: Vec<Vec<ScopeId>>,
    /// For each node its place; the reverse postorder of a search in depth.
    places: Vec<u32>,
}

impl Order {
    pub(super) fn new(context: &Context<'_>) -> Order {
        let mut inside: Vec<Vec<ScopeId>> = vec![Vec::new(); context.states.len()];
        for scope in &context.scopes {
            let Some(owner) = scope.owner else { continue };
            if let Some(list) = inside.get_mut(owner.state)
                && (owner.index.is_some() || list.is_empty())
            {
                list.push(scope.id);
            }
        }
        let mut order = Order { inside, places: vec![u32::MAX; context.states.len() * 2] };
        order.search(context);
        order
    }

    pub(super) fn inside(&self, state: StateId) -> &[ScopeId] {
        self.inside.get(state).map(Vec::as_slice).unwrap_or_default()
    }

    pub(super) fn place(&self, node: Node) -> u32 {
        self.places.get(node.index()).copied().unwrap_or(u32::MAX)
    }

    fn search(&mut self, context: &Context<'_>) {
        let Some(start) = start_of(context, 0) else { return };
        let mut seen = vec![false; self.places.len()];
        let mut postorder = Vec::with_capacity(self.places.len());
        let mut way = Vec::new();
        let enter = |node: Node, seen: &mut Vec<bool>| {
            seen.get_mut(node.index()).is_some_and(|seen| !std::mem::replace(seen, true))
        };
        if enter(Node::enter(start), &mut seen) {
            // Each node on the way, and how many of those after it were looked at.
            way.push((Node::enter(start), 0));
        }
        while let Some((node, looked)) = way.last_mut() {
            let following = self.following(context, *node, *looked);
            *looked += 1;
            match following {
                Following::Node(next) if enter(next, &mut seen) => way.push((next, 0)),
                Following::Node(_) | Following::Nowhere => {}
                Following::NoMore => {
                    postorder.push(*node);
                    way.pop();
                }
            }
        }
        for (place, node) in postorder.into_iter().rev().enumerate() {
            if let Some(entry) = self.places.get_mut(node.index()) {
                *entry = u32::try_from(place).unwrap_or(u32::MAX);
            }
        }
    }

    /// What comes after a node, one by one: after the entry of a state with states inside it those and its exit, otherwise where its ways
    /// lead, and the exit of the state around it if it is an end.
    fn following(&self, context: &Context<'_>, node: Node, index: usize) -> Following {
        let state = node.state();
        let inside = self.inside(state);
        let (next, count) = if !node.is_exit() && !inside.is_empty() {
            match index.checked_sub(1) {
                None => (Some(Node::exit(state)), 1 + inside.len()),
                Some(at) => {
                    let start = inside.get(at).and_then(|scope| start_of(context, *scope));
                    (start.map(Node::enter), 1 + inside.len())
                }
            }
        } else {
            let ways = context.ways(state);
            match ways.get(index) {
                Some(way) => (way.target.map(Node::enter), 1 + ways.len()),
                None => (owner_at_end(context, state).map(Node::exit), 1 + ways.len()),
            }
        };
        match next {
            _ if index >= count => Following::NoMore,
            Some(next) => Following::Node(next),
            None => Following::Nowhere,
        }
    }
}

/// One of the nodes after a node.
enum Following {
    Node(Node),
    /// It leads to no state that exists.
    Nowhere,
    NoMore,
}

/// The first state of a scope.
pub(super) fn start_of(context: &Context<'_>, scope: ScopeId) -> Option<StateId> {
    let scope = context.scopes.get(scope)?;
    scope.find(scope.scope.start_at)
}

/// The state around, if this one ends its scope.
pub(super) fn owner_at_end(context: &Context<'_>, state: StateId) -> Option<StateId> {
    let node = context.states.get(state).filter(|node| node.state.is_terminal())?;
    Some(context.scopes.get(node.scope)?.owner?.state)
}
