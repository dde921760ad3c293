//! Answers that a test prepares: by state, by task, by resource.

use std::time::Duration;

use super::prepared::{Prepared, Source};
use super::target::Subject;
use super::target::{Listed, Respond, Target, Whom};
use super::{Answer, Call, Handler};
use crate::program::Program;
#[cfg(feature = "dsl")]
use crate::program::StaticCall;

/// Prepared answers. A state's name wins over a task, and a task over a resource; without an answer the run ends.
///
/// The answer to a task is what its function returns. That to a name is the whole result that the state gets from the service, of `lambda:invoke` an
/// object with `Payload`; [`impossible_result`](super::impossible_result) tells when it can't be one, and
/// [`Machine::strict_results`](crate::Machine::strict_results) ends a run with one.
///
/// ```
/// use asl_local::{Answer, Call, Handler, Mocks};
/// use serde_json::json;
///
/// let mut mocks = Mocks::new();
/// mocks
///     .on("Charge", |amount: u32| if amount < 100 { Ok(amount) } else { Err(("Payment", "limit")) })
///     .answers("Ship", [Answer::fails(("Busy", "")), Answer::result(&"shipped")]);
/// let call = Call {
///     machine: "Machine", state: "Charge", resource: "arn:…", input: &json!(7), retry_count: 0, iteration: None, token: None,
/// };
/// assert_eq!(mocks.answer(&call), Some(Answer::result(&7)));
/// ```
#[derive(Default)]
pub struct Mocks<'m> {
    prepared: Vec<Prepared<'m>>,
    #[cfg(feature = "dsl")]
    pub(crate) workflows: Vec<crate::typed::Child>,
}

impl<'m> Mocks<'m> {
    /// Nothing prepared yet.
    pub fn new() -> Mocks<'m> {
        Mocks::default()
    }

    /// Answers every call of `target` with what `function` returns.
    ///
    /// `target` is a state's name, a resource, or a function declared with `#[task]` or `#[workflow]`. For a name, `function` takes the
    /// call's input, of any type that it can be read as, and returns a `Result` whose error is one that a task [may raise](super::Raised): one
    /// that derives `WorkflowError`, a [`TaskError`](super::TaskError) or a pair of name and cause. For a task it takes the task's arguments by
    /// value and returns what the task returns. An error of the workflow reaches the machine as the deployed task would report it. What was
    /// prepared for the same target before is replaced.
    pub fn on<T, Kind, H, Signature>(&mut self, target: T, function: H) -> &mut Self
    where
        T: Target<Kind>,
        H: Respond<'m, T::Subject, Signature>,
    {
        self.prepare(target.whom(), function.source())
    }

    /// Prepares what `prepare` prepares: what several tests share.
    pub fn with(&mut self, prepare: impl FnOnce(&mut Mocks<'m>)) -> &mut Self {
        prepare(self);
        self
    }

    /// Answers every call of `target` with what `function` makes of the whole call: all arguments in, the service's whole answer out.
    pub fn on_call<T: Target<Kind>, Kind>(
        &mut self,
        target: T,
        function: impl FnMut(&Call<'_>) -> Answer + 'm,
    ) -> &mut Self {
        self.prepare(target.whom(), Source::whole(function))
    }

    /// Answers every call of `target` with what `function` makes of the request as JSON: what a task's function takes, and for a name the
    /// call's input. An error reaches the machine with just this name and cause.
    pub fn on_json<T: Target<Kind>, Kind>(
        &mut self,
        target: T,
        mut function: impl FnMut(serde_json::Value) -> Answer + 'm,
    ) -> &mut Self {
        self.prepare(target.whom(), Source::request(move |request| function(request.clone())))
    }

    /// Answers the calls of `target` one after the other; one call too many has no answer. A list of [`Answer`]s; for a task also a list of
    /// what the task returns. Instead of an empty list, whose type nothing says, write [`uncalled`](Mocks::uncalled).
    pub fn answers<T, Kind, I, Form>(&mut self, target: T, answers: I) -> &mut Self
    where
        T: Target<Kind>,
        I: IntoIterator<Item: Listed<T::Subject, Form>>,
    {
        let answers = answers.into_iter().map(Listed::into_answer).collect();
        self.prepare(target.whom(), Source::in_order(answers))
    }

    /// Lets `target` have no answer, whatever was prepared for it before: a call of it ends the run, or in a started
    /// [`Execution`](crate::Execution) a callback or activity waits for whoever completes it.
    pub fn uncalled<T: Target<Kind>, Kind>(&mut self, target: T) -> &mut Self {
        self.prepare(target.whom(), Source::in_order(std::collections::VecDeque::new()))
    }

    /// Never answers `target`: its calls end with their time limits.
    pub fn never<T: Target<Kind>, Kind>(&mut self, target: T) -> &mut Self {
        self.prepare(target.whom(), Source::never())
    }

    /// Says how long `target` takes to answer on the virtual clock, where an answer doesn't say it itself.
    pub fn takes<T: Target<Kind>, Kind>(&mut self, target: T, duration: Duration) -> &mut Self {
        self.of(target.whom()).takes = Some(duration);
        self
    }

    /// Says how often `target` sends heartbeats until it answers. Without them a call with `HeartbeatSeconds` fails when these are over.
    pub fn heartbeats<T: Target<Kind>, Kind>(&mut self, target: T, every: Duration) -> &mut Self {
        self.of(target.whom()).heartbeats = Some(every);
        self
    }

    fn prepare(&mut self, whom: Whom, source: Source<'m>) -> &mut Self {
        self.of(whom).source = Some(source);
        self
    }

    /// What is prepared for a target.
    fn of(&mut self, Whom(subject): Whom) -> &mut Prepared<'m> {
        let at = self.prepared.iter().position(|prepared| prepared.subject.is(&subject));
        let at = at.unwrap_or_else(|| {
            self.prepared.push(Prepared::nothing(subject));
            self.prepared.len() - 1
        });
        &mut self.prepared[at]
    }

    /// What is prepared for tasks.
    #[cfg(feature = "dsl")]
    pub(crate) fn tasks(&mut self) -> impl Iterator<Item = (std::any::TypeId, &mut Prepared<'m>)> {
        self.prepared.iter_mut().filter_map(|prepared| match prepared.subject {
            Subject::Task { id, .. } => Some((id, prepared)),
            Subject::Name(_) => None,
        })
    }

    /// Why what is prepared can't be meant so for these machines, if it can't.
    pub(crate) fn problem(&self, machines: &[&Program]) -> Option<String> {
        if let Some(lonely) = self.prepared.iter().find(|prepared| prepared.source.is_none()) {
            let name = lonely.subject.name();
            return Some(format!("it is said when `{name}` answers, but not what: prepare an answer with `.on`"));
        }
        let subjects = || self.prepared.iter().map(|prepared| &prepared.subject);
        if let Some(unknown) = subjects().find_map(|subject| unknown(subject, machines)) {
            return Some(unknown);
        }
        #[cfg(feature = "dsl")]
        {
            let calls: Vec<&StaticCall> = machines.iter().flat_map(|machine| &machine.calls).collect();
            super::judge::judge(subjects(), &calls)
        }
        #[cfg(not(feature = "dsl"))]
        None
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.prepared.is_empty()
    }

    /// What was prepared in order and never asked for, as `target: how many`.
    pub fn leftovers(&self) -> Vec<String> {
        let left = self.prepared.iter().filter(|prepared| prepared.left() > 0);
        left.map(|prepared| format!("{}: {}", prepared.subject.name(), prepared.left())).collect()
    }
}

impl Handler for Mocks<'_> {
    fn answer(&mut self, call: &Call<'_>) -> Option<Answer> {
        let first = |fits: &dyn Fn(&Prepared<'_>) -> bool| self.prepared.iter().position(fits);
        let at = first(&|prepared| prepared.fits_state(call))
            .or_else(|| first(&|prepared| prepared.fits_task(call)))
            .or_else(|| first(&|prepared| prepared.fits_resource(call)))?;
        self.prepared.get_mut(at)?.answer(call)
    }

    fn prepared(&self) -> Vec<String> {
        self.prepared.iter().map(Prepared::describe).collect()
    }

    fn leftovers(&self) -> Vec<String> {
        Mocks::leftovers(self)
    }
}

impl std::fmt::Debug for Mocks<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_set().entries(self.prepared.iter().map(|prepared| prepared.subject.name())).finish()
    }
}

/// What is wrong with a name that no state and no Task's `Resource` has.
#[cfg_attr(not(feature = "dsl"), expect(irrefutable_let_patterns, reason = "nothing else is answered"))]
fn unknown(subject: &Subject, machines: &[&Program]) -> Option<String> {
    let Subject::Name(name) = subject else { return None };
    let names = || {
        machines.iter().flat_map(|machine| {
            let states = machine.states.iter().map(|state| &*state.name);
            states.chain(machine.calls.iter().map(|call| &*call.resource))
        })
    };
    if names().any(|known| known == name) {
        return None;
    }
    let name = &**name;
    let mut problem = format!(
        "an answer is prepared for {}, but no state has that name and no Task that `Resource`",
        asl_schema::quoted(name)
    );
    if let Some(meant) = asl_schema::closest(name, names()) {
        problem.push_str(&format!("; did you mean `{meant}`?"));
    }
    Some(problem)
}
