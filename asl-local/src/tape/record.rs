//! Writes down what a handler is asked and answers.

use serde_json::Value;

use super::without_token;
use super::{Tape, TapeCall};
use crate::mock::{Answer, Call, Handler};

/// A handler that keeps the calls of another.
pub(crate) struct Recorder<'t, H> {
    handler: H,
    tape: &'t mut Tape,
}

impl<'t, H: Handler> Recorder<'t, H> {
    pub(crate) fn new(handler: H, tape: &'t mut Tape) -> Recorder<'t, H> {
        Recorder { handler, tape }
    }
}

/// What a call hands over, whatever its token is.
pub(super) fn input_of(call: &Call<'_>) -> Value {
    match call.token {
        Some(token) => without_token(call.input, &|text| text == token),
        None => call.input.clone(),
    }
}

impl<H: Handler> Handler for Recorder<'_, H> {
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
