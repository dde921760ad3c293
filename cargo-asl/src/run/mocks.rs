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
//! them. A key with a `file` is a state machine that a Task may start:
//!
//! ```json
//! { "refund": { "file": "refund.asl.json", "mocks": { "Pay back": { "result": { "Payload": null } } } } }
//! ```
//!
//! In: such a file in JSON or YAML, or a configuration of Step Functions Local. Out: answers, and at the end those that nobody asked for, and
//! those that no service gives.

mod answer;
mod aws_local;
mod machines;
mod reader;

use std::ops::Range;
use std::path::Path;

use asl_local::{Answer, Call, impossible_result};
use asl_schema::{Severity, quoted};
use indexmap::IndexMap;
use serde_json::Value;

use self::machines::Startable;
use self::reader::Reader;
use super::definition::Definition;
use crate::cli::Run;
use crate::document;
use crate::input::{self, Input};
use crate::outcome::{Outcome, Place, Problem};
use crate::position;

/// Answers by state or resource.
type Answers = IndexMap<String, Vec<Prepared>>;

/// The answers of a run.
#[derive(Debug, Default)]
pub(super) struct Mocks {
    file: String,
    text: String,
    /// For the states of every machine.
    prepared: Answers,
    /// The machines that tasks may start, each with answers for its own states.
    machines: Vec<Startable>,
    doubts: Vec<Problem>,
}

/// An answer, and how often it is given.
#[derive(Debug)]
struct Prepared {
    answer: Answer,
    /// What it returns, with its place.
    result: Option<(Value, Range<usize>)>,
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
    /// Reads the file that the options name, and the definitions that it names.
    ///
    /// # Errors
    /// Everything that is wrong with them.
    pub(super) fn read(options: &Run, definition: &Definition) -> Result<Mocks, Outcome> {
        let Some(path) = &options.mock else { return Ok(Mocks::default()) };
        let alone = |problem| Outcome { problems: vec![problem], ..Outcome::default() };
        let text = input::read(&Input::File(path.clone()), &mut std::io::empty()).map_err(alone)?;
        let file = path.display().to_string();
        let located =
            document::data(path, &text).map_err(|fault| alone(problem_at(&file, &text, fault.range, fault.message)))?;
        let root = located.root();
        let folder = path.parent().unwrap_or(Path::new(""));
        let (mut machines, mut refused, mistakes) = machines::read(root, folder, options);
        let definitions = machines.iter().map(|machine| &machine.definition);
        let mut reader = Reader::new(std::iter::once(definition).chain(definitions));
        reader.mistakes.extend(mistakes);
        reader.repeated(&located.repeated);
        let prepared = reader.file(root, options.case.as_deref(), &definition.name);
        let own: Vec<Answers> = machines.iter().map(|machine| reader.own(root, machine)).collect();
        refused.problems.extend(reader.problems(&file, &text));
        if !refused.problems.is_empty() || !refused.findings.is_empty() {
            return Err(refused);
        }
        for (machine, own) in machines.iter_mut().zip(own) {
            machine.prepared = own;
        }
        Ok(Mocks { file, text, prepared, machines, doubts: Vec::new() })
    }

    /// The machines that tasks may start, by ARN or name.
    pub(super) fn machines(&self) -> impl Iterator<Item = (&str, &Definition)> {
        self.machines.iter().map(|machine| (machine.key.as_str(), &machine.definition))
    }

    pub(super) fn answer(&mut self, call: &Call<'_>) -> Option<Answer> {
        let index = call.iteration.map(|(_, index)| index);
        let prepared = self.prepared_for(call)?;
        let fits = |prepared: &&mut Prepared| {
            prepared.is_left() && (prepared.iteration.is_none() || prepared.iteration == index)
        };
        let found = prepared.iter_mut().find(fits)?;
        found.given += 1;
        let answer = found.answer.clone();
        // Once is enough for an answer that is given often.
        if let Some((result, range)) = found.result.take()
            && let Some(why) = impossible_result(call.resource, call.input, &result)
        {
            self.doubt(range, why);
        }
        Some(answer)
    }

    fn doubt(&mut self, range: Range<usize>, why: String) {
        let problem = problem_at(&self.file, &self.text, range, why);
        let help = "write the whole result, as the state gets it from the service";
        self.doubts.push(Problem { severity: Severity::Warning, help: Some(help.to_owned()), ..problem });
    }

    fn prepared_for(&mut self, call: &Call<'_>) -> Option<&mut Vec<Prepared>> {
        let key = |prepared: &Answers| {
            [call.state, call.resource].into_iter().find(|key| prepared.contains_key(*key)).map(str::to_owned)
        };
        let own = self.machines.iter_mut().filter(|machine| machine.name() == call.machine);
        let mut scopes = own.map(|machine| &mut machine.prepared).chain([&mut self.prepared]);
        scopes.find_map(|prepared| {
            let key = key(prepared)?;
            prepared.get_mut(&key)
        })
    }

    /// Whether answers were prepared for the call and none is left.
    pub(super) fn has_run_out(&mut self, call: &Call<'_>) -> bool {
        self.prepared_for(call).is_some()
    }

    /// The results that no call of the service returns.
    pub(super) fn doubts(&mut self) -> Vec<Problem> {
        std::mem::take(&mut self.doubts)
    }

    /// The answers that nobody asked for, and the machines that nobody started.
    pub(super) fn leftovers(&self, run: &asl_local::Run) -> Vec<Problem> {
        let mut problems = Vec::new();
        for machine in self.machines.iter().filter(|machine| !machine.was_started(run)) {
            let message = format!("no Task started the state machine {}", quoted(&machine.key));
            let problem = problem_at(&self.file, &self.text, machine.range.clone(), message);
            problems.push(Problem { severity: Severity::Warning, ..problem });
        }
        let own = self.machines.iter().flat_map(|machine| &machine.prepared);
        for (target, prepared) in self.prepared.iter().chain(own) {
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
