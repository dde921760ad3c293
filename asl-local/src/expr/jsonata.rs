//! JSONata, evaluated by an engine behind a trait.
//!
//! [`Engine`] is all that templates and the interpreter know. [`Core`] is the engine that is there: `jsonata-core`, which passes the suite of the
//! reference, with what Step Functions has besides and without what it refuses.

mod core;

pub use self::core::Core;

use serde_json::Value;

use super::error::QUERY_EVALUATION_ERROR;
use super::{Entropy, Error, Failure, Variables};

/// The members of `$states`, where they exist. They are borrowed: an input may be large, and an expression reads some fields of it.
#[derive(Debug, Clone, Copy, Default)]
pub struct States<'b> {
    /// `$states.input`
    pub input: Option<&'b Value>,
    /// `$states.context`
    pub context: Option<&'b Value>,
    /// `$states.result`
    pub result: Option<&'b Value>,
    /// `$states.errorOutput`
    pub error_output: Option<&'b Value>,
}

impl<'b> States<'b> {
    /// The members of an object.
    pub fn of(object: &'b Value) -> States<'b> {
        let member = |name: &str| object.get(name);
        States {
            input: member("input"),
            context: member("context"),
            result: member("result"),
            error_output: member("errorOutput"),
        }
    }

    /// The members that exist, by name.
    pub(crate) fn members(&self) -> impl Iterator<Item = (&'static str, &'b Value)> {
        let all = [
            ("input", self.input),
            ("context", self.context),
            ("result", self.result),
            ("errorOutput", self.error_output),
        ];
        all.into_iter().filter_map(|(name, value)| Some((name, value?)))
    }
}

/// What an expression sees.
#[derive(Clone, Copy)]
pub struct Bindings<'b> {
    /// `$states`
    pub states: States<'b>,
    /// `$name`
    pub variables: &'b dyn Variables,
    /// `$millis()` and `$now()`: milliseconds since 1970, UTC.
    pub now_millis: i64,
    /// What `$random()`, `$uuid()` and `$shuffle()` draw from.
    pub entropy: &'b Entropy,
}

impl std::fmt::Debug for Bindings<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Bindings")
            .field("states", &self.states)
            .field("now_millis", &self.now_millis)
            .finish_non_exhaustive()
    }
}

/// Evaluates expressions.
pub trait Engine: Send + Sync {
    /// The value of an expression, or `None` where JSONata has none: undefined.
    ///
    /// # Errors
    /// What the evaluation fails with, and what this engine can't do faithfully.
    fn evaluate(&self, code: &str, bindings: &Bindings<'_>) -> Result<Option<Value>, EngineError>;
}

/// Why an expression has no value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EngineError {
    /// An error of JSONata: `T2001`, and the sentence behind it.
    Coded {
        /// Letter and digits.
        code: String,
        /// The sentence.
        message: String,
    },
    /// An error without a code, and the limits.
    Uncoded(String),
    /// What the service calls an internal error.
    Internal,
    /// The result is a function.
    ResultType,
    /// See [`Error::Unsupported`].
    Unsupported(String),
}

/// The value of the expression `code` that stands in `field`, such as `Output/values[0]`.
///
/// # Errors
/// `States.QueryEvaluationError` in the service's words, with the field as its location; undefined is one.
pub fn evaluate_field(code: &str, field: &str, engine: &dyn Engine, bindings: &Bindings<'_>) -> Result<Value, Error> {
    let ending = match engine.evaluate(code, bindings) {
        Ok(Some(value)) => return Ok(value),
        Ok(None) => "returned nothing (undefined).".to_owned(),
        Err(EngineError::Coded { code, message }) => format!("threw an error during evaluation. {code}: {message}"),
        Err(EngineError::Uncoded(message)) => format!("threw an error during evaluation: {message}"),
        Err(EngineError::ResultType) => "returned an unsupported result type.".to_owned(),
        Err(EngineError::Internal) => {
            format!("threw an internal error during evaluation. {}", bindings.entropy.uuid())
        }
        Err(EngineError::Unsupported(what)) => {
            return Err(Error::Unsupported(format!("the expression `{code}` in `{field}`: {what}")));
        }
    };
    Err(failure(code, field, &ending))
}

/// The failure of a field whose expression has a value of a type that the field doesn't take, as recorded for `Items`. `expected` is the word
/// that the service uses, such as `array`.
pub fn unexpected_type(code: &str, field: &str, expected: &str, value: &Value) -> Error {
    let found = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    let ending = format!(
        "returned an unexpected result type. Expected '{expected}', but was '{found}' for value: {}",
        super::json_text(value)
    );
    failure(code, field, &ending)
}

fn failure(code: &str, field: &str, ending: &str) -> Error {
    Error::Fails(Failure {
        error: QUERY_EVALUATION_ERROR,
        cause: format!("The JSONata expression '{code}' specified for the field '{field}' {ending}"),
        location: Some(field.to_owned()),
    })
}
