//! Fail states with one error become one state; what differs is assigned on the arcs that lead to it.

use crate::jsonata::Jx;
use crate::lower::cx::Ids;
use crate::lower::graph::{Graph, NodeId, NodeKind, Target};

/// Merges the Fail states of a graph.
pub(super) fn failures(graph: &mut Graph, ids: &mut Ids) {
    let mut groups: Vec<(Jx, Vec<NodeId>)> = Vec::new();
    for (id, node) in graph.nodes.iter().enumerate() {
        // The first state of a scope can't be assigned to, and a name that the user gave stays.
        let NodeKind::Fail { error: error @ Jx::Str(_), .. } = &node.kind else { continue };
        if node.name.fixed || graph.start == Some(id) || !is_target(graph, id) {
            continue;
        }
        match groups.iter_mut().find(|(known, _)| known == error) {
            Some((_, nodes)) => nodes.push(id),
            None => groups.push((error.clone(), vec![id])),
        }
    }
    for (_, nodes) in groups {
        if let [kept, rest @ ..] = nodes.as_slice()
            && !rest.is_empty()
        {
            merge(graph, *kept, rest, ids);
        }
    }
}

fn is_target(graph: &Graph, id: NodeId) -> bool {
    graph.nodes.iter().any(|node| node.arcs().any(|arc| arc.target == Target::Node(id)))
}

fn merge(graph: &mut Graph, kept: NodeId, rest: &[NodeId], ids: &mut Ids) {
    let cause = |graph: &Graph, id: NodeId| match &graph.nodes[id].kind {
        NodeKind::Fail { cause, .. } => cause.clone(),
        _ => Jx::Null,
    };
    let causes: Vec<(NodeId, Jx)> = std::iter::once(&kept).chain(rest).map(|id| (*id, cause(graph, *id))).collect();
    let same = causes.iter().all(|(_, cause)| *cause == causes[0].1);
    let var = ids.fresh("cause");
    for node in &mut graph.nodes {
        for arc in node.arcs_mut() {
            if let Some((_, cause)) = causes.iter().find(|(id, _)| arc.target == Target::Node(*id)) {
                arc.target = Target::Node(kept);
                if !same {
                    arc.assign.set(var, cause, ids);
                }
            }
        }
    }
    if !same && let NodeKind::Fail { cause, .. } = &mut graph.nodes[kept].kind {
        *cause = Jx::Var(var);
    }
}
