//! Which state an event belongs to, and where that stands: read from the chain of events.

use std::collections::HashMap;

use asl_local::{Event, Parent, Status, Way, What};
use asl_schema::model::{State, StateType, Successor};

use super::ITERATIONS;

/// An execution that is followed.
pub(super) struct Followed {
    pub(super) parent: Option<Parent>,
    /// Where its states stand.
    outside: Place,
    pub(super) visits: HashMap<u32, Visit>,
    /// What each event was, by its number from 1.
    steps: Vec<Step>,
}

/// A state from its `Entered` event on.
#[derive(Debug, Clone)]
pub(super) struct Visit {
    pub(super) name: String,
    pub(super) kind: StateType,
    pub(super) depth: usize,
    /// The indexes of the iterations that it is in: `[2][0] `.
    pub(super) prefix: String,
    pub(super) hidden: bool,
    /// How often it made its call or started its branches.
    pub(super) attempts: u64,
    /// What became of iterations that were not shown.
    pub(super) rest: Ends,
    place: Place,
}

/// Where a state stands.
#[derive(Debug, Clone, Default)]
struct Place {
    depth: usize,
    indexes: String,
    hidden: bool,
}

#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Ends {
    pub(super) succeeded: u64,
    pub(super) failed: u64,
    pub(super) stopped: u64,
}

#[derive(Debug, Clone, Copy)]
enum Step {
    /// The state of this visit was left.
    Exited(u32),
    /// An iteration of the Map of this visit began.
    Iteration(u32, u64),
    /// Something else in this visit; 0 for the execution.
    In(u32),
}

impl Ends {
    pub(super) fn add(&mut self, status: Status) {
        match status {
            Status::Succeeded => self.succeeded += 1,
            Status::Failed | Status::TimedOut => self.failed += 1,
            Status::Aborted => self.stopped += 1,
        }
    }
}

impl Place {
    /// The place of what is inside the visit; `index` of an iteration or a child.
    fn inside(visit: &Visit, index: Option<u64>) -> Place {
        let index_text = index.map(|index| format!("[{index}]")).unwrap_or_default();
        Place {
            depth: visit.depth + 1,
            indexes: format!("{}{index_text}", visit.place.indexes),
            hidden: visit.hidden || index.is_some_and(|index| index >= ITERATIONS),
        }
    }
}

impl Followed {
    /// An execution, with the state that started it.
    pub(super) fn new(parent: Option<(Visit, Parent)>) -> Followed {
        let outside = match &parent {
            Some((visit, parent)) => Place::inside(visit, parent.item.map(|item| item as u64)),
            None => Place::default(),
        };
        let parent = parent.map(|(_, parent)| parent);
        Followed { parent, outside, visits: HashMap::new(), steps: Vec::new() }
    }

    fn step(&self, id: u32) -> Step {
        let index = usize::try_from(id).ok().and_then(|id| id.checked_sub(1));
        index.and_then(|index| self.steps.get(index)).copied().unwrap_or(Step::In(0))
    }

    /// The visit that an `Entered` event begins.
    pub(super) fn visit_of(&self, event: &Event, name: &str, kind: StateType) -> Visit {
        let inside = |visit: u32, index| self.visits.get(&visit).map(|visit| Place::inside(visit, index));
        let place = match self.step(event.previous_event_id()) {
            Step::Exited(visit) => self.visits.get(&visit).map(|visit| visit.place.clone()),
            Step::Iteration(map, index) => inside(map, Some(index)),
            Step::In(visit) => inside(visit, None),
        };
        let place = place.unwrap_or_else(|| self.outside.clone());
        let prefix = if place.indexes.is_empty() { String::new() } else { format!("{} ", place.indexes) };
        Visit {
            name: name.to_owned(),
            kind,
            depth: place.depth,
            prefix,
            hidden: place.hidden,
            attempts: 0,
            rest: Ends::default(),
            place,
        }
    }

    /// Keeps what is needed of the event, and gives the visit that it belongs to.
    pub(super) fn note(&mut self, event: &Event) -> Option<Visit> {
        let own = event.entered_event_id().unwrap_or(0);
        let what = event.what();
        self.steps.push(match what {
            What::Exited { .. } => Step::Exited(own),
            What::IterationBegan { index } => Step::Iteration(own, index),
            _ => Step::In(own),
        });
        let visit = self.visits.get_mut(&own)?;
        match what {
            What::Called { .. } | What::Fanned { .. } => visit.attempts += 1,
            What::IterationEnded { index, status } if index >= ITERATIONS => visit.rest.add(status),
            _ => {}
        }
        Some(visit.clone())
    }
}

/// The state that a way leads to.
pub(super) fn target(state: &State, way: Way) -> Option<&str> {
    let is_meant = |successor: &Successor<'_>| match (successor, way) {
        (Successor::Next(_), Way::Next) | (Successor::Default(_), Way::Default) => true,
        (Successor::Choice(index, _), Way::Rule(_)) => way == Way::rule(*index),
        (Successor::Catch(index, _), Way::Catcher(_)) => way == Way::catcher(*index),
        _ => false,
    };
    state.successors().into_iter().find(is_meant).map(Successor::target)
}
