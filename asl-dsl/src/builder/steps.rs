//! [`Steps`]: the statements of a workflow under construction.

use super::args::ExArgs;
use super::block::{Done, Failed, Recording, Yields};
use super::recorder::{Recorder, expr};
use super::{Call, Ex, Var};
use crate::native::Callee;
use crate::shape::{Outcome, Shape};
use crate::task::{ConstValue, SlotInfo, TaskDef};
use asl_hir::{Expr, ExprKind, Literal, Span, Stmt};
use std::marker::PhantomData;
use std::panic::Location;
use std::time::Duration;

/// The steps of a workflow, or of a block inside one, in order. `E` is the workflow's error type.
pub struct Steps<E> {
    pub(crate) recorder: Recorder,
    pub(crate) _error: PhantomData<fn() -> E>,
}

/// What a task's `.await` gives when it succeeds.
type OkOf<D> = <<D as TaskDef>::Output as Outcome>::Ok;
/// What a task can fail with.
type ErrOf<D> = <<D as TaskDef>::Output as Outcome>::Err;

impl<E> Steps<E> {
    #[track_caller]
    fn here(&mut self) -> (Span, &'static Location<'static>) {
        let at = Location::caller();
        (self.recorder.span(at), at)
    }

    /// Runs `steps` in a block of its own.
    pub(crate) fn block<T, Y: Yields<T>>(&mut self, at: &Location<'_>, steps: impl FnOnce(&mut Self) -> Y) -> Expr {
        let span = self.recorder.span(at);
        self.recorder.open();
        let end = steps(self);
        let tail = end.__tail(&mut Recording { recorder: &mut self.recorder, at });
        self.recorder.close(tail, span)
    }

    /// `let name = value;` It costs no state.
    #[track_caller]
    pub fn bind<T>(&mut self, name: &str, value: impl Into<Ex<T>>) -> Var<T> {
        let (span, at) = self.here();
        let value = self.recorder.take(value.into(), at);
        let id = self.recorder.declare(name, false, span);
        let pattern = self.recorder.binding(id, span);
        self.recorder.push(Stmt::Let { pattern, value: Some(value), otherwise: None, name: None });
        Var::new(id)
    }

    /// `variable = value;` It costs no state.
    #[track_caller]
    pub fn set<T>(&mut self, variable: Var<T>, value: impl Into<Ex<T>>) {
        let (span, at) = self.here();
        self.recorder.check_visible(variable.id, at);
        self.recorder.make_mutable(variable.id);
        let value = Box::new(self.recorder.take(value.into(), at));
        let place = Box::new(expr(ExprKind::Var(asl_hir::VarId(variable.id)), span));
        let expr = expr(ExprKind::Assign { place, op: None, value }, span);
        self.recorder.push(Stmt::Expr { expr, name: None });
    }

    /// Calls a `#[task]` or `#[workflow]`. One argument is given as it is, several as a tuple, none as `()`.
    #[track_caller]
    pub fn task<Args, F: Callee<Args>>(
        &mut self,
        task: F,
        args: impl ExArgs<Args>,
    ) -> Call<'_, E, OkOf<F::Def>, ErrOf<F::Def>> {
        let _ = task;
        let (span, at) = self.here();
        let args = args.__take(&mut Recording { recorder: &mut self.recorder, at });
        let output = <<F::Def as TaskDef>::Output as Shape>::describe();
        let fallible = matches!(output, crate::shape::Type::Result(..));
        let info = <F::Def as TaskDef>::INFO;
        let name = info.name.to_owned();
        let slot = self.recorder.slot(SlotInfo::Call { task: info, output });
        let future = Expr { kind: ExprKind::Call { name, args, options: Vec::new() }, span, ty: Some(slot) };
        Call { steps: self, future, fallible, arms: Vec::new(), span, _types: PhantomData }
    }

    /// Waits: a Wait state.
    #[track_caller]
    pub fn wait(&mut self, duration: Duration) {
        let (span, at) = self.here();
        if duration.subsec_nanos() != 0 {
            self.recorder.problem(
                at,
                format!("a wait of {duration:?} is not a whole number of seconds"),
                "Step Functions counts in whole seconds",
            );
        }
        let seconds = expr(ExprKind::Lit(Literal::Int(duration.as_secs().to_string())), span);
        let duration = expr(ExprKind::Duration { amount: Box::new(seconds), scale: 1 }, span);
        self.sleep(duration, span);
    }

    /// Waits for a number of seconds that is computed: a Wait state.
    #[track_caller]
    pub fn wait_seconds(&mut self, seconds: impl Into<Ex<u64>>) {
        let (span, at) = self.here();
        let seconds = self.recorder.take(seconds.into(), at);
        let duration = expr(ExprKind::Duration { amount: Box::new(seconds), scale: 1 }, span);
        self.sleep(duration, span);
    }

    fn sleep(&mut self, duration: Expr, span: Span) {
        let sleep = expr(ExprKind::Sleep(Box::new(duration)), span);
        let expr = expr(ExprKind::Await(Box::new(sleep)), span);
        self.recorder.push(Stmt::Expr { expr, name: None });
    }

    /// `if condition { … }`.
    #[track_caller]
    pub fn when<Y: Yields<()>>(&mut self, condition: impl Into<Ex<bool>>, then: impl FnOnce(&mut Self) -> Y) {
        let (span, at) = self.here();
        let cond = Box::new(self.recorder.take(condition.into(), at));
        let then = Box::new(self.block(at, then));
        let expr = expr(ExprKind::If { cond, then, otherwise: None }, span);
        self.recorder.push(Stmt::Expr { expr, name: None });
    }

    /// `let name = if condition { … } else { … };`
    #[track_caller]
    pub fn if_else<T, Then: Yields<T>, Else: Yields<T>>(
        &mut self,
        name: &str,
        condition: impl Into<Ex<bool>>,
        then: impl FnOnce(&mut Self) -> Then,
        otherwise: impl FnOnce(&mut Self) -> Else,
    ) -> Var<T> {
        let (span, at) = self.here();
        let cond = Box::new(self.recorder.take(condition.into(), at));
        let then = Box::new(self.block(at, then));
        let otherwise = Some(Box::new(self.block(at, otherwise)));
        let value = expr(ExprKind::If { cond, then, otherwise }, span);
        let id = self.recorder.declare(name, false, span);
        let pattern = self.recorder.binding(id, span);
        self.recorder.push(Stmt::Let { pattern, value: Some(value), otherwise: None, name: None });
        Var::new(id)
    }

    /// `while condition { … }`.
    #[track_caller]
    pub fn repeat_while<Y: Yields<()>>(&mut self, condition: impl Into<Ex<bool>>, body: impl FnOnce(&mut Self) -> Y) {
        let (span, at) = self.here();
        let cond = Box::new(self.recorder.take(condition.into(), at));
        let body = Box::new(self.block(at, body));
        let expr = expr(ExprKind::While { label: None, cond, body }, span);
        self.recorder.push(Stmt::Expr { expr, name: None });
    }

    /// `for name in list { … }`: one element after the other, so that the body may [`set`](Steps::set) outer variables.
    #[track_caller]
    pub fn for_each<T, Y: Yields<()>>(
        &mut self,
        name: &str,
        list: impl Into<Ex<Vec<T>>>,
        body: impl FnOnce(&mut Self, Var<T>) -> Y,
    ) {
        let (span, at) = self.here();
        let iter = Box::new(self.recorder.take(list.into(), at));
        self.recorder.open();
        let id = self.recorder.declare(name, false, span);
        let pattern = self.recorder.binding(id, span);
        let body = Box::new(self.block(at, |steps| body(steps, Var::new(id))));
        self.recorder.close(None, span);
        let expr = expr(ExprKind::For { label: None, pattern, iter, body }, span);
        self.recorder.push(Stmt::Expr { expr, name: None });
    }

    /// Runs a block for each item, `concurrency` at a time (0: as many as the service allows): a Map state. Each block ends with
    /// [`done`](Steps::done); one that fails ends the Map.
    #[track_caller]
    pub fn map<T, U>(
        &mut self,
        name: &str,
        items: impl Into<Ex<Vec<T>>>,
        concurrency: u32,
        body: impl FnOnce(&mut Self, Var<T>) -> Done<U>,
    ) -> Call<'_, E, Vec<U>, E>
    where
        U: Shape,
        E: crate::WorkflowError,
    {
        let (span, at) = self.here();
        let items = Box::new(self.recorder.take(items.into(), at));
        let concurrency = self.recorder.constant(ConstValue::Count(concurrency));
        self.recorder.open();
        let id = self.recorder.declare(name, false, span);
        let pattern = self.recorder.binding(id, span);
        let body = Box::new(self.block::<U, _>(at, |steps| body(steps, Var::new(id))));
        self.recorder.close(None, span);
        let slot = self.recorder.slot(SlotInfo::Value(Result::<Vec<U>, E>::describe()));
        let kind = ExprKind::MapEach { items, concurrency, pattern, body, options: Vec::new() };
        let future = Expr { kind, span, ty: Some(slot) };
        Call { steps: self, future, fallible: true, arms: Vec::new(), span, _types: PhantomData }
    }

    /// Ends the workflow, or the body of a Map, with a value.
    #[track_caller]
    pub fn done<T>(&mut self, value: impl Into<Ex<T>>) -> Done<T> {
        let (span, at) = self.here();
        let value = self.recorder.take(value.into(), at);
        self.leave(ExprKind::Ok(Box::new(value)), span);
        Done(PhantomData)
    }

    /// Ends the workflow, or the Map, with an error.
    #[track_caller]
    pub fn fail(&mut self, error: impl Into<Ex<E>>) -> Failed {
        let (span, at) = self.here();
        let error = self.recorder.take(error.into(), at);
        self.leave(ExprKind::Err(Box::new(error)), span);
        Failed(())
    }

    fn leave(&mut self, result: ExprKind, span: Span) {
        let result = Some(Box::new(expr(result, span)));
        self.recorder.push(Stmt::Expr { expr: expr(ExprKind::Return(result), span), name: None });
    }
}
