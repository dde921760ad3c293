//! Numbers that are written, computed, or found at a path.

use asl_schema::model;
use serde_json::Number;

use crate::evaluate::{Path, Query};

/// `TimeoutSeconds` and its kind.
#[derive(Debug)]
pub(crate) enum Amount {
    Literal(Number),
    Query(Query),
    /// Under the field's name with `Path` at its end.
    Path(&'static str, Path),
}

impl Amount {
    /// The amount of two fields, of which one may be written.
    pub(super) fn of(
        field: &'static str,
        amount: Option<&model::Amount>,
        path_field: &'static str,
        path: Option<&String>,
    ) -> Option<Amount> {
        Amount::at(field, amount).or_else(|| path.map(|path| Amount::Path(path_field, Path::compile(path))))
    }

    /// The amount of a field that has no twin. `field` is its place in the state.
    pub(super) fn at(field: &str, amount: Option<&model::Amount>) -> Option<Amount> {
        amount.map(|amount| match amount {
            model::Amount::Literal(number) => Amount::Literal(number.clone()),
            model::Amount::Expression(text) => Amount::Query(Query::text(text, field)),
        })
    }

    /// Whether it may read the context object.
    pub(super) fn uses_context(&self) -> bool {
        match self {
            Amount::Literal(_) => false,
            Amount::Query(query) => query.uses_context(),
            Amount::Path(_, path) => path.uses_context(),
        }
    }
}
