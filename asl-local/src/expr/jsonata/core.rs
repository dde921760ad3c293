//! The engine on `jsonata-core`.
//!
//! What it adds to the crate: the functions of Step Functions, the service's clock, its limits and its words. Where it is known to differ:
//!
//! - The crate computes in doubles, the service in 64-bit integers. An expression that only passes larger integers on keeps them exact
//!   ([`integers`]); one that computes with them is unsupported.
//! - Regular expressions have no look-around and no back-references: unsupported.
//! - The service bounds memory and time; here the sizes of lists and texts are counted, see [`guards`].

mod compiled;
mod convert;
mod dialect;
mod explain;
mod functions;
mod guards;
mod integers;
mod js;
mod message;
mod plain;
mod raise;
mod rewriting;
mod run;
mod signature;
mod tree;
mod wanted;
mod watch;

#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use jsonata_core::value::JValue;
use serde_json::Value;

use self::compiled::{Compiled, compile};
use self::integers::{Integers, Order};
use self::run::Evaluation;
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
        let root = &JValue::Undefined;
        let value = Evaluation { compiled: &compiled, bindings, integers: &integers, seed, root }.run();
        if !integers.is_used() {
            return value;
        }
        // What comes out must not depend on what the large integers are taken for.
        let integers = &Integers::new(Order::Falling);
        if value == (Evaluation { compiled: &compiled, bindings, integers, seed, root }.run()) {
            return value;
        }
        Err(EngineError::Unsupported("it computes with an integer beyond 2⁵³".to_owned()))
    }
}
