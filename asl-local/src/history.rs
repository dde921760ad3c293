//! What happened, event by event, as `GetExecutionHistory` tells it.
//!
//! Events are small while the machine runs: names and values are shared, nothing is rendered; large values of the past are kept as text. [`Event::details`] and [`Event::to_json`] make
//! the JSON when somebody asks.

mod compaction;
mod event;
mod kind;
mod render;
mod what;

pub(crate) use event::{CallFailed, Called, Detail, Evaluated, Failing, Iteration, Stage};
pub use event::{Event, Way};
pub use what::What;

use self::compaction::Compaction;
use crate::limits;

/// The events of one execution.
#[derive(Debug, Clone, Default)]
pub(crate) struct History {
    events: Vec<Event>,
    /// Whether AWS limits the number of events.
    bounded: bool,
    overflown: bool,
    compaction: Compaction,
}

impl History {
    /// An empty history; that of a Standard execution is bounded.
    pub(crate) fn new(bounded: bool) -> History {
        History { bounded, ..History::default() }
    }

    /// Adds an event of the state that the event `visit` entered, and gives its id. The place of event 25,000 is kept for the end of the execution: what comes there instead is not kept, and
    /// the history says that it is full.
    pub(crate) fn push(&mut self, previous: u32, visit: u32, millis: u64, detail: Detail) -> u32 {
        let last = self.id();
        if self.bounded && self.events.len() + 1 >= limits::EVENTS && !detail.ends_execution() {
            self.overflown = true;
            return last;
        }
        let id = last + 1;
        let visit = if matches!(detail, Detail::Entered { .. }) { id } else { visit };
        self.events.push(Event { id, previous, visit, millis, detail });
        id
    }

    /// Says that values of so many bytes of text are about to be added; those of no more than [`Json::LARGE`](crate::data::Json::LARGE) don't matter.
    pub(crate) fn expect(&mut self, bytes: usize) {
        self.compaction.count(bytes, &mut self.events);
    }

    /// Says that the execution has ended.
    pub(crate) fn finish(&mut self) {
        self.compaction.finish(&mut self.events);
    }

    /// What happened so far.
    pub(crate) fn events(&self) -> &[Event] {
        &self.events
    }

    /// The id of the last event.
    pub(crate) fn id(&self) -> u32 {
        u32::try_from(self.events.len()).unwrap_or(u32::MAX)
    }

    /// Whether an event found no place.
    pub(crate) fn is_full(&self) -> bool {
        self.overflown
    }

    pub(crate) fn into_events(self) -> Vec<Event> {
        self.events
    }
}
