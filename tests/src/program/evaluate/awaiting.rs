//! What is awaited: calls with their retries, sleeps, branches and items.

use super::control::elements;
use super::{Ending, Eval, Evaluator, Exit, Source, Step, panics, unsupported};
use crate::program::trace::Strand;
use crate::program::value::Value;
use crate::program::world;
use asl_dsl::Failure;
use asl_dsl::shape::Type;
use asl_dsl::task::{ConstValue, RetryPolicy, SlotInfo, TaskInfo};
use asl_hir::{CallOption, ConstId, Expr, ExprKind, Pattern};
use asl_local::parse_timestamp;
use serde_json::{Map, Value as Json, json};
use std::time::Duration;

/// When runs begin, natively and in the machine: 2026-01-01T00:00:00Z.
const START: Duration = Duration::from_secs(1_767_225_600);

/// A branch that waits to be run, with what it was given.
enum Begun {
    With(Vec<Value>),
    Join(Vec<Begun>),
}

/// How a branch, or an item, ended.
struct Ran {
    result: Eval,
    steps: Vec<Step>,
    /// When it began and ended, on the clock of the whole.
    began: Duration,
    ended: Duration,
}

impl<'e> Evaluator<'e> {
    pub(super) fn await_future(&mut self, future: &Expr) -> Eval {
        match &future.kind {
            ExprKind::Call { args, options, .. } => {
                let args = self.all(args)?;
                self.call(future, args, options)
            }
            ExprKind::Sleep(until) | ExprKind::SleepUntil(until) => {
                let until = self.eval(until)?;
                self.sleep(until)
            }
            ExprKind::Join { branches, fallible, options } => {
                // What calls are given is computed before any of them starts, where the join is written.
                let begun = self.begin_all(branches)?;
                let policy = self.policy(options);
                self.repeated(&policy, |evaluator| evaluator.join(branches, &begun, *fallible))
            }
            ExprKind::MapEach { items, .. } => {
                let items = self.eval(items)?;
                self.map_of(future, items)
            }
            _ => unsupported("an await of that"),
        }
    }

    /// A map, given its items.
    fn map_of(&mut self, map: &Expr, items: Value) -> Eval {
        let ExprKind::MapEach { concurrency, pattern, body, options, .. } = &map.kind else {
            return unsupported("a map of that");
        };
        let items = elements(items)?;
        let limit = match self.source.consts.get(concurrency.0 as usize) {
            Some(ConstValue::Count(0)) => usize::MAX,
            Some(ConstValue::Count(limit)) => *limit as usize,
            _ => return unsupported("a concurrency that is no number"),
        };
        let policy = self.policy(options);
        self.repeated(&policy, |evaluator| evaluator.map_each(&items, limit, pattern, body))
    }

    /// A wait: for some time, or until a moment, which may have passed.
    fn sleep(&mut self, until: Value) -> Eval {
        self.count_call()?;
        self.clock = match &until {
            Value::Seconds(seconds) => self.clock.saturating_add(Duration::from_secs(*seconds)),
            Value::Text(timestamp) => match parse_timestamp(timestamp) {
                Some(moment) => self.clock.max(moment.saturating_sub(START)),
                None => return panics("no timestamp"),
            },
            other => return unsupported(format!("a sleep of {other:?}")),
        };
        Ok(Value::Unit)
    }

    fn begin_all(&mut self, branches: &[Expr]) -> Eval<Vec<Begun>> {
        branches.iter().map(|branch| self.begin(branch)).collect()
    }

    /// What a branch is given.
    fn begin(&mut self, branch: &Expr) -> Eval<Begun> {
        Ok(match &branch.kind {
            ExprKind::Call { args, .. } => Begun::With(self.all(args)?),
            ExprKind::Sleep(given) | ExprKind::SleepUntil(given) | ExprKind::MapEach { items: given, .. } => {
                Begun::With(vec![self.eval(given)?])
            }
            ExprKind::Join { branches, .. } => Begun::Join(self.begin_all(branches)?),
            _ => Begun::With(Vec::new()),
        })
    }

    /// A branch, given what was computed before.
    fn branch(&mut self, branch: &Expr, begun: &Begun) -> Eval {
        match (&branch.kind, begun) {
            (ExprKind::Call { options, .. }, Begun::With(args)) => self.call(branch, args.clone(), options),
            (ExprKind::Join { branches, fallible, options }, Begun::Join(begun)) => {
                let policy = self.policy(options);
                self.repeated(&policy, |evaluator| evaluator.join(branches, begun, *fallible))
            }
            (ExprKind::Async(body), _) => self.asynchronous(body),
            (kind, Begun::With(given)) => match (kind, given.as_slice()) {
                (ExprKind::Sleep(_) | ExprKind::SleepUntil(_), [until]) => self.sleep(until.clone()),
                (ExprKind::MapEach { .. }, [items]) => self.map_of(branch, items.clone()),
                _ => unsupported("a branch of that"),
            },
            _ => unsupported("a branch of that"),
        }
    }

    /// The inside of an `async` block, where `return` and `?` end.
    fn asynchronous(&mut self, body: &Expr) -> Eval {
        match self.eval(body) {
            Err(Exit::Return(value)) => Ok(value),
            other => other,
        }
    }

    fn count_call(&mut self) -> Eval<()> {
        match self.calls.checked_sub(1) {
            Some(calls) => self.calls = calls,
            None => return panics("endless calls"),
        }
        Ok(())
    }

    fn call(&mut self, future: &Expr, args: Vec<Value>, options: &[CallOption]) -> Eval {
        let info = future.ty.and_then(|slot| self.source.types.get(slot.0 as usize));
        let Some(SlotInfo::Call { task, output }) = info else { return unsupported("a call of no task") };
        let Some(request) = request(task, args.clone()) else { return unsupported("a request that is no JSON") };
        let policy = self.policy(options);
        let timeout = options.iter().filter_map(|option| self.limit(option)).min();
        let mut made: Vec<u32> = vec![0; policy.0.len()];
        let answer = loop {
            self.count_call()?;
            let answer = match &self.source.nested {
                Some(nested) if task.name == world::NESTED => self.nested(nested, &args)?,
                _ => {
                    self.steps.push(Step::Call { task: task.name, request: request.clone() });
                    let (answer, takes) = self.world.answer(task, output, &request, made.iter().sum());
                    let (answer, takes) = match timeout {
                        Some(limit) if limit < takes => (Err(Failure::new("States.Timeout", "")), limit),
                        _ => (answer, takes),
                    };
                    self.clock = self.clock.saturating_add(takes);
                    answer
                }
            };
            let Err(failure) = &answer else { break answer };
            match retry_after(failure, &policy, &mut made) {
                Some(delay) => self.clock = self.clock.saturating_add(delay),
                None => break answer,
            }
        };
        match (answer, output) {
            (Ok(json), Type::Result(ok, _)) => match Value::from_json(&json, ok) {
                Some(value) => Ok(Value::result(Ok(value))),
                None => unsupported("an answer of another type"),
            },
            (Ok(json), ty) => Value::from_json(&json, ty).map_or_else(|| unsupported("an answer of another type"), Ok),
            (Err(failure), Type::Result(_, error)) => match &**error {
                Type::Error(shape) => match Value::from_failure(&failure, shape) {
                    Some(error) => Ok(Value::result(Err(error))),
                    None => Err(Exit::Ended(failure)),
                },
                _ => Err(Exit::Ended(failure)),
            },
            (Err(failure), _) => Err(Exit::Ended(failure)),
        }
    }

    /// Runs another workflow to its end. Its caller sees what the service reports of an execution.
    fn nested(&mut self, nested: &'e Source, args: &[Value]) -> Eval<Result<Json, Failure>> {
        let source = std::mem::replace(&mut self.source, nested);
        let variables = std::mem::replace(&mut self.variables, vec![None; nested.program.vars.len()]);
        let result = self.function(args.to_vec());
        self.source = source;
        self.variables = variables;
        let failed = |failure: Failure| {
            let execution = json!({ "Cause": failure.cause, "Error": failure.error, "Status": "FAILED" });
            Failure::new("States.TaskFailed", execution.to_string())
        };
        match result {
            Ok(value) | Err(Exit::Return(value)) => match super::ending(&value) {
                Ending::Succeeded(output) => Ok(Ok(output)),
                Ending::Failed(failure) => Ok(Err(failed(failure))),
                Ending::Unknown(why) => Err(Exit::Unknown(why)),
                Ending::Unsupported(what) => Err(Exit::Unsupported(what)),
            },
            Err(Exit::Ended(failure)) => Ok(Err(failed(failure))),
            Err(exit) => Err(exit),
        }
    }

    fn policy(&self, options: &[CallOption]) -> RetryPolicy {
        let of = |id: &ConstId| match self.source.consts.get(id.0 as usize) {
            Some(ConstValue::Retry(policy)) => policy.0.clone(),
            _ => Vec::new(),
        };
        let retriers = options.iter().flat_map(|option| match option {
            CallOption::Retry(id) => of(id),
            _ => Vec::new(),
        });
        RetryPolicy(retriers.collect())
    }

    /// A time-out, or a heartbeat that never comes.
    fn limit(&self, option: &CallOption) -> Option<Duration> {
        let (CallOption::Timeout(id) | CallOption::Heartbeat(id)) = option else { return None };
        match self.source.consts.get(id.0 as usize)? {
            ConstValue::Duration(limit) => Some(*limit),
            _ => None,
        }
    }

    /// A future whose failures start it anew.
    fn repeated(&mut self, policy: &RetryPolicy, mut run: impl FnMut(&mut Self) -> Eval) -> Eval {
        let mut made = vec![0; policy.0.len()];
        loop {
            let result = run(self);
            let failure = match &result {
                Err(Exit::Ended(failure)) => Some(failure.clone()),
                Ok(Value::Result(Err(error))) => error.to_failure(),
                _ => None,
            };
            match failure.and_then(|failure| retry_after(&failure, policy, &mut made)) {
                Some(delay) => self.clock = self.clock.saturating_add(delay),
                None => return result,
            }
        }
    }

    /// Evaluates on a copy of the variables, from a moment on.
    fn aside(&mut self, began: Duration, run: impl FnOnce(&mut Self) -> Eval) -> Ran {
        let variables = self.variables.clone();
        let steps = std::mem::take(&mut self.steps);
        let clock = std::mem::replace(&mut self.clock, began);
        let result = run(self);
        self.variables = variables;
        let steps = std::mem::replace(&mut self.steps, steps);
        let ended = std::mem::replace(&mut self.clock, clock);
        Ran { result, steps, began, ended }
    }

    fn join(&mut self, branches: &[Expr], begun: &[Begun], fallible: bool) -> Eval {
        let began = self.clock;
        let mut ran = Vec::new();
        for (branch, args) in branches.iter().zip(begun) {
            let one = self.aside(began, |evaluator| evaluator.branch(branch, args));
            ran.push(unless_unknown(one)?);
        }
        let values = self.gathered(ran, fallible, false)?;
        Ok(match values {
            Ok(values) if fallible => Value::result(Ok(Value::Tuple(values))),
            Ok(values) => Value::Tuple(values),
            Err(error) => Value::result(Err(error)),
        })
    }

    fn map_each(&mut self, items: &[Value], limit: usize, pattern: &Pattern, body: &Expr) -> Eval {
        // When each of the places for items is free again.
        let mut free = vec![self.clock; limit.min(items.len()).max(1)];
        let mut ran = Vec::new();
        let mut stopped = false;
        for item in items {
            let Some(place) = (0..free.len()).min_by_key(|place| free.get(*place).copied()) else { break };
            let began = free.get(place).copied().unwrap_or_default();
            let one = self.aside(began, |evaluator| {
                evaluator.matches(pattern, item)?;
                evaluator.asynchronous(body)
            });
            let one = unless_unknown(one)?;
            if let Some(free) = free.get_mut(place) {
                *free = one.ended;
            }
            stopped |= failed(&one, true);
            ran.push(one);
            if stopped && limit == 1 {
                break;
            }
        }
        let values = self.gathered(ran, true, limit > 1 && limit < items.len())?;
        Ok(Value::result(values.map(Value::List)))
    }

    /// The values of branches, or the error that ends them. `loose`: which comes first isn't known from their times.
    fn gathered(&mut self, mut ran: Vec<Ran>, fallible: bool, loose: bool) -> Eval<Result<Vec<Value>, Value>> {
        let errors: Vec<usize> =
            (0..ran.len()).filter(|i| ran.get(*i).is_some_and(|one| failed(one, fallible))).collect();
        let ended = |at: usize| ran.get(at).map(|one| one.ended).unwrap_or_default();
        let Some(first) = errors.iter().map(|at| ended(*at)).min() else {
            self.clock = ran.iter().map(|one| one.ended).max().unwrap_or(self.clock);
            let strands = ran.iter_mut().map(|one| Strand { steps: std::mem::take(&mut one.steps), cut: false });
            self.steps.push(Step::Side(strands.collect()));
            let mut values = Vec::new();
            for one in ran {
                values.push(match one.result? {
                    Value::Result(Ok(value)) if fallible => *value,
                    value => value,
                });
            }
            return Ok(Ok(values));
        };
        let ways: Vec<usize> = errors.into_iter().filter(|at| loose || ended(*at) == first).collect();
        let taken = self.choose(ways.len());
        let Some(winner) = ways.get(taken).copied() else { return unsupported("a choice of nothing") };
        let end = ended(winner);
        self.clock = end;
        let strands = ran.iter_mut().enumerate().map(|(i, one)| {
            let cut = i != winner && (loose || one.ended >= end);
            // What begins later never begins.
            let steps = if one.began > end { Vec::new() } else { std::mem::take(&mut one.steps) };
            Strand { steps, cut }
        });
        self.steps.push(Step::Side(strands.collect()));
        match ran.swap_remove(winner).result? {
            Value::Result(Err(error)) => Ok(Err(*error)),
            other => unsupported(format!("{other:?} as an error")),
        }
    }
}

fn failed(one: &Ran, fallible: bool) -> bool {
    match &one.result {
        Ok(Value::Result(Err(_))) => fallible,
        Ok(_) => false,
        Err(_) => true,
    }
}

/// A branch whose end isn't known leaves nothing known.
fn unless_unknown(one: Ran) -> Eval<Ran> {
    match one.result {
        Ok(_) | Err(Exit::Ended(_)) => Ok(one),
        Err(exit) => Err(exit),
    }
}

fn request(task: &TaskInfo, args: Vec<Value>) -> Option<Json> {
    let mut args: Vec<Json> = args.iter().map(Value::to_json).collect::<Option<_>>()?;
    match task.params {
        [_] => args.pop(),
        params => Some(Json::Object(params.iter().map(|name| (*name).to_owned()).zip(args).collect::<Map<_, _>>())),
    }
}

/// The delay before the next attempt, if a retrier wants one: the first that names the error decides.
fn retry_after(failure: &Failure, policy: &RetryPolicy, made: &mut [u32]) -> Option<Duration> {
    let names = |retry: &asl_dsl::Retry| retry.errors.iter().any(|name| failure.matches(name));
    let position = policy.0.iter().position(names)?;
    let (retry, made) = (policy.0.get(position)?, made.get_mut(position)?);
    if *made >= retry.attempts() {
        return None;
    }
    *made += 1;
    Some(retry.delay(*made))
}
