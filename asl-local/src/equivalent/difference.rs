//! Where a workflow and its machine part ways, for people.

use std::fmt;

use asl_dsl::NativeError;
use serde_json::Value;

use super::compare::Found;
use super::{Emitted, Native};
use crate::mock::{Answer, Outcome};
use crate::run::Status;
use crate::tape::TapeCall;

/// How many calls are shown before the first difference, and after it.
const AROUND: usize = 3;

/// Where a workflow and its machine part ways first.
#[derive(Debug, Clone)]
pub struct Difference {
    workflow: &'static str,
    what: String,
    runs: Option<Box<Runs>>,
}

#[derive(Debug, Clone)]
struct Runs {
    index: usize,
    input: Value,
    /// The call that differs, from 0.
    call: Option<usize>,
    native: Side,
    machine: Side,
    path: Vec<String>,
}

#[derive(Debug, Clone)]
struct Side {
    end: String,
    calls: Vec<TapeCall>,
}

impl Difference {
    pub(super) fn without_machine(workflow: &'static str, what: String) -> Difference {
        Difference { workflow, what, runs: None }
    }

    pub(super) fn new(
        workflow: &'static str,
        index: usize,
        input: Value,
        found: Found,
        native: &Native,
        machine: &Emitted,
    ) -> Difference {
        let runs = Runs {
            index,
            input,
            call: found.call,
            native: Side { end: native_end(native), calls: native.calls.clone() },
            machine: Side { end: machine_end(machine), calls: machine.calls.clone() },
            path: machine.run.path().into_iter().map(str::to_owned).collect(),
        };
        Difference { workflow, what: found.what, runs: Some(Box::new(runs)) }
    }

    /// What differs, in a sentence.
    pub fn what(&self) -> &str {
        &self.what
    }

    /// The input as JSON; `None` when there is no machine to run.
    pub fn input(&self) -> Option<&Value> {
        self.runs.as_ref().map(|runs| &runs.input)
    }

    /// The states that the machine entered.
    pub fn path(&self) -> &[String] {
        self.runs.as_ref().map_or(&[], |runs| &runs.path)
    }
}

fn native_end(native: &Native) -> String {
    match &native.ended {
        Ok(output) => format!("succeeds with {output}"),
        Err(NativeError::Failed(failure)) => format!("fails with `{}`: {}", failure.error, failure.cause),
        Err(error) => format!("stops: {error}"),
    }
}

fn machine_end(machine: &Emitted) -> String {
    let run = &machine.run;
    let (error, cause) = (run.error().unwrap_or("no error"), run.cause().unwrap_or("no cause"));
    match run.status() {
        Status::Succeeded => format!("succeeds with {}", run.output().unwrap_or(&Value::Null)),
        Status::Failed => format!("fails with `{error}`: {cause}"),
        Status::TimedOut => "runs out of time".to_owned(),
        Status::Aborted => format!("stops with `{error}`: {cause}"),
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(runs) = &self.runs else {
            return write!(f, "`{}` can't be compared with its machine: {}", self.workflow, self.what);
        };
        writeln!(f, "`{}` and its machine differ on input {}: {}", self.workflow, runs.index + 1, self.what)?;
        writeln!(f, "  input    {}", runs.input)?;
        writeln!(f, "  native   {}", runs.native.end)?;
        writeln!(f, "  machine  {}", runs.machine.end)?;
        writeln!(f, "  path     {}", runs.path.join(" > "))?;
        tape(f, "native calls", &runs.native.calls, runs.call)?;
        tape(f, "machine calls", &runs.machine.calls, runs.call)
    }
}

/// The calls around the one that differs; else the last ones.
fn tape(f: &mut fmt::Formatter<'_>, title: &str, calls: &[TapeCall], at: Option<usize>) -> fmt::Result {
    let middle = at.unwrap_or(calls.len());
    let first = middle.saturating_sub(AROUND);
    writeln!(f, "  {title}, {}", calls.len())?;
    for (number, call) in calls.iter().enumerate().skip(first).take(2 * AROUND + 1) {
        let mark = if at == Some(number) { ">" } else { " " };
        writeln!(f, "  {mark} {:3}  {call}", number + 1)?;
        writeln!(f, "         {}", answered(&call.answer))?;
    }
    Ok(())
}

fn answered(answer: &Answer) -> String {
    let after = if answer.after.is_zero() { String::new() } else { format!(" after {:?}", answer.after) };
    match &answer.outcome {
        Outcome::Succeeds(result) => format!("gets {result}{after}"),
        Outcome::Fails(error) | Outcome::StartFails(error) | Outcome::SubmitFails(error) => {
            let (error, cause) = (error.error.as_deref(), error.cause.as_deref());
            format!("fails with `{}`: {}{after}", error.unwrap_or_default(), cause.unwrap_or_default())
        }
        Outcome::Refused(cause) => format!("is refused: {cause}"),
        Outcome::Misread(why) => format!("can't be read: {why}"),
        Outcome::Never => "is never answered".to_owned(),
    }
}

impl std::error::Error for Difference {}
