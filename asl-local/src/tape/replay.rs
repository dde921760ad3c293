//! Answers calls from a tape: in its order, and only when they ask what it says.

use std::collections::VecDeque;

use super::record::input_of;
use super::{Tape, TapeCall, alike};
use crate::mock::{Answer, Call, Handler};

/// The rest of a tape.
#[derive(Debug)]
pub(crate) struct Replay {
    calls: VecDeque<TapeCall>,
    /// How many were answered.
    played: usize,
    lean: bool,
}

impl Replay {
    pub(crate) fn new(tape: Tape, lean: bool) -> Replay {
        Replay { calls: tape.calls.into(), played: 0, lean }
    }
}

impl Handler for Replay {
    fn answer(&mut self, call: &Call<'_>) -> Option<Answer> {
        let next = self.calls.front()?;
        let is_next = next.resource == call.resource
            && next.state.as_deref().is_none_or(|state| state == call.state)
            && alike(&next.input, &input_of(call), self.lean);
        if !is_next {
            return None;
        }
        self.played += 1;
        self.calls.pop_front().map(|call| call.answer)
    }

    fn prepared(&self) -> Vec<String> {
        match self.calls.front() {
            Some(next) => vec![format!("call {} of the tape, which is {next}", self.played + 1)],
            None => vec![format!("the {} calls of the tape, all used", self.played)],
        }
    }

    fn leftovers(&self) -> Vec<String> {
        match self.calls.front() {
            Some(next) => vec![format!("tape: {} from call {} on, {next}", self.calls.len(), self.played + 1)],
            None => Vec::new(),
        }
    }
}
