//! One answer of a mock file.

use std::time::Duration;

use asl_local::{Answer, TaskError};

use super::reader::{EXAMPLE, Reader};
use super::{Prepared, Times};
use crate::document::Place;

const KEYS: [&str; 9] = ["result", "error", "cause", "never", "after", "times", "always", "iteration", "submitted"];

/// A year: longer than any execution.
const LATEST: f64 = 31_536_000.0;

impl Reader<'_> {
    /// `{"result": …}`, `{"error": "…", "cause": "…"}` or `{"never": true}`, and when, how often and for whom.
    pub(super) fn answer(&mut self, place: Place<'_>, times: Times) -> Option<Prepared> {
        if !place.value.is_object() {
            self.say(place.mark(), "expected an answer", Some(EXAMPLE.to_owned()));
            return None;
        }
        for (key, value) in place.entries() {
            if !KEYS.contains(&key) {
                self.unknown(place.key(key).unwrap_or_else(|| value.mark()), key, &KEYS);
            }
        }
        let mut answer = self.outcome(place)?;
        if let Some(delay) = place.get("after") {
            match delay.value.as_f64().filter(|seconds| (0.0..=LATEST).contains(seconds)) {
                Some(seconds) => answer = answer.after(Duration::from_secs_f64(seconds)),
                None => self.say(delay.mark(), "`after` is a number of seconds, at most 31,536,000", None),
            }
        }
        if let Some(output) = place.get("submitted") {
            answer = answer.submitted(output.value.clone());
        }
        let times = self.times(place).unwrap_or(times);
        let iteration = place.get("iteration").and_then(|index| {
            if index.value.as_u64().is_none() {
                self.say(index.mark(), "`iteration` is the index of an iteration, from 0", None);
            }
            index.value.as_u64()
        });
        let result = place.get("result").map(|result| (result.value.clone(), result.mark()));
        Some(Prepared { answer, result, times, given: 0, iteration, range: place.mark() })
    }

    fn outcome(&mut self, place: Place<'_>) -> Option<Answer> {
        match (place.get("result"), place.get("error"), place.get("never")) {
            (Some(result), None, None) => {
                if let Some(range) = place.key("cause") {
                    self.say(range, "a `result` has no `cause`", Some("write `error` with it".to_owned()));
                }
                Some(Answer::result(result.value))
            }
            (None, Some(_), None) => {
                let error = self.text(place, "error")?;
                Some(Answer::fails(TaskError { error: Some(error), cause: self.text(place, "cause") }))
            }
            (None, None, Some(never)) => {
                if never.value.as_bool() != Some(true) {
                    self.say(never.mark(), "`never` is `true`", None);
                }
                Some(Answer::never())
            }
            (None, None, None) => {
                self.say(place.mark(), "an answer has a `result`, an `error` or `never`", Some(EXAMPLE.to_owned()));
                None
            }
            _ => {
                let message = "an answer has only one of `result`, `error` and `never`";
                self.say(place.mark(), message, Some("write two answers".to_owned()));
                None
            }
        }
    }

    pub(super) fn text(&mut self, place: Place<'_>, key: &str) -> Option<String> {
        let value = place.get(key)?;
        if !value.value.is_string() {
            self.say(value.mark(), format!("`{key}` is a string"), None);
        }
        value.value.as_str().map(str::to_owned)
    }

    fn times(&mut self, place: Place<'_>) -> Option<Times> {
        if let Some(always) = place.get("always") {
            if always.value.as_bool() != Some(true) {
                self.say(always.mark(), "`always` is `true`", None);
            }
            if let Some(range) = place.get("times").and(place.key("times")) {
                self.say(range, "an answer that is given always has no `times`", None);
            }
            return Some(Times::Always);
        }
        let times = place.get("times")?;
        match times.value.as_u64() {
            Some(count) if count > 0 => Some(Times::Only(count)),
            _ => {
                self.say(
                    times.mark(),
                    "`times` is a whole number from 1",
                    Some("write `\"always\": true` for every call".to_owned()),
                );
                None
            }
        }
    }
}
