//! A payload template of a JSONPath state.

use asl_schema::template::{PathOrIntrinsic, classify};
use serde_json::{Map, Value};

use super::Env;
use crate::expr::intrinsic::ReadyCall;
use crate::expr::jsonpath::ReadyPath;
use crate::expr::template::path::computed;
use crate::failure::Fault;

/// A template whose constants and paths are known.
#[derive(Debug)]
pub(crate) struct Template {
    part: Part,
    uses_context: bool,
}

#[derive(Debug)]
enum Part {
    Constant(Value),
    /// The object with its constants in place, and what goes into the other places.
    Object(Map<String, Value>, Vec<Part>),
    List(Vec<Part>),
    Computed {
        ready: Ready,
        text: String,
        field: String,
    },
}

/// What a text says, as far as it is known before a run.
#[derive(Debug)]
enum Ready {
    Path(ReadyPath),
    Call(ReadyCall),
    /// It says nothing that can be read; it fails when it is reached.
    Nothing,
}

impl Template {
    /// Makes a template ready. The reader bounds how deep it nests.
    pub(crate) fn compile(value: &Value) -> Template {
        let mut uses_context = false;
        let part = part(value, &mut uses_context);
        Template { part, uses_context }
    }

    /// The template of `Assign` or `Credentials`.
    pub(crate) fn of_object(object: &Map<String, Value>) -> Template {
        let mut uses_context = false;
        let part = members(object, &mut uses_context);
        Template { part, uses_context }
    }

    /// `ErrorPath` and `CausePath`: one path or intrinsic function.
    pub(crate) fn of_field(field: &str, text: &str) -> Template {
        let mut uses_context = false;
        let part = computed_part(field, text, &mut uses_context);
        Template { part, uses_context }
    }

    pub(crate) fn uses_context(&self) -> bool {
        self.uses_context
    }

    /// The value.
    pub(crate) fn eval(&self, env: &Env<'_>) -> Result<Value, Fault> {
        value(&self.part, env)
    }
}

fn part(template: &Value, uses_context: &mut bool) -> Part {
    match template {
        Value::Object(object) => members(object, uses_context),
        Value::Array(items) => {
            let parts: Vec<Part> = items.iter().map(|item| part(item, uses_context)).collect();
            if parts.iter().all(Part::is_constant) { Part::Constant(template.clone()) } else { Part::List(parts) }
        }
        constant => Part::Constant(constant.clone()),
    }
}

fn members(object: &Map<String, Value>, uses_context: &mut bool) -> Part {
    let mut member = |(key, value): (&String, &Value)| match (key.strip_suffix(".$"), value) {
        (Some(plain), Value::String(text)) => (plain.to_owned(), computed_part(key, text, uses_context)),
        _ => (key.clone(), part(value, uses_context)),
    };
    let (mut places, mut parts) = (Map::with_capacity(object.len()), Vec::with_capacity(object.len()));
    for (key, part) in object.iter().map(&mut member) {
        let constant = if let Part::Constant(constant) = &part { constant.clone() } else { Value::Null };
        // Of `a` and `a.$`, which the checker refuses, the later one counts.
        if places.insert(key.clone(), constant).is_some() {
            let at = places.keys().position(|known| *known == key).unwrap_or_default();
            parts.splice(at..=at, [part]);
        } else {
            parts.push(part);
        }
    }
    if parts.iter().all(Part::is_constant) {
        Part::Constant(Value::Object(places))
    } else {
        Part::Object(places, parts)
    }
}

fn computed_part(field: &str, text: &str, uses_context: &mut bool) -> Part {
    // A text that holds `$$` may be an intrinsic function that reads the context object, or a string that looks like it: made in vain then.
    *uses_context |= text.contains("$$");
    let ready = match classify(text) {
        Ok(PathOrIntrinsic::Path(path)) => Ready::Path(ReadyPath::of(&path, text)),
        Ok(PathOrIntrinsic::Intrinsic(call)) => Ready::Call(ReadyCall::of(&call, text)),
        Err(_) => Ready::Nothing,
    };
    Part::Computed { ready, text: text.to_owned(), field: field.to_owned() }
}

impl Part {
    fn is_constant(&self) -> bool {
        matches!(self, Part::Constant(_))
    }
}

fn value(part: &Part, env: &Env<'_>) -> Result<Value, Fault> {
    Ok(match part {
        Part::Constant(constant) => constant.clone(),
        Part::List(parts) => Value::Array(parts.iter().map(|part| value(part, env)).collect::<Result<_, _>>()?),
        Part::Object(places, parts) => {
            let mut fields = places.clone();
            for (place, part) in fields.values_mut().zip(parts) {
                if !part.is_constant() {
                    *place = value(part, env)?;
                }
            }
            Value::Object(fields)
        }
        Part::Computed { ready, text, field } => {
            let scope = env.scope();
            match ready {
                Ready::Call(call) => call.evaluate(&scope)?,
                Ready::Path(path) => match path.node(&scope).filter(|found| !found.is_null()) {
                    Some(found) => found.clone(),
                    None => computed(text, field, &scope)?,
                },
                Ready::Nothing => computed(text, field, &scope)?,
            }
        }
    })
}
