//! Closures: as JSONata functions, or applied on the spot.

use crate::jsonata::Jx;
use crate::lower::{Cx, Value};
use crate::shape::Type;
use asl_hir::{Closure, PatternKind};
use std::rc::Rc;

/// A closure as a function.
#[derive(Clone, Debug)]
pub(crate) struct Function {
    /// Its parameters' names.
    pub(crate) params: Vec<Rc<str>>,
    /// What it returns.
    pub(crate) body: Value,
}

impl Function {
    /// `function($a){ body }`.
    pub(crate) fn into_lambda(self) -> Jx {
        Jx::lambda(self.params, self.body.x)
    }
}

impl Cx<'_> {
    /// A closure whose parameters have these types, as a function to hand to `$map` and its like.
    pub(crate) fn lambda(&mut self, closure: &Closure, args: &[Type]) -> Option<Function> {
        let mut params = Vec::with_capacity(closure.params.len());
        let mut values = Vec::with_capacity(closure.params.len());
        for (i, pattern) in closure.params.iter().enumerate() {
            let name = match &pattern.kind {
                PatternKind::Bind { var, .. } => self.local_for(*var),
                _ => self.local("it"),
            };
            values.push(Value { x: Jx::Local(name.clone()), ty: args.get(i).cloned().unwrap_or(Type::Unknown) });
            params.push(name);
        }
        let body = self.apply(closure, values)?;
        Some(Function { params, body })
    }

    /// What a closure returns for these arguments, written in place of the call. An argument that the body uses more than
    /// once should be cheap: [`share`](Cx::share) it.
    pub(crate) fn apply(&mut self, closure: &Closure, args: Vec<Value>) -> Option<Value> {
        if args.len() < closure.params.len() {
            return self.error(closure.body.span, "cannot call this closure: it has too many parameters", None);
        }
        for (pattern, value) in closure.params.iter().zip(args) {
            self.bind_irrefutable(pattern, value)?;
        }
        self.value(&closure.body)
    }
}
