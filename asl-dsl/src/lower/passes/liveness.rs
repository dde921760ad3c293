//! Liveness: an arc assigns only what somebody reads later.

use crate::lower::graph::{Graph, Node, Target};
use asl_hir::VarId;
use std::collections::BTreeSet;

/// Drops assignments to variables that nothing reads on any way on.
pub(super) fn drop_dead_assignments(graph: &mut Graph) {
    let uses: Vec<BTreeSet<VarId>> = graph.nodes.iter().map(uses).collect();
    let mut live: Vec<BTreeSet<VarId>> = uses.clone();
    let nothing = BTreeSet::new();
    loop {
        let mut changed = false;
        // Most arcs lead to later nodes, so going backwards settles everything but loops in one round.
        for id in (0..graph.nodes.len()).rev() {
            let mut now = uses[id].clone();
            for arc in graph.nodes[id].arcs() {
                let after = match arc.target {
                    Target::Node(to) => live.get(to).unwrap_or(&nothing),
                    Target::Open | Target::End => &nothing,
                };
                now.extend(after.iter().filter(|var| !arc.assign.assigns(**var)));
                arc.assign.reads(&|var| after.contains(&var), &mut now);
            }
            if now != live[id] {
                live[id] = now;
                changed = true;
            }
        }
        if !changed {
            break;
        }
    }
    for node in &mut graph.nodes {
        for arc in node.arcs_mut() {
            let after = match arc.target {
                Target::Node(to) => live.get(to).unwrap_or(&nothing),
                Target::Open | Target::End => &nothing,
            };
            arc.assign.retain(|var| after.contains(&var));
        }
    }
}

/// What a state itself reads, on entry, in the outputs of its arcs, and inside.
fn uses(node: &Node) -> BTreeSet<VarId> {
    let mut read: BTreeSet<VarId> = node.entry().into_iter().flat_map(crate::jsonata::Jx::vars).collect();
    for inner in node.inner() {
        read.extend(inner.free_vars());
    }
    read
}
