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
    // Later nodes first, so that a chain of `else if` folds from its end.
    for inner in (0..graph.nodes.len()).rev() {
        if let Some(outer) = foldable_into(graph, inner) {
            fold(graph, outer, inner, ids);
        }
    }
}

/// The Choice that alone leads to `inner`, by one arc.
fn foldable_into(graph: &Graph, inner: NodeId) -> Option<NodeId> {
    let node = &graph.nodes[inner];
    if !matches!(node.kind, NodeKind::Choice) || node.name.fixed || graph.start == Some(inner) {
        return None;
    }
    let mut found = None;
    for (id, other) in graph.nodes.iter().enumerate() {
        for arc in other.arcs() {
            if arc.target == Target::Node(inner) && found.replace(id).is_some() {
                return None;
            }
        }
    }
    let outer = found.filter(|outer| *outer != inner)?;
    let outer_node = &graph.nodes[outer];
    let size = |id: NodeId| graph.nodes[id].rules.iter().map(|(cond, _)| cond.size()).sum::<usize>();
    let small = outer_node.rules.len() + node.rules.len() < MAX_RULES && size(outer) + size(inner) < MAX_SIZE;
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
