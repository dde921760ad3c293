//! How data goes into a state and comes out of it.

use crate::evaluate::{Path, Query, Template};
use crate::program::Assign;

/// The input and output processing of a state, in its language.
#[derive(Debug)]
pub(crate) enum Io {
    JsonPath(Box<PathIo>),
    Jsonata(Box<JsonataIo>),
}

/// `InputPath` → `Parameters` → (work) → `ResultSelector` → `ResultPath` → `OutputPath`.
#[derive(Debug, Default)]
pub(crate) struct PathIo {
    pub(crate) input_path: Selection,
    pub(crate) parameters: Option<Template>,
    pub(crate) result_selector: Option<Template>,
    pub(crate) result_path: Place,
    pub(crate) output_path: Selection,
    pub(crate) assign: Option<Template>,
}

/// `Arguments` → (work) → `Output`.
#[derive(Debug, Default)]
pub(crate) struct JsonataIo {
    pub(crate) arguments: Option<Query>,
    pub(crate) output: Option<Query>,
    pub(crate) assign: Option<Query>,
}

/// `InputPath` and `OutputPath`.
#[derive(Debug, Default)]
pub(crate) enum Selection {
    /// Absent: everything.
    #[default]
    All,
    /// `null`: `{}`.
    Nothing,
    Path(Path),
}

/// `ResultPath`.
#[derive(Debug, Default)]
pub(crate) enum Place {
    /// Absent: the result is the output.
    #[default]
    Everything,
    /// `null`: the result is dropped.
    Nowhere,
    Path(Path),
}

impl Assign {
    /// Whether it may read the context object.
    pub(crate) fn uses_context(&self) -> bool {
        match self {
            Assign::Template(template) => template.uses_context(),
            Assign::Query(query) => query.uses_context(),
        }
    }
}
