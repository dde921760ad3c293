//! The results of common calls, against the API's model (`shapes.json`, made by `tools/result_shapes.py`).

use std::collections::HashMap;
use std::sync::OnceLock;

use serde::Deserialize;
use serde_json::Value;

/// How deep a result is looked at. The models of the calls that are known nest less; those that contain themselves, such as DynamoDB's values, nest as
/// deep as the mock.
const MAX_DEPTH: usize = 64;

#[derive(Debug, Default, Deserialize)]
struct Shapes {
    actions: HashMap<String, usize>,
    shapes: Vec<Shape>,
}

#[derive(Debug, Deserialize)]
struct Shape {
    r#type: Kind,
    #[serde(default)]
    members: HashMap<String, usize>,
    #[serde(default)]
    required: Vec<String>,
    items: Option<usize>,
    values: Option<usize>,
    min: Option<f64>,
    max: Option<f64>,
    r#enum: Option<Vec<String>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Kind {
    String,
    Number,
    Boolean,
    Array,
    Object,
}

fn table() -> &'static Shapes {
    static TABLE: OnceLock<Shapes> = OnceLock::new();
    TABLE.get_or_init(|| serde_json::from_str(include_str!("shapes.json")).unwrap_or_default())
}

/// What is wrong with the result of an action, such as `dynamodb:putItem`: AWS's sentence. Nothing is said of actions that aren't known, and nothing of
/// fields that the model hasn't. `strict` asks for the required fields too.
pub(crate) fn mismatch(action: &str, result: &Value, strict: bool) -> Option<String> {
    let table = table();
    let shape = table.actions.get(action)?;
    table.check(*shape, "Result", result, strict, 0)
}

/// The fields of an action's result: the required ones, then by name. `None` of an action that isn't known.
pub(crate) fn members(action: &str) -> Option<Vec<&'static str>> {
    let table = table();
    let shape = table.shapes.get(*table.actions.get(action)?)?;
    let mut names: Vec<&str> = shape.members.keys().map(String::as_str).collect();
    names.sort_by_key(|name| (!shape.required.iter().any(|required| required == name), *name));
    Some(names)
}

/// Where the result of an action has something else than the object or array of the model: the path, what belongs there, what is there.
pub(crate) fn misplaced<'v>(action: &str, result: &'v Value) -> Option<(String, &'static str, &'v Value)> {
    let table = table();
    table.misplaced(*table.actions.get(action)?, String::new(), result, 0)
}

impl Shapes {
    fn misplaced<'v>(
        &self,
        shape: usize,
        path: String,
        value: &'v Value,
        depth: usize,
    ) -> Option<(String, &'static str, &'v Value)> {
        let shape = self.shapes.get(shape).filter(|_| depth < MAX_DEPTH)?;
        match (shape.r#type, value) {
            (_, Value::Null) => None,
            (Kind::Object, Value::Object(fields)) => fields.iter().find_map(|(name, value)| {
                let inner = shape.members.get(name).copied().or(shape.values)?;
                let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
                self.misplaced(inner, path, value, depth + 1)
            }),
            (Kind::Array, Value::Array(items)) => {
                let inner = shape.items?;
                let mut items = items.iter().enumerate();
                items.find_map(|(index, item)| self.misplaced(inner, format!("{path}[{index}]"), item, depth + 1))
            }
            (Kind::Object, other) => Some((path, "an object", other)),
            (Kind::Array, other) => Some((path, "an array", other)),
            // Integrations read texts as JSON and write times as numbers.
            (Kind::String | Kind::Number | Kind::Boolean, _) => None,
        }
    }

    fn check(&self, shape: usize, field: &str, value: &Value, strict: bool, depth: usize) -> Option<String> {
        let shape = self.shapes.get(shape).filter(|_| depth < MAX_DEPTH)?;
        // An optional field may be null.
        if value.is_null() {
            return None;
        }
        let (kind, article) = match shape.r#type {
            Kind::String => (value.is_string(), "a string"),
            Kind::Number => (value.is_number(), "a number"),
            Kind::Boolean => (value.is_boolean(), "a boolean"),
            Kind::Array => (value.is_array(), "an array"),
            Kind::Object => (value.is_object(), "an object"),
        };
        if !kind {
            return Some(format!("Field '{field}' must be {article}"));
        }
        match value {
            Value::String(text) => shape.text(field, text),
            Value::Number(number) => shape.number(field, number.as_f64()?),
            Value::Array(items) => {
                let inner = shape.items?;
                items.iter().find_map(|item| self.check(inner, field, item, strict, depth + 1))
            }
            Value::Object(fields) => {
                let missing = shape.required.iter().find(|name| !fields.contains_key(*name));
                if let (true, Some(missing)) = (strict, missing) {
                    return Some(format!("Required field '{missing}' is missing"));
                }
                fields.iter().find_map(|(name, value)| {
                    let inner = shape.members.get(name).copied().or(shape.values)?;
                    self.check(inner, name, value, strict, depth + 1)
                })
            }
            Value::Null | Value::Bool(_) => None,
        }
    }
}

impl Shape {
    fn text(&self, field: &str, text: &str) -> Option<String> {
        if self.r#enum.as_ref().is_some_and(|words| !words.iter().any(|word| word == text)) {
            return Some(format!("Field '{field}' is not an expected value"));
        }
        let length = text.chars().count() as f64;
        if self.min.is_some_and(|min| length < min) {
            return Some(format!("Field '{field}' is smaller than the minimum length"));
        }
        self.max.is_some_and(|max| length > max).then(|| format!("Field '{field}' exceeds the maximum length"))
    }

    fn number(&self, field: &str, number: f64) -> Option<String> {
        if self.min.is_some_and(|min| number < min) {
            return Some(format!("Field '{field}' is less than the minimum value"));
        }
        self.max.is_some_and(|max| number > max).then(|| format!("Field '{field}' exceeds the maximum value"))
    }
}
