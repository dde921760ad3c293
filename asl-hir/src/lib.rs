//! The program form that `#[workflow]` and the builder hand to lowering.
//!
//! A [`Program`] is one Rust function as a tree: names are resolved to [`VarId`]s, every node knows where it stands in
//! the source, and nothing is typed. Types and constants travel beside it in two tables that only rustc can fill: a
//! [`SlotId`] is an index into the types it inferred, a [`ConstId`] into the values it evaluated.
//!
//! The tree knows nothing of syn (the macro crate makes it) and nothing of Amazon States Language (lowering reads it).
//! It derives serde, because a macro passes it on as one string literal.

mod expr;
mod follows;
mod fragment;
mod pattern;
mod visit;

pub use expr::{
    Arm, BinaryOp, Block, CallOption, Closure, Expr, ExprKind, FieldInit, FormatPart, Literal, Stmt, UnaryOp,
};
pub use fragment::{Fragment, Renumbering};
pub use pattern::{FieldPattern, Pattern, PatternKind};
pub use visit::{walk_expr, walk_expr_mut, walk_pattern};

use serde::{Deserialize, Serialize};

/// A workflow function: what lowering turns into one state machine.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Program {
    /// The function's name, `process_order`.
    pub name: String,
    /// First paragraph of the function's documentation; becomes the machine's `Comment`.
    pub comment: Option<String>,
    /// The machine's name, where `#[workflow(name = "…")]` fixes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub machine: Option<String>,
    /// `TimeoutSeconds` of the machine: `#[workflow(timeout = "1h")]`, in seconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub timeout: Option<u64>,
    /// The file the function stands in, as `file!()` gives it.
    pub file: String,
    /// Where the function's name stands.
    pub span: Span,
    /// The parameters in order. One parameter: the execution input is its value. Several: the input is an object with
    /// one field per parameter name. None: the input is ignored.
    pub params: Vec<Param>,
    /// The type of the function's value, `Result<Receipt, OrderError>`.
    pub output: SlotId,
    /// Every variable of the function; a [`VarId`] is an index into it.
    pub vars: Vec<Var>,
    /// The function's body; its value is the workflow's.
    pub body: Expr,
}

/// One parameter of a workflow function.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Param {
    /// The name it has in the execution input when there are several.
    pub name: String,
    /// What it binds.
    pub pattern: Pattern,
    /// Its declared type.
    pub ty: SlotId,
}

/// A variable: one binding of one name, so a shadowed name is two variables.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Var {
    /// The name as the user wrote it, without `r#`.
    pub name: String,
    /// Declared `mut`.
    pub mutable: bool,
    /// The type rustc inferred for the binding, where the front end asked for it.
    pub ty: Option<SlotId>,
    /// Where it is bound.
    pub span: Span,
}

/// Index into [`Program::vars`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct VarId(pub u32);

/// Index into the table of inferred types that accompanies a program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SlotId(pub u32);

/// Index into the table of constant values that accompanies a program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ConstId(pub u32);

/// A place in the program's file: line and column, both counted from 1. Line 0 means unknown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
}
