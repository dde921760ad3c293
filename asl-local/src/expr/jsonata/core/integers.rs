//! Integers that a double can't tell from their neighbours.
//!
//! The engine computes in doubles, the service in 64-bit integers. An expression that only moves such integers about, an account or an order number,
//! must not change them. So each distinct one gets a double of its own, its *stand-in*, and what comes out is turned back. To be sure that
//! nothing was computed with it, the expression is evaluated twice, with other stand-ins in another order: a comparison, a sum, a text or a
//! sort that saw one gives another result, and then the expression is refused rather than answered wrongly.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

/// Up to here doubles are exact, and different from each other.
pub(super) const MAX_EXACT: i64 = (1 << 53) - 1;

/// From here on there are no 64-bit integers, so a double is itself.
pub(super) const BEYOND: f64 = -(i64::MIN as f64);

/// Where a free stand-in is looked for.
#[derive(Clone, Copy)]
pub(super) enum Order {
    /// From the nearest double up, in the order in which integers come.
    Rising,
    /// From one far off down, so that two integers that share a double change places. It is smaller, so that adding 1 makes a difference.
    Falling,
}

/// What the nearest double is divided by in the falling order, and how many doubles further on it is: no number of the data is likely to be there.
const FAR_OFF: (f64, u64) = ((1 << 20) as f64, 0x2f1);

/// The stand-ins of one evaluation.
#[derive(Clone)]
pub(super) struct Integers {
    order: Order,
    table: Rc<RefCell<Table>>,
}

#[derive(Default)]
struct Table {
    stand_ins: BTreeMap<i64, u64>,
    meanings: BTreeMap<u64, i64>,
}

impl Integers {
    pub(super) fn new(order: Order) -> Integers {
        Integers { order, table: Rc::default() }
    }

    /// The double that stands for an integer: the integer itself, if it is small enough.
    pub(super) fn stand_in(&self, integer: i64) -> f64 {
        if (-MAX_EXACT..=MAX_EXACT).contains(&integer) {
            return integer as f64;
        }
        let mut table = self.table.borrow_mut();
        if let Some(bits) = table.stand_ins.get(&integer) {
            return f64::from_bits(*bits);
        }
        let mut candidate = self.first_candidate(integer);
        while table.meanings.contains_key(&candidate.to_bits()) {
            candidate = match self.order {
                Order::Rising => candidate.next_up(),
                Order::Falling => candidate.next_down(),
            };
        }
        table.stand_ins.insert(integer, candidate.to_bits());
        table.meanings.insert(candidate.to_bits(), integer);
        candidate
    }

    /// Never beyond 64 bits, where doubles mean themselves.
    fn first_candidate(&self, integer: i64) -> f64 {
        const LAST: f64 = BEYOND.next_down();
        let nearest = (integer as f64).clamp(-LAST, LAST);
        match self.order {
            Order::Rising => nearest,
            Order::Falling => {
                let (divisor, distance) = FAR_OFF;
                let size = nearest.abs() / divisor;
                f64::from_bits(size.to_bits() + distance).copysign(nearest)
            }
        }
    }

    /// What a double stands for.
    pub(super) fn meaning(&self, number: f64) -> Option<i64> {
        self.table.borrow().meanings.get(&number.to_bits()).copied()
    }

    pub(super) fn is_used(&self) -> bool {
        !self.table.borrow().meanings.is_empty()
    }
}
