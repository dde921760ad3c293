//! The JSON Schema of an execution's input, from a file.

use std::path::Path;

use asl_schema::data::Shape;
use asl_schema::quoted;
use serde_json::Value;

use super::{Input, read};
use crate::outcome::Problem;

pub(crate) fn shape(path: &Path) -> Result<Shape, Problem> {
    let text = read(&Input::File(path.to_owned()), &mut std::io::empty())?;
    let name = path.display().to_string();
    match serde_json::from_str::<Value>(&text) {
        Ok(schema @ (Value::Object(_) | Value::Bool(_))) => Ok(Shape::from_json_schema(&schema)),
        Ok(_) => Err(Problem::new(format!("{} is no JSON Schema: expected an object", quoted(&name)))),
        Err(error) => Err(Problem::new(format!("{} is no JSON Schema: {error}", quoted(&name)))),
    }
}
