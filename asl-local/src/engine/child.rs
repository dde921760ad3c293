//! Executions that a Task starts: `startExecution` of a machine that the test knows.

use std::sync::Arc;

use serde_json::{Map, Value, json};

use super::strand::{Execution, Job, Origin, Outcome, StrandId, Work};
use super::{Engine, Start};
use crate::data::Json;
use crate::failure::{Fault, names};
use crate::limits;
use crate::program::{Pattern, Program, Target};
use crate::settings::Identity;
use crate::state::Request;

/// An execution that is to be started.
#[derive(Debug)]
pub(super) struct ChildStart {
    program: Arc<Program>,
    machine: Arc<str>,
    name: Option<String>,
    input: Value,
}

impl Engine<'_> {
    /// The child that the call starts, when its machine was given to the test. All other calls are answered by mocks.
    /// Executions in one another without end are stopped: on AWS they would go on.
    pub(super) fn child_to_start(
        &self,
        id: StrandId,
        target: &Target,
        request: &Request,
    ) -> Result<Option<ChildStart>, Fault> {
        let Some(child) = self.child_of(target, request) else { return Ok(None) };
        let parent = self.strands.get(id).and_then(|strand| self.executions.get(strand.execution));
        if parent.is_some_and(|parent| parent.depth >= limits::NESTING) {
            return Err(Fault::unsupported(format_args!(
                "more than {} executions in one another; the machine `{}` seems to start itself without end",
                limits::NESTING,
                child.machine,
            )));
        }
        Ok(Some(child))
    }

    fn child_of(&self, target: &Target, request: &Request) -> Option<ChildStart> {
        let Target::Service { resource_type, resource, .. } = target else { return None };
        if &**resource_type != "states" || !resource.starts_with("startExecution") {
            return None;
        }
        let arn = request.arguments.get("StateMachineArn")?.as_str()?;
        let machine = arn.rsplit(':').next()?;
        let program = self.settings.machines.get(arn).or_else(|| self.settings.machines.get(machine))?;
        let input = match request.arguments.get("Input") {
            Some(Value::String(text)) => serde_json::from_str(text).unwrap_or_else(|_| Value::from(text.as_str())),
            Some(value) => value.clone(),
            None => json!({}),
        };
        let name = request.arguments.get("Name").and_then(Value::as_str).map(str::to_owned);
        Some(ChildStart { program: program.clone(), machine: machine.into(), name, input })
    }

    /// Starts it.
    pub(super) fn start_child(&mut self, id: StrandId, turn: u64, child: ChildStart) {
        let Some(strand) = self.strands.get(id) else { return };
        let Some(parent) = self.executions.get(strand.execution) else { return };
        let depth = parent.depth + 1;
        let name = child.name.unwrap_or_else(|| self.entropy.uuid());
        let identity = Identity::child(&parent.identity, &child.machine, &name);
        let start = Start {
            first: child.program.start,
            limit: child.program.timeout,
            program: child.program,
            input: Json::new(child.input),
            identity,
            express: false,
            origin: Origin::Task { strand: id, turn },
            depth,
        };
        let child = self.start(start);
        let submission = self.submission(child);
        let Some(calling) = self.calling(id) else { return };
        match &mut calling.answer {
            // A callback doesn't wait for the child, and doesn't end it.
            Some(answer) => _ = answer.submitted.get_or_insert(submission),
            None => calling.child = Some(child),
        }
    }

    /// What `startExecution` answers at once.
    pub(super) fn submission(&self, child: usize) -> Value {
        self.executions.get(child).map_or(
            Value::Null,
            |execution| json!({"ExecutionArn": &*execution.identity.arn, "StartDate": execution.started}),
        )
    }

    /// Ends the task when its child has ended, or when it doesn't wait for it.
    pub(super) fn child_may_have_ended(&mut self, id: StrandId) {
        let Some(strand) = self.strands.get(id) else { return };
        let Work::Task(calling) = &strand.work else { return };
        let Some(child) = calling.child.filter(|_| calling.started) else { return };
        let target = calling.called.target.clone();
        if target.pattern() == Pattern::Request {
            let submission = self.submission(child);
            return self.task_succeeds(id, submission);
        }
        let Some(execution) = self.executions.get(child) else { return };
        let Some(outcome) = &execution.outcome else { return };
        let parsed = matches!(&target, Target::Service { resource, .. } if resource.ends_with(":2"));
        let description = description(execution);
        match outcome {
            Outcome::Succeeded(output) => {
                let mut description = description;
                if let (true, Value::Object(fields)) = (parsed, &mut description) {
                    fields.insert("Output".to_owned(), (**output).clone());
                    fields.insert("Input".to_owned(), (*execution.input).clone());
                }
                self.task_succeeds(id, description);
            }
            // Measured: whatever the child's own error is, the task's is this.
            _ => {
                let fault = Fault::called(Some(names::TASK_FAILED.to_owned()), Some(description.to_string()));
                self.task_fails(id, fault);
            }
        }
    }

    pub(super) fn child_ended_soon(&mut self, id: StrandId) {
        let turn = self.turn(id);
        self.schedule.soon(Job::ChildEnded(id, turn));
    }
}

/// An execution as `DescribeExecution` tells it, keys in alphabetical order (measured).
pub(super) fn description(execution: &Execution) -> Value {
    let mut fields = Map::new();
    let mut set = |key: &str, value: Value| fields.insert(key.to_owned(), value);
    let (status, output, fault) = match &execution.outcome {
        Some(Outcome::Succeeded(output)) => ("SUCCEEDED", Some(output), None),
        Some(Outcome::Failed(fault)) => ("FAILED", None, Some(fault)),
        Some(Outcome::Aborted(fault)) => ("ABORTED", None, Some(fault)),
        Some(Outcome::TimedOut) => ("TIMED_OUT", None, None),
        None => ("RUNNING", None, None),
    };
    if let Some(cause) = fault.and_then(|fault| fault.cause.as_ref()) {
        set("Cause", json!(cause));
    }
    if let Some(error) = fault.and_then(|fault| fault.error.as_ref()) {
        set("Error", json!(error));
    }
    set("ExecutionArn", json!(&*execution.identity.arn));
    set("Input", json!(execution.input.to_string()));
    set("InputDetails", json!({"Included": true}));
    set("Name", json!(&*execution.identity.name));
    if let Some(output) = output {
        set("Output", json!(output.to_string()));
        set("OutputDetails", json!({"Included": true}));
    }
    set("RedriveCount", json!(0));
    if output.is_some() {
        set("RedriveStatus", json!("NOT_REDRIVABLE"));
        set("RedriveStatusReason", json!("Execution is SUCCEEDED and cannot be redriven"));
    } else {
        set("RedriveStatus", json!("REDRIVABLE"));
    }
    set("StartDate", json!(execution.started));
    set("StateMachineArn", json!(execution.identity.machine_arn()));
    set("Status", json!(status));
    set("StopDate", json!(execution.stopped));
    Value::Object(fields)
}
