//! A path field: `InputPath`, `ItemsPath`, `Variable`, `ResultPath`.

use std::borrow::Cow;

use serde_json::Value;

use super::Env;
use crate::data::Json;
use crate::expr::Error;
use crate::expr::jsonpath::{self, PathError, ReadyPath};
use crate::failure::Fault;

/// A path that was parsed as far as it pays.
#[derive(Debug)]
pub(crate) struct Path(ReadyPath);

impl Path {
    /// Makes a path ready. One that doesn't parse fails when it is read.
    pub(crate) fn compile(text: &str) -> Path {
        Path(ReadyPath::compile(text))
    }

    /// The path as it is written.
    pub(crate) fn text(&self) -> &str {
        self.0.text()
    }

    /// Whether it reads the context object.
    pub(crate) fn uses_context(&self) -> bool {
        self.0.reads_context()
    }

    /// What it finds; nothing there is a failure in Jayway's words. The whole input is shared, not copied.
    pub(crate) fn select(&self, env: &Env<'_>) -> Result<Json, Fault> {
        if self.0.is_input() {
            return Ok(env.input.clone());
        }
        Ok(Json::new(self.read(env)?.into_owned()))
    }

    /// What it finds, where a look is enough.
    pub(crate) fn read<'v>(&self, env: &Env<'v>) -> Result<Cow<'v, Value>, Fault> {
        Ok(self.0.read(&env.scope()).map_err(|error| error.of_field(self.text()))?)
    }

    /// What it finds, if there is anything.
    pub(crate) fn find<'v>(&self, env: &Env<'v>) -> Result<Option<Cow<'v, Value>>, Fault> {
        match self.0.read(&env.scope()) {
            Ok(found) => Ok(Some(found)),
            Err(PathError::Missing(_)) => Ok(None),
            Err(PathError::Unsupported(what)) => Err(Error::Unsupported(what).into()),
        }
    }

    /// `value` inside `document`, at the path.
    pub(crate) fn put(&self, document: &Json, value: &Json) -> Result<Json, Fault> {
        if let (Value::Object(fields), Some(name)) = (&**document, self.0.as_field()) {
            let mut fields = fields.clone();
            fields.insert(name.to_owned(), (**value).clone());
            return Ok(Json::new(Value::Object(fields)));
        }
        let placed = jsonpath::put(self.text(), (**document).clone(), (**value).clone())?;
        Ok(Json::new(placed))
    }
}
