//! Events as JSON, on demand.

use serde_json::{Map, Value, json};

use super::event::{CallFailed, Called, Detail, Evaluated, Event};
use crate::data::Json;
use crate::program::Target;

/// How the payloads inside an event are written.
#[derive(Clone, Copy, PartialEq)]
enum Payload {
    /// As the values that they are.
    Value,
    /// As AWS does: JSON text, with a word on whether it was cut.
    Text,
}

/// The details of one event in the making.
struct Details {
    fields: Map<String, Value>,
    payload: Payload,
}

impl Event {
    /// What the event says, with inputs and outputs as values: `{"name": "Charge", "input": {…}}`. Empty when it says nothing.
    pub fn details(&self) -> Value {
        Value::Object(self.render(Payload::Value))
    }

    /// The event as `GetExecutionHistory` writes it: `timestamp` in seconds, `type`, `id`, `previousEventId` and the details, in which inputs
    /// and outputs are JSON text.
    pub fn to_json(&self) -> Value {
        let mut event = json!({
            "timestamp": self.millis as f64 / 1_000.0,
            "type": self.event_type(),
            "id": self.id,
            "previousEventId": self.previous,
        });
        if let (Some(key), Value::Object(fields)) = (self.details_key(), &mut event) {
            fields.insert(key.to_owned(), Value::Object(self.render(Payload::Text)));
        }
        event
    }

    fn render(&self, payload: Payload) -> Map<String, Value> {
        let mut details = Details { fields: Map::new(), payload };
        match &self.detail {
            Detail::ExecutionStarted { input, role } => {
                details.payload("input", input);
                details.text("roleArn", role);
            }
            Detail::ExecutionSucceeded { output } => details.payload("output", output),
            Detail::ExecutionTimedOut => details.text("error", crate::failure::names::TIMEOUT),
            Detail::ExecutionFailed { error, cause }
            | Detail::ExecutionAborted { error, cause }
            | Detail::MapRunFailed { error, cause } => details.failure(error.as_deref(), cause.as_deref()),
            Detail::Entered { name, input, .. } => {
                details.text("name", name);
                details.payload("input", input);
            }
            Detail::Exited { name, output, assigned, .. } => {
                details.text("name", name);
                details.payload("output", output);
                if let Some(assigned) = assigned {
                    details.assigned(assigned.iter());
                }
            }
            Detail::MapStarted { length } => details.set("length", json!(length)),
            Detail::Iteration { name, index, .. } => {
                details.text("name", name);
                details.set("index", json!(index));
            }
            Detail::Scheduled(call) => details.scheduled(call),
            Detail::Started(call) => {
                details.service(call);
                if let (Target::Activity { .. }, Some(worker)) = (&call.target, &call.worker) {
                    details.text("workerName", worker);
                }
            }
            Detail::Submitted(call, output) | Detail::Succeeded(call, output) => {
                details.service(call);
                details.payload("output", output);
            }
            Detail::TaskFailed(failed) => {
                let CallFailed { call, error, cause, .. } = &**failed;
                details.service(call);
                details.failure(error.as_deref(), cause.as_deref());
            }
            Detail::TimedOut { call } => {
                details.service(call);
                details.text("error", crate::failure::names::TIMEOUT);
            }
            Detail::MapRunStarted { arn } => details.text("mapRunArn", arn),
            Detail::EvaluationFailed(evaluated) => {
                let Evaluated { error, cause, location, state } = &**evaluated;
                details.failure(error.as_deref(), cause.as_deref());
                if let Some(location) = location {
                    details.text("location", location);
                }
                details.text("state", state);
            }
            Detail::Stage { .. } | Detail::MapRunSucceeded | Detail::MapRunAborted => {}
        }
        details.fields
    }
}

impl Details {
    fn set(&mut self, key: &str, value: Value) {
        self.fields.insert(key.to_owned(), value);
    }

    fn text(&mut self, key: &str, text: &str) {
        self.set(key, Value::from(text));
    }

    fn payload(&mut self, key: &str, value: &Json) {
        match self.payload {
            Payload::Value => self.set(key, (**value).clone()),
            Payload::Text => {
                self.set(key, Value::from(value.text()));
                self.set(&format!("{key}Details"), json!({"truncated": false}));
            }
        }
    }

    fn failure(&mut self, error: Option<&str>, cause: Option<&str>) {
        for (key, text) in [("error", error), ("cause", cause)] {
            if let Some(text) = text {
                self.text(key, text);
            }
        }
    }

    /// The values of variables are JSON text, as AWS writes them.
    fn assigned<'v>(&mut self, variables: impl Iterator<Item = (&'v String, &'v Json)>) {
        let write = |value: &Json| match self.payload {
            Payload::Value => (**value).clone(),
            Payload::Text => Value::from(value.text()),
        };
        let variables = variables.map(|(name, value)| (name.clone(), write(value))).collect();
        self.set("assignedVariables", Value::Object(variables));
    }

    fn service(&mut self, call: &Called) {
        if let Target::Service { resource_type, resource, .. } = &call.target {
            self.text("resourceType", resource_type);
            self.text("resource", resource);
        }
    }

    fn scheduled(&mut self, call: &Called) {
        match &call.target {
            Target::Lambda { arn } | Target::Activity { arn } => {
                self.text("resource", arn);
                self.payload("input", &call.parameters);
            }
            Target::Service { .. } => {
                self.service(call);
                self.text("region", &call.region);
                match self.payload {
                    Payload::Value => self.set("parameters", (*call.parameters).clone()),
                    Payload::Text => self.set("parameters", Value::from(call.parameters.text())),
                }
            }
        }
        for (key, seconds) in [("timeoutInSeconds", call.timeout), ("heartbeatInSeconds", call.heartbeat)] {
            if let Some(seconds) = seconds {
                self.set(key, json!(seconds));
            }
        }
        if let Some(role) = &call.role {
            self.set("taskCredentials", json!({"roleArn": &**role}));
        }
    }
}
