//! Walking a machine: every state with its place, what follows a state, the machines inside it.

use super::{Branch, Map, State, StateMachine, States, Transition};
use crate::path::Path;

/// A set of states with a start: the machine itself, a branch, or an item processor. Transitions never leave it.
#[derive(Debug, Clone, Copy)]
pub struct Scope<'a> {
    /// `StartAt`; empty when the field is missing.
    pub start_at: &'a str,
    /// `States`.
    pub states: &'a States,
}

/// A [`Scope`] inside a state, with the steps that lead to it from the state.
#[derive(Debug, Clone)]
pub struct SubScope<'a> {
    /// `Branches`, `ItemProcessor` or `Iterator`.
    pub field: &'static str,
    /// Which branch; `None` in a Map.
    pub index: Option<usize>,
    /// The states.
    pub scope: Scope<'a>,
}

/// A way out of a state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Successor<'a> {
    /// `Next` of the state.
    Next(&'a str),
    /// `Choices[n].Next`.
    Choice(usize, &'a str),
    /// `Default` of a Choice.
    Default(&'a str),
    /// `Catch[n].Next`.
    Catch(usize, &'a str),
}

impl<'a> Successor<'a> {
    /// The name of the state it leads to.
    pub fn target(self) -> &'a str {
        match self {
            Successor::Next(name)
            | Successor::Choice(_, name)
            | Successor::Default(name)
            | Successor::Catch(_, name) => name,
        }
    }

    /// Whether it is the state's `Next`, which is taken when nothing is to be decided.
    pub fn is_next(self) -> bool {
        matches!(self, Successor::Next(_))
    }

    /// The place of the name, given the place of the state.
    pub fn path(self, state: &Path) -> Path {
        match self {
            Successor::Next(_) => state.key("Next"),
            Successor::Choice(index, _) => state.key("Choices").index(index).key("Next"),
            Successor::Default(_) => state.key("Default"),
            Successor::Catch(index, _) => state.key("Catch").index(index).key("Next"),
        }
    }
}

/// A state on a walk through a machine.
#[derive(Debug, Clone)]
pub struct Visited<'a> {
    /// Its name.
    pub name: &'a str,
    /// The state.
    pub state: &'a State,
    /// Its place: `/States/Each/ItemProcessor/States/Ship`.
    pub path: Path,
    /// The states it stands among.
    pub scope: Scope<'a>,
    /// How many Parallel and Map states are around it.
    pub depth: usize,
}

impl StateMachine {
    /// The machine's own states and start.
    pub fn scope(&self) -> Scope<'_> {
        Scope { start_at: &self.start_at, states: &self.states }
    }

    /// Every state at every depth, each before the states inside it, in the order they were written.
    pub fn visit(&self) -> Vec<Visited<'_>> {
        let mut found = Vec::new();
        visit_scope(self.scope(), &Path::root(), 0, &mut found);
        found
    }
}

fn visit_scope<'a>(scope: Scope<'a>, at: &Path, depth: usize, found: &mut Vec<Visited<'a>>) {
    let states = at.key("States");
    for (name, state) in scope.states {
        let path = states.key(name);
        found.push(Visited { name, state, path: path.clone(), scope, depth });
        for sub in state.sub_scopes() {
            visit_scope(sub.scope, &sub.path(&path), depth + 1, found);
        }
    }
}

impl SubScope<'_> {
    /// Its place, given the place of the state it stands in.
    pub fn path(&self, state: &Path) -> Path {
        let path = state.key(self.field);
        match self.index {
            Some(index) => path.index(index),
            None => path,
        }
    }
}

impl State {
    /// Every way out of this state, in the order they are tried or written: choice rules, `Default`, `Next`, catchers.
    pub fn successors(&self) -> Vec<Successor<'_>> {
        let mut found = Vec::new();
        self.each_successor(&mut |successor| found.push(successor));
        found
    }

    /// The same without a list.
    pub(crate) fn each_successor<'a>(&'a self, see: &mut dyn FnMut(Successor<'a>)) {
        if let State::Choice(choice) = self {
            for (index, rule) in choice.choices.iter().enumerate() {
                if let Some(next) = &rule.next {
                    see(Successor::Choice(index, next));
                }
            }
            if let Some(default) = &choice.default {
                see(Successor::Default(default));
            }
        }
        if let Some(Transition::Next(next)) = self.transition() {
            see(Successor::Next(next));
        }
        for (index, catcher) in self.catch().iter().enumerate().filter(|(_, catcher)| !catcher.next.is_empty()) {
            see(Successor::Catch(index, &catcher.next));
        }
    }

    /// The machines inside this state: the branches of a Parallel, the processor of a Map (under both of its names).
    pub fn sub_scopes<'a>(&'a self) -> Vec<SubScope<'a>> {
        match self {
            State::Parallel(parallel) => {
                let branches = parallel.branches.iter().enumerate();
                let sub = |(index, branch): (usize, &'a Branch)| SubScope {
                    field: "Branches",
                    index: Some(index),
                    scope: Scope { start_at: &branch.start_at, states: &branch.states },
                };
                branches.map(sub).collect()
            }
            State::Map(map) => map_scopes(map),
            _ => Vec::new(),
        }
    }
}

fn map_scopes(map: &Map) -> Vec<SubScope<'_>> {
    [("ItemProcessor", &map.item_processor), ("Iterator", &map.iterator)]
        .into_iter()
        .filter_map(|(field, processor)| {
            let processor = processor.as_ref()?;
            let scope = Scope { start_at: &processor.start_at, states: &processor.states };
            Some(SubScope { field, index: None, scope })
        })
        .collect()
}
