//! Everything that the expansions of this crate's macros name. Not an interface: it changes with the macros.

mod constant;
mod overheard;
mod shown;

pub use crate::builder::{Ex, Var};
pub use crate::definition::Definition;
pub use crate::slot::{
    Data, Declared, Slot, Table, WithShape, WithoutShape, call_of, constructs, never, only_data, output_of, see, slot,
    tie, type_of, types,
};
pub use crate::supported;
pub use crate::task::{
    Arguments, ConstValue, Integration, Request, SlotInfo, TaskDef, TaskInfo, WorkflowCall, WorkflowDef,
};
pub use asl_hir::Program;
pub use asl_schema::Report;
pub use constant::{Constant, FitsCount, FitsData, FitsDuration, FitsNothing, FitsRetry, FitsText};
pub use overheard::{Overheard, overhear};
pub use shown::{HasDisplay, HasNoDisplay, Shown};

use std::fmt;

/// Makes the definition of a program that a macro wrote down.
///
/// # Errors
/// See [`Report`].
pub fn define(hir: &str, types: Vec<SlotInfo>, consts: Vec<ConstValue>) -> Result<Definition, Report> {
    overheard::tell(hir, &types, &consts);
    crate::definition::define(hir, types, consts)
}

/// Makes the definition of a program that is there as a value: what tests that generate programs call.
///
/// # Errors
/// See [`Report`].
pub fn define_program(program: &Program, types: &[SlotInfo], consts: &[ConstValue]) -> Result<Definition, Report> {
    crate::definition::define_value(program, types, consts)
}

/// A name in `expr!` that the expression doesn't bind: a variable of the builder.
pub fn builder_variable<T>(var: Var<T>) -> Var<T> {
    var
}

/// Why a generated test fails: the report as text, which is what a failing test prints.
pub struct Invalid(String);

impl fmt::Debug for Invalid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "this workflow is not a valid state machine\n{}", self.0)
    }
}

/// The verdict of a generated test.
///
/// # Errors
/// The definition could not be made.
pub fn valid(definition: Result<Definition, Report>) -> Result<(), Invalid> {
    definition.map(|_| ()).map_err(|report| Invalid(report.to_string()))
}
