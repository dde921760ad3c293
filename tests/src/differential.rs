//! One program, two ways: the native run of a workflow against its emitted machine, on generated inputs and answers.
//!
//! A [`Subject`] is a workflow with what it takes to run it. [`examine`] makes its definition, looks at the definition
//! itself (no needless state, no expression that Step Functions refuses), and then compares runs: the same calls with the same
//! requests in the same order, and the same output or error.

use crate::agree::difference;
use crate::generate::{Generator, Random};
use crate::inspect;
use asl_dsl::native::{Callee, Tape};
use asl_dsl::shape::{Shape, Type};
use asl_dsl::task::{Integration, TaskDef};
use asl_dsl::{Definition, Failure, NativeError, NativeRun, Report};
use asl_local::Machine;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

/// A workflow and what it takes to run it.
pub struct Subject {
    /// The function's name.
    pub name: &'static str,
    /// Makes the definition.
    pub define: fn() -> Result<Definition, Report>,
    /// The parameters with their types.
    pub params: fn() -> Vec<(&'static str, Type)>,
    /// Runs the function on its arguments.
    pub run: fn(&mut NativeRun, &Map<String, Value>) -> Result<Value, NativeError>,
    /// Gives every task that it calls a handler.
    pub handle: fn(&mut NativeRun, Answers),
    /// Why the machine may have Pass states, if it may.
    pub pass: Option<&'static str>,
}

/// Which answers a run's tasks give.
#[derive(Clone, Copy, Debug)]
pub struct Answers {
    seed: u64,
    lean: bool,
}

impl Answers {
    /// Gives a task a handler that makes its answers from the request, the seed and how often it was called.
    pub fn of<Args, F: Callee<Args>>(self, run: &mut NativeRun, task: F) {
        let info = <F::Def as TaskDef>::INFO;
        let ty = <<F::Def as TaskDef>::Output as Shape>::describe();
        let mut calls = 0;
        run.handle_json(task, move |request| {
            calls += 1;
            let random = Random::of(&format!("{} {request} {calls}", info.name), self.seed);
            let answer = Generator { random, lean: self.lean }.answer(&ty);
            match info.integration {
                // The name of a child's error doesn't reach its caller.
                Integration::Workflow { .. } => answer.map_err(|failure| {
                    if failure.error == "States.Timeout" && calls % 2 == 0 {
                        // That of the call, not of the child.
                        return failure;
                    }
                    let child = json!({ "Cause": failure.cause, "Error": failure.error, "Status": "FAILED" });
                    Failure::new("States.TaskFailed", child.to_string())
                }),
                _ => answer,
            }
        });
    }
}

/// What the runs of a subject came to.
#[derive(Clone, Debug, Default)]
pub struct Summary {
    /// States, those of inner machines included.
    pub states: usize,
    /// Runs compared.
    pub runs: usize,
    /// Of those, runs that failed on both sides.
    pub failed: usize,
    /// Runs left out because the native one panicked or didn't end.
    pub skipped: usize,
    /// States entered in all runs together.
    pub entered: usize,
}

/// Examines one subject on `runs` inputs.
///
/// # Errors
/// What is wrong with the machine, or the first disagreements.
pub fn examine(subject: &Subject, runs: u64) -> Result<Summary, String> {
    let define = || (subject.define)().map_err(|report| format!("no definition:\n{report}"));
    let definition = define()?;
    let text = definition.to_json_string();
    if define()?.to_json_string() != text {
        return Err("two definitions differ".to_owned());
    }
    let json: Value = serde_json::from_str(&text).map_err(|error| error.to_string())?;
    let mut machine = Machine::new(definition);
    let mut problems = inspect::problems(&json);
    if subject.pass.is_none() && inspect::has_pass(&json) {
        problems.push("it has a Pass state".to_owned());
    }
    let mut summary = Summary { states: inspect::states(&json), ..Summary::default() };
    for seed in 0..runs {
        if problems.len() >= 3 {
            break;
        }
        let result;
        (machine, result) = compare(subject, machine, seed, &mut summary);
        if let Err(problem) = result {
            problems.push(format!("run {seed}: {problem}"));
        }
    }
    if summary.skipped * 2 > summary.runs + summary.skipped {
        problems.push(format!("{} of {} runs were left out", summary.skipped, summary.runs + summary.skipped));
    }
    match problems.as_slice() {
        [] => Ok(summary),
        _ => Err(format!("{}\n{text}", problems.join("\n"))),
    }
}

/// A native run.
#[derive(Clone, Debug)]
pub struct Native {
    /// What the workflow was given.
    pub arguments: Map<String, Value>,
    /// Optional fields may be missing: see [`Generator`].
    pub lean: bool,
    /// How it ended.
    pub ended: Result<Value, Failure>,
    /// What it called.
    pub tape: Tape,
    /// The virtual time it took.
    pub clock: Duration,
}

/// Runs a subject natively on the input of a seed; `None` if it panicked or didn't end.
///
/// # Errors
/// It could not be run.
pub fn native(subject: &Subject, seed: u64) -> Result<Option<Native>, String> {
    // Every second run leaves out fields; a machine that passes such a value on leaves them out too, where serde writes null.
    let lean = seed % 2 == 1;
    let mut generator = Generator { random: Random::of(subject.name, seed), lean };
    let arguments: Map<String, Value> =
        (subject.params)().into_iter().map(|(name, ty)| (name.to_owned(), generator.value(&ty))).collect();
    let mut run = NativeRun::new();
    run.limit_steps(300);
    (subject.handle)(&mut run, Answers { seed, lean });
    let ended = match catch_unwind(AssertUnwindSafe(|| (subject.run)(&mut run, &arguments))) {
        Ok(Ok(output)) => Ok(output),
        Ok(Err(NativeError::Failed(failure))) => Err(failure),
        Err(_) | Ok(Err(NativeError::TooLong { .. })) => return Ok(None),
        Ok(Err(other)) => return Err(format!("the native run: {other}\narguments {arguments:?}")),
    };
    Ok(Some(Native { arguments, lean, ended, tape: run.tape(), clock: run.clock() }))
}

/// One run on both sides. The machine comes back, so that it is made ready once.
fn compare(
    subject: &Subject,
    machine: Machine<'static>,
    seed: u64,
    summary: &mut Summary,
) -> (Machine<'static>, Result<(), String>) {
    let Native { arguments, lean, ended, tape, clock } = match native(subject, seed) {
        Ok(Some(native)) => native,
        Ok(None) => {
            summary.skipped += 1;
            return (machine, Ok(()));
        }
        Err(problem) => return (machine, Err(problem)),
    };
    let input = match arguments.values().collect::<Vec<_>>().as_slice() {
        [only] => (*only).clone(),
        _ => Value::Object(arguments.clone()),
    };
    let mut machine = if lean { machine.lean_tape(&tape) } else { machine.tape(&tape) };
    let emitted = machine.run(&input);
    let found = difference(&emitted, &ended, lean).or_else(|| {
        let passed = emitted.duration();
        (clock != passed).then(|| format!("natively {clock:?} pass, in the machine {passed:?}"))
    });
    if let Some(found) = found {
        let context = format!("input {input}\ntape {}\nnative {ended:?}", show(&tape));
        return (machine, Err(format!("{found}\npath {:?}\n{context}", emitted.path())));
    }
    summary.runs += 1;
    summary.failed += usize::from(ended.is_err());
    summary.entered += emitted.path().len();
    (machine, Ok(()))
}

fn show(tape: &Tape) -> String {
    serde_json::to_string(tape).unwrap_or_default()
}

/// Examines subjects; fails with everything that is wrong with any of them.
///
/// # Errors
/// One text for all.
pub fn examine_all(subjects: Vec<Subject>, runs: u64) -> Result<BTreeMap<&'static str, Summary>, String> {
    let only = std::env::var("ONLY").unwrap_or_default();
    let mut summaries = BTreeMap::new();
    let mut problems = Vec::new();
    for subject in subjects.iter().filter(|subject| subject.name.contains(&only)) {
        match examine(subject, runs) {
            Ok(summary) => {
                summaries.insert(subject.name, summary);
            }
            Err(problem) => problems.push(format!("=== {}\n{problem}", subject.name)),
        }
    }
    match problems.as_slice() {
        [] => Ok(summaries),
        _ => Err(format!("{} of {} programs disagree\n{}", problems.len(), subjects.len(), problems.join("\n"))),
    }
}

/// The subjects of a file: `name(parameter: Type) calls [task, …];`, with `pass "reason"` where a Pass is needed.
#[macro_export]
macro_rules! subjects {
    ($( $name:ident($($param:ident: $ty:ty),*) calls [$($task:ident),*] $(pass $reason:literal)?; )*) => {
        /// Every program of this file.
        pub(crate) fn subjects() -> Vec<$crate::differential::Subject> {
            vec![$( $crate::differential::Subject {
                name: stringify!($name),
                define: || $name::definition(),
                params: || vec![$((stringify!($param), <$ty as asl_dsl::Shape>::describe())),*],
                run: |run, arguments| {
                    let _ = arguments;
                    let workflow = $name;
                    $( let $param: $ty = $crate::differential::argument(arguments, stringify!($param))?; )*
                    run.execute(workflow($($param),*))
                },
                handle: |run, answers| {
                    let _ = (&run, answers);
                    $( answers.of(run, $task); )*
                },
                pass: [$($reason)?].first().copied(),
            } ),*]
        }
    };
}

/// An argument as its type.
///
/// # Errors
/// What serde says.
pub fn argument<T: serde::de::DeserializeOwned>(arguments: &Map<String, Value>, name: &str) -> Result<T, NativeError> {
    let value = arguments.get(name).cloned().unwrap_or_default();
    serde_json::from_value(value)
        .map_err(|error| NativeError::Json { task: "argument", message: format!("{name}: {error}") })
}
