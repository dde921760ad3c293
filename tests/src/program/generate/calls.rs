//! Futures: calls with their options, branches, items, waiting.

use super::basics::statement;
use super::types::{I64, is_data, same};
use super::{Builder, boxed};
use crate::program::world::{self, Task};
use asl_dsl::Retry;
use asl_dsl::shape::Type;
use asl_dsl::task::ConstValue;
use asl_dsl::task::RetryPolicy;
use asl_hir::{CallOption, Expr, ExprKind, Stmt};
use std::time::Duration;

impl Builder {
    fn future_of(&mut self, task: &Task, depth: u32) -> Expr {
        // A token must not wait: nothing but the call may come between.
        let asks = task.params.iter().any(holds_token);
        let effects = self.effects;
        self.effects = effects && !asks;
        let args = task.params.iter().map(|ty| self.expr(ty, depth.min(2))).collect();
        self.effects = effects;
        self.nests |= task.name == world::NESTED;
        let fallible = matches!(task.output, Type::Result(..));
        let mut options = self.options(fallible);
        // docs/language.md: an error that no type names ends a native run, and `Err(_)` around it catches it in the machine.
        if fallible && task.name != world::NESTED {
            self.limits(&mut options);
        }
        if self.random.one_in(12) {
            let role = self.constant(ConstValue::Text(format!("arn:aws:iam::123456789012:role/r{}", self.names)));
            options.push(CallOption::Credentials(role));
        }
        let mut call = self.node(ExprKind::Call { name: task.name.to_owned(), args, options }, &task.output);
        call.ty = Some(self.callee(task.slot.clone()));
        call
    }

    /// `task(…).await`.
    pub(super) fn call_of(&mut self, task: &Task, depth: u32) -> Expr {
        let call = self.future_of(task, depth);
        self.awaited(call)
    }

    fn awaited(&mut self, future: Expr) -> Expr {
        let ty = self.type_of(&future);
        self.node(ExprKind::Await(boxed(future)), &ty)
    }

    fn options(&mut self, fallible: bool) -> Vec<CallOption> {
        let mut options = Vec::new();
        if fallible && self.random.one_in(4) {
            let names = *self.random.pick(&["Throttled", "CardDeclined", "States.ALL"]);
            let mut retry = Retry::on([names]);
            if self.random.one_in(2) {
                retry = retry.max(self.random.below(3) as u32);
            }
            if self.random.one_in(2) {
                retry = retry.every(Duration::from_secs(1 + self.random.below(5)));
            }
            if self.random.one_in(3) {
                retry = retry.backoff(*self.random.pick(&[1.0, 1.5, 3.0]));
            }
            if self.random.one_in(4) {
                retry = retry.max_delay(Duration::from_secs(6));
            }
            let policy: RetryPolicy = match names != "States.ALL" && self.random.one_in(3) {
                true => RetryPolicy(vec![retry, Retry::all().max(1)]),
                false => retry.into(),
            };
            let id = self.constant(ConstValue::Retry(policy));
            options.push(CallOption::Retry(id));
        }
        if self.random.one_in(10) {
            let name = self.state_name();
            let id = self.constant(ConstValue::Text(name));
            options.push(CallOption::Named(id));
        }
        options
    }

    /// A name that no other state has.
    fn state_name(&mut self) -> String {
        self.names += 1;
        format!("{} {}", self.random.pick(&["Ask again", "it's", "Überweisung", "$x.y"]), self.names)
    }

    /// `#[name("…")]` on a statement that becomes one state.
    fn maybe_named(&mut self, mut stmt: Stmt) -> Stmt {
        if self.random.one_in(8)
            && let Stmt::Expr { name, .. } = &mut stmt
        {
            *name = Some(self.state_name());
        }
        stmt
    }

    /// Time limits: answers take no time, or 5 seconds.
    fn limits(&mut self, options: &mut Vec<CallOption>) {
        if self.random.one_in(5) {
            let limit = *self.random.pick(&[3, 60]);
            let id = self.constant(ConstValue::Duration(Duration::from_secs(limit)));
            options.push(CallOption::Timeout(id));
            if limit == 60 && self.random.one_in(3) {
                let id = self.constant(ConstValue::Duration(Duration::from_secs(2)));
                options.push(CallOption::Heartbeat(id));
            }
        }
    }

    /// A call that gives a value of a type, however it comes by it.
    pub(super) fn call_for(&mut self, ty: &Type, depth: u32) -> Option<Expr> {
        let fits: Vec<Task> = self
            .tasks
            .iter()
            .filter(|task| match &task.output {
                Type::Result(ok, _) => same(ok, ty),
                output => same(output, ty),
            })
            .cloned()
            .collect();
        if fits.is_empty() {
            return None;
        }
        let task = self.random.pick(&fits).clone();
        let call = self.call_of(&task, depth);
        let Type::Result(ok, error) = &task.output else { return Some(call) };
        let (ok, error) = ((**ok).clone(), (**error).clone());
        if self.random.below(5) < 3
            && let Some(Type::Result(_, outer)) = self.returns.clone()
            && self.converts(&error, &outer)
        {
            let call = self.told(call);
            return Some(self.node(ExprKind::Try(boxed(call)), ty));
        }
        Some(match self.random.below(6) {
            0 => {
                let default = self.expr(&ok, 1);
                self.method(call, "unwrap_or", vec![default], &ok)
            }
            1 => {
                let default = self.closure(&[error], |builder| builder.expr(&ok, 1));
                self.method(call, "unwrap_or_else", vec![default], &ok)
            }
            _ => {
                let ok_type = ok.clone();
                self.matching(call, &ok, &mut |builder| builder.arm_value(&ok_type, depth.saturating_sub(1)))
            }
        })
    }

    /// Whether `?` turns one error into the other and the machine can follow.
    fn converts(&self, inner: &Type, outer: &Type) -> bool {
        if same(inner, outer) {
            return true;
        }
        match (inner, outer) {
            (Type::Error(inner), Type::Error(outer)) => !self.aside && outer.takes_over(inner),
            _ => false,
        }
    }

    /// `join!(…).await`, of branches that give these types.
    pub(super) fn join(&mut self, parts: &[Type], depth: u32) -> Expr {
        let mut branches = Vec::new();
        for part in parts {
            let branch = self.branch(part, depth);
            branches.push(branch);
        }
        let ty = Type::Tuple(parts.to_vec());
        let join = self.node(ExprKind::Join { branches, fallible: false, options: Vec::new() }, &ty);
        self.awaited(join)
    }

    fn branch(&mut self, ty: &Type, depth: u32) -> Expr {
        if matches!(ty, Type::Unit) && self.random.one_in(2) {
            return self.waiting();
        }
        if let Type::Result(ok, error) = ty
            && let Type::List(item) = &**ok
            && self.random.one_in(2)
        {
            let (item, error) = ((**item).clone(), (**error).clone());
            return self.map_of(&item, &error, depth);
        }
        let calls: Vec<Task> = self.tasks.iter().filter(|task| same(&task.output, ty)).cloned().collect();
        if !calls.is_empty() && self.random.one_in(2) {
            let task = self.random.pick(&calls).clone();
            return self.future_of(&task, depth);
        }
        let body = self.async_block(ty, depth);
        self.node(ExprKind::Async(boxed(body)), ty)
    }

    /// `async move { … }` without the keyword: states of their own.
    fn async_block(&mut self, ty: &Type, depth: u32) -> Expr {
        let returns = self.returns.replace(ty.clone());
        let aside = std::mem::replace(&mut self.aside, true);
        let loops = std::mem::replace(&mut self.loops, 0);
        let block = self.behind(|builder| builder.block_of(ty, 2, depth));
        self.loops = loops;
        self.aside = aside;
        self.returns = returns;
        block
    }

    /// `try_join!(…).await`: a `Result` of a tuple.
    pub(super) fn try_join(&mut self, parts: &[Type], error: &Type, depth: u32) -> Expr {
        let mut branches = Vec::new();
        for part in parts {
            let ty = Type::Result(Box::new(part.clone()), Box::new(error.clone()));
            let branch = self.branch(&ty, depth);
            branches.push(branch);
        }
        let options = self.options(true);
        let ty = Type::Result(Box::new(Type::Tuple(parts.to_vec())), Box::new(error.clone()));
        let join = self.node(ExprKind::Join { branches, fallible: true, options }, &ty);
        self.awaited(join)
    }

    /// `map_each(…).await`: a `Result` of a list.
    pub(super) fn map_each(&mut self, ty: &Type, error: &Type, depth: u32) -> Expr {
        let map = self.map_of(ty, error, depth);
        self.awaited(map)
    }

    /// The same before it is awaited: a branch, too.
    fn map_of(&mut self, ty: &Type, error: &Type, depth: u32) -> Expr {
        let item = self.any_type(1);
        let items = self.expr(&Type::list(item.clone()), depth);
        let items = self.told(items);
        let limit = *self.random.pick(&[0, 1, 1, 2, 5]);
        let concurrency = self.constant(ConstValue::Count(limit));
        let result = Type::Result(Box::new(ty.clone()), Box::new(error.clone()));
        let (pattern, body) = self.behind(|builder| {
            let pattern = builder.irrefutable(&item, 1);
            let calls: Vec<Task> = builder.tasks.iter().filter(|task| same(&task.output, &result)).cloned().collect();
            let body = match !calls.is_empty() && builder.random.one_in(2) {
                // `|item| task(item)`: the closure itself awaits nothing.
                true => {
                    let task = builder.random.pick(&calls).clone();
                    let effects = std::mem::replace(&mut builder.effects, false);
                    let call = builder.future_of(&task, depth);
                    builder.effects = effects;
                    builder.awaited(call)
                }
                false => builder.async_block(&result, depth),
            };
            (pattern, body)
        });
        let options = self.options(true);
        let ty = Type::Result(Box::new(Type::list(ty.clone())), Box::new(error.clone()));
        let kind = ExprKind::MapEach { items: boxed(items), concurrency, pattern, body: boxed(body), options };
        self.node(kind, &ty)
    }

    /// An error type that `?` can pass on here, or any.
    pub(super) fn error_type(&mut self) -> Type {
        match &self.returns {
            Some(Type::Result(_, error)) if matches!(**error, Type::Error(_)) && !self.random.one_in(4) => {
                (**error).clone()
            }
            _ => self.random.pick(&world::errors()).clone(),
        }
    }

    /// What becomes of a `Result`: passed on, matched on, replaced.
    pub(super) fn settled(&mut self, result: Expr, depth: u32) -> Expr {
        let Type::Result(ok, error) = self.type_of(&result) else { return result };
        if let Some(Type::Result(_, outer)) = self.returns.clone()
            && self.converts(&error, &outer)
            && !self.random.one_in(3)
        {
            let result = self.told(result);
            return self.node(ExprKind::Try(boxed(result)), &ok);
        }
        let ok_type = (*ok).clone();
        self.matching(result, &ok, &mut |builder| builder.arm_value(&ok_type, depth.saturating_sub(1)))
    }

    /// A call whose value nobody uses, or a wait.
    pub(super) fn effect(&mut self, depth: u32) -> Stmt {
        if self.random.one_in(6) {
            let wait = self.waiting();
            let wait = self.awaited(wait);
            return self.maybe_named(statement(wait));
        }
        if self.random.one_in(8) {
            let parts = [Type::Unit, Type::Unit, I64];
            let join = self.join(&parts, depth.min(1));
            return self.maybe_named(statement(join));
        }
        let task = self.random.pick(&self.tasks.clone()).clone();
        let call = self.call_of(&task, depth);
        let Type::Result(_, error) = &task.output else { return self.maybe_named(statement(call)) };
        if let Some(Type::Result(_, outer)) = self.returns.clone()
            && self.converts(error, &outer)
        {
            let call = self.told(call);
            let ok = if let Type::Result(ok, _) = &task.output { (**ok).clone() } else { Type::Unit };
            let passed = self.node(ExprKind::Try(boxed(call)), &ok);
            return self.maybe_named(statement(passed));
        }
        let name = self.fresh_name();
        let var = self.bind(&name, &task.output, false);
        let pattern = super::basics::bind(var);
        if !call.type_follows() {
            self.see(&pattern);
        }
        Stmt::Let { pattern, value: Some(call), otherwise: None, name: None }
    }

    /// Whether a tuple's parts may be those of a join.
    pub(super) fn joinable(&self, parts: &[Type]) -> bool {
        self.effects && parts.iter().all(is_data)
    }
}

/// Whether a request says how it is answered.
fn holds_token(ty: &Type) -> bool {
    match ty {
        Type::TaskToken => true,
        Type::Tuple(parts) => parts.iter().any(holds_token),
        Type::Struct(shape) => shape.fields.iter().any(|field| holds_token(&(field.ty)())),
        _ => false,
    }
}
