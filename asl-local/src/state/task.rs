//! Task: what is called with what, and how long it may take.

use std::sync::Arc;

use serde_json::Value;

use crate::data::{Json, Trace};
use crate::evaluate::Env;
use crate::failure::Fault;
use crate::program::{Amount, Assign, Io, Task};
use crate::unverified;

/// A call that is ready to be made.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Request {
    /// The input after `InputPath`.
    pub(crate) effective: Json,
    /// What is handed over.
    pub(crate) arguments: Json,
    pub(crate) timeout: Option<u64>,
    pub(crate) heartbeat: Option<u64>,
    pub(crate) role: Option<Arc<str>>,
}

/// Works out the call.
pub(crate) fn request(io: &Io, task: &Task, env: &Env<'_>, trace: &mut Trace) -> Result<Request, Fault> {
    let effective = io.effective(env, trace)?;
    let arguments = io.arguments(env, &effective, trace)?;
    if let Some(missing) = task.required.iter().find(|name| arguments.get(name).is_none()) {
        let field = if matches!(io, Io::Jsonata(_)) { "Arguments" } else { "Parameters" };
        return Err(Fault::runtime(unverified::REQUIRED.fill(&[&field, &*arguments, missing])));
    }
    let on_effective = env.on(&effective);
    Ok(Request {
        timeout: limit(task.timeout.as_ref(), "TimeoutSeconds", &on_effective).map_err(Fault::on_entry)?,
        heartbeat: limit(task.heartbeat.as_ref(), "HeartbeatSeconds", &on_effective).map_err(Fault::on_entry)?,
        role: role(task.role.as_ref(), env, &effective).map_err(Fault::on_entry)?,
        effective,
        arguments,
    })
}

fn limit(amount: Option<&Amount>, field: &str, env: &Env<'_>) -> Result<Option<u64>, Fault> {
    match amount {
        None => Ok(None),
        Some(Amount::Query(query)) => super::seconds(field, query, env).map(Some),
        Some(amount) => super::count(amount, field, env).map(Some),
    }
}

fn role(role: Option<&Assign>, env: &Env<'_>, effective: &Json) -> Result<Option<Arc<str>>, Fault> {
    let Some(role) = role else { return Ok(None) };
    let credentials = role.eval(env, effective)?;
    match (credentials.get("RoleArn"), role) {
        (Some(Value::String(arn)), _) => Ok(Some(arn.as_str().into())),
        (None, _) => Ok(None),
        (Some(other), Assign::Query(query)) => Err(query.unexpected_member("RoleArn", "string", other)),
        (Some(other), Assign::Template(_)) => Err(Fault::runtime(unverified::ROLE.fill(&[other]))),
    }
}
