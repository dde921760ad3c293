//! A call that is evaluated often: the function is found and the literals are values before any data comes.

use asl_schema::intrinsic::{Argument, Call, Function, Value as Written};
use serde_json::{Number, Value};

use crate::expr::jsonpath::ReadyPath;

/// A call with what can be known without data.
#[derive(Debug)]
pub(crate) struct ReadyCall {
    /// The whole text, which causes quote; of a call within a call too.
    pub(super) text: Box<str>,
    pub(super) root: Node,
}

/// One call.
#[derive(Debug)]
pub(super) struct Node {
    /// The function, or the name that is none's.
    pub(super) function: Result<Function, Box<str>>,
    pub(super) arguments: Vec<Operand>,
}

/// One argument.
#[derive(Debug)]
pub(super) enum Operand {
    Value(Value),
    /// The first argument of `States.Format`, as written: its escapes tell its braces apart.
    Template(Box<str>),
    /// A number that no value here can hold.
    Unknown(Box<str>),
    Path(ReadyPath),
    Call(Node),
}

impl ReadyCall {
    /// Makes a call ready; `text` is what it was read from.
    pub(crate) fn of(call: &Call<'_>, text: &str) -> ReadyCall {
        ReadyCall { text: text.into(), root: node(call, text) }
    }
}

/// The parser bounds how deep calls nest.
fn node(call: &Call<'_>, text: &str) -> Node {
    let function = call.function().ok_or_else(|| call.name.into());
    let is_format = function == Ok(Function::Format);
    let arguments = call.arguments.iter().enumerate();
    let arguments = arguments.map(|(at, argument)| operand(argument, text, is_format && at == 0)).collect();
    Node { function, arguments }
}

fn operand(argument: &Argument<'_>, text: &str, is_template: bool) -> Operand {
    match &argument.value {
        Written::Text(written) if is_template => Operand::Template(written.raw.into()),
        Written::Text(written) => Operand::Value(Value::String(written.value().into_owned())),
        Written::Number(digits) => match digits.parse::<Number>() {
            Ok(number) => Operand::Value(Value::Number(number)),
            Err(_) => Operand::Unknown((*digits).into()),
        },
        Written::Bool(value) => Operand::Value(Value::Bool(*value)),
        Written::Null => Operand::Value(Value::Null),
        Written::Path(path) => Operand::Path(ReadyPath::of(path, text.get(path.span()).unwrap_or_default())),
        Written::Call(call) => Operand::Call(node(call, text)),
    }
}
