//! Patterns: what `let`, `match`, `if let`, `for`, closures and parameters bind and test.

use crate::{Expr, Span, VarId};
use serde::{Deserialize, Serialize};

/// A pattern and where it stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Pattern {
    /// What it is.
    pub kind: PatternKind,
    /// Where it starts.
    pub span: Span,
}

/// The kinds of pattern. References (`&p`, `ref x`) are transparent: JSON has no references.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum PatternKind {
    /// `_`, and `..` where it stands alone.
    Wild,
    /// `x` or `x @ p`.
    Bind {
        /// The variable it binds.
        var: VarId,
        /// The pattern after `@`.
        sub: Option<Box<Pattern>>,
    },
    /// A literal or a constant: `3`, `"paid"`, `LIMIT`.
    Value(Box<Expr>),
    /// `1..=5`, `10..`.
    Range {
        /// The lower bound, included.
        from: Option<Box<Expr>>,
        /// The upper bound.
        to: Option<Box<Expr>>,
        /// `..=`: the upper bound is included.
        inclusive: bool,
    },
    /// `a | b`. The alternatives bind the same variables.
    Or(Vec<Pattern>),
    /// `(a, b)`.
    Tuple(Vec<Pattern>),
    /// `[a, b]`.
    List(Vec<Pattern>),
    /// `Some(p)`, `Ok(p)`, `Status::Done`, `Job::Failed { why, .. }`, `Point { x, y }`, `Id(p)`: a struct or an enum
    /// variant, named by the last segment of its path. Whether it is a variant follows from the type matched.
    Item {
        /// `Failed` in `Job::Failed { why }`.
        name: String,
        /// The fields named in the pattern; positional ones are named `0`, `1`, …
        fields: Vec<FieldPattern>,
    },
}

/// One field of a struct or variant pattern.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FieldPattern {
    /// The field's Rust name, or its position.
    pub name: String,
    /// What it must match.
    pub pattern: Pattern,
}
