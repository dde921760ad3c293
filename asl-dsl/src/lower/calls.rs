//! Futures: task calls, joins, maps and sleeps become states; what happens to their errors is decided here.

use super::branch::Source;
use super::control::Evaluated;
use super::cursor::Cursor;
use super::cx::Value;
use super::flow::{Flow, Returns, unit};
use super::graph::{Arc, Edge, NodeId, NodeKind, Task};
use super::pure::errors;
use super::{names, nested, options};
use crate::jsonata::{Jx, Root};
use crate::shape::{ErrorKind, Type};
use crate::task::{Integration, SlotInfo, TaskInfo};
use asl_hir::{Arm, Expr, ExprKind, Pattern, PatternKind, SlotId, Span};

/// The error name that stands for every error.
const ALL: &str = "States.ALL";

/// A state that runs a future, just placed.
struct Started {
    node: NodeId,
    carry: super::pending::Pending,
    /// What the future yields when it succeeds, seen on the state's exit.
    result: Value,
    /// The type of its errors, where it has any.
    error: Option<Type>,
    /// What the state is called, for the names of what follows.
    about: String,
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
            let mut cursor = Cursor::exit(started.node, started.carry);
            let value = self.keep(hint, started.result, &mut cursor);
            return Some((value, cursor));
        }
        let any = Arm {
            pattern: Pattern { kind: PatternKind::Wild, span },
            guard: None,
            body: Expr { kind: ExprKind::Tuple(Vec::new()), span, ty: None },
        };
        let sources = self.eval_caught(future, ty, &[any], cursor)?;
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
    fn keep(&mut self, hint: &str, result: Value, cursor: &mut Cursor) -> Value {
        match result.ty {
            Type::Unit => unit(),
            _ => self.save(hint, result, cursor),
        }
    }

    /// A fallible future whose error the program passes on: `future.await?`, or in tail position. Yields the success.
    pub(crate) fn eval_propagated(
        &mut self,
        future: &Expr,
        ty: Option<SlotId>,
        cursor: Cursor,
        hint: &str,
        span: Span,
    ) -> Evaluated {
        match self.scope().returns.clone() {
            // An uncaught error ends the scope under its own name, so there is nothing to do; but for a nested workflow,
            // whose error comes wrapped.
            Returns::Fallible { error: outer } => {
                let nested = nested::is_workflow(self.cx, future);
                let catches = if nested { vec![vec![nested::CHILD_FAILED.to_owned()]] } else { Vec::new() };
                let started = self.start(future, ty, catches, cursor, hint)?;
                if let Some(inner) = &started.error {
                    self.check_conversion(inner, &outer, span)?;
                }
                if nested {
                    let ty = started.error.clone().unwrap_or(Type::Unknown);
                    let child = Value { x: nested::error_of_child(self.cx), ty };
                    let mut caught = Cursor::at(Edge::Catch(started.node, 0), started.carry.clone());
                    let error = self.save("failure", child, &mut caught);
                    let about = names::lower_first(&started.about).replace('_', " ");
                    self.within(format!("when {about} failed"), |flow| flow.rethrow(&error, caught, span));
                }
                let mut cursor = Cursor::exit(started.node, started.carry);
                let value = self.keep(hint, started.result, &mut cursor);
                Some((value, cursor))
            }
            // A branch of `join!` ends with its error as a value.
            Returns::Data => {
                let started = self.start(future, ty, vec![vec![ALL.to_owned()]], cursor, hint)?;
                let x = match nested::is_workflow(self.cx, future) {
                    true => nested::error_of_child(self.cx),
                    false => Jx::Root(Root::ErrorOutput),
                };
                let error = Value { x, ty: started.error.clone().unwrap_or(Type::Unknown) };
                self.return_error(error, Cursor::at(Edge::Catch(started.node, 0), started.carry.clone()), span)?;
                let mut cursor = Cursor::exit(started.node, started.carry);
                let value = self.keep(hint, started.result, &mut cursor);
                Some((value, cursor))
            }
        }
    }

    /// Ends the scope with an error.
    pub(crate) fn return_error(&mut self, error: Value, cursor: Cursor, span: Span) -> Option<()> {
        match self.scope().returns.clone() {
            Returns::Fallible { error: outer } => {
                self.check_conversion(&error.ty, &outer, span)?;
                self.fail(&error, cursor, span);
            }
            Returns::Data => {
                let ty = Type::Result(Box::new(Type::Unknown), Box::new(error.ty));
                self.finish(Value { x: Jx::object([("Err", error.x)]), ty }, cursor, span);
            }
        }
        Some(())
    }

    /// Ends the scope with an error whose name the program doesn't know.
    pub(crate) fn rethrow(&mut self, error: &Value, cursor: Cursor, span: Span) {
        match self.scope().returns {
            Returns::Fallible { .. } => self.fail(error, cursor, span),
            Returns::Data => {
                let ty = Type::Result(Box::new(Type::Unknown), Box::new(error.ty.clone()));
                self.finish(Value { x: Jx::object([("Err", error.x.clone())]), ty }, cursor, span);
            }
        }
    }

    /// `?` converts errors natively; in a state machine a name travels as it is. Both are the same only where the
    /// outer type takes the inner one over whole.
    fn check_conversion(&mut self, inner: &Type, outer: &Type, span: Span) -> Option<()> {
        let (Type::Error(inner), Type::Error(outer)) = (inner, outer) else { return Some(()) };
        if outer.takes_over(inner) {
            return Some(());
        }
        self.cx.error(
            span,
            format!(
                "`?` turns `{}` into `{}` in Rust, but a state machine fails with the name that the error has",
                inner.name, outer.name
            ),
            format!(
                "add a variant `#[error(transparent)] …({})` to `{}`, or match on the error",
                inner.name, outer.name
            ),
        )
    }

    /// A fallible future whose errors the arms look at. Yields the cases: success, and one per catcher; each a
    /// `Result` that is known to be `Ok` or `Err`.
    pub(crate) fn eval_caught(
        &mut self,
        future: &Expr,
        ty: Option<SlotId>,
        arms: &[Arm],
        cursor: Cursor,
    ) -> Option<Vec<Source>> {
        let error_type = self.error_type(future, ty);
        let wanted: Vec<Vec<String>> =
            arms.iter().map(|arm| self.caught_by(&arm.pattern, error_type.as_ref())).collect::<Option<_>>()?;
        let nested = nested::is_workflow(self.cx, future);
        let catches = if nested { nested::catchers(&wanted, ALL) } else { catchers(&wanted) };
        let started = self.start(future, ty, catches.clone(), cursor, "result")?;
        let err_type = started.error.clone().or(error_type).unwrap_or(Type::Unknown);
        let result_type = Type::Result(Box::new(started.result.ty.clone()), Box::new(err_type.clone()));
        let mut exit = Cursor::exit(started.node, started.carry.clone());
        let ok = self.keep(&names::lower_first(&started.about), started.result, &mut exit);
        let case =
            |x: Jx, cursor, arms| Source { value: Value { x, ty: result_type.clone() }, cursor, arms, open: false };
        let mut sources = vec![case(Jx::object([("Ok", ok.x)]), exit, vec![true; arms.len()])];
        let mut before: Vec<&String> = Vec::new();
        for (i, names) in catches.iter().enumerate() {
            let mut cursor = Cursor::at(Edge::Catch(started.node, i), started.carry.clone());
            if nested && i == 0 {
                let child = Value { x: nested::error_of_child(self.cx), ty: err_type.clone() };
                let error = self.save("failure", child, &mut cursor);
                let reached = wanted.iter().map(|names| !names.is_empty()).collect();
                let open = catches.len() == 1;
                sources.push(Source { open, ..case(Jx::object([("Err", error.x)]), cursor, reached) });
                continue;
            }
            let error = match names.as_slice() {
                [one] if one != ALL => Jx::object([
                    ("Error", Jx::str(one.as_str())),
                    ("Cause", errors::cause(&Jx::Root(Root::ErrorOutput))),
                ]),
                _ => {
                    let error = Value { x: Jx::Root(Root::ErrorOutput), ty: err_type.clone() };
                    self.save("failure", error, &mut cursor).x
                }
            };
            let reaches = |wanted: &Vec<String>| {
                wanted.iter().any(|name| {
                    let rest = names.iter().any(|n| n == ALL) && !nested && !before.contains(&name);
                    name == ALL || names.contains(name) || rest
                })
            };
            sources.push(case(Jx::object([("Err", error)]), cursor, wanted.iter().map(reaches).collect()));
            before.extend(names);
        }
        Some(sources)
    }

    /// The error names that a pattern on a `Result` can match, `States.ALL` for any.
    fn caught_by(&mut self, pattern: &Pattern, error: Option<&Type>) -> Option<Vec<String>> {
        Some(match &pattern.kind {
            PatternKind::Wild | PatternKind::Bind { sub: None, .. } => vec![ALL.to_owned()],
            PatternKind::Bind { sub: Some(sub), .. } => self.caught_by(sub, error)?,
            PatternKind::Or(list) => {
                let mut names = Vec::new();
                for alternative in list {
                    names.extend(self.caught_by(alternative, error)?);
                }
                names
            }
            PatternKind::Item { name, fields } if name == "Err" => match fields.first() {
                Some(field) => self.names_matched(&field.pattern, error)?,
                None => Vec::new(),
            },
            _ => Vec::new(),
        })
    }

    /// The error names that a pattern on an error value can match.
    fn names_matched(&mut self, pattern: &Pattern, error: Option<&Type>) -> Option<Vec<String>> {
        Some(match &pattern.kind {
            PatternKind::Or(list) => {
                let mut names = Vec::new();
                for alternative in list {
                    names.extend(self.names_matched(alternative, error)?);
                }
                names
            }
            PatternKind::Bind { sub: Some(sub), .. } => self.names_matched(sub, error)?,
            PatternKind::Item { name, fields } => {
                let Some(Type::Error(shape)) = error else { return Some(vec![ALL.to_owned()]) };
                match shape.variants.iter().find(|variant| variant.rust == name) {
                    Some(variant) => match variant.kind {
                        ErrorKind::Named(name) => vec![name.to_owned()],
                        ErrorKind::Other => vec![ALL.to_owned()],
                        ErrorKind::Transparent(inner) => match fields.first() {
                            Some(field) => {
                                let inner = Type::Error(inner());
                                let names = self.names_matched(&field.pattern, Some(&inner))?;
                                if names.iter().any(|name| name == ALL) { all_names(&inner) } else { names }
                            }
                            None => Vec::new(),
                        },
                    },
                    None => {
                        let message = format!("`{}` has no variant `{name}`", shape.name);
                        return self.cx.error(pattern.span, message, None);
                    }
                }
            }
            _ => vec![ALL.to_owned()],
        })
    }

    /// The error type of a fallible future, before it is lowered.
    fn error_type(&self, future: &Expr, ty: Option<SlotId>) -> Option<Type> {
        match ty.or(future.ty).map(|slot| self.cx.slot(slot)) {
            Some(Type::Result(_, err)) => Some(*err),
            _ => None,
        }
    }

    /// Places the state that runs a future.
    fn start(
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
                let (branches, types) = self.branches(branches, *fallible)?;
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
                let element = match items.ty.clone() {
                    Type::List(element) => *element,
                    other => return self.cx.error(span, format!("`map_each` needs a list, not a `{other}`"), None),
                };
                let (body, ty) = self.map_body(pattern, element, body, error_of(&awaited))?;
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
        let (node, carry) = self.place(node, cursor);
        let (result, error) = match (result.ty.clone(), awaited) {
            // The awaited type knows more than the parts where it is asked for.
            (Type::Result(ok, err), _) => (Value { x: result.x, ty: *ok }, Some(*err)),
            (_, Type::Result(ok, err)) => (Value { x: result.x, ty: *ok }, Some(*err)),
            (_, Type::Unknown) => (result, None),
            (_, ty) => (Value { x: result.x, ty }, None),
        };
        Some(Started { node, carry, result, error, about })
    }

    /// Evaluates arguments in order.
    fn operands(&mut self, args: &[Expr], mut cursor: Cursor) -> Option<(Vec<Value>, Cursor)> {
        let list = Expr { kind: ExprKind::Tuple(args.to_vec()), span: Span::default(), ty: None };
        let list = self.hoist(&list, &mut cursor)?;
        let ExprKind::Tuple(args) = &list.kind else { return Some((Vec::new(), cursor)) };
        if cursor.is_nowhere() {
            return Some((args.iter().map(|_| unit()).collect(), cursor));
        }
        let values = args.iter().map(|arg| self.cx.value(arg)).collect::<Vec<_>>();
        Some((values.into_iter().collect::<Option<_>>()?, cursor))
    }
}

/// The catchers that arms with these error names need, in order: a name is caught once, by the first arm that wants it.
fn catchers(wanted: &[Vec<String>]) -> Vec<Vec<String>> {
    let mut catches: Vec<Vec<String>> = Vec::new();
    let mut all = false;
    for names in wanted {
        if names.iter().any(|name| name == ALL) {
            all = true;
            break;
        }
        let new: Vec<String> =
            names.iter().filter(|name| !catches.iter().flatten().any(|known| known == *name)).cloned().collect();
        if !new.is_empty() {
            catches.push(new);
        }
    }
    // `States.TaskFailed` stands for nearly every error: a name of its own comes before it, as it does natively.
    catches.sort_by_key(|names| names.iter().any(|name| name == nested::CHILD_FAILED));
    if all {
        catches.push(vec![ALL.to_owned()]);
    }
    catches
}

/// The request of a call.
fn request(task: &TaskInfo, args: Vec<Value>) -> Jx {
    match <[Value; 1]>::try_from(args) {
        Ok([only]) => only.x,
        Err(args) => Jx::object(task.params.iter().copied().zip(args.into_iter().map(|arg| arg.x))),
    }
}

/// `Resource`, `Arguments`, and where the result stands.
fn integrate(integration: &Integration, request: Jx) -> (String, Jx, Jx) {
    let result = Jx::Root(Root::Result);
    match integration {
        Integration::Lambda { function } => (
            "arn:aws:states:::lambda:invoke".to_owned(),
            Jx::object([("FunctionName", Jx::Verbatim((*function).into())), ("Payload", request)]),
            Jx::field(result, "Payload"),
        ),
        Integration::LambdaCallback { function } => (
            "arn:aws:states:::lambda:invoke.waitForTaskToken".to_owned(),
            Jx::object([
                ("FunctionName", Jx::Verbatim((*function).into())),
                ("Payload", Jx::object([("taskToken", task_token()), ("input", request)])),
            ]),
            result,
        ),
        Integration::Resource { arn } | Integration::Activity { arn } => ((*arn).to_owned(), request, result),
        Integration::Http { method, endpoint, connection } => {
            let body = if matches!(*method, "GET" | "DELETE" | "HEAD") { "QueryParameters" } else { "RequestBody" };
            let mut arguments = vec![
                ("ApiEndpoint", Jx::Verbatim((*endpoint).into())),
                ("Method", Jx::str(*method)),
                ("InvocationConfig", Jx::object([("ConnectionArn", Jx::Verbatim((*connection).into()))])),
            ];
            if request != Jx::object::<&str>([]) {
                arguments.push((body, request));
            }
            ("arn:aws:states:::http:invoke".to_owned(), Jx::object(arguments), Jx::field(result, "ResponseBody"))
        }
        Integration::Workflow { machine } => (
            "arn:aws:states:::states:startExecution.sync:2".to_owned(),
            Jx::object([("StateMachineArn", Jx::Verbatim((*machine).into())), ("Input", request)]),
            Jx::field(result, "Output"),
        ),
    }
}

/// `$states.context.Task.Token`.
fn task_token() -> Jx {
    Jx::field(Jx::field(Jx::Root(Root::Context), "Task"), "Token")
}

fn error_of(ty: &Type) -> Type {
    match ty {
        Type::Result(_, err) => (**err).clone(),
        _ => Type::Unknown,
    }
}

fn all_names(ty: &Type) -> Vec<String> {
    match ty {
        Type::Error(shape) => match shape.names() {
            Some(names) => names.into_iter().map(str::to_owned).collect(),
            None => vec![ALL.to_owned()],
        },
        _ => vec![ALL.to_owned()],
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
