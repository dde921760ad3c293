//! Where the next state goes: the arcs that lead nowhere yet, each with the assignments that wait on it.

use super::cx::Ids;
use super::graph::{Edge, NodeId};
use super::pending::Pending;
use crate::jsonata::Jx;
use asl_hir::VarId;

/// One open arc.
#[derive(Clone, Debug)]
pub(crate) struct Strand {
    pub(crate) edge: Edge,
    pub(crate) pending: Pending,
}

/// All open arcs at one point of the program. Empty: the point can't be reached.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cursor(pub(crate) Vec<Strand>);

impl Cursor {
    /// The point that can't be reached.
    pub(crate) fn nowhere() -> Self {
        Cursor(Vec::new())
    }

    pub(crate) fn at(edge: Edge, pending: Pending) -> Self {
        Cursor(vec![Strand { edge, pending }])
    }

    pub(crate) fn start() -> Self {
        Cursor::at(Edge::Start, Pending::default())
    }

    pub(crate) fn exit(node: NodeId, pending: Pending) -> Self {
        Cursor::at(Edge::Exit(node), pending)
    }

    pub(crate) fn is_nowhere(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn join(&mut self, other: Cursor) {
        self.0.extend(other.0);
    }

    /// Assigns on every strand.
    pub(crate) fn set(&mut self, var: VarId, value: &Jx, ids: &mut Ids) {
        for strand in &mut self.0 {
            strand.pending.set(var, value, ids);
        }
    }
}
