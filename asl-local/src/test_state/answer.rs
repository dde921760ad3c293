//! The state at work.

use asl_schema::model::{State, Transition};
use serde_json::{Map, Value, json};

use super::mock::{self, Given};
use super::{InspectionLevel, Rejection, TestState, definition, failing};
use crate::data::{Finished, Json, Trace};
use crate::engine::Tolerance;
use crate::evaluate::Env;
use crate::expr::Entropy;
use crate::expr::jsonata::Core;
use crate::failure::Fault;
use crate::program::{Kind, Node, Program};
use crate::state::ItemList;
use crate::variables::Variables;
use crate::{state, time};

/// 2026-01-01T00:00:00Z, as where a run begins.
const NOW: u64 = 1_767_225_600_000;

/// What the state did: where it goes and what it hands on.
struct Done {
    finished: Finished,
    next: Option<String>,
}

pub(super) fn answer(test: &TestState) -> Result<Value, Rejection> {
    mock::exclusive(test)?;
    let (checked, name) = definition::prepare(test)?;
    let missing = || Rejection::new(format!("State not found in definition: {name}"));
    let model = definition::find(checked.machine(), &name).ok_or_else(missing)?;
    let program = Program::of(checked.machine().clone());
    let node = program.find(&name).and_then(|id| program.node(id)).ok_or_else(missing)?;
    mock::context_fits(test, model)?;
    let given = mock::given(test, model)?;
    let (context, variables, entropy, jsonata) =
        (context(test, node), variables(test), Entropy::seeded(0), Core::new());
    let input = Json::new(test.input.clone());
    let env = Env {
        input: &input,
        context: &context,
        variables: &variables,
        entropy: &entropy,
        jsonata: &jsonata,
        millis: NOW,
        result: None,
        error: None,
    };
    let mut trace = if test.level == InspectionLevel::Info { Trace::off() } else { Trace::on() };
    trace.note("input", &input);
    if !test.variables.is_empty() {
        trace.note_value("variables", || Value::Object(test.variables.clone()));
    }
    let done = work(test, &program, node, model, given, &env, &mut trace);
    let mut answer = Map::new();
    match done {
        Ok(Done { finished, next }) => {
            answer.insert("output".to_owned(), (*finished.output).clone());
            answer.extend(next.map(|next| ("nextState".to_owned(), json!(next))));
            answer.insert("status".to_owned(), json!("SUCCEEDED"));
        }
        Err(fault) => failing::describe(test, node, model, &fault, &env, &mut trace, &mut answer),
    }
    if test.level != InspectionLevel::Info {
        answer.insert("inspectionData".to_owned(), Value::Object(trace.into_notes()));
    }
    Ok(Value::Object(answer))
}

fn work(
    test: &TestState,
    program: &Program,
    node: &Node,
    model: &State,
    given: Given,
    env: &Env<'_>,
    trace: &mut Trace,
) -> Result<Done, Fault> {
    let next = match model.transition() {
        Some(Transition::Next(next)) => Some(next.clone()),
        _ => None,
    };
    let io = &node.io;
    let finished = match &node.kind {
        Kind::Pass(result) => state::pass(io, result.as_ref(), env, trace)?,
        Kind::Succeed => state::succeed(io, env, trace)?,
        Kind::Fail { error, cause } => return Err(state::fail(error, cause, env)?),
        Kind::Choice(choice) => {
            let (exit, finished) = state::choose(choice, io, env, trace)?;
            let next = exit.next.and_then(|next| program.node(next)).map(|node| node.name.to_string());
            return Ok(Done { finished, next });
        }
        Kind::Wait(delay) => {
            let effective = io.effective(env, trace)?;
            state::until(delay, &env.on(&effective))?;
            io.pass_on(env, &effective)?
        }
        Kind::Task(task) => {
            state::request(io, task, env, trace)?;
            let result = Json::new(outcome(given)?);
            trace.note("result", &result);
            io.finish(env, &result, trace)?
        }
        Kind::Parallel(_) => {
            let effective = io.effective(env, trace)?;
            io.arguments(env, &effective, trace)?;
            io.finish(env, &Json::new(outcome(given)?), trace)?
        }
        Kind::Map(map) => {
            let effective = io.effective(env, trace)?;
            let size = items(test, map, node, env, &effective, trace)?;
            let on_effective = env.on(&effective);
            let concurrency = match &map.concurrency {
                Some(amount) => state::count(amount, "MaxConcurrency", &on_effective)?,
                None => 0,
            };
            trace.note_value("maxConcurrency", || json!(concurrency));
            let tolerance = tolerance(map, &on_effective, trace)?;
            let failures = test.configuration.failed_iterations.unwrap_or_default();
            // AWS was recorded to take failed iterations only where a tolerance is written.
            let tolerates = tolerance != Tolerance::default();
            if tolerates && tolerance.is_exceeded(failures, size) {
                return Err(Tolerance::exceeded());
            }
            io.finish(env, &Json::new(outcome(given)?), trace)?
        }
    };
    Ok(Done { finished, next })
}

/// What comes from outside. A task without a mock would call AWS, which is not there.
fn outcome(given: Given) -> Result<Value, Fault> {
    match given {
        Given::Result(result) => Ok(result),
        Given::Error(error, cause) => Err(Fault::called(error, cause)),
        Given::Nothing => Err(Fault::stop(crate::failure::names::UNEXPECTED, "a Task calls nothing here: give a mock")),
    }
}

/// Reads and selects the items, and says how many there are.
fn items(
    test: &TestState,
    map: &crate::program::Map,
    node: &Node,
    env: &Env<'_>,
    effective: &Json,
    trace: &mut Trace,
) -> Result<u64, Fault> {
    let reads = map.distributed.as_ref().is_some_and(|distributed| distributed.reader.is_some());
    let list = match &test.configuration.items {
        Some(text) if reads => match serde_json::from_str(text) {
            Ok(items @ Value::Array(_)) => ItemList::of(items),
            _ => ItemList::default(),
        },
        _ if reads => ItemList::default(),
        _ => state::items(map, &node.io, env, effective, trace)?,
    };
    if map.selector.is_some() {
        let mut selected = Vec::with_capacity(list.items.len());
        for (index, item) in list.items.iter().enumerate() {
            let mut context = env.context.clone();
            if let Value::Object(context) = &mut context {
                let told = match item.get("Key") {
                    Some(key) if list.are_entries => json!({"Index": index, "Key": key, "Value": item.get("Value")}),
                    _ => json!({"Index": index, "Value": &**item}),
                };
                context.insert("Map".to_owned(), json!({"Item": told}));
            }
            let env = Env { context: &context, ..*env };
            selected.push((*state::select(map, &env, effective, item)?).clone());
        }
        trace.note_value("afterItemSelector", || Value::Array(selected));
    }
    Ok(list.items.len() as u64)
}

fn tolerance(map: &crate::program::Map, env: &Env<'_>, trace: &mut Trace) -> Result<Tolerance, Fault> {
    let count = map.tolerated_count.as_ref().map(|amount| state::count(amount, "ToleratedFailureCount", env));
    let count = count.transpose()?;
    if let Some(count) = count {
        trace.note_value("toleratedFailureCount", || json!(count));
    }
    let percentage = map.tolerated_percentage.as_ref().map(|amount| state::percentage(amount, env)).transpose()?;
    if let Some(percentage) = percentage {
        trace.note_value("toleratedFailurePercentage", || json!(percentage));
    }
    Ok(Tolerance { count, percentage })
}

/// The context object of the request, or one made up as AWS makes one up.
fn context(test: &TestState, node: &Node) -> Value {
    if let Some(context) = &test.context {
        return context.clone();
    }
    let identity = test.identity.renamed("StateMachine", "Execution").express();
    let mut state = json!({"Name": "StateName", "EnteredTime": time::format(NOW)});
    if let (Kind::Task(_) | Kind::Parallel(_) | Kind::Map(_), Value::Object(state)) = (&node.kind, &mut state) {
        state.insert("RetryCount".to_owned(), json!(test.configuration.retries));
    }
    json!({
        "Execution": {
            "Id": &*identity.arn,
            "Input": test.input,
            "Name": &*identity.name,
            "RoleArn": test.role,
            "StartTime": time::format(NOW),
        },
        "StateMachine": {"Id": identity.machine_arn(), "Name": &*identity.machine},
        "State": state,
    })
}

fn variables(test: &TestState) -> Variables {
    let mut variables = Variables::default();
    let given = test.variables.iter().map(|(name, value)| (name.clone(), Json::new(value.clone())));
    variables.assign(&given.collect(), &[]);
    variables
}
