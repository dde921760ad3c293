//! What happens to the errors of a future: passed on, matched on, or kept as a value. Catchers and the arcs behind them.

use super::branch::Source;
use super::calls::ALL;
use super::control::Evaluated;
use super::cursor::Cursor;
use super::cx::Value;
use super::flow::{Flow, Returns};
use super::pure::errors;
use super::{names, nested};
use crate::jsonata::{Jx, Root};
use crate::shape::{ErrorKind, Type};
use asl_hir::{Arm, Expr, Pattern, PatternKind, SlotId, Span};

impl Flow<'_, '_> {
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
                    let mut caught = started.caught(0);
                    let error = self.save("failure", child, &mut caught);
                    let about = names::lower_first(&started.about).replace('_', " ");
                    self.within(format!("when {about} failed"), |flow| flow.rethrow(&error, caught, span));
                }
                let mut cursor = started.exit();
                let value = self.keep(hint, started.result, &mut cursor);
                Some((value, cursor))
            }
            // A branch of `join!` ends with its error as a value.
            Returns::Data => {
                let nested = nested::is_workflow(self.cx, future);
                let names = self.errors_of(future, ty);
                let catches = if nested { nested::catchers(&[names], ALL) } else { vec![names] };
                let catchers = catches.len();
                let started = self.start(future, ty, catches, cursor, hint)?;
                for catcher in 0..catchers {
                    let child = nested && catcher == 0;
                    let x = if child { nested::error_of_child(self.cx) } else { Jx::Root(Root::ErrorOutput) };
                    let error = Value { x, ty: started.error.clone().unwrap_or(Type::Unknown) };
                    let caught = started.caught(catcher);
                    self.return_error(error, caught, span)?;
                }
                let mut cursor = started.exit();
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

    /// The error names that each arm can match, `States.ALL` for any.
    pub(crate) fn wanted(&mut self, future: &Expr, ty: Option<SlotId>, arms: &[Arm]) -> Option<Vec<Vec<String>>> {
        let error_type = self.error_type(future, ty);
        arms.iter().map(|arm| self.caught_by(&arm.pattern, error_type.as_ref())).collect()
    }

    /// The names of all errors that a future's type knows. Any other error isn't a value of that type and ends the scope.
    pub(crate) fn errors_of(&self, future: &Expr, ty: Option<SlotId>) -> Vec<String> {
        self.error_type(future, ty).map_or_else(|| vec![ALL.to_owned()], |ty| all_names(&ty))
    }

    /// A fallible future whose errors somebody wants, by name: one list per arm. Yields the cases: success, and one per catcher; each a
    /// `Result` that is known to be `Ok` or `Err`.
    pub(crate) fn eval_caught(
        &mut self,
        future: &Expr,
        ty: Option<SlotId>,
        wanted: &[Vec<String>],
        cursor: Cursor,
    ) -> Option<Vec<Source>> {
        let error_type = self.error_type(future, ty);
        let nested = nested::is_workflow(self.cx, future);
        let catches = if nested { nested::catchers(wanted, ALL) } else { catchers(wanted) };
        let started = self.start(future, ty, catches.clone(), cursor, "result")?;
        let err_type = started.error.clone().or(error_type).unwrap_or(Type::Unknown);
        let result_type = Type::Result(Box::new(started.result.ty.clone()), Box::new(err_type.clone()));
        let mut exit = started.exit();
        let ok = self.keep(&names::lower_first(&started.about), started.result.clone(), &mut exit);
        let case =
            |x: Jx, cursor, arms| Source { value: Value { x, ty: result_type.clone() }, cursor, arms, open: false };
        let mut sources = vec![case(Jx::object([("Ok", ok.x)]), exit, vec![true; wanted.len()])];
        let mut before: Vec<&String> = Vec::new();
        for (i, names) in catches.iter().enumerate() {
            let mut cursor = started.caught(i);
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
    pub(super) fn error_type(&self, future: &Expr, ty: Option<SlotId>) -> Option<Type> {
        match ty.or(future.ty).map(|slot| self.cx.slot(slot)) {
            Some(Type::Result(_, err)) => Some(*err),
            _ => None,
        }
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

fn all_names(ty: &Type) -> Vec<String> {
    match ty {
        Type::Error(shape) => match shape.names() {
            Some(names) => names.into_iter().map(str::to_owned).collect(),
            None => vec![ALL.to_owned()],
        },
        _ => vec![ALL.to_owned()],
    }
}
