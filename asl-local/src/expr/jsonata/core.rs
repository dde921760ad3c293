//! The engine on `jsonata-core`.
//!
//! What it adds to the crate: the functions of Step Functions, the service's clock, its limits and its words. Where it is known to differ:
//!
//! - The crate computes in doubles, the service in 64-bit integers. An expression that only passes larger integers on keeps them exact
//!   ([`integers`]); one that computes with them is unsupported.
//! - Regular expressions have no look-around and no back-references: unsupported.
//! - The service bounds memory; here the lengths of lists are counted, and of texts that functions of the expression join.

mod compiled;
mod convert;
mod functions;
mod integers;
mod message;
mod plain;
mod rewriting;
mod texts;
mod wanted;

#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError};

use jsonata_core::evaluator::{Context, Evaluator, EvaluatorOptions};
use jsonata_core::value::JValue;
use serde_json::Value;

use self::compiled::{Compiled, compile};
use self::convert::Converter;
use self::integers::{Integers, Order};
use super::{Bindings, Engine, EngineError};

/// How long an expression may run. The service gives it one second; a loop without end has the same answer after more, and a slow machine
/// that runs tests gets no failure that the service would not give.
const TIME_LIMIT_MILLIS: u64 = 5_000;

/// The longest list, measured: `[1..873782]` works, one more does not.
const MAX_LIST: usize = 873_782;

/// The levels that the crate may open where functions may call themselves: with this, as measured, `$f(31)` of `1 + $f($x-1)` works and `$f(32)` does
/// not. Elsewhere what is written tells the levels, see [`compiled`].
const MAX_LEVELS: usize = 99;

/// Evaluates with `jsonata-core`. Keeps what it has parsed, so that each expression of a machine is parsed once.
#[derive(Default)]
pub struct Core {
    parsed: Mutex<HashMap<String, Arc<Compiled>>>,
}

impl std::fmt::Debug for Core {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Core").finish_non_exhaustive()
    }
}

impl Core {
    /// An engine that has parsed nothing yet.
    pub fn new() -> Core {
        Core::default()
    }

    fn compiled(&self, code: &str) -> Result<Arc<Compiled>, EngineError> {
        let mut parsed = self.parsed.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = parsed.get(code) {
            return Ok(Arc::clone(known));
        }
        let compiled = Arc::new(compile(code)?);
        parsed.insert(code.to_owned(), Arc::clone(&compiled));
        Ok(compiled)
    }
}

impl Engine for Core {
    fn evaluate(&self, code: &str, bindings: &Bindings<'_>) -> Result<Option<Value>, EngineError> {
        let compiled = self.compiled(code)?;
        if let Some(found) = compiled.plain.as_ref().and_then(|plain| plain.look(bindings)) {
            return Ok(Some(found));
        }
        let seed = bindings.entropy.bits();
        let integers = Integers::new(Order::Rising);
        let value = run(&compiled, bindings, &integers, seed, &JValue::Undefined);
        if !integers.is_used() {
            return value;
        }
        // What comes out must not depend on what the large integers are taken for.
        if value == run(&compiled, bindings, &Integers::new(Order::Falling), seed, &JValue::Undefined) {
            return value;
        }
        Err(EngineError::Unsupported("it computes with an integer beyond 2⁵³".to_owned()))
    }
}

fn run(
    compiled: &Compiled,
    bindings: &Bindings<'_>,
    integers: &Integers,
    seed: u64,
    root: &JValue,
) -> Result<Option<Value>, EngineError> {
    let converter = Converter::new(integers);
    let mut context = Context::new();
    for (name, literal) in &compiled.literals {
        context.bind(name.clone(), JValue::Number(integers.stand_in(*literal)));
    }
    for (name, wanted) in &compiled.variables {
        if name == "states" {
            context.bind(name.clone(), converter.states(&bindings.states, wanted)?);
        } else if let Some(value) = bindings.variables.get(name) {
            context.bind(name.clone(), converter.parts(value, wanted)?);
        }
    }
    let options = EvaluatorOptions {
        timeout_ms: Some(TIME_LIMIT_MILLIS),
        max_stack_depth: compiled.has_lambda.then_some(MAX_LEVELS),
        max_sequence_length: Some(MAX_LIST),
        ..EvaluatorOptions::default()
    };
    let mut evaluator = Evaluator::with_options(context, options);
    functions::register(&mut evaluator, compiled, bindings.now_millis, seed, integers)?;
    // The engine has arithmetic that overflows, such as the widths of a date picture; a run of a hostile expression must end in an error.
    match catch_unwind(AssertUnwindSafe(|| evaluator.evaluate(&compiled.tree, root))) {
        Ok(Ok(value)) => converter.output(&value),
        Ok(Err(error)) => Err(message::of(&error, &compiled.functions)),
        Err(_) => Err(EngineError::Unsupported("the engine breaks down over it".to_owned())),
    }
}
