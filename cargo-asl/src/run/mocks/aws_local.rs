//! Test cases of Step Functions Local: <https://docs.aws.amazon.com/step-functions/latest/dg/sfn-local-mock-cfg-file.html>.
//!
//! A test case gives each state the name of a mocked response; that has an answer for each attempt, `"0"`, or for some of them, `"1-2"`. Without an
//! answer Step Functions Local calls the service; here nothing is called.

use asl_local::{Answer, TaskError};
use asl_schema::{closest, quoted};

use super::reader::Reader;
use super::{Answers, Prepared, Times};
use crate::document::Place;

impl Reader<'_> {
    /// The answers of the test case that is meant: `CASE`, `MACHINE#CASE`, or the only one there is.
    pub(super) fn test_case(
        &mut self,
        machines: Place<'_>,
        responses: Place<'_>,
        case: Option<&str>,
        machine: &str,
    ) -> Answers {
        let mut prepared = Answers::new();
        let Some(states) = self.chosen(machines, case, machine) else { return prepared };
        for (state, response) in states.entries() {
            let key = states.key(state).unwrap_or_else(|| response.mark());
            if !self.is_target(state, key) {
                continue;
            }
            let name = response.value.as_str().unwrap_or_default();
            match responses.get(name) {
                Some(found) => _ = prepared.insert(state.to_owned(), self.response(found)),
                None => {
                    let known = responses.entries().map(|(name, _)| name);
                    let help = closest(name, known).map(|meant| format!("did you mean `{meant}`?"));
                    self.say(response.mark(), format!("there is no mocked response {}", quoted(name)), help);
                }
            }
        }
        prepared
    }

    fn chosen<'p>(&mut self, machines: Place<'p>, case: Option<&str>, machine: &str) -> Option<Place<'p>> {
        let (named, case) = match case.and_then(|case| case.split_once('#')) {
            Some((machine, case)) => (Some(machine), Some(case)),
            None => (None, case),
        };
        let machine = machines.get(named.unwrap_or(machine)).or_else(|| {
            let only = machines.only().filter(|_| named.is_none());
            only.map(|(_, machine)| machine)
        });
        let Some(machine) = machine else {
            let names: Vec<&str> = machines.entries().map(|(name, _)| name).collect();
            let help = format!("choose one with `--case MACHINE#CASE`: `{}`", names.join("`, `"));
            self.say(machines.mark(), "which of the machines is meant is not clear", Some(help));
            return None;
        };
        let cases = machine.get("TestCases").unwrap_or(machine);
        let found = match case {
            Some(case) => cases.get(case),
            None => cases.only().map(|(_, states)| states),
        };
        if found.is_none() {
            let names: Vec<&str> = cases.entries().map(|(name, _)| name).collect();
            let (message, help) = match case {
                Some(case) => (
                    format!("there is no test case {}", quoted(case)),
                    match closest(case, names.iter().copied()) {
                        Some(meant) => format!("did you mean `{meant}`?"),
                        None => format!("the cases are `{}`", names.join("`, `")),
                    },
                ),
                None => (
                    "which of the test cases is meant is not clear".to_owned(),
                    format!("choose one with `--case`: `{}`", names.join("`, `")),
                ),
            };
            self.say(cases.mark(), message, Some(help));
        }
        found
    }

    fn response(&mut self, response: Place<'_>) -> Vec<Prepared> {
        let mut answers = Vec::new();
        let known = self.mistakes.len();
        for (attempts, answer) in response.entries() {
            let range = response.key(attempts).unwrap_or_else(|| answer.mark());
            let Some((first, last)) = attempts_of(attempts) else {
                let message = format!("{} names no attempts: expected `0` or `1-2`", quoted(attempts));
                self.say(range, message, None);
                continue;
            };
            let Some(outcome) = self.returned(answer) else { continue };
            let times = Times::Only((last - first).saturating_add(1));
            let result = answer.get("Return").map(|result| (result.value.clone(), result.mark()));
            let prepared = Prepared { answer: outcome, result, times, given: 0, iteration: None, range };
            answers.push((first, last, prepared));
        }
        answers.sort_by_key(|(first, ..)| *first);
        let (mut next, is_whole) = (0, self.mistakes.len() == known);
        for (first, last, prepared) in &answers {
            // What is missing because it is wrong was said.
            if *first != next && is_whole {
                let message = format!("expected the answer to attempt {next} before this one");
                self.say(prepared.range.clone(), message, Some("attempts are numbered from 0 without gaps".to_owned()));
            }
            next = last.saturating_add(1);
        }
        answers.into_iter().map(|(.., prepared)| prepared).collect()
    }

    fn returned(&mut self, answer: Place<'_>) -> Option<Answer> {
        match (answer.get("Return"), answer.get("Throw")) {
            (Some(result), None) => Some(Answer::result(result.value)),
            (None, Some(error)) => {
                let name = self.text(error, "Error");
                if name.is_none() && error.get("Error").is_none() {
                    self.say(error.mark(), "`Throw` has an `Error`", None);
                }
                Some(Answer::fails(TaskError { error: Some(name?), cause: self.text(error, "Cause") }))
            }
            _ => {
                self.say(answer.mark(), "a mocked answer has either `Return` or `Throw`", None);
                None
            }
        }
    }
}

/// `0`, or `1-2`.
fn attempts_of(text: &str) -> Option<(u64, u64)> {
    let (first, last) = text.split_once('-').unwrap_or((text, text));
    let (first, last) = (first.parse().ok()?, last.parse().ok()?);
    (first <= last).then_some((first, last))
}
