//! What has a value when each state of a scope is entered: a data flow over bits, to its fixed point.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use super::{Assigner, assignments, names};
use crate::check::context::{Context, ScopeNode, StateId};
use crate::model::{Condition, State, Successor, Test};
use crate::text::variables_in;

/// For each state of a scope that can be reached, two rows of bits, a bit for each variable: whether it has a value on all ways there, and
/// whether on some.
#[derive(Default)]
pub(super) struct Entries {
    /// The states of the scope in rising order, so that each finds its rows.
    states: Vec<StateId>,
    /// The words of a row.
    words: usize,
    bits: Vec<u64>,
    reached: Vec<bool>,
}

impl Entries {
    pub(super) fn new(
        context: &Context<'_>,
        scope: &ScopeNode<'_>,
        numbers: &HashMap<&str, (usize, StateId)>,
    ) -> Entries {
        let words = numbers.len().div_ceil(64);
        let many = scope.states.len();
        let mut entries = Entries {
            states: scope.states.clone(),
            words,
            bits: vec![0; many * words * 2],
            reached: vec![false; many],
        };
        entries.flow(context, scope, numbers);
        entries
    }

    /// Whether the variable of that number has a value where the state is entered: on all ways, on some.
    pub(super) fn of(&self, state: StateId, number: usize) -> (bool, bool) {
        let Some(position) = self.position(state) else { return (false, false) };
        let has = |row: usize| {
            let word = self.bits.get((position * 2 + row) * self.words + number / 64);
            word.is_some_and(|word| word & (1 << (number % 64)) != 0)
        };
        let on_some_way = has(1);
        (has(0) && on_some_way, on_some_way)
    }

    fn position(&self, state: StateId) -> Option<usize> {
        self.states.binary_search(&state).ok()
    }

    fn rows(&self, position: usize) -> Option<&[u64]> {
        self.bits.get(position * 2 * self.words..(position + 1) * 2 * self.words)
    }

    fn flow(&mut self, context: &Context<'_>, scope: &ScopeNode<'_>, numbers: &HashMap<&str, (usize, StateId)>) {
        let Some(start) = scope.find(scope.scope.start_at) else { return };
        let Some(position) = self.position(start) else { return };
        self.set_reached(position);
        // States before those that they lead to, as far as loops allow. What a loop leads back to waits for the next sweep: a few sweeps
        // are enough, and no loop starts one over.
        let rank = |state: StateId| (context.loops.count() - context.loops.component(state), state);
        let (mut open, mut later) = (BTreeSet::from([rank(start)]), BTreeSet::new());
        let (mut leaving, mut arriving) = (Vec::new(), Vec::new());
        while let Some(here) = open.pop_first().or_else(|| {
            std::mem::swap(&mut open, &mut later);
            open.pop_first()
        }) {
            let Some(node) = context.states.get(here.1) else { continue };
            let Some(position) = self.position(node.id) else { continue };
            leaving.clear();
            leaving.extend_from_slice(self.rows(position).unwrap_or_default());
            let assigned = assignments(node.state);
            // Who asks about a variable goes on where it has a value; which way that is depends on how it is asked, and no way is blamed.
            for (number, _) in tested(node.state).into_iter().filter_map(|name| numbers.get(name)) {
                set(&mut leaving, self.words, 0..1, *number);
            }
            for way in context.ways(node.id) {
                let Some(target) = way.target else { continue };
                let Some(at) = self.position(target) else { continue };
                arriving.clone_from(&leaving);
                let of = match way.successor {
                    Successor::Choice(index, _) => Assigner::Rule(index),
                    Successor::Catch(index, _) => Assigner::Catcher(index),
                    Successor::Default(_) | Successor::Next(_) => Assigner::State,
                };
                for assignment in assigned.iter().filter(|assignment| assignment.of == of) {
                    names(assignment.object)
                        .filter_map(|name| numbers.get(name))
                        .for_each(|(number, _)| set(&mut arriving, self.words, 0..2, *number));
                }
                if self.join(at, &arriving) {
                    let there = rank(target);
                    if there > here { &mut open } else { &mut later }.insert(there);
                }
            }
        }
    }

    /// Adds what is known on one more way to a state; whether that changes what is known there.
    fn join(&mut self, position: usize, arriving: &[u64]) -> bool {
        let first = self.set_reached(position);
        let words = self.words;
        let Some(rows) = self.bits.get_mut(position * 2 * words..(position + 1) * 2 * words) else { return false };
        let mut changed = first;
        for (index, (known, new)) in rows.iter_mut().zip(arriving).enumerate() {
            let joined = match first {
                true => *new,
                false if index < words => *known & new,
                false => *known | new,
            };
            changed |= joined != *known;
            *known = joined;
        }
        changed
    }

    /// Whether this is the first way there.
    fn set_reached(&mut self, position: usize) -> bool {
        self.reached.get_mut(position).is_some_and(|reached| !std::mem::replace(reached, true))
    }
}

/// The variables that the tests of a Choice read.
fn tested(state: &State) -> Vec<&str> {
    let State::Choice(choice) = state else { return Vec::new() };
    let mut names = Vec::new();
    let mut open: Vec<&Test> = choice.choices.iter().map(|rule| &rule.test).collect();
    while let Some(test) = open.pop() {
        match test {
            Test::Condition(Condition::Expression(text)) => names.extend(variables_in(text)),
            Test::And(rules) | Test::Or(rules) => open.extend(rules.iter().map(|rule| &rule.test)),
            Test::Not(rule) => open.push(&rule.test),
            Test::Compare(comparison) if comparison.variable.starts_with('$') => {
                names.extend(variables_in(&comparison.variable).take(1));
            }
            _ => {}
        }
    }
    names
}

/// Sets the bit in these rows.
fn set(rows: &mut [u64], words: usize, which: Range<usize>, number: usize) {
    for row in which {
        if let Some(word) = rows.get_mut(row * words + number / 64) {
            *word |= 1 << (number % 64);
        }
    }
}
