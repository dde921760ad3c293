//! Integers that a double can't tell from their neighbours.
//!
//! The engine computes in doubles, the service in 64-bit integers. An expression that only moves such integers about, an account or an order number,
//! must not change them. So each distinct one gets a double of its own, its *stand-in*, and what comes out is turned back. To be sure that
//! nothing was computed with it, the expression is evaluated twice, with other stand-ins in another order: a comparison, a sum, a text or a
//! sort that saw one gives another result, and then the expression is refused rather than answered wrongly.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

/// Up to here doubles are exact.
pub(super) const MAX_EXACT: i64 = 1 << 53;

/// Where the next free stand-in is looked for.
#[derive(Clone, Copy)]
pub(super) enum Direction {
    /// From the nearest double.
    Up,
    /// Below the nearest double.
    Down,
}

/// The stand-ins of one evaluation.
#[derive(Clone)]
pub(super) struct Integers {
    direction: Direction,
    table: Rc<RefCell<Table>>,
}

#[derive(Default)]
struct Table {
    stand_ins: BTreeMap<i64, u64>,
    meanings: BTreeMap<u64, i64>,
}

impl Integers {
    pub(super) fn new(direction: Direction) -> Integers {
        Integers { direction, table: Rc::default() }
    }

    /// The double that stands for an integer: the integer itself, if it is small enough.
    pub(super) fn stand_in(&self, integer: i64) -> f64 {
        let nearest = integer as f64;
        if (-MAX_EXACT..=MAX_EXACT).contains(&integer) {
            return nearest;
        }
        let mut table = self.table.borrow_mut();
        if let Some(bits) = table.stand_ins.get(&integer) {
            return f64::from_bits(*bits);
        }
        let mut candidate = match self.direction {
            Direction::Up => nearest,
            Direction::Down => nearest.next_down(),
        };
        while table.meanings.contains_key(&candidate.to_bits()) {
            candidate = match self.direction {
                Direction::Up => candidate.next_up(),
                Direction::Down => candidate.next_down(),
            };
        }
        table.stand_ins.insert(integer, candidate.to_bits());
        table.meanings.insert(candidate.to_bits(), integer);
        candidate
    }

    /// What a double stands for.
    pub(super) fn meaning(&self, number: f64) -> Option<i64> {
        self.table.borrow().meanings.get(&number.to_bits()).copied()
    }

    pub(super) fn is_used(&self) -> bool {
        !self.table.borrow().meanings.is_empty()
    }
}
