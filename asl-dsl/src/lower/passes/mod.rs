//! Passes over the finished flow graph, in this order. Each works on one `States` map and on those inside.

mod fuse;
mod labels;
mod liveness;
mod merge;
mod reach;
mod rethrow;

use super::cx::Ids;
use super::graph::Graph;

/// Runs every pass.
pub(crate) fn run(graph: &mut Graph, ids: &mut Ids) {
    labels::remove(graph);
    fuse::choices(graph, ids);
    rethrow::drop_catchers(graph, ids);
    merge::failures(graph, ids);
    reach::drop_unreachable(graph);
    liveness::drop_dead_assignments(graph);
    for node in &mut graph.nodes {
        for inner in node.inner_mut() {
            run(inner, ids);
        }
    }
}
