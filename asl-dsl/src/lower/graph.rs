//! The flow graph: states and arcs.
//!
//! Each arc (a state's exit, a choice rule, a catcher) carries a target and a parallel assignment, which is what
//! Amazon States Language offers as `Assign` on each of them.

use super::pending::Pending;
use crate::jsonata::Jx;
use crate::task::Retry;
use asl_hir::{Span, VarId};
use std::collections::BTreeSet;

/// Index of a node in its graph.
pub(crate) type NodeId = usize;

/// The states of one `States` map.
#[derive(Clone, Debug, Default)]
pub(crate) struct Graph {
    pub(crate) nodes: Vec<Node>,
    pub(crate) start: Option<NodeId>,
}

/// One state, or a label that becomes none.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    pub(crate) kind: NodeKind,
    pub(crate) name: Name,
    pub(crate) span: Span,
    /// What follows: `Next` and the state's `Assign`. A Choice's is taken when no rule matches.
    pub(crate) exit: Arc,
    /// Choice rules in order.
    pub(crate) rules: Vec<(Jx, Arc)>,
    /// Catchers in order: the error names and where they lead.
    pub(crate) catches: Vec<(Vec<String>, Arc)>,
}

/// An arc.
#[derive(Clone, Debug, Default)]
pub(crate) struct Arc {
    pub(crate) assign: Pending,
    pub(crate) target: Target,
    /// The arc's `Output`, over the variables as they are before `assign`.
    pub(crate) output: Option<Jx>,
}

/// Where an arc leads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Target {
    /// Nowhere yet; in a finished graph only on terminal states.
    #[default]
    Open,
    /// To a node.
    Node(NodeId),
    /// `End: true`.
    End,
}

/// What a node is. Expressions see the variables as they are when the state is entered.
#[derive(Clone, Debug)]
pub(crate) enum NodeKind {
    /// A point that several arcs reach: the head of a loop. Becomes no state.
    Label,
    Task(Task),
    Choice,
    /// Waits for a number of seconds.
    WaitSeconds(Jx),
    /// Waits until a timestamp.
    WaitUntil(Jx),
    /// Only where assignments have no arc to stand on.
    Pass,
    Succeed,
    Fail {
        error: Jx,
        cause: Jx,
    },
    Parallel {
        branches: Vec<Graph>,
        options: Options,
    },
    Map {
        items: Jx,
        concurrency: u32,
        body: Graph,
        options: Options,
    },
}

/// A Task state's own fields.
#[derive(Clone, Debug)]
pub(crate) struct Task {
    pub(crate) resource: String,
    pub(crate) arguments: Jx,
    pub(crate) options: Options,
}

/// What is configured at a call.
#[derive(Clone, Debug, Default)]
pub(crate) struct Options {
    pub(crate) retry: Vec<Retry>,
    pub(crate) timeout_seconds: Option<u64>,
    pub(crate) heartbeat_seconds: Option<u64>,
    pub(crate) credentials: Option<String>,
    pub(crate) named: Option<String>,
}

/// What a state is called, before names are made unique.
#[derive(Clone, Debug, Default)]
pub(crate) struct Name {
    /// From the statement itself: the callee, the condition.
    pub(crate) base: String,
    /// The enclosing constructs, outermost first: what tells two states of one base apart.
    pub(crate) path: Vec<String>,
    /// The variable that takes the state's result.
    pub(crate) result: Option<String>,
    /// The user fixed it.
    pub(crate) fixed: bool,
}

/// A place where flow continues: an arc that leads nowhere yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Edge {
    /// The entry of the graph.
    Start,
    Exit(NodeId),
    Rule(NodeId, usize),
    Catch(NodeId, usize),
}

impl Node {
    /// The arcs in the order in which Step Functions considers them.
    pub(crate) fn arcs(&self) -> impl Iterator<Item = &Arc> {
        self.rules
            .iter()
            .map(|(_, arc)| arc)
            .chain(std::iter::once(&self.exit))
            .chain(self.catches.iter().map(|(_, arc)| arc))
    }

    pub(crate) fn arcs_mut(&mut self) -> impl Iterator<Item = &mut Arc> {
        self.rules
            .iter_mut()
            .map(|(_, arc)| arc)
            .chain(std::iter::once(&mut self.exit))
            .chain(self.catches.iter_mut().map(|(_, arc)| arc))
    }

    /// The graphs inside.
    pub(crate) fn inner(&self) -> &[Graph] {
        match &self.kind {
            NodeKind::Parallel { branches, .. } => branches,
            NodeKind::Map { body, .. } => std::slice::from_ref(body),
            _ => &[],
        }
    }

    pub(crate) fn inner_mut(&mut self) -> &mut [Graph] {
        match &mut self.kind {
            NodeKind::Parallel { branches, .. } => branches,
            NodeKind::Map { body, .. } => std::slice::from_mut(body),
            _ => &mut [],
        }
    }

    /// Rewrites the expressions that are evaluated when the state is entered: not those of its arcs.
    pub(crate) fn map_entry(&mut self, rewrite: &dyn Fn(&Jx) -> Jx) {
        match &mut self.kind {
            NodeKind::Task(task) => task.arguments = rewrite(&task.arguments),
            NodeKind::WaitSeconds(value) | NodeKind::WaitUntil(value) => *value = rewrite(value),
            NodeKind::Fail { error, cause } => {
                *error = rewrite(error);
                *cause = rewrite(cause);
            }
            NodeKind::Map { items, .. } => *items = rewrite(items),
            NodeKind::Label | NodeKind::Choice | NodeKind::Pass | NodeKind::Succeed | NodeKind::Parallel { .. } => {}
        }
        for (cond, _) in &mut self.rules {
            *cond = rewrite(cond);
        }
        if matches!(self.kind, NodeKind::Succeed)
            && let Some(output) = &mut self.exit.output
        {
            *output = rewrite(output);
        }
    }

    /// The expressions that are evaluated when the state is entered.
    pub(crate) fn entry(&self) -> Vec<&Jx> {
        let mut all: Vec<&Jx> = self.rules.iter().map(|(cond, _)| cond).collect();
        match &self.kind {
            NodeKind::Task(task) => all.push(&task.arguments),
            NodeKind::WaitSeconds(value) | NodeKind::WaitUntil(value) => all.push(value),
            NodeKind::Fail { error, cause } => all.extend([error, cause]),
            NodeKind::Map { items, .. } => all.push(items),
            NodeKind::Label | NodeKind::Choice | NodeKind::Pass | NodeKind::Succeed | NodeKind::Parallel { .. } => {}
        }
        all.extend(self.arcs().filter_map(|arc| arc.output.as_ref()));
        all
    }
}

impl Graph {
    /// Rewrites every expression of the graph and of the graphs inside.
    pub(crate) fn map_all(&mut self, rewrite: &dyn Fn(&Jx) -> Jx) {
        for node in &mut self.nodes {
            node.map_entry(rewrite);
            let succeeds = matches!(node.kind, NodeKind::Succeed);
            for arc in node.arcs_mut() {
                arc.assign.map(rewrite);
                if !succeeds && let Some(output) = &mut arc.output {
                    *output = rewrite(output);
                }
            }
            for graph in node.inner_mut() {
                graph.map_all(rewrite);
            }
        }
    }

    /// The variables read anywhere in the graph and the graphs inside that no arc in it assigns.
    pub(crate) fn free_vars(&self) -> BTreeSet<VarId> {
        let mut read = BTreeSet::new();
        let mut assigned = BTreeSet::new();
        for node in &self.nodes {
            for value in node.entry() {
                read.extend(value.vars());
            }
            for arc in node.arcs() {
                arc.assign.reads(&|_| true, &mut read);
                assigned.extend(arc.assign.assigned());
            }
            for graph in node.inner() {
                read.extend(graph.free_vars());
            }
        }
        read.difference(&assigned).copied().collect()
    }

    /// The arc of an edge that leaves a node.
    pub(crate) fn arc_mut(&mut self, edge: Edge) -> Option<&mut Arc> {
        match edge {
            Edge::Start => None,
            Edge::Exit(node) => self.nodes.get_mut(node).map(|node| &mut node.exit),
            Edge::Rule(node, i) => self.nodes.get_mut(node)?.rules.get_mut(i).map(|(_, arc)| arc),
            Edge::Catch(node, i) => self.nodes.get_mut(node)?.catches.get_mut(i).map(|(_, arc)| arc),
        }
    }
}
