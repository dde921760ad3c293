//! The request of a call: its arguments as JSON.

use crate::shape::Shape;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

/// The arguments of a call, written as JSON when the call is made.
///
/// One argument is the request itself; several are an object with a field per parameter; none is `{}`.
#[derive(Clone, Debug, Default)]
pub struct Request {
    arguments: Vec<(&'static str, Value)>,
    error: Option<String>,
}

impl Request {
    /// A request without arguments.
    pub fn new() -> Self {
        Request::default()
    }

    /// Adds the argument of the parameter called `name`.
    #[must_use]
    pub fn arg<T: Shape + Serialize + ?Sized>(mut self, name: &'static str, value: &T) -> Self {
        match serde_json::to_value(value) {
            Ok(value) => self.arguments.push((name, value)),
            Err(error) => self.error = Some(format!("the argument `{name}` can't be written as JSON: {error}")),
        }
        self
    }

    /// The JSON the callee gets, or why there is none.
    ///
    /// # Errors
    /// serde refused an argument: a map with keys that aren't text, or the type's own `Serialize`.
    pub fn to_json(&self) -> Result<Value, String> {
        match (&self.error, self.arguments.as_slice()) {
            (Some(error), _) => Err(error.clone()),
            (None, [(_, only)]) => Ok(only.clone()),
            (None, several) => {
                Ok(Value::Object(several.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect()))
            }
        }
    }
}

/// The arguments on the callee's side: the request taken apart again.
#[derive(Clone, Debug)]
pub struct Arguments {
    params: &'static [&'static str],
    request: Value,
}

impl Arguments {
    /// The arguments that `request` holds for these parameters.
    pub fn new(params: &'static [&'static str], request: Value) -> Self {
        Arguments { params, request }
    }

    /// Takes the argument of the parameter called `name`.
    ///
    /// # Errors
    /// It is missing or of another type.
    pub fn take<T: DeserializeOwned>(&mut self, name: &str) -> Result<T, String> {
        let value = match (self.params, &mut self.request) {
            ([_], request) => request.take(),
            (_, Value::Object(fields)) => fields.get_mut(name).map(Value::take).unwrap_or_default(),
            _ => Value::Object(Map::new()),
        };
        serde_json::from_value(value).map_err(|error| format!("`{name}` of the request: {error}"))
    }
}
