//! Choice fusion: a Choice that only another Choice leads to is folded into it. One transition less on every execution
//! that comes this way.

use crate::jsonata::Jx;
use crate::lower::cx::Ids;
use crate::lower::graph::{Arc, Graph, NodeId, NodeKind, Target};

/// A fused Choice may hold this many rules…
const MAX_RULES: usize = 32;
/// …with conditions of this many JSONata nodes in all: beyond it a person can't read it and the text grows too fast.
const MAX_SIZE: usize = 1_500;

/// Folds every Choice that can be into its only predecessor.
pub(super) fn choices(graph: &mut Graph, ids: &mut Ids) {
    let mut origins = Origins::of(graph);
    let mut sizes: Vec<usize> = (0..graph.nodes.len()).map(|id| size(graph, id)).collect();
    // Later nodes first, so that a chain of `else if` folds from its end.
    for inner in (0..graph.nodes.len()).rev() {
        if let Some(outer) = foldable_into(graph, &origins, &sizes, inner) {
            fold(graph, outer, inner, ids);
            origins.moved(graph, inner, outer);
            sizes[outer] = size(graph, outer);
        }
    }
}

/// Where each node is entered from.
struct Origins(Vec<Origin>);

#[derive(Clone, Copy, PartialEq, Eq)]
enum Origin {
    Nowhere,
    /// By one arc of this node.
    One(NodeId),
    Several,
}

impl Origins {
    fn of(graph: &Graph) -> Self {
        let mut origins = vec![Origin::Nowhere; graph.nodes.len()];
        for (id, node) in graph.nodes.iter().enumerate() {
            for arc in node.arcs() {
                if let Target::Node(to) = arc.target
                    && let Some(origin) = origins.get_mut(to)
                {
                    *origin = if *origin == Origin::Nowhere { Origin::One(id) } else { Origin::Several };
                }
            }
        }
        Origins(origins)
    }

    /// The arcs of `inner` are arcs of `outer` now, one for one.
    fn moved(&mut self, graph: &Graph, inner: NodeId, outer: NodeId) {
        for arc in graph.nodes[outer].arcs() {
            if let Target::Node(to) = arc.target
                && self.0[to] == Origin::One(inner)
            {
                self.0[to] = Origin::One(outer);
            }
        }
    }
}

/// How large the conditions of a node are together.
fn size(graph: &Graph, id: NodeId) -> usize {
    graph.nodes[id].rules.iter().map(|(cond, _)| cond.size()).sum()
}

/// The Choice that alone leads to `inner`, by one arc.
fn foldable_into(graph: &Graph, origins: &Origins, sizes: &[usize], inner: NodeId) -> Option<NodeId> {
    let node = &graph.nodes[inner];
    let Origin::One(outer) = origins.0[inner] else { return None };
    if !matches!(node.kind, NodeKind::Choice) || node.name.fixed || graph.start == Some(inner) || outer == inner {
        return None;
    }
    let outer_node = &graph.nodes[outer];
    let small = outer_node.rules.len() + node.rules.len() < MAX_RULES && sizes[outer] + sizes[inner] < MAX_SIZE;
    (matches!(outer_node.kind, NodeKind::Choice) && small).then_some(outer)
}

fn fold(graph: &mut Graph, outer: NodeId, inner: NodeId, ids: &mut Ids) {
    let node = graph.nodes[inner].clone();
    let target = &mut graph.nodes[outer];
    let follow = |first: &Arc, second: &Arc, ids: &mut Ids| {
        let output = second.output.as_ref().map(|output| first.assign.resolve(output, ids));
        let mut assign = first.assign.clone();
        assign.then(&second.assign, ids);
        Arc { assign, target: second.target, output }
    };
    if target.exit.target == Target::Node(inner) {
        let first = target.exit.clone();
        for (cond, arc) in &node.rules {
            let cond = first.assign.resolve(cond, ids);
            target.rules.push((cond, follow(&first, arc, ids)));
        }
        target.exit = follow(&first, &node.exit, ids);
    } else if let Some(at) = target.rules.iter().position(|(_, arc)| arc.target == Target::Node(inner)) {
        let (guard, first) = target.rules.remove(at);
        let mut rules: Vec<(Jx, Arc)> = Vec::with_capacity(node.rules.len() + 1);
        for (cond, arc) in &node.rules {
            // The inner condition may fail where the outer one doesn't hold.
            let cond = Jx::cond(guard.clone(), first.assign.resolve(cond, ids), Jx::Bool(false));
            rules.push((cond, follow(&first, arc, ids)));
        }
        rules.push((guard, follow(&first, &node.exit, ids)));
        target.rules.splice(at..at, rules);
    }
    // Nothing leads to it any more; the next pass drops it.
    graph.nodes[inner].rules.clear();
    graph.nodes[inner].exit = Arc::default();
}
