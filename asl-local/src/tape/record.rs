//! Writes down what a handler is asked and answers.

use serde_json::Value;

use super::without_token;
use super::{Tape, TapeCall};
use crate::mock::{Answer, Call, Handler};

/// A handler that keeps the calls of another.
pub(crate) struct Recorder<'h> {
    handler: &'h mut dyn Handler,
    tape: Tape,
}

impl<'h> Recorder<'h> {
    pub(crate) fn new(handler: &'h mut dyn Handler, in_order: bool) -> Recorder<'h> {
        Recorder { handler, tape: Tape { calls: Vec::new(), in_order } }
    }

    pub(crate) fn into_tape(self) -> Tape {
        self.tape
    }
}

/// What a call hands over, whatever its token is.
pub(super) fn input_of(call: &Call<'_>) -> Value {
    match call.token {
        Some(token) => without_token(call.input, &|text| text == token),
        None => call.input.clone(),
    }
}

impl Handler for Recorder<'_> {
    fn answer(&mut self, call: &Call<'_>) -> Option<Answer> {
        let answer = self.handler.answer(call)?;
        self.tape.calls.push(TapeCall {
            state: Some(call.state.to_owned()),
            resource: call.resource.to_owned(),
            input: input_of(call),
            answer: answer.clone(),
        });
        Some(answer)
    }

    fn prepared(&self) -> Vec<String> {
        self.handler.prepared()
    }

    fn leftovers(&self) -> Vec<String> {
        self.handler.leftovers()
    }
}
