//! Futures: task calls, joins, maps and sleeps become states.

use super::control::Evaluated;
use super::cursor::Cursor;
use super::cx::Value;
use super::flow::{Flow, unit};
use super::graph::{Arc, Edge, Graph, NodeId, NodeKind, Task};
use super::integrate::{integrate, request};
use super::pending::Pending;
use super::{names, options};
use crate::jsonata::{Jx, Root};
use crate::shape::Type;
use crate::task::SlotInfo;
use asl_hir::{Expr, ExprKind, SlotId, Span};

/// The error name that stands for every error.
pub(super) const ALL: &str = "States.ALL";

/// A state that runs a future, just placed.
pub(super) struct Started {
    node: NodeId,
    carry: Pending,
    /// What it is given never comes back: the state stands where nothing leads.
    unreached: bool,
    /// What the future yields when it succeeds, seen on the state's exit.
    pub(super) result: Value,
    /// The type of its errors, where it has any.
    pub(super) error: Option<Type>,
    /// What the state is called, for the names of what follows.
    pub(super) about: String,
}

impl Started {
    /// Behind the state.
    pub(super) fn exit(&self) -> Cursor {
        if self.unreached { Cursor::nowhere() } else { Cursor::exit(self.node, self.carry.clone()) }
    }

    /// Behind one of its catchers.
    pub(super) fn caught(&self, catcher: usize) -> Cursor {
        match self.unreached {
            true => Cursor::nowhere(),
            false => Cursor::at(Edge::Catch(self.node, catcher), self.carry.clone()),
        }
    }
}

impl Flow<'_, '_> {
    /// Whether awaiting a future yields a `Result`.
    pub(crate) fn is_fallible(&self, future: &Expr) -> bool {
        match &future.kind {
            ExprKind::Call { .. } => future.ty.is_some_and(|slot| matches!(self.cx.slot(slot), Type::Result(..))),
            ExprKind::Join { fallible, .. } => *fallible,
            ExprKind::MapEach { .. } => true,
            ExprKind::Async(body) => returns_result(body),
            _ => false,
        }
    }

    /// `future.await` as a value: of a fallible future a `Result`, its errors caught.
    pub(crate) fn eval_await(
        &mut self,
        future: &Expr,
        ty: Option<SlotId>,
        cursor: Cursor,
        hint: &str,
        span: Span,
    ) -> Evaluated {
        match &future.kind {
            ExprKind::Sleep(duration) => {
                let (seconds, cursor) = self.eval(duration, cursor, "seconds")?;
                let base = match &seconds.x {
                    Jx::Number(n) if **n == *"1" => "Wait 1 second".to_owned(),
                    Jx::Number(n) => format!("Wait {n} seconds"),
                    _ => "Wait".to_owned(),
                };
                options::check_wait(self.cx, &seconds.x, span);
                return Some((unit(), self.wait(NodeKind::WaitSeconds(seconds.x), base, cursor, span)));
            }
            ExprKind::SleepUntil(timestamp) => {
                let (timestamp, cursor) = self.eval(timestamp, cursor, "timestamp")?;
                let base = format!("Wait until {}", names::describe_value(&timestamp.x));
                return Some((unit(), self.wait(NodeKind::WaitUntil(timestamp.x), base, cursor, span)));
            }
            _ => {}
        }
        if !self.is_fallible(future) {
            let started = self.start(future, ty, Vec::new(), cursor, hint)?;
            let mut cursor = started.exit();
            let value = self.keep(hint, started.result, &mut cursor);
            return Some((value, cursor));
        }
        let wanted = vec![self.errors_of(future, ty)];
        let sources = self.eval_caught(future, ty, &wanted, cursor)?;
        Some(self.merge(sources.into_iter().map(|source| (source.value, source.cursor)).collect(), hint))
    }

    fn wait(&mut self, kind: NodeKind, base: String, cursor: Cursor, span: Span) -> Cursor {
        if cursor.is_nowhere() {
            return cursor;
        }
        let node = self.node(kind, base, span);
        let (id, carry) = self.place(node, cursor);
        Cursor::exit(id, carry)
    }

    /// A state's result under a name of its own; nothing to keep where it is `()`.
    pub(super) fn keep(&mut self, hint: &str, result: Value, cursor: &mut Cursor) -> Value {
        match result.ty {
            Type::Unit => unit(),
            _ => self.save(hint, result, cursor),
        }
    }

    /// Places the state that runs a future.
    pub(super) fn start(
        &mut self,
        future: &Expr,
        ty: Option<SlotId>,
        catches: Vec<Vec<String>>,
        cursor: Cursor,
        hint: &str,
    ) -> Option<Started> {
        let awaited = ty.or(future.ty).map_or(Type::Unknown, |slot| self.cx.slot(slot));
        let span = future.span;
        let (kind, result, base, cursor) = match &future.kind {
            ExprKind::Call { args, options, .. } => {
                let Some(SlotInfo::Call { task, output }) = future.ty.and_then(|slot| self.cx.slot_info(slot)) else {
                    return self.cx.error(span, "this call has no task behind it", None);
                };
                let fixed = self.fixed_name.take();
                let (args, cursor) = self.operands(args, cursor)?;
                self.fixed_name = fixed;
                let options = options::read(self.cx, options, span)?;
                for arg in &args {
                    self.cx.check_data(&arg.ty, span)?;
                }
                let request = request(task, args);
                let (resource, arguments, x) = integrate(&task.integration, request);
                let result = Value { x, ty: output.clone() };
                let base = names::sentence(task.name);
                (NodeKind::Task(Task { resource, arguments, options }), result, base, cursor)
            }
            ExprKind::Join { branches, fallible, options } => {
                let options = options::read(self.cx, options, span)?;
                let (branches, cursor) = self.begun(branches, cursor)?;
                let (branches, types) = match cursor.is_nowhere() {
                    // No branch ever begins: what leaves for good where it is written would leave inside of a branch.
                    true => (Vec::new(), Vec::new()),
                    false => self.branches(&branches, *fallible)?,
                };
                let result = Value { x: Jx::Root(Root::Result), ty: Type::Tuple(types) };
                let base = names::branches(future);
                (NodeKind::Parallel { branches, options }, result, base, cursor)
            }
            ExprKind::MapEach { items, concurrency, pattern, body, options } => {
                let fixed = self.fixed_name.take();
                let (items, cursor) = self.eval(items, cursor, "items")?;
                self.fixed_name = fixed;
                let options = options::read(self.cx, options, span)?;
                let concurrency = options::count(self.cx, *concurrency, span)?;
                let (body, ty) = match items.ty.clone() {
                    Type::List(element) => self.map_body(pattern, *element, body, error_of(&awaited))?,
                    // The items are never there: the state is dropped with all that can't be reached.
                    _ if cursor.is_nowhere() => (Graph::default(), Type::Unknown),
                    other => return self.cx.error(span, format!("`map_each` needs a list, not a `{other}`"), None),
                };
                let base = format!("For each {}", names::binding(self.cx, pattern).replace('_', " "));
                let result = Value { x: Jx::Root(Root::Result), ty: Type::list(ty) };
                (NodeKind::Map { items: items.x, concurrency, body, options }, result, base, cursor)
            }
            _ => {
                return self.cx.error(
                    span,
                    "only calls of tasks and workflows, `sleep`, `join!`, `try_join!` and `map_each` can be awaited",
                    None,
                );
            }
        };
        let named = match &kind {
            NodeKind::Task(Task { options, .. })
            | NodeKind::Parallel { options, .. }
            | NodeKind::Map { options, .. } => options.named.clone(),
            _ => None,
        };
        let mut node = self.node(kind, base, span);
        if let Some(named) = named {
            node.name.base = named;
            node.name.fixed = true;
        }
        if !node.name.fixed && !matches!(hint, "value" | "output" | "result" | "subject" | "error") {
            node.name.result = Some(hint.to_owned());
        }
        node.catches = catches.into_iter().map(|errors| (errors, Arc::default())).collect();
        let about = node.name.base.clone();
        let unreached = cursor.is_nowhere();
        let (node, carry) = self.place(node, cursor);
        let (result, error) = match (result.ty.clone(), awaited) {
            // The awaited type knows more than the parts where it is asked for.
            (Type::Result(ok, err), _) => (Value { x: result.x, ty: *ok }, Some(*err)),
            (_, Type::Result(ok, err)) => (Value { x: result.x, ty: *ok }, Some(*err)),
            (_, Type::Unknown) => (result, None),
            (_, ty) => (Value { x: result.x, ty }, None),
        };
        Some(Started { node, carry, unreached, result, error, about })
    }

    /// Branches that are calls, with arguments that have no effects: what a call is given, Rust computes before any branch begins,
    /// and `return` or `?` in it leaves the function.
    fn begun(&mut self, branches: &[Expr], mut cursor: Cursor) -> Option<(Vec<Expr>, Cursor)> {
        let strict = self.strict(branches.iter().flat_map(arguments), &mut cursor)?;
        let mut strict = strict.into_iter();
        let begun = branches.iter().map(|branch| with_arguments(branch, &mut strict)).collect();
        Some((begun, cursor))
    }

    /// Evaluates arguments in order.
    fn operands(&mut self, args: &[Expr], mut cursor: Cursor) -> Option<(Vec<Value>, Cursor)> {
        let strict = self.strict(args, &mut cursor)?;
        if cursor.is_nowhere() {
            return Some((args.iter().map(|_| unit()).collect(), cursor));
        }
        let values = strict.iter().map(|arg| self.cx.value(arg)).collect::<Vec<_>>();
        Some((values.into_iter().collect::<Option<_>>()?, cursor))
    }
}

/// What a branch that is no block is given.
fn arguments(branch: &Expr) -> Vec<&Expr> {
    match &branch.kind {
        ExprKind::Call { args, .. } => args.iter().collect(),
        ExprKind::Sleep(until) | ExprKind::SleepUntil(until) => vec![until],
        ExprKind::MapEach { items, .. } => vec![items],
        ExprKind::Join { branches, .. } => branches.iter().flat_map(arguments).collect(),
        _ => Vec::new(),
    }
}

/// The branch with other arguments; those that are missing stay.
fn with_arguments(branch: &Expr, others: &mut dyn Iterator<Item = Expr>) -> Expr {
    let mut branch = branch.clone();
    match &mut branch.kind {
        ExprKind::Call { args, .. } => args.iter_mut().zip(others).for_each(|(arg, other)| *arg = other),
        ExprKind::Sleep(given) | ExprKind::SleepUntil(given) | ExprKind::MapEach { items: given, .. } => {
            if let Some(other) = others.next() {
                **given = other;
            }
        }
        ExprKind::Join { branches, .. } => {
            branches.iter_mut().for_each(|branch| *branch = with_arguments(branch, others));
        }
        _ => {}
    }
    branch
}

fn error_of(ty: &Type) -> Type {
    match ty {
        Type::Result(_, err) => (**err).clone(),
        _ => Type::Unknown,
    }
}

/// Whether the value of an `async` block is a `Result`, judged by how it ends.
fn returns_result(body: &Expr) -> bool {
    match &body.kind {
        ExprKind::Ok(_) | ExprKind::Err(_) => true,
        ExprKind::Block(block) => block.tail.as_ref().is_some_and(|tail| returns_result(tail)),
        ExprKind::If { then, otherwise, .. } => {
            returns_result(then) || otherwise.as_ref().is_some_and(|otherwise| returns_result(otherwise))
        }
        ExprKind::Match { arms, .. } => arms.iter().any(|arm| returns_result(&arm.body)),
        _ => false,
    }
}
