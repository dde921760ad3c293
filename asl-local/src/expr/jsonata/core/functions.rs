//! What Step Functions adds to JSONata, and what it takes away.

mod arguments;
mod lists;
mod texts;
mod urls;

use std::rc::Rc;

use jsonata_core::evaluator::{Context, Evaluator, EvaluatorError, HostFn, HostFnResult};
use jsonata_core::parser;
use jsonata_core::value::JValue;

use self::arguments::signature;
use super::super::EngineError;
use super::compiled::Compiled;
use super::guards;
use super::integers::Integers;
use super::raise::{fails, unsupported};
use crate::expr::Entropy;
use crate::expr::java::Random;

/// Gives the evaluator the functions that the expression names.
pub(super) fn register(
    evaluator: &mut Evaluator,
    compiled: &Compiled,
    now_millis: i64,
    seed: u64,
    integers: &Integers,
) -> Result<(), EngineError> {
    if compiled.functions.is_empty() {
        return Ok(());
    }
    let mut set = Set { evaluator, compiled, result: Ok(()) };
    let entropy = Rc::new(Entropy::seeded(seed));
    set.function("eval", |_: &[JValue]| fails("T1006: Attempted to invoke a non-function"));
    set.function("clone", clone);
    set.function("hash", texts::hash);
    let table = integers.clone();
    set.function("parse", move |arguments: &[JValue]| texts::parse(arguments, &table));
    let table = integers.clone();
    set.function("partition", move |arguments: &[JValue]| lists::partition(arguments, &table));
    let table = integers.clone();
    set.function("range", move |arguments: &[JValue]| lists::range(arguments, &table));
    let (drawn, table) = (Rc::clone(&entropy), integers.clone());
    set.function("random", move |arguments: &[JValue]| random(arguments, &drawn, &table));
    let drawn = Rc::clone(&entropy);
    set.function("shuffle", move |arguments: &[JValue]| lists::shuffle(arguments, &drawn));
    set.function("uuid", move |arguments: &[JValue]| {
        signature("uuid", "", arguments)?;
        Ok(JValue::string(entropy.uuid()))
    });
    set.function("millis", move |_: &[JValue]| Ok(JValue::Number(now_millis as f64)));
    set.function("now", move |arguments: &[JValue]| now(arguments, now_millis));
    set.on_text("base64decode", texts::decode);
    for (name, function) in urls::FUNCTIONS {
        set.on_text(name, move |text| urls::call(name, text, function));
    }
    set.result.map_err(|error| internal(&error))
}

/// The engine refuses to replace a function.
pub(super) fn internal(error: &EvaluatorError) -> EngineError {
    EngineError::Unsupported(error.message().to_owned())
}

struct Set<'s> {
    evaluator: &'s mut Evaluator,
    compiled: &'s Compiled,
    result: Result<(), EvaluatorError>,
}

impl Set<'_> {
    fn function(&mut self, name: &str, function: impl HostFn + 'static) {
        if self.compiled.names(name) && self.result.is_ok() {
            self.result = self.evaluator.register_fn_override(name, function);
        }
    }

    /// A function of one text, which may be the context.
    fn on_text(&mut self, name: &'static str, function: impl Fn(&str) -> HostFnResult + Clone + 'static) {
        let of_argument = function.clone();
        self.function(name, move |arguments: &[JValue]| {
            signature(name, "s", arguments)?;
            if let [JValue::String(text)] = arguments { of_argument(text) } else { Ok(JValue::Undefined) }
        });
        if self.compiled.names(name) && self.result.is_ok() {
            let of_context = move |arguments: &[JValue]| match arguments {
                [JValue::String(text)] => function(text),
                [JValue::Undefined] => Ok(JValue::Undefined),
                _ => fails(format!(
                    "T0411: Context value is not a compatible type with argument 1 of function \"{name}\""
                )),
            };
            self.result = self.evaluator.register_fn(format!("{name}{OF_CONTEXT}"), of_context);
        }
    }
}

/// Values of the engine don't change, so a copy is the value itself.
fn clone(arguments: &[JValue]) -> HostFnResult {
    match arguments {
        [value @ (JValue::Object(_) | JValue::Array(_) | JValue::Undefined)] => Ok(value.clone()),
        [] => unsupported("`$clone()` of the context"),
        [_] => fails("T0410: Argument 1 of function \"clone\" does not match function signature"),
        _ => fails("T0410: Argument 2 of function \"clone\" does not match function signature"),
    }
}

/// What stands for a call without arguments of a function that then takes the context.
pub(super) const OF_CONTEXT: &str = "_of_context_of_asl";

/// The functions of one text that are ours.
pub(super) const ON_TEXT: [&str; 5] =
    ["base64decode", "decodeUrl", "decodeUrlComponent", "encodeUrl", "encodeUrlComponent"];

/// With a seed, the first `nextDouble()` of Java's generator; the seed is cut towards zero.
fn random(arguments: &[JValue], entropy: &Entropy, integers: &Integers) -> HostFnResult {
    signature("random", "n?", arguments)?;
    Ok(JValue::Number(match arguments.first().and_then(JValue::as_f64) {
        Some(seed) => Random::seeded(integers.meaning(seed).unwrap_or(seed as i64)).unit(),
        None => entropy.unit(),
    }))
}

/// `$now(picture, timezone)`: what `$fromMillis` makes of the time.
fn now(arguments: &[JValue], now_millis: i64) -> HostFnResult {
    signature("now", "s?s?", arguments)?;
    let mut context = Context::new();
    context.bind("millis".to_owned(), JValue::Number(now_millis as f64));
    let call = match arguments {
        [] => "$fromMillis($millis)",
        [picture] => {
            context.bind("picture".to_owned(), picture.clone());
            "$fromMillis($millis, $picture)"
        }
        [picture, timezone, ..] => {
            context.bind("picture".to_owned(), picture.clone());
            context.bind("timezone".to_owned(), timezone.clone());
            "$fromMillis($millis, $picture, $timezone)"
        }
    };
    let tree = parser::parse(call).or_else(|error| fails(error.to_string()))?;
    let mut evaluator = Evaluator::with_context(context);
    guards::register(&mut evaluator)?;
    evaluator.evaluate(&guards::guard(tree).0, &JValue::Undefined)
}
