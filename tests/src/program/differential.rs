//! One program, two ways: evaluated by Rust's rules, and run as the machine it is lowered to.

use super::answers::{Answering, FILLED, normal, normal_request};
use super::evaluate::{Ending, Evaluated, Source, World};
use super::explore::explore;
use super::trace::is_order_of;
use super::value::Value;
use super::world;
use crate::agree::{alike, same_end};
use crate::generate::{Generator, Random};
use asl_dsl::shape::Type;
use asl_dsl::task::{SlotInfo, TOKEN, TaskInfo};
use asl_dsl::{__private::define_program, Failure};
use asl_hir::{Expr, ExprKind};
use asl_local::{Answer, Call, Machine, Status, TaskError};
use asl_schema::Checked;
use serde_json::{Map, Value as Json};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use std::time::Duration;

/// What is wrong with a program.
#[derive(Clone, Debug, PartialEq)]
pub enum Finding {
    /// It has no machine: lowering or the checker refuse it.
    Refused(String),
    /// The evaluator doesn't know something in it.
    Unsupported(String),
    /// Machine and evaluator differ on the input of this seed.
    Differs {
        /// The seed of the input.
        seed: u64,
        /// How.
        how: String,
    },
}

/// What the runs of a program came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Runs compared.
    pub compared: u64,
    /// Of those, runs that failed on both sides.
    pub failed: u64,
    /// Runs that have no end to compare with.
    pub unknown: u64,
    /// Programs with something in them that the language refuses.
    pub refused: u64,
}

/// What the language refuses by the type of a value, or by a literal: a generated program may hold it.
const REFUSALS: &[&str] = &[
    "cannot compare `",
    "cannot divide by zero",
    "division by zero panics",
    "`.replace(\"\")` means something else in JSONata",
    "a step of 0 panics",
    // A statement whose operands never come back becomes no state.
    "names nothing",
    // Of `None.and(None)`, and of arms after one that always matches, nothing is known; the message asks for a type.
    "isn't known here",
];

/// Lowers a program, and deploys it: reads what was written of it, its placeholders filled.
///
/// # Errors
/// Why it can't be.
pub fn lowered(source: &Source) -> Result<Checked, Finding> {
    let definition = define_program(&source.program, &source.types, &source.consts)
        .map_err(|report| Finding::Refused(report.to_string()))?;
    let mut text = definition.to_json_string();
    for (placeholder, value) in FILLED {
        text = text.replace(placeholder, value);
    }
    let report = asl_schema::check_str(&text, &asl_schema::Options::standard());
    let told = |report: asl_schema::Report| report.diagnostics().iter().map(|found| found.message.clone()).collect();
    report.into_checked().map_err(|report| {
        let told: Vec<String> = told(report);
        Finding::Refused(format!("what was deployed is no machine: {}", told.join("; ")))
    })
}

/// Compares the machine of a program with its meaning, on so many inputs.
///
/// # Errors
/// The first difference.
pub fn examine(source: &Source, inputs: u64) -> Result<Tally, Finding> {
    let mut tally = Tally::default();
    let mut runner = match Runner::new(source) {
        Err(Finding::Refused(why)) if REFUSALS.iter().any(|refusal| why.contains(refusal)) => {
            tally.refused = 1;
            return Ok(tally);
        }
        made => made?,
    };
    for seed in 0..inputs {
        compare(source, &mut runner, seed, &mut tally)?;
    }
    Ok(tally)
}

/// Compares on the input of one seed.
///
/// # Errors
/// How they differ.
pub fn compare(source: &Source, runner: &mut Runner, seed: u64, tally: &mut Tally) -> Result<(), Finding> {
    let lean = seed % 2 == 1;
    let mut generator = Generator { random: Random::of("input", seed), lean };
    let params = &source.program.params;
    let types: Vec<Type> = params.iter().map(|param| slot_type(source, param.ty.0)).collect();
    let arguments: Vec<Json> = types.iter().map(|ty| generator.value(ty)).collect();
    let values = arguments.iter().zip(&types).map(|(json, ty)| Value::from_json(json, ty)).collect::<Option<Vec<_>>>();
    let Some(values) = values else { return Err(Finding::Unsupported("an argument".to_owned())) };
    let input = match arguments.as_slice() {
        [only] => only.clone(),
        several => Json::Object(
            params.iter().map(|param| param.name.clone()).zip(several.iter().cloned()).collect::<Map<_, _>>(),
        ),
    };
    let aside = has_strands(&source.program.body)
        || source.nested.as_ref().is_some_and(|nested| has_strands(&nested.program.body));
    let world = || Answering { seed, lean, asked: (!aside).then(BTreeMap::new) };

    // What has no known end need not run.
    let first = super::evaluate::evaluate(source, values.clone(), &mut world(), &[]);
    match &first.ending {
        Ending::Unknown(_) => {
            tally.unknown += 1;
            return Ok(());
        }
        Ending::Unsupported(what) => return Err(Finding::Unsupported(what.clone())),
        Ending::Succeeded(_) | Ending::Failed(_) => {}
    }

    let ran = runner.run(&input, world());
    let output = match slot_type(source, source.program.output.0) {
        Type::Result(ok, _) => *ok,
        ty => ty,
    };
    let accepts = |evaluated: &Evaluated| is_same(evaluated, &ran, &output, lean);
    match explore(source, &values, world, accepts) {
        Ok(evaluated) => {
            tally.compared += 1;
            tally.failed += u64::from(matches!(evaluated.ending, Ending::Failed(_)));
            Ok(())
        }
        Err(evaluated) => Err(Finding::Differs {
            seed,
            how: format!(
                "input {input}\nRust    {} after {:?}\n        {}\nmachine {} after {:?}\n        {}\npath {:?}",
                shown(&evaluated.ending),
                evaluated.clock,
                steps_shown(&evaluated.steps),
                ran.shown(),
                ran.duration,
                ran.calls.iter().map(|(task, request)| format!("{task}({request})")).collect::<Vec<_>>().join(" "),
                ran.path,
            ),
        }),
    }
}

fn slot_type(source: &Source, slot: u32) -> Type {
    match source.types.get(slot as usize) {
        Some(SlotInfo::Value(ty)) => ty.clone(),
        _ => Type::Unknown,
    }
}

/// Whether a program has branches or items.
fn has_strands(e: &Expr) -> bool {
    let mut found = matches!(e.kind, ExprKind::Join { .. } | ExprKind::MapEach { .. });
    asl_hir::walk_expr(e, &mut |sub| found = found || has_strands(sub));
    found
}

/// A run of the machine.
struct Ran {
    outcome: Result<Result<Json, Failure>, String>,
    calls: Vec<(String, Json)>,
    path: Vec<String>,
    duration: Duration,
}

impl Ran {
    fn shown(&self) -> String {
        match &self.outcome {
            Ok(Ok(output)) => format!("gives {output}"),
            Ok(Err(Failure { error, cause })) => format!("fails with {error}: {cause}"),
            Err(problem) => problem.clone(),
        }
    }
}

fn shown(ending: &Ending) -> String {
    match ending {
        Ending::Succeeded(output) => format!("gives {output}"),
        Ending::Failed(failure) => format!("fails with {failure}"),
        Ending::Unknown(why) | Ending::Unsupported(why) => why.clone(),
    }
}

fn steps_shown(steps: &[super::trace::Step]) -> String {
    use super::trace::Step;
    let one = |step: &Step| match step {
        Step::Call { task, request } => format!("{task}({request})"),
        Step::Side(strands) => {
            let strands = strands
                .iter()
                .map(|strand| format!("[{}{}]", steps_shown(&strand.steps), if strand.cut { " cut" } else { "" }));
            strands.collect::<Vec<_>>().join("|")
        }
    };
    steps.iter().map(one).collect::<Vec<_>>().join(" ")
}

/// What the tasks of a run answer with, and what they were asked.
struct Outside {
    world: Answering,
    calls: Vec<(String, Json)>,
}

/// A machine made ready once for many runs.
pub struct Runner {
    machine: Machine<'static>,
    outside: Rc<RefCell<Outside>>,
}

impl std::fmt::Debug for Runner {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Runner").field("machine", &self.machine).finish_non_exhaustive()
    }
}

impl Runner {
    /// The machine of a program, and that of the workflow it calls.
    ///
    /// # Errors
    /// Why there is none.
    pub fn new(source: &Source) -> Result<Runner, Finding> {
        let machine = lowered(source)?;
        let sources = std::iter::once(source).chain(source.nested.as_deref());
        let tasks: Vec<TaskInfo> = sources
            .flat_map(|source| &source.types)
            .filter_map(|slot| match slot {
                SlotInfo::Call { task, .. } => Some(task.clone()),
                SlotInfo::Value(_) => None,
            })
            .collect();
        let outputs: BTreeMap<&'static str, Type> =
            world::tasks().into_iter().map(|task| (task.name, task.output)).collect();
        let world = Answering { seed: 0, lean: false, asked: None };
        let outside = Rc::new(RefCell::new(Outside { world, calls: Vec::new() }));
        let shared = outside.clone();
        let answer = move |call: &Call<'_>| {
            let (task, request) = tasks.iter().find_map(|task| {
                let request = task.integration.request(call.resource, call.input)?;
                Some((task, without_token(request.into_owned(), call.token)))
            })?;
            let output = outputs.get(task.name)?;
            let mut outside = shared.borrow_mut();
            outside.calls.push((task.name.to_owned(), request.clone()));
            let (answer, takes) = outside.world.answer(task, output, &request, call.retry_count);
            Some(match answer {
                Ok(value) => Answer::result(&task.integration.answer(value)).after(takes),
                Err(failure) => Answer::fails(TaskError::new(failure.error, failure.cause)).after(takes),
            })
        };
        let mut machine = Machine::new(machine).handler(answer);
        if let Some(nested) = &source.nested {
            machine = machine.machine(world::NESTED, &lowered(nested)?);
        }
        Ok(Runner { machine, outside })
    }

    fn run(&mut self, input: &Json, world: Answering) -> Ran {
        *self.outside.borrow_mut() = Outside { world, calls: Vec::new() };
        let run = self.machine.run(input);
        let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
        let outcome = match (run.status(), run.output()) {
            (Status::Succeeded, Some(output)) => Ok(Ok(output.clone())),
            (Status::Failed, _) => Ok(Err(Failure::new(text(run.error()), text(run.cause())))),
            (status, _) => Err(format!("{status:?} {} {}", text(run.error()), text(run.cause()))),
        };
        let path = run.path().into_iter().map(str::to_owned).collect();
        let calls = std::mem::take(&mut self.outside.borrow_mut().calls);
        Ran { outcome, calls, path, duration: run.duration() }
    }
}

/// A request in which the token of its call has the name that every token has.
fn without_token(request: Json, token: Option<&str>) -> Json {
    match request {
        Json::String(text) if token == Some(text.as_str()) => Json::from(TOKEN),
        Json::Array(items) => items.into_iter().map(|item| without_token(item, token)).collect(),
        Json::Object(members) => members.into_iter().map(|(key, value)| (key, without_token(value, token))).collect(),
        other => other,
    }
}

/// Whether both ended the same, after the same calls. `lean`: values are compared, and not how they are written.
fn is_same(evaluated: &Evaluated, ran: &Ran, output: &Type, lean: bool) -> bool {
    let Ok(outcome) = &ran.outcome else { return false };
    let value = |json: &Json| if lean { normal(json, output) } else { json.clone() };
    let ended = match &evaluated.ending {
        Ending::Succeeded(output) => Ok(value(output)),
        Ending::Failed(failure) => Err(failure.clone()),
        // One of the ways ends where nothing is known.
        Ending::Unknown(_) => return true,
        Ending::Unsupported(_) => return false,
    };
    let outcome = match outcome {
        Ok(output) => Ok(value(output)),
        Err(failure) => Err(failure.clone()),
    };
    let called = |task: &str, request: &Json, call: &(String, Json)| {
        call.0 == task
            && match lean {
                true => alike(&normal_request(task, &call.1), &normal_request(task, request), lean),
                false => alike(&call.1, request, lean),
            }
    };
    same_end(&ended, &outcome, lean)
        && is_order_of(&evaluated.steps, &ran.calls, &called)
        && evaluated.clock == ran.duration
}
