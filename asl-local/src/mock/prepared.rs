//! One prepared answer: whom it is for, what it says, when it comes.

use std::borrow::Cow;
use std::collections::VecDeque;
use std::time::Duration;

use serde_json::Value;

#[cfg(feature = "dsl")]
use super::Outcome;
use super::target::Subject;
use super::{Answer, Call};

/// Where answers come from.
#[doc(hidden)]
pub struct Source<'m>(Kind<'m>);

enum Kind<'m> {
    /// Made of the whole call, as the service answers it.
    Whole(Box<dyn FnMut(&Call<'_>) -> Answer + 'm>),
    /// Made of the request, as what is called answers it.
    Request(Box<dyn FnMut(&Value) -> Answer + 'm>),
    /// One after the other.
    InOrder {
        answers: VecDeque<Answer>,
        prepared: usize,
    },
    Never,
}

impl<'m> Source<'m> {
    pub(crate) fn whole(function: impl FnMut(&Call<'_>) -> Answer + 'm) -> Source<'m> {
        Source(Kind::Whole(Box::new(function)))
    }

    pub(crate) fn request(function: impl FnMut(&Value) -> Answer + 'm) -> Source<'m> {
        Source(Kind::Request(Box::new(function)))
    }

    pub(crate) fn in_order(answers: VecDeque<Answer>) -> Source<'m> {
        Source(Kind::InOrder { prepared: answers.len(), answers })
    }

    pub(crate) fn never() -> Source<'m> {
        Source(Kind::Never)
    }
}

impl std::fmt::Debug for Source<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self.0 {
            Kind::Whole(_) => "Whole",
            Kind::Request(_) => "Request",
            Kind::InOrder { .. } => "InOrder",
            Kind::Never => "Never",
        })
    }
}

/// What was prepared for one target.
#[derive(Debug)]
pub(crate) struct Prepared<'m> {
    pub(crate) subject: Subject,
    pub(crate) source: Option<Source<'m>>,
    /// How long an answer takes that says nothing of it.
    pub(crate) takes: Option<Duration>,
    pub(crate) heartbeats: Option<Duration>,
}

impl<'m> Prepared<'m> {
    pub(crate) fn nothing(subject: Subject) -> Prepared<'m> {
        Prepared { subject, source: None, takes: None, heartbeats: None }
    }

    /// Whether it is for the call: by the state's name, by the task, by the resource.
    pub(crate) fn fits_state(&self, call: &Call<'_>) -> bool {
        matches!(&self.subject, Subject::Name(name) if name == call.state)
    }

    pub(crate) fn fits_resource(&self, call: &Call<'_>) -> bool {
        matches!(&self.subject, Subject::Name(name) if name == call.resource)
    }

    #[cfg(feature = "dsl")]
    pub(crate) fn fits_task(&self, call: &Call<'_>) -> bool {
        matches!(&self.subject, Subject::Task { info, .. }
            if info.integration.request(call.resource, call.input).is_some())
    }

    #[cfg(not(feature = "dsl"))]
    pub(crate) fn fits_task(&self, _: &Call<'_>) -> bool {
        false
    }

    /// The answer to a call that it is for.
    pub(crate) fn answer(&mut self, call: &Call<'_>) -> Option<Answer> {
        let Source(kind) = self.source.as_mut()?;
        let answer = match kind {
            Kind::Whole(function) => function(call),
            Kind::Never => Answer::never(),
            Kind::Request(function) => {
                let answer = function(&request(&self.subject, call));
                whole(&self.subject, answer)
            }
            Kind::InOrder { answers, .. } => whole(&self.subject, answers.pop_front()?),
        };
        Some(self.timed(answer))
    }

    /// The same for a call that was made without a machine: the result of what is called, not the whole answer.
    #[cfg(feature = "dsl")]
    pub(crate) fn reply(&mut self, info: &asl_dsl::task::TaskInfo, request: &Value, attempt: u32) -> Option<Answer> {
        let Source(kind) = self.source.as_mut()?;
        let answer = match kind {
            Kind::Whole(function) => {
                let call = Call {
                    machine: "",
                    state: info.name,
                    resource: info.integration.resource(),
                    input: &info.integration.arguments(request.clone()),
                    retry_count: attempt.saturating_sub(1),
                    iteration: None,
                    token: Some(asl_dsl::task::TOKEN).filter(|_| call_has_token(info)),
                };
                let mut answer = function(&call);
                if let Outcome::Succeeds(result) = &mut answer.outcome {
                    *result = info.integration.result(result.take());
                }
                answer
            }
            Kind::Request(function) => function(request),
            Kind::InOrder { answers, .. } => answers.pop_front()?,
            Kind::Never => Answer::never(),
        };
        Some(self.timed(answer))
    }

    fn timed(&self, mut answer: Answer) -> Answer {
        if answer.after.is_zero() {
            answer.after = self.takes.unwrap_or_default();
        }
        answer.heartbeat = answer.heartbeat.or(self.heartbeats);
        answer
    }

    /// How many answers were never asked for.
    pub(crate) fn left(&self) -> usize {
        match &self.source {
            Some(Source(Kind::InOrder { answers, .. })) => answers.len(),
            _ => 0,
        }
    }

    /// What a message about a call without an answer says of it.
    pub(crate) fn describe(&self) -> String {
        let name = self.subject.name();
        match &self.source {
            Some(Source(Kind::InOrder { prepared: 0, .. })) => format!("`{name}` (not to be called)"),
            Some(Source(Kind::InOrder { answers, prepared })) if answers.is_empty() => {
                format!("`{name}` ({prepared}, all used)")
            }
            _ => format!("`{name}`"),
        }
    }
}

#[cfg(feature = "dsl")]
fn call_has_token(info: &asl_dsl::task::TaskInfo) -> bool {
    info.integration.resource().ends_with(".waitForTaskToken")
}

#[cfg_attr(not(feature = "dsl"), expect(unused_variables, reason = "a name has no request of its own"))]
fn request<'v>(subject: &Subject, call: &Call<'v>) -> Cow<'v, Value> {
    #[cfg(feature = "dsl")]
    if let Subject::Task { info, .. } = subject
        && let Some(request) = info.integration.request(call.resource, call.input)
    {
        return request;
    }
    Cow::Borrowed(call.input)
}

#[cfg_attr(not(feature = "dsl"), expect(unused_mut, unused_variables, reason = "a name's answer is the whole one"))]
fn whole(subject: &Subject, mut answer: Answer) -> Answer {
    #[cfg(feature = "dsl")]
    if let (Subject::Task { info, .. }, Outcome::Succeeds(result)) = (subject, &mut answer.outcome) {
        *result = info.integration.answer(result.take());
    }
    answer
}
