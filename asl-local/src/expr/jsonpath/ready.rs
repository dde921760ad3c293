//! A path that is evaluated often: what can be known without data is worked out once.

use std::borrow::Cow;

use asl_schema::jsonpath::{JsonPath, Root, StepKind, parse};
use serde_json::Value;

use super::walk::element_of;
use super::{PathError, read};
use crate::expr::Scope;

/// A path as text and, if it only names fields and elements, as steps that are walked without reading the text again.
///
/// Only what is there is found by walking. For all else, what the path says and what an error says, the text is read: nothing is decided twice.
#[derive(Debug)]
pub(crate) struct ReadyPath {
    text: Box<str>,
    root: ReadyRoot,
    steps: Option<Box<[ReadyStep]>>,
}

#[derive(Debug)]
enum ReadyRoot {
    Input,
    Context,
    Variable(Box<str>),
}

#[derive(Debug)]
enum ReadyStep {
    Field(Box<str>),
    Element(i32),
}

impl ReadyPath {
    /// Makes a path ready; `text` is what it was read from.
    pub(crate) fn of(path: &JsonPath<'_>, text: &str) -> ReadyPath {
        let root = match path.root() {
            Root::Context => ReadyRoot::Context,
            Root::Variable(name) => ReadyRoot::Variable(name.into()),
            Root::Input | Root::Item => ReadyRoot::Input,
        };
        let step = |kind: &StepKind<'_>| match kind {
            StepKind::Name(name) => Some(ReadyStep::Field(name.key.as_ref().into())),
            StepKind::Index(index) => Some(ReadyStep::Element(*index)),
            _ => None,
        };
        let steps = path.steps().iter().map(|each| step(&each.kind)).collect();
        ReadyPath { text: text.into(), root, steps }
    }

    /// Makes the path of a field ready. One that doesn't parse fails when it is read.
    pub(crate) fn compile(text: &str) -> ReadyPath {
        match parse(text) {
            Ok(path) => ReadyPath::of(&path, text),
            Err(_) => ReadyPath { text: text.into(), root: ReadyRoot::Input, steps: None },
        }
    }

    /// The path as it is written.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Whether it reads the context object.
    pub(crate) fn reads_context(&self) -> bool {
        matches!(self.root, ReadyRoot::Context)
    }

    /// Whether it is the whole input: `$`.
    pub(crate) fn is_input(&self) -> bool {
        matches!((&self.root, self.steps.as_deref()), (ReadyRoot::Input, Some([])))
    }

    /// The name of the field, if it is one field of the input: `$.name`.
    pub(crate) fn as_field(&self) -> Option<&str> {
        match (&self.root, self.steps.as_deref()) {
            (ReadyRoot::Input, Some([ReadyStep::Field(name)])) => Some(name),
            _ => None,
        }
    }

    /// The node that the steps lead to, if there are steps and it is there.
    pub(crate) fn node<'v>(&self, scope: &Scope<'v>) -> Option<&'v Value> {
        let steps = self.steps.as_deref()?;
        let mut node: &'v Value = match &self.root {
            ReadyRoot::Input => scope.input,
            ReadyRoot::Context => scope.context,
            ReadyRoot::Variable(name) => scope.variables.get(name)?,
        };
        for step in steps {
            node = match step {
                ReadyStep::Field(name) => node.as_object()?.get(&**name)?,
                ReadyStep::Element(index) => element_of(node.as_array()?, i64::from(*index))?,
            };
        }
        Some(node)
    }

    /// What it finds, as [`read`] does.
    pub(crate) fn read<'v>(&self, scope: &Scope<'v>) -> Result<Cow<'v, Value>, PathError> {
        if let Some(node) = self.node(scope) {
            return Ok(Cow::Borrowed(node));
        }
        let path = parse(&self.text)
            .map_err(|error| PathError::Unsupported(format!("`{}` is no path: {}", self.text, error.message)))?;
        read(&path, scope)
    }
}
