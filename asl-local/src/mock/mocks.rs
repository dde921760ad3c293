//! Answers that a test prepares, by state or by resource.

use std::collections::VecDeque;

use indexmap::IndexMap;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{Answer, Call, Handler, TaskError};

/// Prepared answers. A state's name wins over its resource; without an answer the run ends.
///
/// ```
/// use asl_local::{Answer, Call, Handler, Mocks};
/// use serde_json::json;
///
/// let mut mocks = Mocks::new();
/// mocks.on("Charge", |amount: u32| if amount < 100 { Ok(amount) } else { Err(("Payment", "limit")) });
/// mocks.answers("Ship", [Answer::fails(("Busy", "")), Answer::result(&"shipped")]);
/// let call = Call { state: "Charge", resource: "arn:…", input: &json!(7), retry_count: 0, iteration: None, token: None };
/// assert_eq!(mocks.answer(&call), Some(Answer::result(&7)));
/// ```
#[derive(Default)]
pub struct Mocks<'m> {
    prepared: IndexMap<String, Prepared<'m>>,
}

enum Prepared<'m> {
    Each(Box<dyn FnMut(&Call<'_>) -> Answer + 'm>),
    InOrder(VecDeque<Answer>),
}

impl<'m> Mocks<'m> {
    /// Nothing prepared yet.
    pub fn new() -> Mocks<'m> {
        Mocks::default()
    }

    /// Answers every call of `target` — a state's name, or a resource — with what `function` returns for its input. An input that isn't a `Q`
    /// is a bug of the machine or the test, and fails the task with `Mock.InputMismatch`.
    pub fn on<Q, R, E>(&mut self, target: impl Into<String>, mut function: impl FnMut(Q) -> Result<R, E> + 'm)
    where
        Q: DeserializeOwned,
        R: Serialize,
        E: Into<TaskError>,
    {
        self.on_call(target, move |call| match Q::deserialize(call.input) {
            Ok(request) => match function(request) {
                Ok(result) => Answer::result(&result),
                Err(error) => Answer::fails(error),
            },
            Err(error) => {
                Answer::fails(TaskError::new("Mock.InputMismatch", format!("{error} in the input {}", call.input)))
            }
        });
    }

    /// Answers every call of `target` with what `function` makes of the whole call.
    pub fn on_call(&mut self, target: impl Into<String>, function: impl FnMut(&Call<'_>) -> Answer + 'm) {
        self.prepared.insert(target.into(), Prepared::Each(Box::new(function)));
    }

    /// Answers the calls of `target` one after the other; one call too many has no answer.
    pub fn answers(&mut self, target: impl Into<String>, answers: impl IntoIterator<Item = Answer>) {
        self.prepared.insert(target.into(), Prepared::InOrder(answers.into_iter().collect()));
    }

    /// What was prepared in order and never asked for, as `state: how many`.
    pub fn leftovers(&self) -> Vec<String> {
        let left = |(target, prepared): (&String, &Prepared<'m>)| match prepared {
            Prepared::InOrder(answers) if !answers.is_empty() => Some(format!("{target}: {}", answers.len())),
            _ => None,
        };
        self.prepared.iter().filter_map(left).collect()
    }
}

impl Handler for Mocks<'_> {
    fn answer(&mut self, call: &Call<'_>) -> Option<Answer> {
        let target = if self.prepared.contains_key(call.state) { call.state } else { call.resource };
        match self.prepared.get_mut(target)? {
            Prepared::Each(function) => Some(function(call)),
            Prepared::InOrder(answers) => answers.pop_front(),
        }
    }

    fn prepared(&self) -> Vec<String> {
        self.prepared.keys().cloned().collect()
    }
}

impl std::fmt::Debug for Mocks<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_set().entries(self.prepared.keys()).finish()
    }
}
