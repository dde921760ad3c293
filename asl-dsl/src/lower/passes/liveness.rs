//! Liveness: an arc assigns only what somebody reads later.

use crate::lower::graph::{Arc, Graph, Node, Target};
use asl_hir::VarId;
use std::collections::{BTreeMap, BTreeSet};

/// Drops assignments to variables that nothing reads on any way on.
pub(super) fn drop_dead_assignments(graph: &mut Graph) {
    let numbers = Numbers::of(graph);
    let nothing = numbers.none();
    let uses: Vec<Vec<usize>> = graph.nodes.iter().map(|node| numbers.known(&uses(node))).collect();
    let mut live: Vec<Live> = vec![nothing.clone(); graph.nodes.len()];
    loop {
        let mut changed = false;
        // Most arcs lead to later nodes, so going backwards settles everything but loops in one round.
        for id in (0..graph.nodes.len()).rev() {
            let mut now = nothing.clone();
            uses[id].iter().for_each(|number| now.insert(*number));
            for arc in graph.nodes[id].arcs() {
                let after = after(arc, &live, &nothing);
                let assigned: Vec<usize> = arc.assign.assigned().filter_map(|var| numbers.of_var(var)).collect();
                now.extend_except(after, &assigned);
                let mut read = BTreeSet::new();
                arc.assign.reads(&|var| numbers.is_live(after, var), &mut read);
                numbers.known(&read).into_iter().for_each(|number| now.insert(number));
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
            let after = after(arc, &live, &nothing);
            arc.assign.retain(|var| numbers.is_live(after, var));
        }
    }
}

fn after<'l>(arc: &Arc, live: &'l [Live], nothing: &'l Live) -> &'l Live {
    match arc.target {
        Target::Node(to) => live.get(to).unwrap_or(nothing),
        Target::Open | Target::End => nothing,
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

/// A number for each variable that the graph assigns: the others can't be dropped.
struct Numbers(BTreeMap<VarId, usize>);

impl Numbers {
    fn of(graph: &Graph) -> Self {
        let mut numbers = BTreeMap::new();
        for var in graph.nodes.iter().flat_map(|node| node.arcs()).flat_map(|arc| arc.assign.assigned()) {
            let next = numbers.len();
            numbers.entry(var).or_insert(next);
        }
        Numbers(numbers)
    }

    fn none(&self) -> Live {
        Live(vec![0; self.0.len().div_ceil(64)])
    }

    fn of_var(&self, var: VarId) -> Option<usize> {
        self.0.get(&var).copied()
    }

    fn known(&self, vars: &BTreeSet<VarId>) -> Vec<usize> {
        vars.iter().filter_map(|var| self.of_var(*var)).collect()
    }

    fn is_live(&self, live: &Live, var: VarId) -> bool {
        self.of_var(var).is_some_and(|number| live.contains(number))
    }
}

/// A set of variables, one bit for each: a machine can have ten thousand states with as many variables live at each.
#[derive(Clone, PartialEq)]
struct Live(Vec<u64>);

impl Live {
    fn insert(&mut self, number: usize) {
        self.0[number / 64] |= 1 << (number % 64);
    }

    fn remove(&mut self, number: usize) {
        self.0[number / 64] &= !(1 << (number % 64));
    }

    fn contains(&self, number: usize) -> bool {
        self.0[number / 64] & (1 << (number % 64)) != 0
    }

    /// Adds what `other` holds besides `except`.
    fn extend_except(&mut self, other: &Live, except: &[usize]) {
        let added: Vec<usize> = except.iter().copied().filter(|number| !self.contains(*number)).collect();
        for (word, more) in self.0.iter_mut().zip(&other.0) {
            *word |= more;
        }
        added.into_iter().for_each(|number| self.remove(number));
    }
}
