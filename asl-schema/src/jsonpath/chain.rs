//! What is known of a path without its data: whether it names a single node, and which fields it goes through.

use std::ops::Range;

use super::path::{JsonPath, StepKind};

/// A step that is the same whatever the data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Link<'p> {
    /// A field.
    Field {
        /// Its key, escapes resolved.
        name: &'p str,
        /// Its name in the text.
        span: Range<usize>,
    },
    /// An element of a list.
    Element {
        /// Which one; negative from the end.
        index: i32,
        /// The brackets and what is between them.
        span: Range<usize>,
    },
}

impl JsonPath<'_> {
    /// Whether this is a reference path: names and indexes only, so that it names one node.
    ///
    /// A negative index counts as one: it names a single node, the specification excludes only `@`, `,`, `:`, `?` and `*`, and AWS was not seen to
    /// refuse it. Which roots are allowed differs from field to field and is not asked here.
    pub fn is_reference(&self) -> bool {
        self.not_reference().is_none()
    }

    /// The first part that keeps the path from being a reference path, and what it is.
    ///
    /// ```
    /// let path = asl_schema::jsonpath::parse("$.lines[*].sku").unwrap();
    /// assert_eq!(path.not_reference(), Some((7..10, "`*` finds any number of nodes")));
    /// ```
    pub fn not_reference(&self) -> Option<(Range<usize>, &'static str)> {
        self.steps.iter().find_map(|step| {
            let why = match step.kind {
                StepKind::Name(_) | StepKind::Index(_) => return None,
                StepKind::Names(_) => "several names find several nodes",
                StepKind::Indexes(_) => "several indexes find several nodes",
                StepKind::Slice { .. } => "a slice finds any number of nodes",
                StepKind::Wildcard => "`*` finds any number of nodes",
                StepKind::Descent => "`..` finds any number of nodes",
                StepKind::Filter(_) => "a filter finds any number of nodes",
                StepKind::FromEnd(_) => "`@` is computed from the data",
                StepKind::Function(_) => "a function makes a value and names no node",
            };
            Some((step.span.clone(), why))
        })
    }

    /// The fields and elements from the root up to the first step that depends on the data.
    ///
    /// ```
    /// use asl_schema::jsonpath::{Link, parse};
    /// let path = parse("$.lines[0].parts[*].sku").unwrap();
    /// let fields: Vec<&str> = path.static_chain().filter_map(|link| match link {
    ///     Link::Field { name, .. } => Some(name),
    ///     Link::Element { .. } => None,
    /// }).collect();
    /// assert_eq!(fields, ["lines", "parts"]);
    /// ```
    pub fn static_chain(&self) -> impl Iterator<Item = Link<'_>> {
        self.steps.iter().map_while(|step| match &step.kind {
            StepKind::Name(name) => Some(Link::Field { name: &name.key, span: name.span.clone() }),
            StepKind::Index(index) => Some(Link::Element { index: *index, span: step.span.clone() }),
            _ => None,
        })
    }
}
