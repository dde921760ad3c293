//! Fail states with one error become one state; what differs is assigned on the arcs that lead to it.

use crate::jsonata::Jx;
use crate::lower::cx::Ids;
use crate::lower::graph::{Graph, NodeId, NodeKind, Target};
use asl_hir::VarId;
use std::collections::BTreeMap;
use std::rc::Rc;

/// What an arc to a Fail state that goes leads to instead.
struct Instead {
    kept: NodeId,
    /// The variable that the kept state takes its cause from, and the cause.
    assign: Option<(VarId, Jx)>,
}

/// Merges the Fail states of a graph.
pub(super) fn failures(graph: &mut Graph, ids: &mut Ids) {
    let mut instead: BTreeMap<NodeId, Instead> = BTreeMap::new();
    for nodes in groups(graph) {
        let [(kept, first), _, ..] = nodes.as_slice() else { continue };
        let kept = *kept;
        let same = nodes.iter().all(|(_, cause)| cause == first);
        let var = (!same).then(|| ids.fresh("cause"));
        for (id, cause) in nodes {
            instead.insert(id, Instead { kept, assign: var.map(|var| (var, cause)) });
        }
        if let (Some(var), NodeKind::Fail { cause, .. }) = (var, &mut graph.nodes[kept].kind) {
            *cause = Jx::Var(var);
        }
    }
    for arc in graph.nodes.iter_mut().flat_map(|node| node.arcs_mut()) {
        if let Target::Node(to) = arc.target
            && let Some(Instead { kept, assign }) = instead.get(&to)
        {
            arc.target = Target::Node(*kept);
            if let Some((var, cause)) = assign {
                arc.assign.set(*var, cause, ids);
            }
        }
    }
}

/// The Fail states of each error with their causes, in order.
fn groups(graph: &Graph) -> Vec<Vec<(NodeId, Jx)>> {
    let mut reached = vec![false; graph.nodes.len()];
    for arc in graph.nodes.iter().flat_map(|node| node.arcs()) {
        if let Target::Node(to) = arc.target
            && let Some(reached) = reached.get_mut(to)
        {
            *reached = true;
        }
    }
    let mut groups: Vec<Vec<(NodeId, Jx)>> = Vec::new();
    let mut known: BTreeMap<Rc<str>, usize> = BTreeMap::new();
    for (id, node) in graph.nodes.iter().enumerate() {
        // The first state of a scope can't be assigned to, and a name that the user gave stays.
        let NodeKind::Fail { error: Jx::Str(error), cause } = &node.kind else { continue };
        if node.name.fixed || graph.start == Some(id) || !reached[id] {
            continue;
        }
        let group = *known.entry(error.clone()).or_insert(groups.len());
        if group == groups.len() {
            groups.push(Vec::new());
        }
        groups[group].push((id, cause.clone()));
    }
    groups
}
