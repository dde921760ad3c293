//! One program, two ways: evaluated by Rust's rules, and run as the machine it is lowered to.

use super::evaluate::{Ending, Evaluated, Source, World};
use super::explore::explore;
use super::trace::is_order_of;
use super::value::Value;
use crate::agree::{alike, same_end};
use crate::generate::{Generator, Random};
use asl_dsl::shape::Type;
use asl_dsl::task::{Integration, SlotInfo, TaskInfo};
use asl_dsl::{__private::define_program, Failure};
use asl_hir::{Expr, ExprKind};
use asl_local::{Answer, Call, Machine, Status, TaskError};
use asl_schema::Checked;
use serde_json::{Map, Value as Json, json};
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
    // Of `None.and(None)`, and of arms after one that always matches, nothing is known; the message asks for a type.
    "isn't known here",
];

/// Lowers a program.
///
/// # Errors
/// Why it can't be.
pub fn lowered(source: &Source) -> Result<Checked, Finding> {
    match define_program(&source.program, &source.types, &source.consts) {
        Ok(definition) => Ok(definition.into_checked()),
        Err(report) => Err(Finding::Refused(report.to_string())),
    }
}

/// Compares the machine of a program with its meaning, on so many inputs.
///
/// # Errors
/// The first difference.
pub fn examine(source: &Source, inputs: u64) -> Result<Tally, Finding> {
    let mut tally = Tally::default();
    let machine = match lowered(source) {
        Err(Finding::Refused(why)) if REFUSALS.iter().any(|refusal| why.contains(refusal)) => {
            tally.refused = 1;
            return Ok(tally);
        }
        lowered => lowered?,
    };
    let mut runner = Runner::new(source, &machine);
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
    let aside = has_strands(&source.program.body);
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
    let accepts = |evaluated: &Evaluated| is_same(evaluated, &ran, lean);
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

/// Answers by the request, the seed, and how often this was asked before.
struct Answering {
    seed: u64,
    lean: bool,
    /// How often each request was made; `None` where strands make them, of which some are cut before they do.
    asked: Option<BTreeMap<String, u64>>,
}

/// Whether a program has branches or items.
fn has_strands(e: &Expr) -> bool {
    let mut found = matches!(e.kind, ExprKind::Join { .. } | ExprKind::MapEach { .. });
    asl_hir::walk_expr(e, &mut |sub| found = found || has_strands(sub));
    found
}

impl World for Answering {
    fn answer(
        &mut self,
        task: &TaskInfo,
        output: &Type,
        request: &Json,
        retries: u32,
    ) -> (Result<Json, Failure>, Duration) {
        let key = format!("{} {}", task.name, canonical(request));
        let often = match &mut self.asked {
            Some(asked) => {
                let asked = asked.entry(key.clone()).or_default();
                *asked += 1;
                // What is asked for ever is answered the same from some time on.
                (*asked).min(3)
            }
            None => u64::from(retries.min(3)),
        };
        let mut random = Random::of(&format!("{key} {often}"), self.seed);
        let takes = Duration::from_secs(if random.one_in(4) { 5 } else { 0 });
        let answer = Generator { random, lean: self.lean }.answer(output);
        let answer = match task.integration {
            // The name of a child's error doesn't reach its caller.
            Integration::Workflow { .. } => answer.map_err(|failure| {
                if failure.error == "States.Timeout" && often % 2 == 0 {
                    // That of the call, not of the child.
                    return failure;
                }
                let child = json!({ "Cause": failure.cause, "Error": failure.error, "Status": "FAILED" });
                Failure::new("States.TaskFailed", child.to_string())
            }),
            _ => answer,
        };
        (answer, takes)
    }
}

/// JSON in which equal values are equal text: fields that are null are as good as missing.
fn canonical(json: &Json) -> Json {
    match json {
        Json::Object(members) => {
            let members = members.iter().filter(|(_, value)| !value.is_null());
            let members: BTreeMap<_, _> = members.map(|(key, value)| (key.clone(), canonical(value))).collect();
            Json::Object(members.into_iter().collect())
        }
        Json::Array(items) => Json::Array(items.iter().map(canonical).collect()),
        Json::Number(number) => number.as_f64().map_or(Json::Null, |x| json!(x)),
        other => other.clone(),
    }
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
    /// The machine of a program.
    pub fn new(source: &Source, machine: &Checked) -> Runner {
        let tasks: BTreeMap<&'static str, (TaskInfo, Type)> = source
            .types
            .iter()
            .filter_map(|slot| match slot {
                SlotInfo::Call { task, output } => Some((task.name, (task.clone(), output.clone()))),
                SlotInfo::Value(_) => None,
            })
            .collect();
        let world = Answering { seed: 0, lean: false, asked: None };
        let outside = Rc::new(RefCell::new(Outside { world, calls: Vec::new() }));
        let shared = outside.clone();
        let answer = move |call: &Call<'_>| {
            let (name, request, wrap) = match call.resource {
                "arn:aws:states:::lambda:invoke" => ("FunctionName", "Payload", "Payload"),
                "arn:aws:states:::states:startExecution.sync:2" => ("StateMachineArn", "Input", "Output"),
                _ => return None,
            };
            let (name, request) = (call.input[name].as_str()?, &call.input[request]);
            let (task, output) = tasks.get(name)?;
            let mut outside = shared.borrow_mut();
            outside.calls.push((name.to_owned(), request.clone()));
            let (answer, takes) = outside.world.answer(task, output, request, call.retry_count);
            Some(match answer {
                Ok(value) => Answer::result(&json!({ wrap: value })).after(takes),
                Err(failure) => Answer::fails(TaskError::new(failure.error, failure.cause)).after(takes),
            })
        };
        Runner { machine: Machine::new(machine.clone()).handler(answer), outside }
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

fn is_same(evaluated: &Evaluated, ran: &Ran, lean: bool) -> bool {
    let Ok(outcome) = &ran.outcome else { return false };
    let ended = match &evaluated.ending {
        Ending::Succeeded(output) => Ok(output.clone()),
        Ending::Failed(failure) => Err(failure.clone()),
        // One of the ways ends where nothing is known.
        Ending::Unknown(_) => return true,
        Ending::Unsupported(_) => return false,
    };
    let called = |task: &str, request: &Json, call: &(String, Json)| call.0 == task && alike(&call.1, request, lean);
    same_end(&ended, outcome, lean)
        && is_order_of(&evaluated.steps, &ran.calls, &called)
        && evaluated.clock == ran.duration
}
