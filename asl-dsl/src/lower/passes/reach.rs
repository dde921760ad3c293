//! Drops nodes that nothing reaches any more, and puts the rest into the order in which they are reached.

use crate::lower::graph::{Graph, NodeId, Target};

/// Keeps what is reachable, in depth-first order: rules, then the exit, then catchers.
pub(super) fn drop_unreachable(graph: &mut Graph) {
    let mut order: Vec<NodeId> = Vec::new();
    let mut place: Vec<Option<NodeId>> = vec![None; graph.nodes.len()];
    let mut stack: Vec<NodeId> = graph.start.into_iter().collect();
    while let Some(id) = stack.pop() {
        let Some(slot @ None) = place.get_mut(id) else { continue };
        *slot = Some(order.len());
        order.push(id);
        // The normal way on first, so that the main path reads from top to bottom.
        let node = &graph.nodes[id];
        let mut next: Vec<NodeId> = Vec::new();
        let mut visit = |target: Target| {
            if let Target::Node(to) = target {
                next.push(to);
            }
        };
        visit(node.exit.target);
        node.rules.iter().for_each(|(_, arc)| visit(arc.target));
        node.catches.iter().for_each(|(_, arc)| visit(arc.target));
        stack.extend(next.into_iter().rev());
    }
    let mut taken: Vec<Option<_>> = std::mem::take(&mut graph.nodes).into_iter().map(Some).collect();
    for id in order {
        if let Some(node) = taken.get_mut(id).and_then(Option::take) {
            graph.nodes.push(node);
        }
    }
    let moved = |id: NodeId| place.get(id).copied().flatten();
    graph.start = graph.start.and_then(moved);
    for node in &mut graph.nodes {
        for arc in node.arcs_mut() {
            if let Target::Node(id) = arc.target {
                arc.target = moved(id).map_or(Target::Open, Target::Node);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lower::graph::{Arc, Name, Node, NodeKind};

    fn node(target: Target) -> Node {
        let exit = Arc { target, ..Arc::default() };
        Node {
            kind: NodeKind::Pass,
            name: Name::default(),
            span: Default::default(),
            exit,
            rules: vec![],
            catches: vec![],
        }
    }

    #[test]
    fn unreachable_nodes_go_and_targets_follow() {
        let mut graph = Graph {
            nodes: vec![node(Target::End), node(Target::Node(0)), node(Target::Node(0)), node(Target::Node(1))],
            start: Some(3),
        };
        drop_unreachable(&mut graph);
        let targets: Vec<Target> = graph.nodes.iter().map(|node| node.exit.target).collect();
        assert_eq!(targets, [Target::Node(1), Target::Node(2), Target::End]);
        assert_eq!(graph.start, Some(0));
    }
}
