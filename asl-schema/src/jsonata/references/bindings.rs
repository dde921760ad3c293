//! Which variables an expression binds itself, by where one stands in it.

use std::collections::HashMap;

use crate::jsonata::{Binding, Expr, ExprKind};

/// The variables in scope.
///
/// A block and a function have a frame each. `:=` binds from there on in its frame; a function within the frame sees what is bound later too,
/// because it runs later: that is how functions call themselves and each other.
#[derive(Default)]
pub(super) struct Bindings<'a> {
    /// The innermost last. Nothing is allocated for expressions that bind nothing.
    variables: HashMap<&'a str, Vec<Variable>>,
    declared: Vec<&'a str>,
    frame: usize,
    functions: usize,
}

struct Variable {
    frame: usize,
    /// How many functions its frame is in.
    functions: usize,
    bound: bool,
}

/// How to go back to what was in scope before.
#[derive(Clone, Copy)]
pub(super) struct Mark(usize);

impl<'a> Bindings<'a> {
    pub(super) fn mark(&self) -> Mark {
        Mark(self.declared.len())
    }

    /// The frame of a whole expression.
    pub(super) fn enter(&mut self, expr: &Expr<'a>) -> Mark {
        self.enter_all(std::slice::from_ref(expr))
    }

    /// The frame of a block.
    pub(super) fn enter_all(&mut self, expressions: &[Expr<'a>]) -> Mark {
        let mark = self.mark();
        self.frame += 1;
        expressions.iter().for_each(|expr| self.foresee(expr));
        mark
    }

    /// The frame of a function's parameters and of what its body binds.
    pub(super) fn enter_function(&mut self, parameters: &[Binding<'a>], body: &Expr<'a>) -> Mark {
        self.functions += 1;
        let mark = self.mark();
        self.frame += 1;
        parameters.iter().for_each(|parameter| self.declare(parameter.name));
        self.foresee(body);
        mark
    }

    pub(super) fn leave_function(&mut self, mark: Mark) {
        self.functions -= 1;
        self.leave(mark);
    }

    /// Forgets what was declared since the mark.
    pub(super) fn leave(&mut self, mark: Mark) {
        for name in self.declared.drain(mark.0.min(self.declared.len())..).rev() {
            if let Some(variables) = self.variables.get_mut(name) {
                variables.pop();
            }
        }
    }

    /// A variable that is bound at once.
    pub(super) fn declare(&mut self, name: &'a str) {
        self.push(name, true);
    }

    /// `:=`, whose variable was foreseen.
    pub(super) fn bind(&mut self, name: &str) {
        if let Some(variable) = self.variables.get_mut(name).and_then(|variables| variables.last_mut()) {
            variable.bound = true;
        }
    }

    pub(super) fn is_bound(&self, name: &str) -> bool {
        self.variables
            .get(name)
            .is_some_and(|all| all.iter().any(|variable| variable.bound || variable.functions < self.functions))
    }

    /// Notes what will be bound in this frame: everything but what blocks and functions bind for themselves.
    fn foresee(&mut self, expr: &Expr<'a>) {
        match &expr.kind {
            ExprKind::Block(_) | ExprKind::Lambda(_) => return,
            ExprKind::Bind(bind) => {
                let name = bind.variable.name;
                let known = self.variables.get(name).and_then(|variables| variables.last());
                if known.is_none_or(|variable| variable.frame != self.frame) {
                    self.push(name, false);
                }
            }
            _ => {}
        }
        expr.for_each_child(|child| self.foresee(child));
    }

    fn push(&mut self, name: &'a str, bound: bool) {
        let variable = Variable { frame: self.frame, functions: self.functions, bound };
        self.variables.entry(name).or_default().push(variable);
        self.declared.push(name);
    }
}
