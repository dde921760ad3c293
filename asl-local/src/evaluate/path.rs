//! A path field: `InputPath`, `ItemsPath`, `Variable`, `ResultPath`.

use std::sync::Arc;

use asl_schema::jsonpath::{Root, StepKind, parse};
use serde_json::Value;

use super::Env;
use crate::data::Json;
use crate::expr::{Variables as _, jsonpath};
use crate::failure::Fault;

/// A path that was parsed as far as it pays.
#[derive(Debug)]
pub(crate) struct Path {
    text: String,
    start: Start,
    /// The fields of a path that only names fields; such a path is walked here, without parsing it again.
    fields: Option<Vec<String>>,
}

#[derive(Debug)]
enum Start {
    Input,
    Context,
    Variable(String),
}

impl Path {
    /// Makes a path ready. One that doesn't parse fails when it is read.
    pub(crate) fn compile(text: &str) -> Path {
        let Ok(path) = parse(text) else {
            return Path { text: text.to_owned(), start: Start::Input, fields: None };
        };
        let start = match path.root() {
            Root::Context => Start::Context,
            Root::Variable(name) => Start::Variable(name.to_owned()),
            Root::Input | Root::Item => Start::Input,
        };
        let field = |kind: &StepKind<'_>| match kind {
            StepKind::Name(name) => Some(name.key.clone().into_owned()),
            _ => None,
        };
        let fields = path.steps().iter().map(|step| field(&step.kind)).collect();
        Path { text: text.to_owned(), start, fields }
    }

    /// The path as it is written.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Whether it reads the context object.
    pub(crate) fn uses_context(&self) -> bool {
        matches!(self.start, Start::Context)
    }

    /// What it finds; nothing there is a failure in Jayway's words.
    pub(crate) fn select(&self, env: &Env<'_>) -> Result<Json, Fault> {
        if let Some(found) = self.walk(env) {
            return Ok(found);
        }
        Ok(Arc::new(jsonpath::field(&self.text, &env.scope())?.into_owned()))
    }

    /// What it finds, if there is anything.
    pub(crate) fn find(&self, env: &Env<'_>) -> Result<Option<Json>, Fault> {
        if let Some(found) = self.walk(env) {
            return Ok(Some(found));
        }
        let scope = env.scope();
        if jsonpath::is_present(&self.text, &scope)? {
            return Ok(Some(Arc::new(jsonpath::field(&self.text, &scope)?.into_owned())));
        }
        Ok(None)
    }

    /// `value` inside `document`, at the path.
    pub(crate) fn put(&self, document: &Json, value: &Json) -> Result<Json, Fault> {
        if let (Value::Object(fields), Some([name]), Start::Input) = (&**document, self.fields.as_deref(), &self.start)
        {
            let mut fields = fields.clone();
            fields.insert(name.clone(), (**value).clone());
            return Ok(Arc::new(Value::Object(fields)));
        }
        let placed = jsonpath::put(&self.text, (**document).clone(), (**value).clone())?;
        Ok(Arc::new(placed))
    }

    /// The whole input is shared, not copied.
    fn walk(&self, env: &Env<'_>) -> Option<Json> {
        if let (Start::Input, Some([])) = (&self.start, self.fields.as_deref()) {
            return Some(env.input.clone());
        }
        self.node(env).map(|found| Arc::new(found.clone()))
    }

    /// The node that a path of fields leads to.
    pub(super) fn node<'v>(&self, env: &Env<'v>) -> Option<&'v Value> {
        let mut node: &'v Value = match &self.start {
            Start::Input => env.input,
            Start::Context => env.context,
            Start::Variable(name) => env.variables.get(name)?,
        };
        for field in self.fields.as_deref()? {
            node = node.as_object()?.get(field)?;
        }
        Some(node)
    }
}
