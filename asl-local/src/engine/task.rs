//! Task: scheduled, started, ended — each when its turn comes.

use std::sync::Arc;
use std::time::Duration;

use serde_json::{Value, json};

use super::child::ChildStart;
use super::strand::{Job, Origin, StrandId, Work};
use super::{Engine, Step, Surroundings};
use crate::data::{Json, Trace};
use crate::failure::{Fault, names};
use crate::history::{CallFailed, Called, Detail, Failing};
use crate::limits;
use crate::mock::{Answer, Call, Outcome, TaskError, impossible_result};
use crate::program::{Kind, Node, Pattern, Target};
use crate::settings::Settings;
use crate::state::{self, Request};

/// A call that is on its way.
#[derive(Debug)]
pub(super) struct Calling {
    pub(super) called: Arc<Called>,
    pub(super) answer: Option<Answer>,
    pub(super) scheduled_at: u64,
    /// When the last heartbeat came; the call itself counts as one.
    pub(super) beaten_at: u64,
    /// Whether its `Started` event is there.
    pub(super) started: bool,
    /// The execution that the task started.
    pub(super) child: Option<usize>,
    /// What the worker outside that took an activity completes it with.
    pub(super) worker_token: Option<String>,
}

impl Calling {
    /// The moment at which the next heartbeat is missed. Nobody sends any for an activity that no worker took.
    pub(super) fn heartbeat_due(&self) -> Option<u64> {
        if self.is_untaken() {
            return None;
        }
        Some(self.beaten_at.saturating_add(self.called.heartbeat?.saturating_mul(1_000)))
    }
}

impl Engine<'_> {
    /// Works out the call and makes it.
    pub(super) fn call(&mut self, id: StrandId, node: &Node) -> Step {
        let Kind::Task(task) = &node.kind else { return Step::Blocked };
        if task.target.pattern() == Pattern::Token {
            // A retried task gets a new token.
            let token = self.entropy.uuid();
            if let Some(strand) = self.strands.get_mut(id) {
                strand.token = Some(token);
            }
        }
        let request = {
            let context = self.context_for(id, node);
            let Some(strand) = self.strands.get(id) else { return Step::Blocked };
            state::request(&node.io, task, &self.env(strand, &context), &mut Trace::off())
        };
        let request = match request {
            Ok(request) => request,
            Err(fault) => return self.fail(id, fault),
        };
        match limits::measure(&request.arguments, limits::PAYLOAD) {
            Ok(bytes) if !self.keep(id, bytes) => return Step::Blocked,
            Ok(_) => {}
            Err(excess) => return self.fail(id, Fault::excess(excess, &node.name)),
        }
        let child = match self.child_to_start(id, &task.target, &request) {
            Ok(child) => child,
            Err(fault) => return self.fail(id, fault),
        };
        match child {
            // Who has the token of a callback answers it, whatever becomes of the child.
            Some(child) if task.target.pattern() != Pattern::Token => {
                self.schedule_task(id, &task.target, request, None, Some(child))
            }
            child => match self.ask(id, node, &task.target, &request) {
                Ok(Answer { outcome: Outcome::Refused(cause), .. }) => self.fail(id, Fault::runtime(cause)),
                Ok(Answer { outcome: Outcome::Misread(why), .. }) => {
                    let message = format!("what answers the state `{}` can't read its request: {why}", node.name);
                    self.fail(id, Fault::stop(names::MISREAD, message))
                }
                Ok(answer) => self.schedule_task(id, &task.target, request, Some(answer), child),
                Err(fault) => self.fail(id, fault),
            },
        }
    }

    /// Asks the test for the answer.
    fn ask(&mut self, id: StrandId, node: &Node, target: &Target, request: &Request) -> Result<Answer, Fault> {
        let iteration = self.iteration_of(id);
        let Some(strand) = self.strands.get(id) else { return Err(Fault::runtime("")) };
        let Some(execution) = self.executions.get(strand.execution) else { return Err(Fault::runtime("")) };
        let call = Call {
            machine: &execution.identity.machine,
            state: &node.name,
            resource: target.arn(),
            input: &request.arguments,
            retry_count: strand.retry_count,
            iteration: iteration.as_ref().map(|(map, index)| (&**map, *index)),
            token: strand.token.as_deref(),
        };
        let Surroundings { handler, is_completed_outside, .. } = &mut self.surroundings;
        match handler.answer(&call) {
            Some(answer) => match impossible(self.settings, &call, &answer) {
                Some(why) => {
                    Err(Fault::stop(names::IMPOSSIBLE, format!("the answer for the state `{}`: {why}", call.state)))
                }
                None => Ok(answer),
            },
            None if *is_completed_outside && (call.token.is_some() || matches!(target, Target::Activity { .. })) => {
                Ok(Answer::never())
            }
            None => Err(unexpected(&call, &handler.prepared())),
        }
    }

    /// The innermost Map around it, and which iteration, item or batch of it.
    fn iteration_of(&self, id: StrandId) -> Option<(Arc<str>, u64)> {
        let mut strand = self.strands.get(id)?;
        loop {
            let (parent, slot) = match (strand.parent, &self.executions.get(strand.execution)?.origin) {
                (Some(parent), _) => parent,
                (None, Origin::MapRun { strand, index, .. }) => (*strand, *index),
                (None, Origin::Caller | Origin::Task { .. }) => return None,
            };
            let above = self.strands.get(parent)?;
            let node = self.executions.get(above.execution)?.program.node(above.state)?;
            if matches!(node.kind, Kind::Map(_)) {
                return Some((node.name.clone(), slot as u64));
            }
            strand = above;
        }
    }

    fn schedule_task(
        &mut self,
        id: StrandId,
        target: &Target,
        request: Request,
        answer: Option<Answer>,
        child: Option<ChildStart>,
    ) -> Step {
        let now = self.schedule.now();
        let Some(strand) = self.strands.get(id) else { return Step::Blocked };
        let region = self.executions.get(strand.execution).map_or_else(|| "".into(), |e| e.identity.region.clone());
        let worker = answer.as_ref().and_then(|answer| match (&answer.worker, &answer.outcome) {
            (Some(worker), _) => Some(worker.as_str()),
            // An activity that nobody answers was taken by nobody.
            (None, Outcome::Never) => None,
            (None, _) => Some("worker"),
        });
        let called = Arc::new(Called {
            target: target.clone(),
            region,
            parameters: request.arguments,
            timeout: request.timeout,
            heartbeat: request.heartbeat,
            role: request.role,
            worker: worker.filter(|_| matches!(target, Target::Activity { .. })).map(Arc::from),
        });
        self.emit(id, Detail::Scheduled(called.clone()));
        let turn = self.next_turn(id);
        let beats = answer.as_ref().and_then(|answer| answer.heartbeat);
        let calling = Calling {
            called: called.clone(),
            answer,
            scheduled_at: now,
            beaten_at: now,
            started: false,
            child: None,
            worker_token: None,
        };
        let is_untaken = calling.is_untaken();
        if let Some(strand) = self.strands.get_mut(id) {
            strand.work = Work::Task(Box::new(calling));
        }
        for (seconds, heartbeat) in [(called.heartbeat, true), (called.timeout, false)] {
            let is_beaten = |seconds| is_untaken || beats.is_some_and(|every| every <= Duration::from_secs(seconds));
            if let Some(seconds) = seconds.filter(|seconds| !heartbeat || !is_beaten(*seconds)) {
                let at = now.saturating_add(seconds.saturating_mul(1_000));
                self.schedule.at(at, Job::TaskTimesOut(id, turn, heartbeat));
            }
        }
        if let Some(start) = child {
            self.start_child(id, turn, start);
        }
        self.schedule.soon(Job::TaskStarted(id, turn));
        Step::Blocked
    }

    pub(super) fn task_started(&mut self, id: StrandId) {
        let Some((called, after, waits_for_child)) = self.calling(id).map(|calling| {
            let after = match &calling.answer {
                Some(Answer { outcome: Outcome::Never, .. }) => None,
                Some(answer) => Some((calling.scheduled_at, answer.after)),
                None => None,
            };
            (calling.called.clone(), after, calling.answer.is_none())
        }) else {
            return;
        };
        if let Some(error) = self.early_failure(id, |outcome| match outcome {
            Outcome::StartFails(error) => Some(error),
            _ => None,
        }) {
            return self.task_fails_at(id, Failing::Start, Fault::called(error.error, error.cause));
        }
        if !self.calling(id).is_some_and(|calling| calling.is_untaken()) {
            self.emit(id, Detail::Started(called.clone()));
        }
        if let Some(calling) = self.calling(id) {
            calling.started = true;
        }
        if let Some(error) = self.early_failure(id, |outcome| match outcome {
            Outcome::SubmitFails(error) => Some(error),
            _ => None,
        }) {
            return self.task_fails_at(id, Failing::Submit, Fault::called(error.error, error.cause));
        }
        if called.target.pattern() != Pattern::Request {
            let submitted = self.calling(id).and_then(|calling| calling.answer.as_mut()?.submitted.take());
            let child = self.calling(id).and_then(|calling| calling.child);
            let submitted = submitted.or_else(|| Some(self.submission(child?))).unwrap_or_else(|| json!({}));
            self.emit(id, Detail::Submitted(called, Json::new(submitted)));
        }
        let turn = self.turn(id);
        if let Some((scheduled, delay)) = after {
            let millis = millis(delay);
            // A request without a delay is answered in the next round, after all that is ready now.
            self.schedule.at(scheduled.saturating_add(millis), Job::TaskEnds(id, turn));
        } else if waits_for_child {
            self.child_may_have_ended(id);
        }
    }

    fn early_failure(&mut self, id: StrandId, of: impl Fn(&Outcome) -> Option<&TaskError>) -> Option<TaskError> {
        of(&self.calling(id)?.answer.as_ref()?.outcome).cloned()
    }

    pub(super) fn calling(&mut self, id: StrandId) -> Option<&mut Calling> {
        match &mut self.strands.get_mut(id)?.work {
            Work::Task(calling) => Some(calling),
            _ => None,
        }
    }

    /// The answer is there.
    pub(super) fn task_ends(&mut self, id: StrandId) {
        let Some(outcome) = self.calling(id).and_then(|calling| Some(calling.answer.take()?.outcome)) else { return };
        match outcome {
            Outcome::Succeeds(result) => self.task_succeeds(id, result),
            Outcome::Fails(error) => self.task_fails(id, Fault::called(error.error, error.cause)),
            Outcome::StartFails(_)
            | Outcome::SubmitFails(_)
            | Outcome::Never
            | Outcome::Refused(_)
            | Outcome::Misread(_) => {}
        }
    }

    pub(super) fn task_succeeds(&mut self, id: StrandId, result: Value) {
        let Some(called) = self.calling(id).map(|calling| calling.called.clone()) else { return };
        match limits::measure(&result, limits::PAYLOAD) {
            Ok(bytes) if !self.keep(id, bytes) => return,
            Ok(_) => {}
            Err(excess) => return self.task_fails(id, Fault::excess(excess, called.target.label())),
        }
        let result = Json::new(result);
        self.emit(id, Detail::Succeeded(called, result.clone()));
        self.next_turn(id);
        if let Some(strand) = self.strands.get_mut(id) {
            strand.work = Work::Idle;
        }
        let Some((program, _)) = self.node_of(id) else { return };
        let step = self.leave_with(id, &program, &result);
        self.resume(id, step);
    }

    pub(super) fn task_fails(&mut self, id: StrandId, fault: Fault) {
        self.task_fails_at(id, Failing::Work, fault);
    }

    fn task_fails_at(&mut self, id: StrandId, stage: Failing, fault: Fault) {
        let Some(called) = self.calling(id).map(|calling| calling.called.clone()) else { return };
        let (error, cause) = (fault.error.as_deref().map(Arc::from), fault.cause.as_deref().map(Arc::from));
        self.emit(id, Detail::TaskFailed(Box::new(CallFailed { call: called, stage, error, cause })));
        self.task_failed(id, fault, false);
    }

    /// A time limit ran out. Both limits are reported as `States.Timeout`, without a cause (recorded).
    pub(super) fn task_times_out(&mut self, id: StrandId, heartbeat: bool) {
        if self.is_answered_now(id) {
            return;
        }
        let Some(calling) = self.calling(id) else { return };
        let called = calling.called.clone();
        if heartbeat && let Some(later) = calling.heartbeat_due().filter(|due| *due > self.schedule.now()) {
            let turn = self.turn(id);
            return self.schedule.at(later, Job::TaskTimesOut(id, turn, true));
        }
        self.emit(id, Detail::TimedOut { call: called });
        self.abort_child_of(id);
        self.task_failed(id, Fault::timeout(), heartbeat);
    }

    /// Whether the answer comes at this very moment. Then it is in time.
    fn is_answered_now(&mut self, id: StrandId) -> bool {
        let now = self.schedule.now();
        self.calling(id).is_some_and(|calling| match &calling.answer {
            Some(Answer { outcome: Outcome::Never, .. }) | None => false,
            Some(answer) => calling.scheduled_at.saturating_add(millis(answer.after)) == now,
        })
    }

    fn task_failed(&mut self, id: StrandId, fault: Fault, heartbeat: bool) {
        self.next_turn(id);
        let step = self.fail_with(id, fault, heartbeat);
        self.resume(id, step);
    }
}

fn millis(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}

/// Why no call of the service gives this answer, where the test wants to know.
fn impossible(settings: &Settings, call: &Call<'_>, answer: &Answer) -> Option<String> {
    match &answer.outcome {
        Outcome::Succeeds(result) if settings.strict_results => impossible_result(call.resource, call.input, result),
        _ => None,
    }
}

/// A message in the words of the house: what was asked, and what was prepared.
fn unexpected(call: &Call<'_>, prepared: &[String]) -> Fault {
    let mut message = format!(
        "nothing answers the call of `{}` by the state `{}` with the input `{}`",
        call.resource,
        call.state,
        shortened(&call.input.to_string())
    );
    if prepared.is_empty() {
        message.push_str("; no answers were prepared");
    } else {
        message.push_str(&format!("; answers were prepared for {}", prepared.join(", ")));
    }
    // What is used up, or not to be called, is known by its name.
    let answering = prepared.iter().filter(|name| !name.ends_with(')'));
    let names = answering.map(|name| name.split('`').nth(1).unwrap_or(name));
    if let Some(meant) = asl_schema::closest(call.state, names) {
        message.push_str(&format!("; did you mean `{}` where it says `{meant}`?", call.state));
    }
    Fault::stop(names::UNEXPECTED, message)
}

fn shortened(text: &str) -> String {
    const MOST: usize = 400;
    match text.char_indices().nth(MOST) {
        Some((at, _)) => format!("{}…", text.get(..at).unwrap_or_default()),
        None => text.to_owned(),
    }
}
