//! The tree of an expression.
//!
//! It keeps what was written, in the order of writing. A location path is one flat node, a head and its steps, so that `a.b.c…` is as deep as `a`.
//! No tree is higher than [`MAX_HEIGHT`](super::MAX_HEIGHT): code that recurses over one needs no bound of its own.

use std::borrow::Cow;
use std::ops::Range;

use super::BinaryOperator;

/// Where something stands in the text of its expression, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Span {
    /// Its first byte.
    pub start: u32,
    /// The first byte after it.
    pub end: u32,
}

impl Span {
    /// As a range, for slices and for [`SyntaxError`](crate::SyntaxError).
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// From the beginning of this to the end of the other.
    #[must_use]
    pub fn to(self, end: Span) -> Span {
        Span { start: self.start, end: end.end }
    }

    /// What stands there in the text that was parsed; nothing in a text that is too short.
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or_default()
    }
}

/// An expression and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Expr<'a> {
    /// What it is.
    pub kind: ExprKind<'a>,
    /// From its first token to its last.
    pub span: Span,
    pub(super) height: u16,
}

/// The kinds of expressions.
#[derive(Debug, Clone, PartialEq)]
pub enum ExprKind<'a> {
    /// `null`
    Null,
    /// `true`, `false`
    Bool(bool),
    /// A number without sign: `-5` is a negation.
    Number(f64),
    /// A text in either quotes, its escapes resolved. As a step of a path it is a name.
    String(Cow<'a, str>),
    /// `/pattern/flags`
    Regex(Regex<'a>),
    /// The name of a field, in backticks or bare. `and`, `or` and `in` are names where an operand is expected.
    Name(&'a str),
    /// `$name` without its `$`: `$` is the variable `""`, `$$` the variable `"$"`.
    Variable(&'a str),
    /// `*`, all fields.
    Wildcard,
    /// `**`, all fields of all levels.
    Descendants,
    /// `%`, what contains the context.
    Parent,
    /// `-operand`
    Negate(Box<Expr<'a>>),
    /// `left operator right`
    Binary(Box<Binary<'a>>),
    /// `condition ? then : otherwise`
    Conditional(Box<Conditional<'a>>),
    /// `$variable := value`
    Bind(Box<Bind<'a>>),
    /// A head followed by `.step`, `[predicate]` and the like.
    Path(Box<Path<'a>>),
    /// `(first; second)`, also with one expression or none.
    Block(Vec<Expr<'a>>),
    /// `[first, second]`; an item `a..b` is a [`BinaryOperator::Range`].
    Array(Vec<Expr<'a>>),
    /// `{key: value}`
    Object(Vec<Pair<'a>>),
    /// `function(arguments)`
    Call(Box<Call<'a>>),
    /// `function($a, $b){body}`
    Lambda(Box<Lambda<'a>>),
    /// `|pattern|update, delete|`
    Transform(Box<Transform<'a>>),
}

/// `/pattern/flags`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Regex<'a> {
    /// What stands between the slashes, as it is written.
    pub pattern: &'a str,
    /// Any of `i` and `m`.
    pub flags: &'a str,
}

/// `left operator right`
#[derive(Debug, Clone, PartialEq)]
pub struct Binary<'a> {
    /// Which operator.
    pub operator: BinaryOperator,
    /// Where the operator stands.
    pub operator_span: Span,
    /// The left operand.
    pub left: Expr<'a>,
    /// The right operand.
    pub right: Expr<'a>,
}

/// `condition ? then : otherwise`
#[derive(Debug, Clone, PartialEq)]
pub struct Conditional<'a> {
    /// What decides.
    pub condition: Expr<'a>,
    /// The value if it is true.
    pub then: Expr<'a>,
    /// The value if it is not; undefined when nothing is written.
    pub otherwise: Option<Expr<'a>>,
}

/// `$variable := value`
#[derive(Debug, Clone, PartialEq)]
pub struct Bind<'a> {
    /// The variable.
    pub variable: Binding<'a>,
    /// What it is bound to, which is also the value of the whole.
    pub value: Expr<'a>,
}

/// A variable where it is declared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Binding<'a> {
    /// Its name without `$`.
    pub name: &'a str,
    /// Where it stands, with its `$`.
    pub span: Span,
}

/// A head and what follows it, in the order of writing.
#[derive(Debug, Clone, PartialEq)]
pub struct Path<'a> {
    /// What the steps are applied to.
    pub head: Expr<'a>,
    /// At least one.
    pub steps: Vec<Step<'a>>,
}

/// One part of a path.
#[derive(Debug, Clone, PartialEq)]
pub struct Step<'a> {
    /// What it is.
    pub kind: StepKind<'a>,
    /// Where it stands: with its brackets and signs, without the `.` before it.
    pub span: Span,
}

/// The parts of a path.
#[derive(Debug, Clone, PartialEq)]
pub enum StepKind<'a> {
    /// `.step`
    Map(Expr<'a>),
    /// `[predicate]` or `[index]`
    Filter(Expr<'a>),
    /// `[]`: keep a list of one a list.
    KeepArray,
    /// `@$variable`: bind the item, keep the context.
    Focus(Binding<'a>),
    /// `#$variable`: bind the position.
    Index(Binding<'a>),
    /// `^(<first, >second)`
    Sort(Vec<SortTerm<'a>>),
    /// `{key: value}` after something: group by the keys.
    Group(Vec<Pair<'a>>),
}

/// One term of `^(…)`.
#[derive(Debug, Clone, PartialEq)]
pub struct SortTerm<'a> {
    /// Whether it is written with `>`.
    pub descending: bool,
    /// What the items are compared by.
    pub key: Expr<'a>,
}

/// `key: value`
#[derive(Debug, Clone, PartialEq)]
pub struct Pair<'a> {
    /// An expression too: a bare name is read from the context.
    pub key: Expr<'a>,
    /// What the key gets.
    pub value: Expr<'a>,
}

/// `function(arguments)`
#[derive(Debug, Clone, PartialEq)]
pub struct Call<'a> {
    /// What is called, most often a variable.
    pub function: Expr<'a>,
    /// In order.
    pub arguments: Vec<Argument<'a>>,
}

impl Call<'_> {
    /// Whether an argument is left out with `?`, so that the result is a function.
    pub fn is_partial(&self) -> bool {
        self.arguments.iter().any(|argument| matches!(argument, Argument::Placeholder(_)))
    }
}

/// An argument of a call.
#[derive(Debug, Clone, PartialEq)]
pub enum Argument<'a> {
    /// One that is given.
    Value(Expr<'a>),
    /// `?`: one that is given later.
    Placeholder(Span),
}

/// `function($a, $b)<signature>{body}`
#[derive(Debug, Clone, PartialEq)]
pub struct Lambda<'a> {
    /// The parameters.
    pub parameters: Vec<Binding<'a>>,
    /// `<…>` as it is written, if it is.
    pub signature: Option<Span>,
    /// What a call evaluates to.
    pub body: Expr<'a>,
}

/// `|pattern|update, delete|`
#[derive(Debug, Clone, PartialEq)]
pub struct Transform<'a> {
    /// Which parts of the value are changed.
    pub pattern: Expr<'a>,
    /// The fields they get.
    pub update: Expr<'a>,
    /// The fields they lose.
    pub delete: Option<Expr<'a>>,
}

impl<'a> Expr<'a> {
    /// Calls `visit` with each expression directly below this one, in the order of writing.
    pub fn for_each_child<'e>(&'e self, mut visit: impl FnMut(&'e Expr<'a>)) {
        match &self.kind {
            ExprKind::Null
            | ExprKind::Bool(_)
            | ExprKind::Number(_)
            | ExprKind::String(_)
            | ExprKind::Regex(_)
            | ExprKind::Name(_)
            | ExprKind::Variable(_)
            | ExprKind::Wildcard
            | ExprKind::Descendants
            | ExprKind::Parent => {}
            ExprKind::Negate(operand) => visit(operand),
            ExprKind::Binary(binary) => {
                visit(&binary.left);
                visit(&binary.right);
            }
            ExprKind::Conditional(conditional) => {
                visit(&conditional.condition);
                visit(&conditional.then);
                conditional.otherwise.iter().for_each(visit);
            }
            ExprKind::Bind(bind) => visit(&bind.value),
            ExprKind::Path(path) => {
                visit(&path.head);
                path.steps.iter().for_each(|step| step.for_each_child(&mut visit));
            }
            ExprKind::Block(expressions) | ExprKind::Array(expressions) => expressions.iter().for_each(visit),
            ExprKind::Object(pairs) => pairs.iter().for_each(|pair| pair.for_each_child(&mut visit)),
            ExprKind::Call(call) => {
                visit(&call.function);
                for argument in &call.arguments {
                    if let Argument::Value(value) = argument {
                        visit(value);
                    }
                }
            }
            ExprKind::Lambda(lambda) => visit(&lambda.body),
            ExprKind::Transform(transform) => {
                visit(&transform.pattern);
                visit(&transform.update);
                transform.delete.iter().for_each(visit);
            }
        }
    }
}

impl<'a> Step<'a> {
    /// Calls `visit` with each expression directly in this step.
    pub fn for_each_child<'e>(&'e self, mut visit: impl FnMut(&'e Expr<'a>)) {
        match &self.kind {
            StepKind::Map(expr) | StepKind::Filter(expr) => visit(expr),
            StepKind::KeepArray | StepKind::Focus(_) | StepKind::Index(_) => {}
            StepKind::Sort(terms) => terms.iter().for_each(|term| visit(&term.key)),
            StepKind::Group(pairs) => pairs.iter().for_each(|pair| pair.for_each_child(&mut visit)),
        }
    }
}

impl<'a> Pair<'a> {
    fn for_each_child<'e>(&'e self, visit: &mut impl FnMut(&'e Expr<'a>)) {
        visit(&self.key);
        visit(&self.value);
    }
}
