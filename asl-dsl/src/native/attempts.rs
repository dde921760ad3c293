//! One call through all its attempts: handler or nested workflow, time-out, retriers.

use crate::error::Failure;
use crate::native::error::NativeError;
use crate::native::handler::{Entry, from_json, json_error, to_json};
use crate::native::reply::{Asked, Reply};
use crate::native::state::{self, Shared};
use crate::native::tape::{Answer, Call};
use crate::task::{Arguments, Body, CallOptions, Request, RetryPolicy, TaskDef};
use serde_json::{Value, json};
use std::any::TypeId;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

type Nested = Pin<Box<dyn Future<Output = Result<Result<Value, Failure>, NativeError>>>>;

/// How far a call has come.
pub(crate) struct Attempts {
    request: Value,
    /// Retries made so far by each retrier.
    retries: Vec<u32>,
    /// Number of the current attempt, from 1.
    attempt: u32,
    /// Where the current attempt stands on the tape.
    entry: usize,
    phase: Phase,
}

enum Phase {
    /// The next attempt is due at this time.
    Due(Duration),
    /// The answer is known and arrives at this time.
    Answering { at: Duration, answer: Result<Value, Failure> },
    /// A nested execution is running; it is given up at `deadline`.
    Nested { future: Nested, deadline: Option<Duration> },
}

/// Polls a call of `M`. `body` is the callee's own, if it is a workflow.
pub(crate) fn poll_call<M: TaskDef>(
    request: &Request,
    options: &CallOptions,
    body: Option<&Body<M::Output>>,
    attempts: &mut Option<Attempts>,
    cx: &mut Context<'_>,
) -> Poll<M::Output> {
    let Some(run) = state::current_or_warn(M::INFO.name) else {
        return Poll::Pending;
    };
    let progress = match attempts {
        Some(attempts) => attempts,
        None => match request.to_json() {
            Ok(request) => attempts.insert(Attempts::new(request, &options.retry, state::elapsed(&run))),
            Err(message) => return give_up(&run, json_error::<M>(message)),
        },
    };
    let answer = match progress.poll::<M>(options, body, &run, cx) {
        Ok(Poll::Ready(answer)) => answer,
        Ok(Poll::Pending) => return Poll::Pending,
        Err(error) => return give_up(&run, error),
    };
    match from_json::<M>(answer) {
        Ok(output) => Poll::Ready(output),
        Err(error) => give_up(&run, error),
    }
}

fn give_up<T>(run: &Shared, error: NativeError) -> Poll<T> {
    run.borrow_mut().end(error);
    Poll::Pending
}

impl Attempts {
    fn new(request: Value, policy: &RetryPolicy, now: Duration) -> Self {
        Attempts { request, retries: vec![0; policy.0.len()], attempt: 0, entry: 0, phase: Phase::Due(now) }
    }

    fn poll<M: TaskDef>(
        &mut self,
        options: &CallOptions,
        body: Option<&Body<M::Output>>,
        run: &Shared,
        cx: &mut Context<'_>,
    ) -> Result<Poll<Result<Value, Failure>>, NativeError> {
        loop {
            let answer = match &mut self.phase {
                Phase::Due(at) => {
                    if !run.borrow_mut().clock.reached(*at) {
                        return Ok(Poll::Pending);
                    }
                    if !run.borrow_mut().step() {
                        return Ok(Poll::Pending);
                    }
                    self.phase = self.start::<M>(options, body, run)?;
                    continue;
                }
                Phase::Answering { at, answer } => {
                    if !run.borrow_mut().clock.reached(*at) {
                        return Ok(Poll::Pending);
                    }
                    answer.clone()
                }
                Phase::Nested { future, deadline } => {
                    let outer = run.borrow_mut().nested_in.replace(self.entry);
                    let polled = poll_nested(future, *deadline, run, cx);
                    run.borrow_mut().nested_in = outer;
                    match polled? {
                        Poll::Ready(answer) => answer,
                        Poll::Pending => return Ok(Poll::Pending),
                    }
                }
            };
            self.record(run, &answer);
            let again = answer.as_ref().err().and_then(|failure| self.retry_after(failure, &options.retry));
            match again {
                Some(delay) => self.phase = Phase::Due(state::elapsed(run).saturating_add(delay)),
                None => return Ok(Poll::Ready(answer)),
            }
        }
    }

    /// Starts an attempt.
    fn start<M: TaskDef>(
        &mut self,
        options: &CallOptions,
        body: Option<&Body<M::Output>>,
        run: &Shared,
    ) -> Result<Phase, NativeError> {
        let task = M::INFO.name;
        let now = state::elapsed(run);
        self.attempt += 1;
        {
            let mut run = run.borrow_mut();
            self.entry = run.tape.len();
            let nested_in = run.nested_in;
            run.tape.push(Call {
                task,
                integration: M::INFO.integration,
                nested_in,
                request: self.request.clone(),
                attempt: self.attempt,
                at: now,
                took: Duration::ZERO,
                answer: Answer::None {},
            });
        }
        let reply = self.ask::<M>(run)?;
        match (reply, body) {
            (Some(reply), _) => answering(task, options, reply, now),
            (None, Some(body)) => {
                let arguments = Arguments::new(M::INFO.params, self.request.clone());
                let body = body(arguments).map_err(json_error::<M>)?;
                let future = Box::pin(async move { to_json::<M>(body.await) });
                Ok(Phase::Nested { future, deadline: options.timeout.map(|limit| now.saturating_add(limit)) })
            }
            (None, None) => Err(NativeError::NoHandler { task, request: self.request.clone() }),
        }
    }

    /// What the handler of the task says, or the closure for all tasks; `None` when the body is to run.
    fn ask<M: TaskDef>(&self, run: &Shared) -> Result<Option<Reply>, NativeError> {
        let (handler, answering) = {
            let run = run.borrow();
            (run.handlers.get(TypeId::of::<M>()), run.answering.clone())
        };
        match (handler, answering) {
            (Some(Entry::Answers { handler, takes }), _) => {
                let answer = (handler.borrow_mut())(self.request.clone())?;
                // A task of which nothing else is said shows life for as long as it takes.
                Ok(Some(Reply { answer: Some(answer), after: takes, heartbeats: Some(Duration::ZERO) }))
            }
            (Some(Entry::Never), _) => Ok(Some(Reply { answer: None, after: Duration::ZERO, heartbeats: None })),
            (None, Some(answering)) => {
                let asked =
                    Asked { id: TypeId::of::<M>(), task: &M::INFO, request: &self.request, attempt: self.attempt };
                Ok((answering.borrow_mut())(asked))
            }
            (None, None) => Ok(None),
        }
    }

    /// Writes the answer of the current attempt on the tape.
    fn record(&self, run: &Shared, answer: &Result<Value, Failure>) {
        let now = state::elapsed(run);
        if let Some(call) = run.borrow_mut().tape.get_mut(self.entry) {
            call.took = now.saturating_sub(call.at);
            call.answer = match answer {
                Ok(value) => Answer::Result(value.clone()),
                Err(failure) => Answer::Error(failure.clone()),
            };
        }
    }

    /// The delay before the next attempt, if a retrier wants one: the first that names the error decides.
    fn retry_after(&mut self, failure: &Failure, policy: &RetryPolicy) -> Option<Duration> {
        let position = policy.0.iter().position(|retry| retry.errors.iter().any(|name| failure.matches(name)))?;
        let (retry, made) = (policy.0.get(position)?, self.retries.get_mut(position)?);
        if *made >= retry.attempts() {
            return None;
        }
        *made += 1;
        Some(retry.delay(*made))
    }
}

/// Whichever comes first: the answer, the time-out, the end of the heartbeats. A missed heartbeat is reported as `States.Timeout` too.
fn answering(task: &'static str, options: &CallOptions, reply: Reply, now: Duration) -> Result<Phase, NativeError> {
    let heartbeat = options.heartbeat.filter(|limit| reply.heartbeats.is_none_or(|every| every > *limit));
    let limit = [options.timeout, heartbeat].into_iter().flatten().min();
    match (reply.answer, limit) {
        (Some(answer), None) => Ok(Phase::Answering { at: now.saturating_add(reply.after), answer }),
        (Some(answer), Some(limit)) if reply.after <= limit => {
            Ok(Phase::Answering { at: now.saturating_add(reply.after), answer })
        }
        (_, Some(limit)) => {
            Ok(Phase::Answering { at: now.saturating_add(limit), answer: Err(Failure::new("States.Timeout", "")) })
        }
        (None, None) => Err(NativeError::NeverAnswers { task }),
    }
}

/// Polls a nested execution. Its failure reaches the caller as `States.TaskFailed` with the execution as cause, which is
/// how `startExecution.sync:2` reports it.
fn poll_nested(
    future: &mut Nested,
    deadline: Option<Duration>,
    run: &Shared,
    cx: &mut Context<'_>,
) -> Result<Poll<Result<Value, Failure>>, NativeError> {
    let failure = match future.as_mut().poll(cx) {
        Poll::Ready(Ok(Ok(value))) => return Ok(Poll::Ready(Ok(value))),
        Poll::Ready(Ok(Err(failure))) => failure,
        Poll::Ready(Err(error)) => return Err(error),
        Poll::Pending => {
            let ended = run.borrow_mut().ended.take();
            match ended {
                Some(NativeError::Failed(failure)) => failure,
                Some(other) => return Err(other),
                None => {
                    let late = deadline.is_some_and(|deadline| run.borrow_mut().clock.reached(deadline));
                    return Ok(if late { Poll::Ready(Err(Failure::new("States.Timeout", ""))) } else { Poll::Pending });
                }
            }
        }
    };
    let cause = json!({"Status": "FAILED", "Error": failure.error, "Cause": failure.cause});
    Ok(Poll::Ready(Err(Failure::new("States.TaskFailed", cause.to_string()))))
}
