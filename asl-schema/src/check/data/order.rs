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
            way.push((Node::enter(start), self.following(context, Node::enter(start))));
        }
        while let Some((node, rest)) = way.last_mut() {
            match rest.pop() {
                Some(next) if enter(next, &mut seen) => {
                    let following = self.following(context, next);
                    way.push((next, following));
                }
                Some(_) => {}
                None => {
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

    fn following(&self, context: &Context<'_>, node: Node) -> Vec<Node> {
        let state = node.state();
        let inside = self.inside(state);
        if !node.is_exit() && !inside.is_empty() {
            let starts = inside.iter().filter_map(|scope| start_of(context, *scope)).map(Node::enter);
            return std::iter::once(Node::exit(state)).chain(starts).collect();
        }
        let mut following: Vec<Node> = context.ways(state).iter().filter_map(|way| way.target).map(Node::enter).collect();
        following.extend(owner_at_end(context, state).map(Node::exit));
        following
    }
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
