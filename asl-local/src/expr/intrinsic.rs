//! Intrinsic functions, evaluated: `States.Format('{} of {}', $.done, States.ArrayLength($.all))`.
//!
//! What goes in is a call that [`asl_schema::intrinsic`] read, with its text, which causes quote. An argument that isn't there is `States.Runtime`, in the
//! service's measured words; an argument that the function can't take is `States.IntrinsicFailure`, in our own, which no recording shows.
//!
//! Numbers are rounded half up before they are used (recorded for `States.MathAdd`: -1.5 + 0 is -1), as the developer guide says of integers.

mod arrays;
mod hash;
mod math;
mod ready;
mod texts;

use std::borrow::Cow;

use asl_schema::intrinsic::{Call, Function};
use serde_json::Value;

use super::error::{INTRINSIC_FAILURE, RUNTIME};
use super::jsonpath::{PathError, ReadyPath};
use super::{Error, Scope, json_text};
use crate::unverified;
pub(crate) use ready::ReadyCall;
use ready::{Node, Operand};

/// How many characters `States.Hash` and the Base64 functions take.
pub const MAX_CHARACTERS: usize = 10_000;

/// How many elements `States.ArrayRange` gives.
pub const MAX_RANGE: usize = 1_000;

/// The value of a call. `text` is what the call was read from.
///
/// ```
/// use asl_local::expr::{Entropy, NoVariables, Scope, intrinsic};
/// use serde_json::json;
///
/// let (input, context, entropy) = (json!({ "order": { "id": 7 } }), json!({}), Entropy::seeded(0));
/// let scope = Scope { input: &input, context: &context, variables: &NoVariables, entropy: &entropy };
///
/// let text = "States.Format('order {}', $.order)";
/// let call = asl_schema::intrinsic::parse(text).unwrap();
/// assert_eq!(intrinsic::evaluate(&call, text, &scope).unwrap(), json!("order {id=7}"));
/// ```
///
/// # Errors
/// `States.Runtime` for a path that finds nothing, `States.IntrinsicFailure` for what a function can't take.
pub fn evaluate(call: &Call<'_>, text: &str, scope: &Scope<'_>) -> Result<Value, Error> {
    ReadyCall::of(call, text).evaluate(scope)
}

impl ReadyCall {
    /// The value, as [`evaluate`] tells it.
    pub(crate) fn evaluate(&self, scope: &Scope<'_>) -> Result<Value, Error> {
        Evaluation { text: &self.text, scope }.call(&self.root)
    }
}

struct Evaluation<'e, 's> {
    text: &'e str,
    scope: &'e Scope<'s>,
}

/// Why a function gives nothing.
enum Problem {
    /// It can't take an argument.
    Argument(String),
    Unsupported(String),
}

type Given = Result<Value, Problem>;

fn argument<T>(message: impl Into<String>) -> Result<T, Problem> {
    Err(Problem::Argument(message.into()))
}

impl<'e> Evaluation<'e, '_> {
    fn call(&self, node: &'e Node) -> Result<Value, Error> {
        let function = match &node.function {
            Ok(function) => *function,
            Err(name) => return Err(Error::unsupported(format!("the function `{name}`"))),
        };
        let given = match &*node.arguments {
            // So few need no list of their own.
            [only] if function != Function::Format => self.apply(function, &[self.argument(only)?]),
            [first, second] if function != Function::Format => {
                self.apply(function, &[self.argument(first)?, self.argument(second)?])
            }
            all => {
                let arguments: Vec<Cow<'_, Value>> =
                    all.iter().map(|argument| self.argument(argument)).collect::<Result<_, _>>()?;
                match (function, all.first()) {
                    (Function::Format, Some(Operand::Template(template))) => {
                        texts::format(template, true, arguments.get(1..).unwrap_or_default())
                    }
                    _ => self.apply(function, &arguments),
                }
            }
        };
        given.map_err(|problem| match problem {
            Problem::Argument(message) => {
                Error::fails(INTRINSIC_FAILURE, unverified::INTRINSIC.fill(&[&self.text, &message]))
            }
            Problem::Unsupported(what) => Error::Unsupported(what),
        })
    }

    fn apply(&self, function: Function, arguments: &[Cow<'_, Value>]) -> Given {
        match (function, arguments) {
            (Function::Array, items) => Ok(items.iter().map(|item| Value::clone(item)).collect()),
            (Function::ArrayContains, [list, wanted]) => arrays::contains(list, wanted),
            (Function::ArrayGetItem, [list, index]) => arrays::item(list, index),
            (Function::ArrayLength, [list]) => arrays::length(list),
            (Function::ArrayPartition, [list, size]) => arrays::partition(list, size),
            (Function::ArrayRange, [first, last, step]) => arrays::range(first, last, step),
            (Function::ArrayUnique, [list]) => arrays::unique(list),
            (Function::Base64Decode, [value]) => texts::decode(value),
            (Function::Base64Encode, [value]) => texts::encode(value),
            (Function::Format, [template, values @ ..]) => texts::format(text_of(template)?, false, values),
            (Function::Hash, [value, algorithm]) => hash::hash(value, algorithm),
            (Function::JsonMerge, [first, second, deep]) => texts::merge(first, second, deep),
            (Function::JsonToString, [value]) => Ok(json_text(value).into()),
            (Function::MathAdd, [first, second]) => math::add(first, second),
            (Function::MathRandom, [start, end, seed @ ..]) => {
                math::random(start, end, seed.first().map(AsRef::as_ref), self.scope.entropy)
            }
            (Function::StringSplit, [text, splitters]) => texts::split(text, splitters),
            (Function::StringToJson, [text]) => texts::parse(text),
            (Function::Uuid, []) => Ok(self.scope.entropy.uuid().into()),
            _ => Err(Problem::Unsupported("a call with a number of arguments that is refused at creation".to_owned())),
        }
    }

    fn argument(&self, operand: &'e Operand) -> Result<Cow<'e, Value>, Error> {
        Ok(match operand {
            Operand::Value(value) => Cow::Borrowed(value),
            // What `States.Format` takes from its place.
            Operand::Template(_) => Cow::Owned(Value::Null),
            Operand::Unknown(digits) => return Err(Error::unsupported(format!("the number {digits}"))),
            Operand::Call(call) => Cow::Owned(self.call(call)?),
            Operand::Path(path) => path.read(self.scope).map_err(|error| self.missing(path, error))?,
        })
    }

    fn missing(&self, path: &ReadyPath, error: PathError) -> Error {
        match error {
            PathError::Unsupported(what) => Error::Unsupported(what),
            // Measured: the library's own words come through for an index of what is no list.
            PathError::Missing(sentence) if sentence.starts_with("Filter: ") => self.failure(RUNTIME, &sentence),
            PathError::Missing(_) => {
                let written = path.text();
                // Of `$$.Task` the service shows `$.Task`, and the state's input as where it looked.
                let shown = written.strip_prefix('$').filter(|rest| rest.starts_with('$')).unwrap_or(written);
                let input = json_text(self.scope.input);
                let message =
                    format!("The JsonPath argument for the field '{shown}' could not be found in the input '{input}'");
                self.failure(RUNTIME, &message)
            }
        }
    }

    fn failure(&self, error: &'static str, message: &str) -> Error {
        Error::fails(error, format!("The function '{}' had the following error: {message}", self.text))
    }
}

fn text_of(value: &Value) -> Result<&str, Problem> {
    match value.as_str() {
        Some(text) => Ok(text),
        None => argument(format!("{} is not a string", json_text(value))),
    }
}

fn list_of(value: &Value) -> Result<&[Value], Problem> {
    match value.as_array() {
        Some(list) => Ok(list),
        None => argument(format!("{} is not an array", json_text(value))),
    }
}

/// A number as the integer that is used: exact if it is one, else rounded half up.
fn integer_of(value: &Value) -> Result<i64, Problem> {
    if let Some(integer) = value.as_i64() {
        return Ok(integer);
    }
    let Some(number) = value.as_f64() else { return argument(format!("{} is not a number", json_text(value))) };
    let rounded = (number + 0.5).floor();
    if rounded.abs() < 9.2e18 {
        Ok(rounded as i64)
    } else {
        Err(Problem::Unsupported("a number beyond 64 bits in an intrinsic function".to_owned()))
    }
}
