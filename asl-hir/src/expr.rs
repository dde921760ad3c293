//! Expressions and statements.

use crate::{ConstId, Pattern, SlotId, Span, VarId};
use serde::{Deserialize, Serialize};

/// An expression, where it stands, and what is known of its type.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Expr {
    /// What it is.
    pub kind: ExprKind,
    /// Where it starts.
    pub span: Span,
    /// The type rustc inferred. The front end asks for it only where it doesn't follow from the parts
    /// (see [`ExprKind`]): each slot costs compile time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ty: Option<SlotId>,
}

/// A literal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Literal {
    /// `()`.
    Unit,
    /// `true`.
    Bool(bool),
    /// An integer, in decimal digits: JSON text, so that no width is lost.
    Int(String),
    /// A float, as Rust's shortest round-trip text.
    Float(String),
    /// `"text"`.
    Str(String),
    /// `'c'`.
    Char(char),
}

/// The kinds of expression. References, dereferences, parentheses and type ascriptions are transparent.
///
/// `ty` is set on: `Method` (the result), `Struct`, `Ctor`, `Call`, `Const`, empty `List`s, `Cast` (the target), and on
/// the receiver of a `Method` unless its type follows from a variable.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum ExprKind {
    /// A literal.
    Lit(Literal),
    /// A local variable.
    Var(VarId),
    /// A constant, evaluated by rustc when the definition is made.
    Const(ConstId),
    /// `base.name`; tuple fields are named `0`, `1`, …
    Field {
        /// The value that has the field.
        base: Box<Expr>,
        /// The field's Rust name.
        name: String,
    },
    /// `receiver.name(args)`.
    Method {
        /// The receiver.
        receiver: Box<Expr>,
        /// The method's name.
        name: String,
        /// The arguments; closures are [`ExprKind::Closure`].
        args: Vec<Expr>,
    },
    /// A closure in argument position.
    Closure(Closure),
    /// A call of a `#[task]` or `#[workflow]` function: a future, started by `Await` or as a branch of `Join`.
    /// `ty` is the slot of the *call* (its information and output type), see the runtime's `Callable`.
    Call {
        /// The function's name as written, last segment.
        name: String,
        /// The arguments in order.
        args: Vec<Expr>,
        /// `.retry(…)`, `.timeout(…)`, … in the order written.
        options: Vec<CallOption>,
    },
    /// `sleep(duration)`: a future that becomes a Wait.
    Sleep(Box<Expr>),
    /// `sleep_until(timestamp)`: a future that becomes a Wait with `Timestamp`.
    SleepUntil(Box<Expr>),
    /// `Duration::from_secs(e)` and friends; the value is a number of seconds, `e * scale`.
    Duration {
        /// The amount.
        amount: Box<Expr>,
        /// Seconds per unit (`from_mins`: 60).
        scale: u64,
    },
    /// `join!(a, b)` or `try_join!(a, b)`: a future that becomes a Parallel.
    Join {
        /// The branches: futures or `async` blocks.
        branches: Vec<Expr>,
        /// `try_join!`: the first error ends all, and the value is a `Result` of the tuple.
        fallible: bool,
        /// `.retry(…)`, `.named(…)`, as on a call.
        options: Vec<CallOption>,
    },
    /// `map_each(items, concurrency, |item| async move { … })`: a future that becomes a Map. Its value is a
    /// `Result<Vec<_>, _>`.
    MapEach {
        /// The items, a list.
        items: Box<Expr>,
        /// `MaxConcurrency`.
        concurrency: ConstId,
        /// What binds an item.
        pattern: Pattern,
        /// The body; its value is a `Result`.
        body: Box<Expr>,
        /// `.retry(…)`, `.named(…)`, as on a call.
        options: Vec<CallOption>,
    },
    /// An `async` block as a branch of a join.
    Async(Box<Expr>),
    /// `future.await`.
    Await(Box<Expr>),
    /// `value?` on a `Result` or an `Option`. `ty` is the type of the operand.
    Try(Box<Expr>),
    /// `Ok(e)`.
    Ok(Box<Expr>),
    /// `Err(e)`.
    Err(Box<Expr>),
    /// `Some(e)`.
    Some(Box<Expr>),
    /// `None`.
    None,
    /// `left op right`.
    Binary {
        /// The operator.
        op: BinaryOp,
        /// The left operand.
        left: Box<Expr>,
        /// The right operand.
        right: Box<Expr>,
    },
    /// `op operand`. (`*` and `&` are transparent.)
    Unary {
        /// The operator.
        op: UnaryOp,
        /// The operand.
        operand: Box<Expr>,
    },
    /// `place = value`, or `place op= value`. A place is a variable, a field of a place, or an element of a place.
    Assign {
        /// What is assigned.
        place: Box<Expr>,
        /// The operator of a compound assignment.
        op: Option<BinaryOp>,
        /// The right side.
        value: Box<Expr>,
    },
    /// `{ …; tail }`.
    Block(Block),
    /// `if cond { then } else { otherwise }`. The condition may hold [`ExprKind::Let`] under `&&`.
    If {
        /// The condition.
        cond: Box<Expr>,
        /// The value if it holds.
        then: Box<Expr>,
        /// The value if not; `()` when absent.
        otherwise: Option<Box<Expr>>,
    },
    /// `let pattern = value` as a condition (`if let`, `while let`, let chains), and `matches!(value, pattern)`.
    Let {
        /// The pattern.
        pattern: Pattern,
        /// What it is matched against.
        value: Box<Expr>,
    },
    /// `match scrutinee { … }`.
    Match {
        /// What is matched.
        scrutinee: Box<Expr>,
        /// The arms in order.
        arms: Vec<Arm>,
    },
    /// `while cond { body }`.
    While {
        /// The loop's label, without the quote.
        label: Option<String>,
        /// The condition, as in `If`.
        cond: Box<Expr>,
        /// The body.
        body: Box<Expr>,
    },
    /// `loop { body }`.
    Loop {
        /// The loop's label.
        label: Option<String>,
        /// The body.
        body: Box<Expr>,
    },
    /// `for pattern in iter { body }`.
    For {
        /// The loop's label.
        label: Option<String>,
        /// What binds an element.
        pattern: Pattern,
        /// What is iterated: a list or a [`ExprKind::Range`].
        iter: Box<Expr>,
        /// The body.
        body: Box<Expr>,
    },
    /// `break 'label value`.
    Break {
        /// The loop it leaves; the innermost without.
        label: Option<String>,
        /// The loop's value.
        value: Option<Box<Expr>>,
    },
    /// `continue 'label`.
    Continue {
        /// The loop it continues; the innermost without.
        label: Option<String>,
    },
    /// `return value`.
    Return(Option<Box<Expr>>),
    /// `Path { field: value, ..base }`: a struct or a struct variant. `ty` is its type.
    Struct {
        /// The last segment of the path.
        name: String,
        /// The fields in the order written.
        fields: Vec<FieldInit>,
        /// The struct update.
        base: Option<Box<Expr>>,
    },
    /// `Path(args)`, or `Path` alone: a tuple struct, tuple variant, unit struct or unit variant. `ty` is its type.
    Ctor {
        /// The last segment of the path.
        name: String,
        /// The fields in order.
        args: Vec<Expr>,
    },
    /// `[a, b]`, `vec![a, b]`, `Vec::new()`. `ty` is set when it is empty.
    List(Vec<Expr>),
    /// `(a, b)`.
    Tuple(Vec<Expr>),
    /// `base[index]`.
    Index {
        /// A list, or a map.
        base: Box<Expr>,
        /// A position, or a key.
        index: Box<Expr>,
    },
    /// `value as T`; `ty` is `T`.
    Cast(Box<Expr>),
    /// `format!("…", …)`.
    Format(Vec<FormatPart>),
    /// `a..b`, `a..=b`.
    Range {
        /// The first value.
        from: Box<Expr>,
        /// The bound.
        to: Box<Expr>,
        /// `..=`.
        inclusive: bool,
    },
    /// `T::default()`, `Default::default()`: a constant when the type has one. `ty` is its type.
    Default,
}

/// A closure: `|a, b| body`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Closure {
    /// Its parameters.
    pub params: Vec<Pattern>,
    /// Its body.
    pub body: Box<Expr>,
}

/// A block.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Block {
    /// Its statements.
    pub stmts: Vec<Stmt>,
    /// Its value; `()` without.
    pub tail: Option<Box<Expr>>,
}

/// A statement.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Stmt {
    /// `let pattern = value else { otherwise };`
    Let {
        /// What it binds.
        pattern: Pattern,
        /// The value; `None` in `let x;`, assigned later.
        value: Option<Expr>,
        /// The diverging block of a let-else.
        otherwise: Option<Expr>,
        /// `#[name("…")]` on the statement: the name of the one state it becomes.
        name: Option<String>,
    },
    /// An expression for its effect.
    Expr {
        /// The expression.
        expr: Expr,
        /// `#[name("…")]` on the statement.
        name: Option<String>,
    },
}

/// One arm of a `match`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Arm {
    /// The pattern.
    pub pattern: Pattern,
    /// `if guard`.
    pub guard: Option<Expr>,
    /// The arm's value.
    pub body: Expr,
}

/// One field of a struct literal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FieldInit {
    /// The field's Rust name.
    pub name: String,
    /// Its value.
    pub value: Expr,
}

/// A piece of a `format!`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum FormatPart {
    /// Text between placeholders.
    Text(String),
    /// `{}` or `{name}`.
    Value(Expr),
}

/// What is configured at a call. The values are Rust values, evaluated when the definition is made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum CallOption {
    /// `.retry(policy)`: one retrier, or several in order.
    Retry(ConstId),
    /// `.timeout(duration)`: `TimeoutSeconds`.
    Timeout(ConstId),
    /// `.heartbeat(duration)`: `HeartbeatSeconds`.
    Heartbeat(ConstId),
    /// `.named("…")`: the state's name.
    Named(ConstId),
    /// `.credentials("role arn")`: `Credentials.RoleArn`.
    Credentials(ConstId),
}

/// Binary operators with a JSONata meaning. (`&&` and `||` are lazy, as in Rust.)
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum BinaryOp {
    /// `+`: sum or concatenation.
    Add,
    /// `-`.
    Sub,
    /// `*`.
    Mul,
    /// `/`.
    Div,
    /// `%`.
    Rem,
    /// `&&`.
    And,
    /// `||`.
    Or,
    /// `==`.
    Eq,
    /// `!=`.
    Ne,
    /// `<`.
    Lt,
    /// `<=`.
    Le,
    /// `>`.
    Gt,
    /// `>=`.
    Ge,
}

impl BinaryOp {
    /// As Rust writes it.
    pub fn symbol(self) -> &'static str {
        match self {
            BinaryOp::Add => "+",
            BinaryOp::Sub => "-",
            BinaryOp::Mul => "*",
            BinaryOp::Div => "/",
            BinaryOp::Rem => "%",
            BinaryOp::And => "&&",
            BinaryOp::Or => "||",
            BinaryOp::Eq => "==",
            BinaryOp::Ne => "!=",
            BinaryOp::Lt => "<",
            BinaryOp::Le => "<=",
            BinaryOp::Gt => ">",
            BinaryOp::Ge => ">=",
        }
    }

    /// `==`, `<` and their like.
    pub fn is_comparison(self) -> bool {
        use BinaryOp::{Eq, Ge, Gt, Le, Lt, Ne};
        matches!(self, Eq | Ne | Lt | Le | Gt | Ge)
    }

    /// Comparisons and logic.
    pub fn yields_bool(self) -> bool {
        matches!(self, BinaryOp::And | BinaryOp::Or) || self.is_comparison()
    }
}

/// Unary operators.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum UnaryOp {
    /// `!`.
    Not,
    /// `-`.
    Neg,
}
