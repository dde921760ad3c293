//! Who runs next: a queue, timers, and the virtual clock.
//!
//! By default what became ready first runs first. In order, the engine says which of the ready jobs is first. With a seed, the next is drawn from all that are ready, so that a test meets other
//! interleavings and can meet the same one again. Time stands still while anything is ready; then it jumps to the next timer.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};

use crate::expr::Entropy;

/// Who of those that are ready is next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Turns {
    /// Who became ready first.
    #[default]
    FirstCome,
    /// The first branch or iteration, and so on: each goes as far as it can.
    InOrder,
    /// One that a seed decides.
    Drawn(u64),
}

/// Ready jobs and timers of one run.
#[derive(Debug)]
pub(crate) struct Schedule<J> {
    now: u64,
    ready: VecDeque<J>,
    timers: BinaryHeap<Reverse<Timer<J>>>,
    /// Numbers the timers: those of one moment go off in the order they were set.
    set: u64,
    shuffle: Option<Entropy>,
    in_order: bool,
}

#[derive(Debug)]
struct Timer<J> {
    at: u64,
    number: u64,
    job: J,
}

impl<J> PartialEq for Timer<J> {
    fn eq(&self, other: &Self) -> bool {
        self.number == other.number
    }
}

impl<J> Eq for Timer<J> {}

impl<J> PartialOrd for Timer<J> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl<J> Ord for Timer<J> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.at, self.number).cmp(&(other.at, other.number))
    }
}

impl<J> Schedule<J> {
    /// An empty schedule whose clock stands at `now`, in milliseconds since 1970.
    pub(crate) fn new(now: u64, turns: Turns) -> Schedule<J> {
        let shuffle = match turns {
            Turns::Drawn(seed) => Some(Entropy::seeded(seed)),
            Turns::FirstCome | Turns::InOrder => None,
        };
        let in_order = turns == Turns::InOrder;
        Schedule { now, ready: VecDeque::new(), timers: BinaryHeap::new(), set: 0, shuffle, in_order }
    }

    /// The virtual time.
    pub(crate) fn now(&self) -> u64 {
        self.now
    }

    /// Moves the clock; what was to be done until then must have been done.
    pub(crate) fn wait_until(&mut self, moment: u64) {
        self.now = self.now.max(moment);
    }

    /// Whether ready jobs take turns at random.
    pub(crate) fn is_shuffled(&self) -> bool {
        self.shuffle.is_some()
    }

    /// Whether jobs take turns in the order of their strands, which only the engine knows.
    pub(crate) fn is_in_order(&self) -> bool {
        self.in_order
    }

    /// The jobs that are ready, once the clock has moved to them, at most to `latest`.
    pub(crate) fn ready(&mut self, latest: u64) -> impl Iterator<Item = &J> {
        self.wake(latest);
        self.ready.iter()
    }

    /// Takes one of the ready jobs.
    pub(crate) fn take(&mut self, at: usize) -> Option<J> {
        self.ready.remove(at)
    }

    /// Runs `job` at this moment, after what is ready already.
    pub(crate) fn soon(&mut self, job: J) {
        self.ready.push_back(job);
    }

    /// Runs `job` when the clock says `at`; a moment that has passed is now.
    pub(crate) fn at(&mut self, at: u64, job: J) {
        if at <= self.now {
            return self.soon(job);
        }
        self.set += 1;
        self.timers.push(Reverse(Timer { at, number: self.set, job }));
    }

    /// Lets the clock jump when nobody is ready, at most to `latest`.
    fn wake(&mut self, latest: u64) {
        if !self.ready.is_empty() {
            return;
        }
        let next = self.timers.peek().map(|Reverse(first)| first.at);
        let Some(at) = next.filter(|at| *at <= latest) else { return };
        self.now = at;
        while let Some(Reverse(timer)) = self.timers.peek()
            && timer.at == self.now
        {
            let Some(Reverse(timer)) = self.timers.pop() else { break };
            self.ready.push_back(timer.job);
        }
    }

    /// The next job. When none is ready the clock moves, at most to `latest`; `None` when nothing is to be done until then.
    pub(crate) fn next(&mut self, latest: u64) -> Option<J> {
        self.wake(latest);
        match &self.shuffle {
            Some(entropy) if self.ready.len() > 1 => {
                let drawn = usize::try_from(entropy.bits() % self.ready.len() as u64).unwrap_or_default();
                self.ready.remove(drawn)
            }
            _ => self.ready.pop_front(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drain(schedule: &mut Schedule<&'static str>) -> Vec<(u64, &'static str)> {
        std::iter::from_fn(|| schedule.next(u64::MAX).map(|job| (schedule.now(), job))).collect()
    }

    #[test]
    fn ready_jobs_come_first_and_then_the_clock_jumps() {
        let mut schedule = Schedule::new(100, Turns::FirstCome);
        schedule.at(31_536_000_100, "a year later");
        schedule.at(200, "first of two");
        schedule.at(200, "second of two");
        schedule.at(50, "past");
        schedule.soon("now");
        let wanted = [
            (100, "past"),
            (100, "now"),
            (200, "first of two"),
            (200, "second of two"),
            (31_536_000_100, "a year later"),
        ];
        assert_eq!(drain(&mut schedule), wanted);
    }

    #[test]
    fn the_clock_goes_no_further_than_asked() {
        let mut schedule = Schedule::new(100, Turns::FirstCome);
        schedule.at(200, "first");
        schedule.at(300, "second");
        assert_eq!((schedule.next(199), schedule.now()), (None, 100));
        assert_eq!((schedule.next(299), schedule.now()), (Some("first"), 200));
        assert_eq!((schedule.next(299), schedule.now()), (None, 200));
        schedule.wait_until(299);
        schedule.wait_until(250);
        assert_eq!(schedule.now(), 299);
        assert_eq!((schedule.next(u64::MAX), schedule.now()), (Some("second"), 300));
    }

    #[test]
    fn a_seed_decides_the_order() {
        let order = |seed| {
            let mut schedule = Schedule::new(0, Turns::Drawn(seed));
            ["a", "b", "c", "d", "e", "f"].into_iter().for_each(|job| schedule.soon(job));
            drain(&mut schedule)
        };
        assert_eq!(order(1), order(1));
        assert!((0..10).any(|seed| order(seed) != order(1)));
    }
}
