//! A piece of a program on its own, and how its ids become those of the program it joins.

use crate::{CallOption, ConstId, Expr, ExprKind, FormatPart, Pattern, PatternKind, SlotId, Stmt, Var, VarId};
use serde::{Deserialize, Serialize};

/// An expression of the builder: what `expr!` makes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Fragment {
    /// Every variable of the expression; ids are indices into it.
    pub vars: Vec<Var>,
    /// Those that are variables of the builder, in the order in which the expression first names them.
    pub free: Vec<VarId>,
    /// The expression.
    pub expr: Expr,
}

/// New ids for old ones.
pub struct Renumbering<'r> {
    /// Variables.
    pub var: &'r dyn Fn(VarId) -> VarId,
    /// Types.
    pub slot: &'r dyn Fn(SlotId) -> SlotId,
    /// Constants.
    pub constant: &'r dyn Fn(ConstId) -> ConstId,
}

impl Renumbering<'_> {
    /// Rewrites every id in an expression.
    pub fn expr(&self, e: &mut Expr) {
        if let Some(slot) = &mut e.ty {
            *slot = (self.slot)(*slot);
        }
        match &mut e.kind {
            ExprKind::Lit(_) | ExprKind::None | ExprKind::Default | ExprKind::Continue { .. } => {}
            ExprKind::Var(var) => *var = (self.var)(*var),
            ExprKind::Const(id) => *id = (self.constant)(*id),
            ExprKind::Field { base: inner, .. }
            | ExprKind::Sleep(inner)
            | ExprKind::SleepUntil(inner)
            | ExprKind::Duration { amount: inner, .. }
            | ExprKind::Async(inner)
            | ExprKind::Await(inner)
            | ExprKind::Try(inner)
            | ExprKind::Ok(inner)
            | ExprKind::Err(inner)
            | ExprKind::Some(inner)
            | ExprKind::Unary { operand: inner, .. }
            | ExprKind::Loop { body: inner, .. }
            | ExprKind::Cast(inner) => self.expr(inner),
            ExprKind::Let { pattern, value } => {
                self.pattern(pattern);
                self.expr(value);
            }
            ExprKind::Method { receiver, args, .. } => {
                self.expr(receiver);
                self.all(args);
            }
            ExprKind::Closure(closure) => {
                closure.params.iter_mut().for_each(|param| self.pattern(param));
                self.expr(&mut closure.body);
            }
            ExprKind::Call { args, options, .. } => {
                self.all(args);
                self.options(options);
            }
            ExprKind::Join { branches, options, .. } => {
                self.all(branches);
                self.options(options);
            }
            ExprKind::MapEach { items, concurrency, pattern, body, options } => {
                self.expr(items);
                *concurrency = (self.constant)(*concurrency);
                self.pattern(pattern);
                self.expr(body);
                self.options(options);
            }
            ExprKind::Ctor { args: list, .. } | ExprKind::List(list) | ExprKind::Tuple(list) => self.all(list),
            ExprKind::For { pattern, iter, body, .. } => {
                self.pattern(pattern);
                self.expr(iter);
                self.expr(body);
            }
            ExprKind::Binary { left, right, .. }
            | ExprKind::Assign { place: left, value: right, .. }
            | ExprKind::Index { base: left, index: right }
            | ExprKind::Range { from: left, to: right, .. }
            | ExprKind::While { cond: left, body: right, .. } => {
                self.expr(left);
                self.expr(right);
            }
            ExprKind::Block(block) => {
                for stmt in &mut block.stmts {
                    match stmt {
                        Stmt::Let { pattern, value, otherwise, .. } => {
                            self.pattern(pattern);
                            value.iter_mut().chain(otherwise).for_each(|e| self.expr(e));
                        }
                        Stmt::Expr { expr, .. } => self.expr(expr),
                    }
                }
                block.tail.iter_mut().for_each(|tail| self.expr(tail));
            }
            ExprKind::If { cond, then, otherwise } => {
                self.expr(cond);
                self.expr(then);
                otherwise.iter_mut().for_each(|e| self.expr(e));
            }
            ExprKind::Match { scrutinee, arms } => {
                self.expr(scrutinee);
                for arm in arms {
                    self.pattern(&mut arm.pattern);
                    arm.guard.iter_mut().for_each(|guard| self.expr(guard));
                    self.expr(&mut arm.body);
                }
            }
            ExprKind::Break { value, .. } | ExprKind::Return(value) => value.iter_mut().for_each(|e| self.expr(e)),
            ExprKind::Struct { fields, base, .. } => {
                fields.iter_mut().for_each(|field| self.expr(&mut field.value));
                base.iter_mut().for_each(|base| self.expr(base));
            }
            ExprKind::Format(parts) => {
                for part in parts {
                    if let FormatPart::Value(value) = part {
                        self.expr(value);
                    }
                }
            }
        }
    }

    fn all(&self, list: &mut [Expr]) {
        list.iter_mut().for_each(|e| self.expr(e));
    }

    fn options(&self, options: &mut [CallOption]) {
        for option in options {
            let (CallOption::Retry(id)
            | CallOption::Timeout(id)
            | CallOption::Heartbeat(id)
            | CallOption::Named(id)
            | CallOption::Credentials(id)) = option;
            *id = (self.constant)(*id);
        }
    }

    /// Rewrites every id in a pattern.
    pub fn pattern(&self, pattern: &mut Pattern) {
        match &mut pattern.kind {
            PatternKind::Wild => {}
            PatternKind::Bind { var, sub } => {
                *var = (self.var)(*var);
                sub.iter_mut().for_each(|sub| self.pattern(sub));
            }
            PatternKind::Value(value) => self.expr(value),
            PatternKind::Range { from, to, .. } => from.iter_mut().chain(to).for_each(|bound| self.expr(bound)),
            PatternKind::Or(list) | PatternKind::Tuple(list) | PatternKind::List(list) => {
                list.iter_mut().for_each(|sub| self.pattern(sub));
            }
            PatternKind::Item { fields, .. } => fields.iter_mut().for_each(|field| self.pattern(&mut field.pattern)),
        }
    }
}
