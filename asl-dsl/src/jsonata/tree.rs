//! The tree.

use asl_hir::VarId;
use std::rc::Rc;

/// A JSONata expression. Cheap to clone: children are shared.
///
/// `+`, `*`, `&`, `and` and `or` are n-ary here, so that a long chain in the source is flat in the tree; printing decides how deep the
/// text nests.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Jx {
    Null,
    Bool(bool),
    /// A number in JSON's notation. Negative literals included.
    Number(Rc<str>),
    Str(Rc<str>),
    /// A state machine variable that stands for a variable of the program.
    Var(VarId),
    /// A variable that lowering made: `$name`, unique in the machine.
    Temp(Rc<str>),
    /// A lambda parameter or a `:=` binding inside the expression: `$name`.
    Local(Rc<str>),
    /// `$states.input` and its siblings.
    Root(Root),
    /// `base.name`. The base is never a list (rustc saw to it), so JSONata maps nothing implicitly.
    Field(Rc<Jx>, Rc<str>),
    /// `base[index]`: one element of a list.
    Index(Rc<Jx>, Rc<Jx>),
    /// Operands in order; at least two.
    Binary(BinOp, Rc<[Jx]>),
    /// `-operand`.
    Neg(Rc<Jx>),
    /// `$name(args)`, the name without the dollar.
    Call(&'static str, Rc<[Jx]>),
    /// A call of a lambda held in a local: `$name(args)`.
    Apply(Rc<str>, Rc<[Jx]>),
    /// `{"key": value, …}`, keys distinct.
    Object(Rc<[(Rc<str>, Jx)]>),
    /// `[a, b]`. A list-typed element must not be flattened by JSONata: the printer wraps each element that isn't
    /// known to be a scalar or an object in its own `[…]`… which is why elements say what they are.
    Array(Rc<[(Jx, Element)]>),
    /// `[expr]`: forces the sequence that `expr` yields to be a list: `[$map(xs, f)]`, `[$filter(xs, f)]`, `[a..b]`.
    Listed(Rc<Jx>),
    /// `from..to` inside a `Listed`; both ends included.
    Range(Rc<Jx>, Rc<Jx>),
    /// `cond ? then : otherwise`.
    Cond(Rc<Jx>, Rc<Jx>, Rc<Jx>),
    /// `function($a, $b){ body }`.
    Lambda(Rc<[Rc<str>]>, Rc<Jx>),
    /// `($a := x; $b := y; value)`.
    Let(Rc<[(Rc<str>, Jx)]>, Rc<Jx>),
    /// `/pattern/`, verbatim.
    Regex(&'static str),
}

/// What an element of an array constructor is: JSONata flattens sequences, so a list inside a list needs its own brackets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Element {
    /// A scalar, an object or null: stands as it is.
    Single,
    /// A list (or something that may be one): must be kept from being spliced.
    List,
}

/// The roots that a Step Functions expression may start from. Never a bare name, `$` or `$$`: the service refuses those at creation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Root {
    /// `$states.input`.
    Input,
    /// `$states.result`.
    Result,
    /// `$states.errorOutput`.
    ErrorOutput,
    /// `$states.context`.
    Context,
}

/// The binary operators.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum BinOp {
    Or,
    And,
    Eq,
    Ne,
    Lt,
    Le,
    Gt,
    Ge,
    In,
    /// `&`: string concatenation.
    Concat,
    Add,
    Sub,
    Mul,
    Div,
    Rem,
}
