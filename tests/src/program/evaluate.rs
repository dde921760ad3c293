//! What a program means: Rust's rules, applied to the program form.
//!
//! In: a program with its tables, a value for each parameter, and a [`World`] that answers calls. Out: how it ends, which
//! calls it makes, and how long it waits. Nothing here knows lowering or JSONata; the gallery of compiled programs is what it is
//! checked against.
//!
//! Branches and items are evaluated one after the other: they share no variable, so their order is seen only in which error comes
//! first. Where the service may choose, the caller says which is taken; `explore` tries them all.
//!
//! It deliberately has no value for what the language documents as different (`docs/language.md`): overflow, numbers beyond 2^53,
//! and panics end as [`Ending::Unknown`].

mod awaiting;
mod change;
mod control;
mod iterator;
mod methods;
mod number;
mod operators;
mod optional;
mod pattern;
mod place;
mod text;

use super::trace::Step;
use super::value::Value;
use asl_dsl::Failure;
use asl_dsl::shape::Type;
use asl_dsl::task::{ConstValue, SlotInfo, TaskInfo};
use asl_hir::{Expr, Program, SlotId, VarId};
use serde_json::Value as Json;
use std::time::Duration;

/// A program with its tables.
#[derive(Clone, Debug)]
pub struct Source {
    /// The program.
    pub program: Program,
    /// Its types.
    pub types: Vec<SlotInfo>,
    /// Its constants.
    pub consts: Vec<ConstValue>,
    /// The type of each expression, by the line of its span: what a generator knows and a front end doesn't say.
    pub known: Vec<Type>,
    /// The workflow behind [`world::NESTED`](super::world::NESTED).
    pub nested: Option<Box<Source>>,
}

/// What is outside the program.
pub trait World {
    /// Answers an attempt of a call, and says how long that takes. `retries`: how many attempts came before.
    fn answer(
        &mut self,
        task: &TaskInfo,
        output: &Type,
        request: &Json,
        retries: u32,
    ) -> (Result<Json, Failure>, Duration);

    /// What a placeholder is filled with.
    fn filled(&self, placeholder: &str) -> String {
        placeholder.to_owned()
    }
}

/// How an evaluation ends.
#[derive(Clone, Debug, PartialEq)]
pub enum Ending {
    /// With an output.
    Succeeded(Json),
    /// With an error.
    Failed(Failure),
    /// Rust panics, or what Rust does is documented as different.
    Unknown(String),
    /// Something the evaluator doesn't know: never of a program that is generated.
    Unsupported(String),
}

/// What an evaluation came to.
#[derive(Clone, Debug)]
pub struct Evaluated {
    /// How it ended.
    pub ending: Ending,
    /// Its calls.
    pub steps: Vec<Step>,
    /// The time that passed.
    pub clock: Duration,
    /// How many ways there were at each choice.
    pub ways: Vec<usize>,
}

/// Why an expression has no value.
pub(super) enum Exit {
    /// `break`.
    Break(Option<String>, Value),
    /// `continue`.
    Continue(Option<String>),
    /// `return`, or `?`.
    Return(Value),
    /// An error that no type in the program expresses.
    Ended(Failure),
    /// See [`Ending::Unknown`].
    Unknown(String),
    /// See [`Ending::Unsupported`].
    Unsupported(String),
}

pub(super) type Eval<T = Value> = Result<T, Exit>;

/// How many expressions are evaluated before a program counts as endless.
const FUEL: u32 = 60_000;

/// How many attempts of calls.
const CALLS: u32 = 400;

pub(super) struct Evaluator<'e> {
    source: &'e Source,
    world: &'e mut dyn World,
    /// What each variable holds.
    variables: Vec<Option<Value>>,
    steps: Vec<Step>,
    clock: Duration,
    fuel: u32,
    calls: u32,
    /// Which way to take at each choice; the first where nothing is said.
    choices: &'e [usize],
    ways: Vec<usize>,
}

/// Evaluates a program on its arguments. `choices` says which way to take where the service may take several.
pub fn evaluate(source: &Source, arguments: Vec<Value>, world: &mut dyn World, choices: &[usize]) -> Evaluated {
    let mut evaluator = Evaluator {
        source,
        world,
        variables: vec![None; source.program.vars.len()],
        steps: Vec::new(),
        clock: Duration::ZERO,
        fuel: FUEL,
        calls: CALLS,
        choices,
        ways: Vec::new(),
    };
    let ending = match evaluator.function(arguments) {
        Ok(value) | Err(Exit::Return(value)) => ending(&value),
        Err(Exit::Ended(failure)) => Ending::Failed(failure),
        Err(Exit::Unknown(why)) => Ending::Unknown(why),
        Err(Exit::Unsupported(what)) => Ending::Unsupported(what),
        Err(Exit::Break(..) | Exit::Continue(_)) => Ending::Unsupported("a jump out of the function".to_owned()),
    };
    Evaluated { ending, steps: evaluator.steps, clock: evaluator.clock, ways: evaluator.ways }
}

fn ending(value: &Value) -> Ending {
    let written = match value {
        Value::Result(Err(error)) => return error.to_failure().map_or_else(no_json, Ending::Failed),
        Value::Result(Ok(value)) => value.to_json(),
        value => value.to_json(),
    };
    written.map_or_else(no_json, Ending::Succeeded)
}

fn no_json() -> Ending {
    Ending::Unsupported("an output without JSON".to_owned())
}

impl<'e> Evaluator<'e> {
    fn function(&mut self, arguments: Vec<Value>) -> Eval {
        let program = &self.source.program;
        for (param, value) in program.params.iter().zip(arguments) {
            if !self.matches(&param.pattern, &value)? {
                return unsupported("a parameter whose pattern doesn't match");
            }
        }
        self.eval(&program.body)
    }

    /// The type that is known of an expression.
    fn type_of(&self, e: &Expr) -> Option<Type> {
        match e.ty.and_then(|slot| self.slot(slot)) {
            Some(Type::Unknown) | None => self.source.known.get(e.span.line as usize).cloned(),
            ty => ty,
        }
    }

    fn slot(&self, slot: SlotId) -> Option<Type> {
        match self.source.types.get(slot.0 as usize)? {
            SlotInfo::Value(ty) | SlotInfo::Call { output: ty, .. } => Some(ty.clone()),
        }
    }

    fn variable(&self, var: VarId) -> Eval {
        match self.variables.get(var.0 as usize) {
            Some(Some(value)) => Ok(value.clone()),
            _ => unsupported(format!("variable {} before it is assigned", var.0)),
        }
    }

    fn set(&mut self, var: VarId, value: Value) {
        if let Some(place) = self.variables.get_mut(var.0 as usize) {
            *place = Some(value);
        }
    }

    /// One of several ways that the service may take.
    fn choose(&mut self, ways: usize) -> usize {
        let taken = self.choices.get(self.ways.len()).copied().unwrap_or(0);
        self.ways.push(ways);
        taken.min(ways.saturating_sub(1))
    }
}

fn unsupported<T>(what: impl Into<String>) -> Eval<T> {
    Err(Exit::Unsupported(what.into()))
}

fn panics<T>(why: impl Into<String>) -> Eval<T> {
    Err(Exit::Unknown(why.into()))
}
