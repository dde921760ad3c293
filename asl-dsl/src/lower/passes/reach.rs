//! Drops nodes that nothing reaches any more.

use crate::lower::graph::{Graph, NodeId, Target};

/// Keeps what is reachable, in the order in which the program wrote it.
pub(super) fn drop_unreachable(graph: &mut Graph) {
    let mut reached = vec![false; graph.nodes.len()];
    let mut stack: Vec<NodeId> = graph.start.into_iter().collect();
    while let Some(id) = stack.pop() {
        let Some(seen @ false) = reached.get_mut(id) else { continue };
        *seen = true;
        stack.extend(graph.nodes[id].arcs().filter_map(|arc| match arc.target {
            Target::Node(to) => Some(to),
            Target::Open | Target::End => None,
        }));
    }
    let mut moved: Vec<Option<NodeId>> = Vec::with_capacity(reached.len());
    let mut kept = 0;
    for seen in &reached {
        moved.push(seen.then_some(kept));
        kept += usize::from(*seen);
    }
    let mut seen = reached.iter();
    graph.nodes.retain(|_| seen.next().copied().unwrap_or(false));
    let moved = |id: NodeId| moved.get(id).copied().flatten();
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
        assert_eq!(targets, [Target::End, Target::Node(0), Target::Node(1)]);
        assert_eq!(graph.start, Some(2));
    }
}
