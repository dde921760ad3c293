//! A path as a tree: what the checker asks and an evaluator needs.

use std::borrow::Cow;
use std::ops::Range;

use super::filter::{Filter, Operand};

/// A path that was read. Spans are byte ranges in the text that was parsed.
#[derive(Debug, Clone, PartialEq)]
pub struct JsonPath<'a> {
    pub(super) root: Root<'a>,
    pub(super) root_span: Range<usize>,
    pub(super) steps: Vec<Step<'a>>,
    pub(super) span: Range<usize>,
    pub(super) doubts: Vec<Doubt>,
}

/// What a path starts from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Root<'a> {
    /// `$`: the data that the field is evaluated on. In a filter: the document of the whole path.
    Input,
    /// `$$`: the context object.
    Context,
    /// `$name`: a variable; the name is without `$`.
    Variable(&'a str),
    /// `@`: the element that a filter looks at. Only in filters.
    Item,
}

/// One step from a set of nodes to the next.
#[derive(Debug, Clone, PartialEq)]
pub struct Step<'a> {
    /// What it does.
    pub kind: StepKind<'a>,
    /// All of it, its dot or brackets included.
    pub span: Range<usize>,
}

/// What a step does.
#[derive(Debug, Clone, PartialEq)]
pub enum StepKind<'a> {
    /// `.a`, `['a']`: the field of an object.
    Name(Name<'a>),
    /// `['a','b']`: several fields; at the end of a path they make one object.
    Names(Vec<Name<'a>>),
    /// `[0]`, `[-1]`: an element, counted from the end when negative.
    Index(i32),
    /// `[0,2]`: several elements.
    Indexes(Vec<i32>),
    /// `[1:]`, `[:1]`, `[-2:]`, `[1:3]`: a range of elements; one of the two is there. Jayway has no step.
    Slice {
        /// The first element; negative from the end.
        from: Option<i32>,
        /// The element behind the last; negative from the end.
        to: Option<i32>,
    },
    /// `.*`, `[*]`: every field or element.
    Wildcard,
    /// `..`: what follows is tried on every descendant, the node itself included.
    Descent,
    /// `[?(…)]`: the elements of a list, or the object itself, that the condition holds for.
    Filter(Box<Filter<'a>>),
    /// `[(@.length-1)]`: an element counted from the end, as old dialects write `[-1]`. Always comes with a [`Doubt`].
    FromEnd(i32),
    /// `.length()`: a function of what has been found.
    Function(Box<Function<'a>>),
}

/// A name as it was meant and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name<'a> {
    /// The key, escapes resolved.
    pub key: Cow<'a, str>,
    /// Its text, without dot and quotes.
    pub span: Range<usize>,
}

/// The call of a function at the end of a path.
#[derive(Debug, Clone, PartialEq)]
pub struct Function<'a> {
    /// Its name; one of [`Function::NAMES`], else there is a [`Doubt`].
    pub name: Name<'a>,
    /// Its arguments: paths and JSON values.
    pub arguments: Vec<Operand<'a>>,
}

impl Function<'_> {
    /// The functions of Jayway's `PathFunctionFactory`.
    pub const NAMES: [&'static str; 14] = [
        "append", "avg", "concat", "distinct", "first", "index", "keys", "last", "length", "max", "min", "size",
        "stddev", "sum",
    ];
}

/// What parses and does not do what it looks like, or is refused by some versions of the library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubt {
    /// What happens instead.
    pub message: String,
    /// The part that is meant.
    pub span: Range<usize>,
    /// What to write.
    pub help: Option<String>,
}

impl<'a> JsonPath<'a> {
    /// What the path starts from.
    pub fn root(&self) -> Root<'a> {
        self.root
    }

    /// The text of the root: `$`, `$$`, `$name` or `@`.
    pub fn root_span(&self) -> Range<usize> {
        self.root_span.clone()
    }

    /// The steps from the root.
    pub fn steps(&self) -> &[Step<'a>] {
        &self.steps
    }

    /// The whole path.
    pub fn span(&self) -> Range<usize> {
        self.span.clone()
    }

    /// What parses and is probably a mistake, in the order of the text; of paths in filters and arguments too, listed with the outermost.
    pub fn doubts(&self) -> &[Doubt] {
        &self.doubts
    }

    /// Whether the path finds one value or fails, rather than a list of what matches. As in Jayway, several names at the end
    /// are definite: they make one object.
    ///
    /// ```
    /// use asl_schema::jsonpath::parse;
    /// assert!(parse("$.a[0].length()").unwrap().is_definite());
    /// assert!(!parse("$.a[0:1]").unwrap().is_definite());
    /// ```
    pub fn is_definite(&self) -> bool {
        self.steps.iter().enumerate().all(|(index, step)| match step.kind {
            StepKind::Name(_) | StepKind::Index(_) | StepKind::FromEnd(_) | StepKind::Function(_) => true,
            StepKind::Names(_) => index + 1 == self.steps.len(),
            StepKind::Indexes(_)
            | StepKind::Slice { .. }
            | StepKind::Wildcard
            | StepKind::Descent
            | StepKind::Filter(_) => false,
        })
    }
}
