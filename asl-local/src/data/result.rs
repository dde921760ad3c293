//! On the way out: `ResultSelector`, `ResultPath`, `OutputPath`, `Output`, `Assign`.

use serde_json::{Value, json};

use super::{Assigned, Finished, Json, Trace, assigned};
use crate::evaluate::{Env, Query};
use crate::failure::Fault;
use crate::program::{Assign, Catcher, Io, Place};

impl Io {
    /// The output of a state that has a result: Task, Parallel, Map, Pass.
    pub(crate) fn finish(&self, env: &Env<'_>, result: &Json, trace: &mut Trace) -> Result<Finished, Fault> {
        match self {
            Io::JsonPath(io) => {
                // `Assign` sees the raw result, before `ResultSelector`.
                let assigned = match &io.assign {
                    Some(template) => assigned(template.eval(&env.on(result))?),
                    None => Assigned::new(),
                };
                let selected = match &io.result_selector {
                    Some(template) => Json::new(template.eval(&env.on(result))?),
                    None => result.clone(),
                };
                trace.note("afterResultSelector", &selected);
                let placed = io.result_path.put(env.input, &selected)?;
                trace.note("afterResultPath", &placed);
                Ok(Finished { output: io.output_path.select(env, &placed)?, assigned })
            }
            Io::Jsonata(io) => {
                let env = env.with_result(result);
                let output = match &io.output {
                    Some(query) => Json::new(query.eval(&env)?),
                    None => result.clone(),
                };
                Ok(Finished { output, assigned: assign_query(io.assign.as_ref(), &env)? })
            }
        }
    }

    /// The output of a state that has none: Choice without a match, Wait, Succeed.
    pub(crate) fn pass_on(&self, env: &Env<'_>, effective: &Json) -> Result<Finished, Fault> {
        match self {
            Io::JsonPath(io) => {
                let assigned = match &io.assign {
                    Some(template) => assigned(template.eval(&env.on(effective))?),
                    None => Assigned::new(),
                };
                Ok(Finished { output: io.output_path.select(env, effective)?, assigned })
            }
            Io::Jsonata(io) => {
                let output = match &io.output {
                    Some(query) => Json::new(query.eval(env)?),
                    None => effective.clone(),
                };
                Ok(Finished { output, assigned: assign_query(io.assign.as_ref(), env)? })
            }
        }
    }

    /// The output of a Choice whose rule has its own `Output` and `Assign`; those of the state don't count then.
    pub(crate) fn chosen(
        &self,
        env: &Env<'_>,
        effective: &Json,
        output: Option<&Query>,
        assign: Option<&Assign>,
    ) -> Result<Finished, Fault> {
        let output = match (self, output) {
            (_, Some(query)) => Json::new(query.eval(env)?),
            (Io::JsonPath(io), None) => io.output_path.select(env, effective)?,
            (Io::Jsonata(_), None) => effective.clone(),
        };
        Ok(Finished { output, assigned: assign_of(assign, env, effective)? })
    }
}

impl Catcher {
    /// What the catcher's state gets: the error, put where `ResultPath` or `Output` says.
    pub(crate) fn catch(&self, env: &Env<'_>, fault: &Fault) -> Result<Finished, Fault> {
        let error = Json::new(error_output(fault));
        let env = env.with_error(&error);
        let output = match &self.output {
            Some(query) => Json::new(query.eval(&env)?),
            None => self.result_path.put(env.input, &error)?,
        };
        Ok(Finished { output, assigned: assign_of(self.assign.as_ref(), &env, &error)? })
    }
}

/// `{"Error": …, "Cause": …}`. A time-out has an empty cause here and none in the history; a callback that fails without a name and a cause has
/// nulls. (Recorded.)
fn error_output(fault: &Fault) -> Value {
    let missing = || if fault.error.is_some() { json!("") } else { Value::Null };
    json!({
        "Error": fault.error,
        "Cause": fault.cause.as_ref().map_or_else(missing, |cause| json!(cause)),
    })
}

fn assign_query(query: Option<&Query>, env: &Env<'_>) -> Result<Assigned, Fault> {
    query.map_or_else(|| Ok(Assigned::new()), |query| Ok(assigned(query.eval(env)?)))
}

fn assign_of(assign: Option<&Assign>, env: &Env<'_>, input: &Json) -> Result<Assigned, Fault> {
    Ok(match assign {
        None => Assigned::new(),
        Some(Assign::Template(template)) => assigned(template.eval(&env.on(input))?),
        Some(Assign::Query(query)) => assigned(query.eval(env)?),
    })
}

impl Assign {
    /// The value, with `input` as what a JSONPath template is evaluated on.
    pub(crate) fn eval(&self, env: &Env<'_>, input: &Json) -> Result<Value, Fault> {
        match self {
            Assign::Template(template) => template.eval(&env.on(input)),
            Assign::Query(query) => query.eval(env),
        }
    }
}

impl Place {
    /// `result` inside `input`, where `ResultPath` says.
    pub(crate) fn put(&self, input: &Json, result: &Json) -> Result<Json, Fault> {
        match self {
            Place::Everything => Ok(result.clone()),
            Place::Nowhere => Ok(input.clone()),
            Place::Path(path) => path.put(input, result),
        }
    }
}
