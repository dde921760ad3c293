//! Who is next when branches and iterations take turns in their order.
//!
//! Each goes as far as it can before the one after it goes on at all, and what belongs to a state goes before its branches. So a run makes its
//! calls in the order in which a native run of the same workflow makes them.

use super::Engine;
use super::strand::{Job, Origin, StrandId};

/// The branches and iterations that a strand stands in, outermost first.
type Place = Vec<usize>;

impl Engine<'_> {
    /// The next job until the clock says `latest`.
    pub(super) fn next_job(&mut self, latest: u64) -> Option<Job> {
        if !self.schedule.is_in_order() {
            return self.schedule.next(latest);
        }
        let ready: Vec<Job> = self.schedule.ready(latest).copied().collect();
        let first = match ready.len() {
            0 | 1 => 0,
            // Of equals the first: it became ready first.
            _ => ready.iter().enumerate().min_by_key(|(_, job)| self.place_of(job)).map_or(0, |(at, _)| at),
        };
        self.schedule.take(first)
    }

    fn place_of(&self, job: &Job) -> Place {
        match *job {
            Job::Advance(strand, _)
            | Job::TaskStarted(strand, _)
            | Job::TaskEnds(strand, _)
            | Job::TaskTimesOut(strand, ..)
            | Job::WaitEnds(strand, _)
            | Job::Retry(strand, _)
            | Job::Collapse(strand, _)
            | Job::FanDone(strand, _)
            | Job::ChildEnded(strand, _)
            | Job::MapChildEnded { strand, .. } => self.place(strand),
            Job::ExecutionTimesOut(_) => vec![usize::MAX],
        }
    }

    fn place(&self, strand: StrandId) -> Place {
        let mut place = Place::new();
        let mut at = Some(strand);
        while let Some(strand) = at.and_then(|id| self.strands.get(id)) {
            at = match strand.parent {
                Some((parent, slot)) => {
                    place.push(slot);
                    Some(parent)
                }
                None => match self.executions.get(strand.execution).map(|execution| &execution.origin) {
                    Some(Origin::MapRun { strand, index, .. }) => {
                        place.push(*index);
                        Some(*strand)
                    }
                    Some(Origin::Task { strand, .. }) => Some(*strand),
                    Some(Origin::Caller) | None => None,
                },
            };
        }
        place.reverse();
        place
    }
}
