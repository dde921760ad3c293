//! Names in scope, and what stands between a use and its binding.

use asl_hir::VarId;

/// A boundary that a variable can be read across but not assigned: the inside gets a copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Barrier {
    /// A closure in a method's argument.
    Closure,
    /// A branch of `join!` or `try_join!`.
    Branch,
    /// The body of `map_each`.
    Item,
}

#[derive(Default)]
struct Scope {
    bound: Vec<(String, VarId)>,
    barrier: Option<Barrier>,
}

/// The scopes that are open, outermost first.
#[derive(Default)]
pub(crate) struct Names(Vec<Scope>);

impl Names {
    pub(crate) fn enter(&mut self, barrier: Option<Barrier>) {
        self.0.push(Scope { bound: Vec::new(), barrier });
    }

    pub(crate) fn leave(&mut self) {
        self.0.pop();
    }

    /// Binds a name from here to the end of the innermost scope.
    pub(crate) fn bind(&mut self, name: String, var: VarId) {
        if self.0.is_empty() {
            self.enter(None);
        }
        if let Some(scope) = self.0.last_mut() {
            scope.bound.push((name, var));
        }
    }

    /// What a name means here, and the innermost barrier between here and its binding.
    pub(crate) fn find(&self, name: &str) -> Option<(VarId, Option<Barrier>)> {
        let mut crossed = None;
        for scope in self.0.iter().rev() {
            if let Some((_, var)) = scope.bound.iter().rev().find(|(bound, _)| bound == name) {
                return Some((*var, crossed));
            }
            crossed = crossed.or(scope.barrier);
        }
        None
    }
}
