//! Expressions made ready once and evaluated often, for the states.
//!
//! A thin layer over [`crate::expr`]: it keeps what can be known before a run — constants, simple paths, whether the context object is read — and
//! turns the evaluators' errors into a state's [`Fault`].

mod path;
mod query;
mod template;

use serde_json::Value;

pub(crate) use self::path::Path;
pub(crate) use self::query::Query;
pub(crate) use self::template::Template;
use crate::data::Json;
use crate::expr::{self, Entropy, Scope};
use crate::failure::{Fault, names};
use crate::variables::Variables;

/// What the expressions of a state see.
#[derive(Clone, Copy)]
pub(crate) struct Env<'e> {
    /// `$` and `$states.input`.
    pub(crate) input: &'e Json,
    /// `$$` and `$states.context`; null for a state that doesn't read it.
    pub(crate) context: &'e Value,
    pub(crate) variables: &'e Variables,
    pub(crate) entropy: &'e Entropy,
    pub(crate) jsonata: &'e dyn expr::jsonata::Engine,
    /// The time on the virtual clock.
    pub(crate) millis: u64,
    /// `$states.result`
    pub(crate) result: Option<&'e Json>,
    /// `$states.errorOutput`
    pub(crate) error: Option<&'e Json>,
}

impl<'e> Env<'e> {
    /// The same, evaluated on other data.
    pub(crate) fn on<'o>(&self, input: &'o Json) -> Env<'o>
    where
        'e: 'o,
    {
        Env { input, ..*self }
    }

    /// The same with `$states.result`.
    pub(crate) fn with_result<'o>(&self, result: &'o Json) -> Env<'o>
    where
        'e: 'o,
    {
        Env { result: Some(result), ..*self }
    }

    /// The same with `$states.errorOutput`, and without a result.
    pub(crate) fn with_error<'o>(&self, error: &'o Json) -> Env<'o>
    where
        'e: 'o,
    {
        Env { error: Some(error), result: None, ..*self }
    }

    fn scope(&self) -> Scope<'e> {
        Scope { input: self.input, context: self.context, variables: self.variables, entropy: self.entropy }
    }
}

impl From<expr::Error> for Fault {
    fn from(error: expr::Error) -> Fault {
        match error {
            expr::Error::Fails(failure) if failure.error == names::QUERY => {
                Fault::query(failure.location, failure.cause)
            }
            expr::Error::Fails(failure) => Fault::state(failure.error, failure.cause),
            expr::Error::Unsupported(what) => Fault::unsupported(what),
        }
    }
}
