//! The mock file: what the tasks of a run answer.
//!
//! ```json
//! {
//!   "Charge": [{ "error": "Busy", "cause": "try later", "times": 2 }, { "result": { "paid": true }, "after": 1.5 }],
//!   "arn:aws:states:::sns:publish": { "result": { "MessageId": "1" } }
//! }
//! ```
//!
//! A key names a Task by its state or by its `Resource`; the state goes first. A list answers the calls one after the other, an object all of
//! them. In: such a file in JSON or YAML, or a configuration of Step Functions Local. Out: answers, and at the end those that nobody asked for.

mod answer;
mod aws_local;
mod reader;

use std::ops::Range;

use asl_local::{Answer, Call};
use asl_schema::{Severity, quoted};
use indexmap::IndexMap;

use self::reader::Reader;
use super::definition::Definition;
use crate::cli::Run;
use crate::document;
use crate::input::{self, Input};
use crate::outcome::{Place, Problem};
use crate::position;

/// The answers of a run, by state or resource.
#[derive(Debug, Default)]
pub(super) struct Mocks {
    file: String,
    text: String,
    prepared: IndexMap<String, Vec<Prepared>>,
}

/// An answer, and how often it is given.
#[derive(Debug)]
struct Prepared {
    answer: Answer,
    times: Times,
    given: u64,
    /// The iteration that it is for; `None` for every one.
    iteration: Option<u64>,
    /// Where it stands in the file.
    range: Range<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Times {
    Only(u64),
    Always,
}

impl Prepared {
    fn is_left(&self) -> bool {
        match self.times {
            Times::Only(times) => self.given < times,
            Times::Always => true,
        }
    }
}

impl Mocks {
    /// Reads the file that the options name.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub(super) fn read(options: &Run, definition: &Definition) -> Result<Mocks, Vec<Problem>> {
        let Some(path) = &options.mock else { return Ok(Mocks::default()) };
        let text = input::read(&Input::File(path.clone()), &mut std::io::empty()).map_err(|problem| vec![problem])?;
        let file = path.display().to_string();
        let located =
            document::data(path, &text).map_err(|fault| vec![problem_at(&file, &text, fault.range, fault.message)])?;
        let mut reader = Reader::new(definition);
        reader.repeated(&located.repeated);
        let prepared = reader.file(located.root(), options.case.as_deref(), &definition.name);
        match reader.mistakes.is_empty() {
            true => Ok(Mocks { file, text, prepared }),
            false => Err(reader.problems(&file, &text)),
        }
    }

    pub(super) fn answer(&mut self, call: &Call<'_>) -> Option<Answer> {
        let index = call.iteration.map(|(_, index)| index);
        let prepared = self.prepared_for(call)?;
        let fits = |prepared: &&mut Prepared| {
            prepared.is_left() && (prepared.iteration.is_none() || prepared.iteration == index)
        };
        let found = prepared.iter_mut().find(fits)?;
        found.given += 1;
        Some(found.answer.clone())
    }

    fn prepared_for(&mut self, call: &Call<'_>) -> Option<&mut Vec<Prepared>> {
        let key = if self.prepared.contains_key(call.state) { call.state } else { call.resource };
        self.prepared.get_mut(key)
    }

    /// Whether answers were prepared for the call and none is left.
    pub(super) fn has_run_out(&mut self, call: &Call<'_>) -> bool {
        self.prepared_for(call).is_some()
    }

    /// The answers that nobody asked for.
    pub(super) fn leftovers(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        for (target, prepared) in &self.prepared {
            for prepared in prepared {
                let Times::Only(times) = prepared.times else { continue };
                let message = match (prepared.given, times) {
                    (given, times) if given == times => continue,
                    (0, 1) => format!("this answer for {} was not asked for", quoted(target)),
                    (given, times) => {
                        format!("this answer for {} was asked for {given} of {times} times", quoted(target))
                    }
                };
                let problem = problem_at(&self.file, &self.text, prepared.range.clone(), message);
                problems.push(Problem { severity: Severity::Warning, ..problem });
            }
        }
        problems
    }
}

fn problem_at(file: &str, text: &str, range: Range<usize>, message: String) -> Problem {
    let span = position::span(text, range);
    Problem {
        place: Some(Box::new(Place { file: file.to_owned(), text: text.to_owned(), span })),
        ..Problem::new(message)
    }
}
