//! Conditions: which arcs are taken.

use super::control::Evaluated;
use super::cursor::Cursor;
use super::cx::Value;
use super::flow::{Flow, reads_state, unit};
use super::graph::{Arc, Edge, NodeKind};
use super::names;
use super::pure::is_pure;
use crate::jsonata::Jx;
use crate::shape::Type;
use asl_hir::{Arm, BinaryOp, Expr, ExprKind, Pattern, PatternKind, Span, UnaryOp, VarId};

/// One case of what is matched: a value and where it arises.
pub(crate) struct Source {
    pub(crate) value: Value,
    pub(crate) cursor: Cursor,
    /// Which arms the case can reach at all.
    pub(crate) arms: Vec<bool>,
    /// The arms may not cover the case: what is left is an error that the program doesn't know, and goes on as it is.
    pub(crate) open: bool,
}

/// An arm that may take a value: its number, when it does (`None`: always), and what it binds.
type Candidate = (usize, Option<Jx>, Vec<(VarId, Value)>);

impl Flow<'_, '_> {
    /// Splits the cursor by a condition: where it holds, and where not.
    pub(crate) fn branch(&mut self, cond: &Expr, cursor: Cursor) -> Option<(Cursor, Cursor)> {
        if cursor.is_nowhere() {
            return Some((Cursor::nowhere(), Cursor::nowhere()));
        }
        match &cond.kind {
            ExprKind::Binary { op: BinaryOp::And, left, right } if !is_pure(cond) => {
                let (yes, mut no) = self.branch(left, cursor)?;
                let (yes, no_right) = self.branch(right, yes)?;
                no.join(no_right);
                Some((yes, no))
            }
            ExprKind::Binary { op: BinaryOp::Or, left, right } if !is_pure(cond) => {
                let (mut yes, no) = self.branch(left, cursor)?;
                let (yes_right, no) = self.branch(right, no)?;
                yes.join(yes_right);
                Some((yes, no))
            }
            ExprKind::Unary { op: UnaryOp::Not, operand } if !is_pure(cond) => {
                let (yes, no) = self.branch(operand, cursor)?;
                Some((no, yes))
            }
            ExprKind::Let { pattern, value } if !is_pure(cond) => self.branch_let(pattern, value, cursor),
            _ if is_pure(cond) => {
                let found = self.cx.condition(cond)?;
                let base = format!("If {}", names::describe(self.cx, cond));
                let (mut yes, no) = match found.cond {
                    None => (cursor, Cursor::nowhere()),
                    Some(x) => self.fork(x, cursor, &base, cond.span),
                };
                for (var, value) in found.binds {
                    self.assign(var, &value, &mut yes);
                }
                Some((yes, no))
            }
            _ => {
                let base = format!("If {}", names::describe(self.cx, cond));
                let (value, cursor) = self.eval(cond, cursor, "condition")?;
                Some(self.fork(value.x, cursor, &base, cond.span))
            }
        }
    }

    /// Splits the cursor by a JSONata condition.
    pub(crate) fn fork(&mut self, cond: Jx, cursor: Cursor, base: &str, span: Span) -> (Cursor, Cursor) {
        match cond {
            Jx::Bool(true) => return (cursor, Cursor::nowhere()),
            Jx::Bool(false) => return (Cursor::nowhere(), cursor),
            _ if cursor.is_nowhere() => return (Cursor::nowhere(), Cursor::nowhere()),
            _ => {}
        }
        let mut node = self.node(NodeKind::Choice, base, span);
        node.rules.push((cond, Arc::default()));
        let (id, carry) = self.place(node, cursor);
        (Cursor::at(Edge::Rule(id, 0), carry.clone()), Cursor::exit(id, carry))
    }

    /// Splits the cursor by whether a value with effects matches a pattern.
    pub(crate) fn branch_let(&mut self, pattern: &Pattern, value: &Expr, cursor: Cursor) -> Option<(Cursor, Cursor)> {
        let wild = Pattern { kind: PatternKind::Wild, span: pattern.span };
        let arm = |pattern: &Pattern| Arm {
            pattern: pattern.clone(),
            guard: None,
            body: Expr { kind: ExprKind::Tuple(Vec::new()), span: pattern.span, ty: None },
        };
        let mut cursors = self.decide(value, &[arm(pattern), arm(&wild)], cursor)?.into_iter();
        Some((cursors.next().unwrap_or_default(), cursors.next().unwrap_or_default()))
    }

    /// Splits the cursor by the arms of a `match`: one cursor per arm, with the arm's bindings assigned.
    pub(crate) fn decide(&mut self, scrutinee: &Expr, arms: &[Arm], cursor: Cursor) -> Option<Vec<Cursor>> {
        if cursor.is_nowhere() {
            return Some(arms.iter().map(|_| Cursor::nowhere()).collect());
        }
        if let Some(guard) = arms.iter().filter_map(|arm| arm.guard.as_ref()).find(|guard| !is_pure(guard)) {
            return self.cx.error(
                guard.span,
                "a match guard can't have effects: a Choice only compares",
                "call the task before the `match`".to_owned(),
            );
        }
        let sources = match &scrutinee.kind {
            ExprKind::Await(future) if self.is_fallible(future) => {
                let wanted = self.wanted(future, scrutinee.ty, arms)?;
                self.eval_caught(future, scrutinee.ty, &wanted, cursor)?
            }
            _ => {
                let (value, cursor) = self.eval(scrutinee, cursor, "subject")?;
                vec![Source { value, cursor, arms: vec![true; arms.len()], open: false }]
            }
        };
        let base = format!("Match {}", names::describe(self.cx, scrutinee));
        let mut chosen: Vec<Cursor> = arms.iter().map(|_| Cursor::nowhere()).collect();
        for source in sources {
            self.select(source, arms, &base, scrutinee.span, &mut chosen)?;
        }
        Some(chosen)
    }

    /// One value against the arms in order: a Choice with a rule per arm that isn't decided already.
    fn select(&mut self, source: Source, arms: &[Arm], base: &str, span: Span, chosen: &mut [Cursor]) -> Option<()> {
        let Source { value, mut cursor, arms: possible, open } = source;
        if cursor.is_nowhere() {
            return Some(());
        }
        let mut value = self.foldable("subject", value, &mut cursor);
        let mut candidates = self.candidates(&value, arms, &possible, open)?;
        if candidates.iter().any(|(_, cond, _)| cond.is_some()) && reads_state(&value.x) {
            // The Choice is another state: what this one's arc sees must be kept for it.
            value.x = self.keep_parts(&value.x, &value.ty, "subject", &reads_state, &mut cursor);
            candidates = self.candidates(&value, arms, &possible, open)?;
        }
        let covered = candidates.iter().any(|(_, cond, _)| cond.is_none());
        let rules: Vec<Jx> = candidates.iter().filter_map(|(_, cond, _)| cond.clone()).collect();
        if rules.is_empty() {
            match candidates.pop() {
                Some((i, _, binds)) => self.take_arm(i, binds, cursor, chosen),
                None => self.rethrow(&error_in(&value), cursor, span),
            }
            return Some(());
        }
        let mut node = self.node(NodeKind::Choice, base, span);
        node.rules = rules.into_iter().map(|cond| (cond, Arc::default())).collect();
        let (id, carry) = self.place(node, cursor);
        for (k, (i, cond, binds)) in candidates.into_iter().enumerate() {
            let edge = if cond.is_some() { Edge::Rule(id, k) } else { Edge::Exit(id) };
            self.take_arm(i, binds, Cursor::at(edge, carry.clone()), chosen);
        }
        if !covered {
            self.rethrow(&error_in(&value), Cursor::exit(id, carry), span);
        }
        Some(())
    }

    /// The arms that may take a value, up to the first that always does: its number, when it matches, what it binds.
    fn candidates(&mut self, value: &Value, arms: &[Arm], possible: &[bool], open: bool) -> Option<Vec<Candidate>> {
        let mut candidates = Vec::new();
        for (i, arm) in arms.iter().enumerate().filter(|(i, _)| possible[*i]) {
            let found = self.cx.test(&arm.pattern, value)?;
            for (var, value) in &found.binds {
                self.cx.bind(*var, value.clone());
            }
            let cond = match (&arm.guard, found.cond) {
                (None, cond) => cond,
                (Some(guard), cond) => {
                    let guard = self.cx.value(guard)?.x;
                    Some(match cond {
                        None => guard,
                        // The guard may fail where the pattern doesn't match.
                        Some(cond) => Jx::cond(cond, guard, Jx::Bool(false)),
                    })
                }
            };
            for (var, value) in &found.binds {
                self.declare(*var, value.ty.clone());
            }
            match cond {
                Some(Jx::Bool(false)) => continue,
                None | Some(Jx::Bool(true)) => {
                    candidates.push((i, None, found.binds));
                    break;
                }
                Some(cond) => candidates.push((i, Some(cond), found.binds)),
            }
        }
        // rustc has checked that the arms cover everything, so the last one needs no condition.
        if !open && let Some((_, cond, _)) = candidates.last_mut() {
            *cond = None;
        }
        Some(candidates)
    }

    /// A value that costs nothing to take apart: parts that do are in variables.
    fn foldable(&mut self, hint: &str, value: Value, cursor: &mut Cursor) -> Value {
        if value.x.is_foldable() {
            return value;
        }
        let x = self.keep_parts(&value.x, &value.ty, hint, &|x| !x.is_cheap(), cursor);
        Value { x, ty: value.ty }
    }

    /// An expression with each part of it that `keep` wants in a variable. What is known of its form stays known.
    fn keep_parts(&mut self, x: &Jx, ty: &Type, hint: &str, keep: &dyn Fn(&Jx) -> bool, cursor: &mut Cursor) -> Jx {
        match x {
            Jx::Object(members) => {
                let kept = members.iter().map(|(key, part)| {
                    (key.clone(), self.keep_parts(part, &Type::Unknown, &key.to_lowercase(), keep, cursor))
                });
                Jx::Object(kept.collect())
            }
            Jx::Array(elements) => {
                let kept = elements
                    .iter()
                    .map(|(part, kind)| (self.keep_parts(part, &Type::Unknown, hint, keep, cursor), *kind));
                Jx::Array(kept.collect())
            }
            x if keep(x) => self.save(hint, Value { x: x.clone(), ty: ty.clone() }, cursor).x,
            x => x.clone(),
        }
    }

    fn take_arm(&mut self, i: usize, binds: Vec<(VarId, Value)>, mut cursor: Cursor, chosen: &mut [Cursor]) {
        for (var, value) in binds {
            self.assign(var, &value, &mut cursor);
        }
        if let Some(arm) = chosen.get_mut(i) {
            arm.join(cursor);
        }
    }

    /// `value?` where the error, or `None`, ends the scope.
    pub(crate) fn eval_try(&mut self, inner: &Expr, cursor: Cursor, hint: &str, span: Span) -> Evaluated {
        if let ExprKind::Await(future) = &inner.kind
            && self.is_fallible(future)
        {
            return self.eval_propagated(future, inner.ty, cursor, hint, span);
        }
        let (value, mut cursor) = self.eval(inner, cursor, hint)?;
        if cursor.is_nowhere() {
            return Some((unit(), cursor));
        }
        let value = self.foldable(hint, value, &mut cursor);
        match value.ty.clone() {
            Type::Option(some) => {
                let is_some = Jx::ne(value.x.clone(), Jx::Null);
                let (yes, no) = self.fork(is_some, cursor, &format!("If {hint} is some"), span);
                self.finish(Value { x: Jx::Null, ty: value.ty }, no, span);
                Some((Value { x: value.x, ty: *some }, yes))
            }
            Type::Result(ok, err) => {
                let is_ok = Jx::exists(Jx::field(value.x.clone(), "Ok"));
                let (yes, no) = self.fork(is_ok, cursor, &format!("If {hint} is ok"), span);
                let error = Value { x: Jx::field(value.x.clone(), "Err"), ty: *err };
                self.return_error(error, no, span)?;
                Some((Value { x: Jx::field(value.x, "Ok"), ty: *ok }, yes))
            }
            other => self.cx.error(span, format!("`?` on a `{other}`"), None),
        }
    }
}

/// The error in a `Result`.
fn error_in(result: &Value) -> Value {
    let ty = match &result.ty {
        Type::Result(_, error) => (**error).clone(),
        _ => Type::Unknown,
    };
    Value { x: Jx::field(result.x.clone(), "Err"), ty }
}
