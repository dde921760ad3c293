//! The one traversal: calls a function on every direct child of a node.

use crate::{Expr, ExprKind, FormatPart, Pattern, PatternKind, Stmt, VarId};

/// The parts of an expression in evaluation order, for either kind of reference.
macro_rules! walk {
    ($expr:ident, $visit:ident, $iter:ident $(, $mut:tt)?) => {
        match &$($mut)? $expr.kind {
            ExprKind::Lit(_)
            | ExprKind::Var(_)
            | ExprKind::Const(_)
            | ExprKind::None
            | ExprKind::Default
            | ExprKind::Continue { .. } => {}
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
            | ExprKind::Let { value: inner, .. }
            | ExprKind::Loop { body: inner, .. }
            | ExprKind::Cast(inner) => $visit(inner),
            ExprKind::Method { receiver, args, .. } => {
                $visit(receiver);
                args.$iter().for_each($visit);
            }
            ExprKind::Closure(closure) => $visit(&$($mut)? closure.body),
            ExprKind::Call { args: list, .. }
            | ExprKind::Ctor { args: list, .. }
            | ExprKind::List(list)
            | ExprKind::Tuple(list)
            | ExprKind::Join { branches: list, .. } => list.$iter().for_each($visit),
            ExprKind::MapEach { items, body, .. } | ExprKind::For { iter: items, body, .. } => {
                $visit(items);
                $visit(body);
            }
            ExprKind::Binary { left, right, .. }
            | ExprKind::Assign { place: left, value: right, .. }
            | ExprKind::Index { base: left, index: right }
            | ExprKind::Range { from: left, to: right, .. }
            | ExprKind::While { cond: left, body: right, .. } => {
                $visit(left);
                $visit(right);
            }
            ExprKind::Block(block) => {
                for stmt in &$($mut)? block.stmts {
                    match stmt {
                        Stmt::Let { value, otherwise, .. } => {
                            value.$iter().for_each(&mut *$visit);
                            otherwise.$iter().for_each(&mut *$visit);
                        }
                        Stmt::Expr { expr, .. } => $visit(expr),
                    }
                }
                block.tail.$iter().for_each(|tail| $visit(tail));
            }
            ExprKind::If { cond, then, otherwise } => {
                $visit(cond);
                $visit(then);
                otherwise.$iter().for_each(|otherwise| $visit(otherwise));
            }
            ExprKind::Match { scrutinee, arms } => {
                $visit(scrutinee);
                for arm in arms {
                    arm.guard.$iter().for_each(&mut *$visit);
                    $visit(&$($mut)? arm.body);
                }
            }
            ExprKind::Break { value, .. } | ExprKind::Return(value) => value.$iter().for_each(|value| $visit(value)),
            ExprKind::Struct { fields, base, .. } => {
                fields.$iter().for_each(|field| $visit(&$($mut)? field.value));
                base.$iter().for_each(|base| $visit(base));
            }
            ExprKind::Format(parts) => {
                for part in parts {
                    if let FormatPart::Value(value) = part {
                        $visit(value);
                    }
                }
            }
        }
    };
}

/// Calls `visit` on each expression directly below `expr`, in evaluation order. Patterns are not expressions:
/// the values inside them (constants) are not visited.
pub fn walk_expr<'e>(expr: &'e Expr, visit: &mut dyn FnMut(&'e Expr)) {
    walk!(expr, visit, iter);
}

/// The same for who changes them.
pub fn walk_expr_mut<'e>(expr: &'e mut Expr, visit: &mut dyn FnMut(&'e mut Expr)) {
    walk!(expr, visit, iter_mut, mut);
}

/// Calls `visit` on each pattern directly below `pattern`.
pub fn walk_pattern<'p>(pattern: &'p Pattern, visit: &mut dyn FnMut(&'p Pattern)) {
    match &pattern.kind {
        PatternKind::Wild | PatternKind::Value(_) | PatternKind::Range { .. } => {}
        PatternKind::Bind { sub, .. } => sub.iter().for_each(|sub| visit(sub)),
        PatternKind::Or(list) | PatternKind::Tuple(list) | PatternKind::List(list) => list.iter().for_each(visit),
        PatternKind::Item { fields, .. } => fields.iter().for_each(|field| visit(&field.pattern)),
    }
}

impl Pattern {
    /// The variables it binds, in the order they stand; an alternative's are counted once.
    pub fn bindings(&self) -> Vec<VarId> {
        let mut found = Vec::new();
        self.collect_bindings(&mut found);
        found
    }

    fn collect_bindings(&self, found: &mut Vec<VarId>) {
        if let PatternKind::Bind { var, .. } = &self.kind
            && !found.contains(var)
        {
            found.push(*var);
        }
        walk_pattern(self, &mut |sub| sub.collect_bindings(found));
    }
}
