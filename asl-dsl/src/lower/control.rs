//! Expressions with effects: blocks, branches and jumps become arcs.
//!
//! [`Flow::eval`] lowers an expression and says what its value is at the cursor behind it; [`Flow::tail`] lowers one whose
//! value ends the scope, so that each path can end where it is.

use super::cursor::Cursor;
use super::cx::Value;
use super::flow::{Flow, Returns, unit};
use super::names;
use super::operands::{operands, with_operands};
use super::pure::is_pure;
use crate::jsonata::Jx;
use crate::shape::Type;
use asl_hir::{BinaryOp, Block, Expr, ExprKind, Pattern, PatternKind, Span, Stmt, UnaryOp};

/// A value at a cursor.
pub(crate) type Evaluated = Option<(Value, Cursor)>;

impl Flow<'_, '_> {
    /// Lowers an expression whose value the program goes on with. `hint` names the variable that may take it.
    pub(crate) fn eval(&mut self, e: &Expr, mut cursor: Cursor, hint: &str) -> Evaluated {
        if cursor.is_nowhere() {
            return Some((unit(), cursor));
        }
        if is_pure(e) {
            return Some((self.cx.value(e)?, cursor));
        }
        match &e.kind {
            ExprKind::Await(future) => self.eval_await(future, e.ty, cursor, hint, e.span),
            ExprKind::Try(inner) => self.eval_try(inner, cursor, hint, e.span),
            ExprKind::Assign { place, op, value } => self.eval_assign(place, *op, value, cursor, e.span),
            ExprKind::Block(block) => {
                let mut cursor = cursor;
                self.statements(&block.stmts, &mut cursor)?;
                match &block.tail {
                    Some(tail) => self.eval(tail, cursor, hint),
                    None => Some((unit(), cursor)),
                }
            }
            ExprKind::If { cond, then, otherwise } => {
                let (yes, no) = self.branch(cond, cursor)?;
                let about = names::describe(self.cx, cond);
                let yes = self.within(format!("if {about}"), |flow| flow.eval(then, yes, hint));
                let no = self.within(format!("unless {about}"), |flow| match otherwise {
                    Some(otherwise) => flow.eval(otherwise, no, hint),
                    None => Some((unit(), no)),
                });
                Some(self.merge(vec![yes?, no?], hint))
            }
            ExprKind::Match { scrutinee, arms } => {
                let cursors = self.decide(scrutinee, arms, cursor)?;
                let mut parts = Vec::with_capacity(arms.len());
                for (arm, cursor) in arms.iter().zip(cursors) {
                    parts.push(
                        self.within(names::arm(scrutinee, &arm.pattern), |flow| flow.eval(&arm.body, cursor, hint)),
                    );
                }
                Some(self.merge(parts.into_iter().collect::<Option<_>>()?, hint))
            }
            ExprKind::While { label, cond, body } => {
                let exits =
                    self.repeat(label.as_deref(), cursor, &mut |flow, cursor| flow.branch(cond, cursor), body)?;
                Some((unit(), exits))
            }
            ExprKind::Loop { label, body } => self.eval_loop(label.as_deref(), body, cursor, hint),
            ExprKind::For { label, pattern, iter, body } => {
                self.eval_for(label.as_deref(), pattern, iter, body, cursor, e.span)
            }
            ExprKind::Break { label, value } => {
                let value = match value {
                    Some(value) => Some(self.eval(value, cursor.clone(), hint)?),
                    None => None,
                };
                self.jump_out(label.as_deref(), value, cursor, e.span)
            }
            ExprKind::Continue { label } => {
                match self.target_loop(label.as_deref()) {
                    Some(target) => target.continues.join(cursor),
                    None => return self.cx.error(e.span, "`continue` outside of a loop", None),
                }
                Some((unit(), Cursor::nowhere()))
            }
            ExprKind::Return(value) => {
                match value {
                    Some(value) => self.tail(value, cursor)?,
                    None => self.finish(unit(), cursor, e.span),
                }
                Some((unit(), Cursor::nowhere()))
            }
            ExprKind::Binary { op: BinaryOp::And | BinaryOp::Or, .. }
            | ExprKind::Unary { op: UnaryOp::Not, .. }
            | ExprKind::Let { .. } => {
                let (yes, no) = self.branch(e, cursor)?;
                let truth = |b| Value { x: Jx::Bool(b), ty: Type::Bool };
                Some(self.merge(vec![(truth(true), yes), (truth(false), no)], hint))
            }
            ExprKind::Method { receiver, name, args } if super::methods::is_mutation(name, args.len()) => {
                self.eval_mutation(e, receiver, name, args, cursor)
            }
            ExprKind::Closure(closure) => self.cx.error(
                closure.body.span,
                "a closure with effects can't run inside an expression",
                "call the task before, or map over the list with `map_each`".to_owned(),
            ),
            _ => {
                let strict = self.hoist(e, &mut cursor)?;
                if cursor.is_nowhere() {
                    return Some((unit(), cursor));
                }
                Some((self.cx.value(&strict)?, cursor))
            }
        }
    }

    /// Lowers an expression whose value ends the scope.
    pub(crate) fn tail(&mut self, e: &Expr, cursor: Cursor) -> Option<()> {
        if cursor.is_nowhere() {
            return Some(());
        }
        let fallible = matches!(self.scope().returns, Returns::Fallible { .. });
        match &e.kind {
            ExprKind::Block(block) => return self.tail_block(block, cursor, e.span),
            ExprKind::Return(value) => {
                return match value {
                    Some(value) => self.tail(value, cursor),
                    None => {
                        self.finish(unit(), cursor, e.span);
                        Some(())
                    }
                };
            }
            ExprKind::If { cond, then, otherwise } if fallible || !is_pure(e) => {
                let (yes, no) = self.branch(cond, cursor)?;
                let about = names::describe(self.cx, cond);
                let yes = self.within(format!("if {about}"), |flow| flow.tail(then, yes));
                let no = self.within(format!("unless {about}"), |flow| match otherwise {
                    Some(otherwise) => flow.tail(otherwise, no),
                    None => {
                        flow.finish(unit(), no, e.span);
                        Some(())
                    }
                });
                return yes.and(no);
            }
            ExprKind::Match { scrutinee, arms } if fallible || !is_pure(e) => {
                let cursors = self.decide(scrutinee, arms, cursor)?;
                let mut all = Some(());
                for (arm, cursor) in arms.iter().zip(cursors) {
                    let done = self.within(names::arm(scrutinee, &arm.pattern), |flow| flow.tail(&arm.body, cursor));
                    all = all.and(done);
                }
                return all;
            }
            ExprKind::Ok(value) if fallible => {
                let (value, cursor) = self.eval(value, cursor, "output")?;
                self.finish(value, cursor, e.span);
                return Some(());
            }
            ExprKind::Err(error) if fallible => {
                let (error, cursor) = self.eval(error, cursor, "error")?;
                self.fail(&error, cursor, e.span);
                return Some(());
            }
            // An error that nothing catches ends the scope under its own name: exactly what returning it means.
            ExprKind::Await(future) if fallible && self.is_fallible(future) => {
                let (value, cursor) = self.eval_propagated(future, e.ty, cursor, "output", e.span)?;
                self.finish(value, cursor, e.span);
                return Some(());
            }
            _ => {}
        }
        let (value, cursor) = self.eval(e, cursor, "output")?;
        self.end_with(value, cursor, e.span)
    }

    /// Ends the scope with a value that may be a `Result`.
    pub(crate) fn end_with(&mut self, value: Value, cursor: Cursor, span: Span) -> Option<()> {
        if cursor.is_nowhere() {
            return Some(());
        }
        let (Returns::Fallible { .. }, Type::Result(ok, err)) = (self.scope().returns.clone(), value.ty.clone()) else {
            self.finish(value, cursor, span);
            return Some(());
        };
        let is_ok = Jx::exists(Jx::field(value.x.clone(), "Ok"));
        let (yes, no) = self.fork(is_ok, cursor, "Result is Ok", span);
        self.finish(Value { x: Jx::field(value.x.clone(), "Ok"), ty: *ok }, yes, span);
        self.fail(&Value { x: Jx::field(value.x, "Err"), ty: *err }, no, span);
        Some(())
    }

    fn tail_block(&mut self, block: &Block, mut cursor: Cursor, span: Span) -> Option<()> {
        self.statements(&block.stmts, &mut cursor)?;
        match &block.tail {
            Some(tail) => self.tail(tail, cursor),
            None => {
                self.finish(unit(), cursor, span);
                Some(())
            }
        }
    }

    /// Lowers statements. Goes on after a wrong one, so that every error is found.
    fn statements(&mut self, stmts: &[Stmt], cursor: &mut Cursor) -> Option<()> {
        let mut all = Some(());
        for stmt in stmts {
            let before = self.fixed_name.take();
            let done = match stmt {
                Stmt::Let { pattern, value, otherwise, name } => {
                    self.fixed_name.clone_from(name);
                    self.let_statement(pattern, value.as_ref(), otherwise.as_ref(), cursor)
                }
                Stmt::Expr { expr, name } => {
                    self.fixed_name.clone_from(name);
                    self.eval(expr, std::mem::take(cursor), "value").map(|(_, after)| *cursor = after)
                }
            };
            if let (Some(name), Some(())) = (self.fixed_name.take(), done) {
                let span = match stmt {
                    Stmt::Let { pattern, .. } => pattern.span,
                    Stmt::Expr { expr, .. } => expr.span,
                };
                self.cx.error::<()>(
                    span,
                    format!("`#[name(\"{name}\")]` names nothing: this statement becomes no state"),
                    "put the attribute on a statement that calls a task, waits or branches on a result".to_owned(),
                );
            }
            self.fixed_name = before;
            all = all.and(done);
        }
        all
    }

    fn let_statement(
        &mut self,
        pattern: &Pattern,
        value: Option<&Expr>,
        otherwise: Option<&Expr>,
        cursor: &mut Cursor,
    ) -> Option<()> {
        let Some(value) = value else {
            for var in pattern.bindings() {
                self.declare(var, Type::Unknown);
            }
            return Some(());
        };
        if let Some(otherwise) = otherwise {
            let (yes, no) = self.branch_let(pattern, value, std::mem::take(cursor))?;
            *cursor = yes;
            let about = names::pattern(pattern);
            return self.within(format!("not {about}"), |flow| flow.eval(otherwise, no, "value")).map(|_| ());
        }
        let hint = names::binding(self.cx, pattern);
        let (value, after) = match self.eval(value, std::mem::take(cursor), &hint) {
            Some(done) => done,
            None => {
                // What follows is lowered all the same, with nothing known of these variables.
                for var in pattern.bindings() {
                    self.declare(var, Type::Unknown);
                }
                *cursor = Cursor::start();
                return None;
            }
        };
        *cursor = after;
        if cursor.is_nowhere() {
            // There is no value, and nothing that reads it is lowered.
            return Some(());
        }
        self.bind(pattern, value, cursor)
    }

    /// Binds a pattern that always matches.
    pub(crate) fn bind(&mut self, pattern: &Pattern, value: Value, cursor: &mut Cursor) -> Option<()> {
        if let PatternKind::Bind { var, sub: None } = &pattern.kind {
            self.assign(*var, &value, cursor);
            return Some(());
        }
        let found = self.cx.test(pattern, &value)?;
        for (var, value) in found.binds {
            self.assign(var, &value, cursor);
        }
        Some(())
    }

    /// Evaluates what an expression needs in order, and returns the expression with its effects replaced by variables.
    pub(crate) fn hoist(&mut self, e: &Expr, cursor: &mut Cursor) -> Option<Expr> {
        let strict = self.strict(operands(e), cursor)?;
        Some(with_operands(e, strict))
    }

    /// Evaluates operands in order, and returns them with their effects replaced by variables. Where one doesn't come back, those after
    /// it are missing.
    pub(crate) fn strict<'e>(
        &mut self,
        operands: impl IntoIterator<Item = &'e Expr>,
        cursor: &mut Cursor,
    ) -> Option<Vec<Expr>> {
        let operands: Vec<&Expr> = operands.into_iter().collect();
        let last = operands.iter().rposition(|operand| !is_pure(operand));
        let mut strict = Vec::with_capacity(operands.len());
        for (i, operand) in operands.iter().copied().enumerate() {
            let value = if is_pure(operand) {
                // A later operand may assign what this one reads.
                if Some(i) > last || !reads_variables(operand) {
                    strict.push(operand.clone());
                    continue;
                }
                let value = self.cx.value(operand)?;
                self.save("value", value, cursor)
            } else {
                let (value, after) = self.eval(operand, std::mem::take(cursor), "value")?;
                *cursor = after;
                // `{ x += 1; x } + { x = 0; 1 }`: the value is `x` as it is now.
                let overwritten = self.is_assigned_by(&value.x, &operands[i + 1..]);
                if overwritten { self.save("value", value, cursor) } else { value }
            };
            if cursor.is_nowhere() {
                break;
            }
            let var = self.cx.ids.fresh("value");
            self.cx.bind(var, value);
            strict.push(Expr { kind: ExprKind::Var(var), span: operand.span, ty: operand.ty });
        }
        Some(strict)
    }

    /// Whether operands assign a variable that a value reads. The compiler's own variables are assigned once.
    fn is_assigned_by(&self, value: &Jx, operands: &[&Expr]) -> bool {
        let mut read = value.vars();
        read.retain(|var| (var.0 as usize) < self.cx.program.vars.len());
        let mut found = false;
        if !read.is_empty() {
            operands.iter().for_each(|operand| names::assigned_vars(operand, &mut |var| found |= read.contains(&var)));
        }
        found
    }
}

fn reads_variables(e: &Expr) -> bool {
    if matches!(e.kind, ExprKind::Var(_)) {
        return true;
    }
    let mut found = false;
    asl_hir::walk_expr(e, &mut |child| found |= reads_variables(child));
    found
}
