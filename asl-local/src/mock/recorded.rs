//! Answers taken from a recorded execution.

use indexmap::IndexMap;
use serde_json::Value;

use super::{Answer, Call, Handler, TaskError};

/// The calls of a recorded execution by state: `{"Charge": [{"event": "TaskSucceeded", "result": …}]}`.
///
/// `event` is the type of the event that ended the call: `…Succeeded` with its `result`, `…Failed` with `error` and `cause`, `…TimedOut`.
/// `TaskSubmitted` with `submitted` goes before the end of the same call. `iteration` with `map` and `index` ties a call to an iteration.
#[derive(Debug, Clone, Default)]
pub struct Recorded {
    states: IndexMap<String, Vec<Option<Entry>>>,
    rest: Option<Answer>,
}

#[derive(Debug, Clone)]
struct Entry {
    answer: Answer,
    iteration: Option<u64>,
}

impl Recorded {
    /// Reads the calls. What has another form is left out.
    pub fn new(calls: &Value) -> Recorded {
        let states = calls.as_object().into_iter().flatten();
        let entries = |entries: &Value| read(entries.as_array().map(Vec::as_slice).unwrap_or_default());
        Recorded { states: states.map(|(state, list)| (state.clone(), entries(list))).collect(), rest: None }
    }

    /// What a call gets that has no record. Without it such a call ends the run.
    #[must_use]
    pub fn or_else(mut self, answer: Answer) -> Recorded {
        self.rest = Some(answer);
        self
    }
}

fn read(entries: &[Value]) -> Vec<Option<Entry>> {
    let mut found = Vec::new();
    // What the requests answered whose calls have not ended yet, by iteration.
    let mut submitted: IndexMap<Option<u64>, Value> = IndexMap::new();
    for entry in entries {
        let iteration = entry.pointer("/iteration/index").and_then(Value::as_u64);
        if let Some(answer) = ended(entry) {
            let answer = match submitted.swap_remove(&iteration) {
                Some(output) => answer.submitted(output),
                None => answer,
            };
            found.push(Some(Entry { answer, iteration }));
        } else {
            submitted.insert(iteration, entry.get("submitted").cloned().unwrap_or_default());
        }
    }
    let cut = |(iteration, output)| Some(Entry { answer: Answer::never().submitted(output), iteration });
    found.extend(submitted.into_iter().map(cut));
    found
}

/// How the call ended; `None` for the answer to the request of a job or callback.
fn ended(entry: &Value) -> Option<Answer> {
    let text = |key: &str| entry.get(key).and_then(Value::as_str).map(str::to_owned);
    let error = || TaskError { error: text("error"), cause: text("cause") };
    let event = text("event").unwrap_or_default();
    let is = |ending: &str| event.ends_with(ending);
    Some(if is("Submitted") {
        return None;
    } else if is("Succeeded") {
        Answer::result(entry.get("result").unwrap_or(&Value::Null))
    } else if is("StartFailed") || is("ScheduleFailed") {
        Answer::start_fails(error())
    } else if is("SubmitFailed") {
        Answer::submit_fails(error())
    } else if is("Failed") {
        Answer::fails(error())
    } else {
        Answer::never()
    })
}

impl Handler for Recorded {
    fn answer(&mut self, call: &Call<'_>) -> Option<Answer> {
        let index = call.iteration.map(|(_, index)| index);
        let fits = |entry: &Entry| entry.iteration.is_none() || entry.iteration == index;
        // `?` holds calls whose state the recording doesn't tell.
        for key in [call.state, "?"] {
            let entries = self.states.get_mut(key).map(Vec::as_mut_slice).unwrap_or_default();
            let found = entries.iter_mut().find(|entry| entry.as_ref().is_some_and(fits));
            if let Some(entry) = found.and_then(Option::take) {
                return Some(entry.answer);
            }
        }
        self.rest.clone()
    }

    fn prepared(&self) -> Vec<String> {
        self.states.keys().map(|state| format!("`{state}`")).collect()
    }
}
