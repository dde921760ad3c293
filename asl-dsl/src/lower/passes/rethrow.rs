//! A catcher that only fails again with the error it caught does nothing: an uncaught error ends the scope in just that way.

use crate::jsonata::{Jx, Root};
use crate::lower::cx::Ids;
use crate::lower::graph::{Arc, Graph, Node, NodeKind, Target};

/// Drops such catchers from the end of each state's list. Before others they stay: what they name is not for those.
pub(super) fn drop_catchers(graph: &mut Graph, ids: &Ids) {
    for id in 0..graph.nodes.len() {
        while let Some((names, arc)) = graph.nodes[id].catches.last()
            && rethrows(names, arc, &graph.nodes, ids)
        {
            graph.nodes[id].catches.pop();
        }
    }
}

fn rethrows(names: &[String], arc: &Arc, nodes: &[Node], ids: &Ids) -> bool {
    let Target::Node(to) = arc.target else { return false };
    let Some(Node { kind: NodeKind::Fail { error, cause }, name, .. }) = nodes.get(to) else { return false };
    // A name that the user gave to the failure is meant to be seen.
    if name.fixed {
        return false;
    }
    let caught = |member: &str| Jx::field(Jx::Root(Root::ErrorOutput), member);
    let same_error = match arc.assign.resolve(error, ids) {
        Jx::Str(error) => matches!(names, [only] if **only == *error),
        error => error == caught("Error"),
    };
    let cause = arc.assign.resolve(cause, ids);
    same_error
        && (cause == caught("Cause") || cause == Jx::cond(Jx::exists(caught("Cause")), caught("Cause"), Jx::str("")))
}
