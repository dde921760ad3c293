//! On the way in: `InputPath`, `Parameters`, `Arguments`.

use serde_json::Value;

use super::{Json, Trace};
use crate::evaluate::Env;
use crate::failure::Fault;
use crate::program::Io;
use crate::program::Selection;

impl Io {
    /// What the state works on: the input, after `InputPath`.
    pub(crate) fn effective(&self, env: &Env<'_>, trace: &mut Trace) -> Result<Json, Fault> {
        trace.note("input", env.input);
        match self {
            Io::JsonPath(io) => {
                let effective = io.input_path.select(env, env.input)?;
                trace.note("afterInputPath", &effective);
                Ok(effective)
            }
            Io::Jsonata(_) => Ok(env.input.clone()),
        }
    }

    /// What a Task calls with, what branches start with: after `Parameters` or `Arguments`.
    pub(crate) fn arguments(&self, env: &Env<'_>, effective: &Json, trace: &mut Trace) -> Result<Json, Fault> {
        match self {
            Io::JsonPath(io) => {
                let arguments = match &io.parameters {
                    Some(template) => Json::new(template.eval(&env.on(effective))?),
                    None => effective.clone(),
                };
                trace.note("afterParameters", &arguments);
                Ok(arguments)
            }
            Io::Jsonata(io) => match &io.arguments {
                Some(query) => {
                    let arguments = Json::new(query.eval(env).map_err(Fault::on_entry)?);
                    trace.note("afterArguments", &arguments);
                    Ok(arguments)
                }
                None => Ok(effective.clone()),
            },
        }
    }
}

impl Selection {
    /// The part of `from` that the path chooses; `null` chooses `{}`.
    pub(crate) fn select(&self, env: &Env<'_>, from: &Json) -> Result<Json, Fault> {
        match self {
            Selection::All => Ok(from.clone()),
            Selection::Nothing => Ok(Json::new(Value::Object(serde_json::Map::new()))),
            Selection::Path(path) => path.select(&env.on(from)),
        }
    }
}
