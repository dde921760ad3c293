//! Labels become no state: an arc to a label leads where the label leads.

use crate::lower::graph::{Graph, NodeKind, Target};

/// Redirects every arc past labels.
pub(super) fn remove(graph: &mut Graph) {
    let next: Vec<Option<Target>> =
        graph.nodes.iter().map(|node| matches!(node.kind, NodeKind::Label).then_some(node.exit.target)).collect();
    let resolve = |target: Target| {
        let mut target = target;
        // A label can lead to a label, but a circle of labels would be a loop without a state: stop after a round.
        for _ in 0..=next.len() {
            match target {
                Target::Node(id) => match next.get(id) {
                    Some(Some(onward)) => target = *onward,
                    _ => return target,
                },
                _ => return target,
            }
        }
        Target::Open
    };
    if let Some(start) = graph.start {
        graph.start = match resolve(Target::Node(start)) {
            Target::Node(id) => Some(id),
            Target::Open | Target::End => None,
        };
    }
    for node in &mut graph.nodes {
        for arc in node.arcs_mut() {
            arc.target = resolve(arc.target);
        }
    }
}
