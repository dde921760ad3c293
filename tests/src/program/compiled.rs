//! The evaluator against compiled programs: what the program form of a workflow means must be what rustc made of the same text.

use super::evaluate::{Ending, Evaluated, Source, World};
use super::explore::explore;
use super::trace::is_order_of;
use super::value::Value;
use crate::agree::{alike, same_end};
use crate::differential::{Native, Subject};
use asl_dsl::native::{Answer, Call};
use asl_dsl::shape::Type;
use asl_dsl::task::{SlotInfo, TaskInfo};
use asl_dsl::{__private::overhear, Definition, Failure, Report};
use asl_hir::{Expr, ExprKind, walk_expr};
use serde_json::{Map, Value as Json};
use std::time::Duration;

/// The program form of a workflow.
///
/// # Errors
/// It made no definition, or not just one.
pub fn source(define: impl FnOnce() -> Result<Definition, Report>) -> Result<Source, String> {
    let (_, mut heard) = overhear(define);
    let heard = heard.pop().ok_or("no program was heard")?;
    let program = serde_json::from_str(&heard.hir).map_err(|error| error.to_string())?;
    Ok(Source { program, types: heard.types, consts: heard.consts, known: Vec::new(), nested: None })
}

/// Arguments as values.
pub fn arguments(source: &Source, arguments: &Map<String, Json>) -> Option<Vec<Value>> {
    let types = source.program.params.iter().map(|param| match source.types.get(param.ty.0 as usize) {
        Some(SlotInfo::Value(ty)) => ty.clone(),
        _ => Type::Unknown,
    });
    let values = source.program.params.iter().zip(types).map(|(param, ty)| {
        let json = arguments.get(&param.name).or_else(|| arguments.values().next())?;
        Value::from_json(json, &ty)
    });
    values.collect()
}

/// Answers calls as a tape says they were answered.
struct Taped(Vec<Call>);

impl World for Taped {
    fn answer(&mut self, task: &TaskInfo, _: &Type, request: &Json, _: u32) -> (Result<Json, Failure>, Duration) {
        let call = self.0.iter().position(|call| call.task == task.name && alike(&call.request, request, false));
        let answer = match call.map(|at| self.0.remove(at).answer) {
            Some(Answer::Result(value)) => Ok(value),
            Some(Answer::Error(failure)) => Err(failure),
            Some(Answer::None {}) | None => Err(Failure::new("NoSuchCall", request.to_string())),
        };
        (answer, Duration::ZERO)
    }
}

/// Evaluates a subject on `runs` inputs. Gives how many of them had an end that is known.
///
/// # Errors
/// The first difference.
pub fn check(subject: &Subject, runs: u64) -> Result<u64, String> {
    let source = source(subject.define)?;
    asks_as_generated(&source.program.body)?;
    let mut known = 0;
    for seed in 0..runs {
        let Some(native) =
            crate::differential::native(subject, seed).map_err(|problem| format!("run {seed}: {problem}"))?
        else {
            continue;
        };
        let Some(values) = arguments(&source, &native.arguments) else {
            return Err(format!("run {seed}: the arguments {:?} are no values", native.arguments));
        };
        let accepts = |evaluated: &Evaluated| is_same(evaluated, &native);
        match explore(&source, &values, || Taped(native.tape.calls.clone()), accepts) {
            Ok(evaluated) => known += u64::from(!matches!(evaluated.ending, Ending::Unknown(_))),
            Err(evaluated) => {
                let (arguments, outcome) = (&native.arguments, &native.ended);
                return Err(format!(
                    "run {seed}: {:?} of {:?}\nnative {outcome:?} of {:?}\narguments {arguments:?}",
                    evaluated.ending,
                    evaluated.steps,
                    native.tape.tasks(),
                ));
            }
        }
    }
    Ok(known)
}

/// The front end asks for the types of receivers just where a generated program does.
fn asks_as_generated(e: &Expr) -> Result<(), String> {
    let mut problem = None;
    if let ExprKind::Method { receiver, .. } = &e.kind {
        let asked_anyway = match &receiver.kind {
            ExprKind::Struct { .. }
            | ExprKind::Ctor { .. }
            | ExprKind::Const(_)
            | ExprKind::Cast(_)
            | ExprKind::Default
            | ExprKind::Call { .. }
            | ExprKind::Method { .. } => true,
            ExprKind::List(items) => items.is_empty(),
            _ => false,
        };
        let mut bare = (**receiver).clone();
        bare.ty = None;
        if !asked_anyway && bare.type_follows() == receiver.ty.is_some() {
            problem = Some(format!("the front end and the generator differ on the type of {:?}", receiver.kind));
        }
    }
    walk_expr(e, &mut |sub| problem = problem.take().or_else(|| asks_as_generated(sub).err()));
    problem.map_or(Ok(()), Err)
}

fn is_same(evaluated: &Evaluated, native: &Native) -> bool {
    let ended = match &evaluated.ending {
        Ending::Succeeded(output) => Ok(output.clone()),
        Ending::Failed(failure) => Err(failure.clone()),
        Ending::Unknown(_) => return true,
        Ending::Unsupported(_) => return false,
    };
    let called =
        |task: &str, request: &Json, call: &Call| call.task == task && alike(&call.request, request, native.lean);
    same_end(&ended, &native.ended, native.lean) && is_order_of(&evaluated.steps, &native.tape.calls, &called)
}
