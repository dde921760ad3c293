//! `cargo asl run`: a definition to an execution in this process.
//!
//! ```text
//!  file ─► definition ─► asl_schema::Checked ─┐
//!  input ─────────────────────────────────────┼─► asl_local::Machine ─► events ─► live ─► error stream
//!  mock file ─► mocks ────────────────────────┘            └─► Run ─► output or history, picture, exit status
//! ```
//!
//! The states are shown on the error stream while they run; standard output has the output of the execution and nothing else, so that it can
//! be read by a program. Nothing is called: what tasks answer stands in the mock file.

mod definition;
mod history;
mod input;
mod live;
mod mocks;
mod unanswered;

use asl_local::expr::pretty_json_text;
use asl_local::{BucketFolder, Buckets, Machine, ObjectStore, Status as Ended, display_time};
use asl_schema::{MachineType, Severity, quoted};

use crate::cli::{HistoryFormat, Run};
use crate::outcome::{Outcome, Problem, Status};
use crate::render;
use crate::streams::Streams;
use definition::Definition;
use live::Live;
use mocks::Mocks;
use unanswered::Unanswered;

pub(crate) fn run(options: &Run, streams: &mut Streams) -> Status {
    let color = render::use_color(options.color, streams.err_is_terminal);
    match prepared(options, streams) {
        Ok(mut prepared) => executed(options, color, &mut prepared, streams),
        Err(refused) => {
            render::refusal(color, &refused, streams);
            Status::BadInput
        }
    }
}

/// Everything that a run needs.
struct Prepared {
    definition: Definition,
    input: serde_json::Value,
    mocks: Mocks,
    store: Box<dyn ObjectStore>,
}

fn prepared(options: &Run, streams: &mut Streams) -> Result<Prepared, Outcome> {
    let definition = definition::chosen(options, &mut streams.input)?;
    let (input, mocks, store) = (input::read(options, streams), Mocks::read(options, &definition), store(options));
    match (input, mocks, store) {
        (Ok(input), Ok(mocks), Ok(store)) => Ok(Prepared { definition, input, mocks, store }),
        (input, mocks, store) => {
            let mut refused = mocks.err().unwrap_or_default();
            refused.problems.extend(input.err().into_iter().chain(store.err()));
            Err(refused)
        }
    }
}

fn executed(options: &Run, color: bool, prepared: &mut Prepared, streams: &mut Streams) -> Status {
    let Prepared { definition, input, mocks, store } = prepared;
    let mut unanswered: Option<Unanswered> = None;
    let mut live = Live::new(options, color, definition, &mut streams.err);
    mocks.machines().for_each(|(_, definition)| live.know(definition));
    live.begin();
    let mut machine = Machine::new(definition.checked.clone()).named(&definition.machine_name(), &options.name);
    for (name, definition) in mocks.machines() {
        machine = machine.machine(name, &definition.checked);
    }
    machine = machine.seed(options.seed).starting(options.start).store(store.as_mut()).observer(&mut live).handler(
        |call: &asl_local::Call<'_>| {
            let answer = mocks.answer(call);
            if answer.is_none() {
                unanswered = Some(Unanswered::new(call, mocks.has_run_out(call)));
            }
            answer
        },
    );
    if definition.machine_type == MachineType::Express {
        machine = machine.express();
    }
    let run = machine.run(input);
    drop(machine);
    live.end(&run);

    let mut problems: Vec<Problem> = Vec::from_iter(verdict(&run, unanswered, options));
    problems.extend(mocks.doubts());
    problems.extend(mocks.leftovers(&run));
    let picture = picture(options, &run);
    let is_drawn = picture.is_ok();
    problems.extend(picture.err());
    if options.quiet {
        problems.retain(|problem| problem.severity == Severity::Error);
    }
    report(options, &run, streams);
    render::problems(color, &problems, streams);
    match (run.status(), run.error()) {
        _ if !is_drawn => Status::BadInput,
        (Ended::Succeeded, _) => Status::Clean,
        (Ended::Aborted, Some(error)) if error.starts_with("Local.") => Status::BadInput,
        _ => Status::Findings,
    }
}

/// What distributed Maps read and write: a folder, or else empty buckets in memory.
fn store(options: &Run) -> Result<Box<dyn ObjectStore>, Problem> {
    let Some(folder) = &options.buckets else { return Ok(Box::new(Buckets::new())) };
    match BucketFolder::open(folder) {
        Ok(buckets) => Ok(Box::new(buckets)),
        Err(error) => Err(Problem::new(error.to_string())),
    }
}

/// Why the execution did not succeed.
fn verdict(run: &asl_local::Run, unanswered: Option<Unanswered>, options: &Run) -> Option<Problem> {
    let sentence = |what: &str| match (run.error(), run.cause().map(render::on_one_line)) {
        (Some(error), Some(cause)) if !cause.is_empty() => format!("{what}: {}: {cause}", quoted(error)),
        (Some(error), _) => format!("{what}: {}", quoted(error)),
        (None, Some(cause)) => format!("{what}: {cause}"),
        (None, None) => what.to_owned(),
    };
    match (run.status(), unanswered) {
        (Ended::Succeeded, _) => None,
        (Ended::Failed, _) => Some(Problem::new(sentence("the execution failed"))),
        (Ended::TimedOut, _) => {
            let time = display_time(run.duration());
            Some(Problem::new(format!("the execution timed out after {time}")))
        }
        (Ended::Aborted, Some(unanswered)) => Some(unanswered.problem(options)),
        (Ended::Aborted, None) => Some(Problem::new(sentence("the execution was stopped"))),
    }
}

fn report(options: &Run, run: &asl_local::Run, streams: &mut Streams) {
    match (options.history, options.format) {
        (true, HistoryFormat::Json) => streams.report(&history::json(run)),
        (true, HistoryFormat::Text) => streams.report(&history::text(run)),
        (false, _) => {
            if let Some(output) = run.output() {
                streams.report(&format!("{}\n", pretty_json_text(output)));
            }
        }
    }
}

fn picture(options: &Run, run: &asl_local::Run) -> Result<(), Problem> {
    let Some(path) = &options.picture else { return Ok(()) };
    std::fs::write(path, run.picture()).map_err(|error| {
        let name = path.display().to_string();
        Problem::new(format!("cannot write {}: {}", quoted(&name), crate::input::describe(&error)))
    })
}
