//! Steps that run something: configured, their errors handled, then bound to a variable.

use super::block::{Recording, Yields};
use super::case::{Bindings, Case, err};
use super::recorder::{expr, unit};
use super::{Steps, Var};
use crate::task::{ConstValue, RetryPolicy};
use asl_hir::{Arm, CallOption, Expr, ExprKind, FieldPattern, Pattern, PatternKind, Span, Stmt};
use std::marker::PhantomData;
use std::panic::Location;
use std::time::Duration;

/// A call, a join or a map under construction. Nothing is added to the workflow until [`bind`](Call::bind) or [`run`](Call::run).
///
/// `T` is the type of its value, `F` of its errors; the workflow's own errors are `E`.
#[must_use = "a step is added by `.bind(\"name\")` or `.run()`"]
pub struct Call<'w, E, T, F> {
    pub(crate) steps: &'w mut Steps<E>,
    pub(crate) future: Expr,
    /// Awaiting it gives a `Result`.
    pub(crate) fallible: bool,
    pub(crate) arms: Vec<Arm>,
    pub(crate) span: Span,
    pub(crate) _types: PhantomData<fn() -> (T, F)>,
}

impl<E, T, F> Call<'_, E, T, F> {
    fn option(mut self, make: impl FnOnce(asl_hir::ConstId) -> CallOption, value: ConstValue) -> Self {
        let id = self.steps.recorder.constant(value);
        if let ExprKind::Call { options, .. } | ExprKind::Join { options, .. } | ExprKind::MapEach { options, .. } =
            &mut self.future.kind
        {
            options.push(make(id));
        }
        self
    }

    /// `Retry`: one [`Retry`](crate::Retry), or several in order.
    pub fn retry(self, policy: impl Into<RetryPolicy>) -> Self {
        self.option(CallOption::Retry, ConstValue::Retry(policy.into()))
    }

    /// `TimeoutSeconds`: whole seconds, 1 to 99,999,999.
    pub fn timeout(self, limit: Duration) -> Self {
        self.option(CallOption::Timeout, ConstValue::Duration(limit))
    }

    /// `HeartbeatSeconds`: whole seconds, less than the time-out.
    pub fn heartbeat(self, limit: Duration) -> Self {
        self.option(CallOption::Heartbeat, ConstValue::Duration(limit))
    }

    /// The state's name, at most 80 characters.
    pub fn named(self, name: impl Into<String>) -> Self {
        self.option(CallOption::Named, ConstValue::Text(name.into()))
    }

    /// `Credentials.RoleArn`: the role to assume for the call.
    pub fn credentials(self, role_arn: impl Into<String>) -> Self {
        self.option(CallOption::Credentials, ConstValue::Text(role_arn.into()))
    }

    /// Catches one error. The handler gets a variable for each of its fields, and ends with the value to go on with
    /// or leaves the workflow.
    #[track_caller]
    pub fn on_error<Fields: Bindings, Y: Yields<T>>(
        self,
        case: Case<F, Fields>,
        handler: impl FnOnce(&mut Steps<E>, Fields::Vars) -> Y,
    ) -> Self {
        let span = self.span;
        self.handle(|steps| {
            let (pattern, vars) = case.bind(&mut steps.recorder, span);
            (pattern, handler(steps, vars))
        })
    }

    /// Catches every error that no handler before it names, those of the service itself (`States.Timeout`, …) included. The handler
    /// gets the error as a value.
    #[track_caller]
    pub fn on_any_error<Y: Yields<T>>(self, handler: impl FnOnce(&mut Steps<E>, Var<F>) -> Y) -> Self {
        let span = self.span;
        self.handle(|steps| {
            let id = steps.recorder.declare("error", false, span);
            let pattern = err(steps.recorder.binding(id, span), span);
            (pattern, handler(steps, Var::new(id)))
        })
    }

    #[track_caller]
    fn handle<Y: Yields<T>>(mut self, handler: impl FnOnce(&mut Steps<E>) -> (Pattern, Y)) -> Self {
        let at = Location::caller();
        let span = self.steps.recorder.span(at);
        if !self.fallible {
            self.steps.recorder.problem(
                at,
                "this task's type says that it can't fail".to_owned(),
                "declare it with a `Result` to handle its errors",
            );
        }
        self.steps.recorder.open();
        let (pattern, end) = handler(self.steps);
        let tail = end.__tail(&mut Recording { recorder: &mut self.steps.recorder, at });
        let body = self.steps.recorder.close(tail, span);
        self.arms.push(Arm { pattern, guard: None, body });
        self
    }

    /// The step's expression: awaited, its errors handled or passed on.
    fn value(&mut self) -> Expr {
        let span = self.span;
        let future = std::mem::replace(&mut self.future, unit(span));
        let awaited = expr(ExprKind::Await(Box::new(future)), span);
        if !self.fallible {
            return awaited;
        }
        if self.arms.is_empty() {
            return expr(ExprKind::Try(Box::new(awaited)), span);
        }
        let recorder = &mut self.steps.recorder;
        let value = recorder.declare("value", false, span);
        let binding = recorder.binding(value, span);
        let fields = vec![FieldPattern { name: "0".to_owned(), pattern: binding }];
        let ok = Pattern { kind: PatternKind::Item { name: "Ok".to_owned(), fields }, span };
        let body = expr(ExprKind::Var(asl_hir::VarId(value)), span);
        let mut arms = vec![Arm { pattern: ok, guard: None, body }];
        arms.append(&mut self.arms);
        expr(ExprKind::Match { scrutinee: Box::new(awaited), arms }, span)
    }

    /// Adds the step and gives its value a name.
    pub fn bind(mut self, name: &str) -> Var<T> {
        let value = self.value();
        let id = self.steps.recorder.declare(name, false, self.span);
        let pattern = self.steps.recorder.binding(id, self.span);
        self.steps.recorder.push(Stmt::Let { pattern, value: Some(value), otherwise: None, name: None });
        Var::new(id)
    }

    /// Adds the step; its value isn't needed.
    pub fn run(mut self) {
        let value = self.value();
        self.steps.recorder.push(Stmt::Expr { expr: value, name: None });
    }
}
