//! What happened in each state, counted from the histories of a run.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use std::time::Duration;

use crate::history::{Event, Way, What};
use crate::run::{Run, Status};

/// The counts of each state of the run's machine that was entered, by its name.
#[derive(Debug, Default)]
pub(super) struct Tally<'r> {
    states: HashMap<&'r str, Counts>,
}

/// What happened in one state.
#[derive(Debug, Default)]
pub(super) struct Counts {
    pub(super) entered: u64,
    /// How often it was where its scope began.
    pub(super) began: u64,
    /// In the state, all visits together.
    pub(super) time: Duration,
    pub(super) ways: BTreeMap<Way, u64>,
    pub(super) retries: u64,
    /// Visits that ended in an error which the state did not catch.
    pub(super) failed: u64,
    /// Visits that were cut: by another branch, by a time limit, from outside.
    pub(super) stopped: u64,
    pub(super) iterations: Ends,
    pub(super) children: Ends,
}

/// How iterations or children ended.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Ends {
    pub(super) succeeded: u64,
    pub(super) failed: u64,
    pub(super) stopped: u64,
}

/// A state from its `Entered` event on.
struct Visit<'r> {
    name: &'r str,
    since: u64,
    until: Option<u64>,
    /// The visit of the Parallel or Map that it is inside of.
    around: Option<u32>,
    /// How often it made its call or started its branches.
    attempts: u64,
    end: End,
}

#[derive(Clone, Copy, PartialEq)]
enum End {
    Open,
    Exited,
    Failed,
}

impl Counts {
    pub(super) fn caught(&self) -> u64 {
        self.ways.iter().filter(|(way, _)| matches!(way, Way::Catcher(_))).map(|(_, count)| count).sum()
    }
}

impl Ends {
    fn add(&mut self, status: Status) {
        match status {
            Status::Succeeded => self.succeeded += 1,
            Status::Failed | Status::TimedOut => self.failed += 1,
            Status::Aborted => self.stopped += 1,
        }
    }
}

impl<'r> Tally<'r> {
    pub(super) fn of(run: &'r Run) -> Tally<'r> {
        let mut tally = Tally::default();
        tally.add(run);
        for child in run.children() {
            let Some(parent) = child.parent().filter(|parent| parent.item.is_some()) else { continue };
            // The Maps of machines that a Task started are not in this picture.
            if !Arc::ptr_eq(child.definition(), run.definition()) {
                continue;
            }
            let execution = match parent.execution.checked_sub(1) {
                None => Some(run),
                Some(index) => run.children().get(index),
            };
            let map = execution.and_then(|execution| at(execution.history(), parent.entered_event_id)?.entered());
            if let Some(map) = map {
                tally.states.entry(map).or_default().children.add(child.status());
            }
            tally.add(child);
        }
        tally
    }

    pub(super) fn counts(&self, name: &str) -> Option<&Counts> {
        self.states.get(name)
    }

    fn add(&mut self, run: &'r Run) {
        let events = run.history();
        let mut visits: BTreeMap<u32, Visit<'r>> = BTreeMap::new();
        for event in events {
            let own = event.entered_event_id();
            match event.outline() {
                What::Entered { state, .. } => {
                    let before = at(events, event.previous_event_id());
                    let follows = before.filter(|before| matches!(before.outline(), What::Exited { .. }));
                    let around = match follows {
                        Some(exited) => exited.entered_event_id().and_then(|id| visits.get(&id)?.around),
                        None => before.and_then(Event::entered_event_id),
                    };
                    let counts = self.states.entry(state).or_default();
                    counts.entered += 1;
                    counts.began += u64::from(follows.is_none());
                    let visit =
                        Visit { name: state, since: event.millis(), until: None, around, attempts: 0, end: End::Open };
                    visits.insert(event.id(), visit);
                }
                What::Exited { way, .. } => {
                    if let Some(visit) = own.and_then(|id| visits.get_mut(&id)) {
                        (visit.end, visit.until) = (End::Exited, Some(event.millis()));
                        let counts = self.states.entry(visit.name).or_default();
                        *counts.ways.entry(way).or_default() += 1;
                    }
                }
                What::Called { .. } | What::Fanned { .. } => {
                    if let Some(visit) = own.and_then(|id| visits.get_mut(&id)) {
                        visit.attempts += 1;
                        self.states.entry(visit.name).or_default().retries += u64::from(visit.attempts > 1);
                    }
                    fail_up_to(&mut visits, events, event);
                }
                What::IterationEnded { status, .. } => {
                    if let Some(visit) = own.and_then(|id| visits.get(&id)) {
                        self.states.entry(visit.name).or_default().iterations.add(status);
                    }
                }
                What::FannedFailed | What::Ended { status: Status::Failed, .. } => {
                    fail_up_to(&mut visits, events, event)
                }
                What::Cut => {
                    if let Some(visit) = own.and_then(|id| visits.get_mut(&id)) {
                        visit.until = Some(event.millis());
                    }
                }
                _ => {}
            }
        }
        let end = events.last().map_or(0, Event::millis);
        for visit in visits.values() {
            let counts = self.states.entry(visit.name).or_default();
            counts.time += Duration::from_millis(visit.until.unwrap_or(end).saturating_sub(visit.since));
            match visit.end {
                End::Exited => {}
                End::Failed => counts.failed += 1,
                End::Open => counts.stopped += 1,
            }
        }
    }
}

/// Marks what failed: the visit that `event` follows and those around it, up to the visit that the event itself belongs to. What failed in a branch
/// is known only by what follows: a retry of the Parallel, its failure, or the end of the execution.
fn fail_up_to(visits: &mut BTreeMap<u32, Visit<'_>>, events: &[Event], event: &Event) {
    let mut failed = at(events, event.previous_event_id()).and_then(Event::entered_event_id);
    while let Some(id) = failed
        && failed != event.entered_event_id()
        && let Some(visit) = visits.get_mut(&id)
    {
        if visit.end == End::Open {
            (visit.end, visit.until) = (End::Failed, Some(event.millis()));
        }
        failed = visit.around;
    }
}

fn at(events: &[Event], id: u32) -> Option<&Event> {
    events.get(usize::try_from(id).ok()?.checked_sub(1)?)
}
