//! What every state's evaluation looks at: the machine, its code, and what is known of its variables so far.

use super::context_object;
use crate::check::context::{Context, ScopeId, StateId};
use crate::check::options::Known;
use crate::check::parsed::Parsed;
use crate::data::Shape;

/// How often what a variable can be may grow before it is given up.
const MOST_CHANGES: u8 = 8;

pub(super) struct World<'w, 'a> {
    pub(super) context: &'w Context<'a>,
    pub(super) code: &'w Parsed<'a>,
    pub(super) known: &'w Known,
    /// What the context object holds, items of Maps not included.
    pub(super) context_object: Shape,
    variables: Vec<Variable>,
    /// Where the variables of each scope begin.
    first: Vec<usize>,
}

/// A variable, by its number in the whole machine.
pub(super) type Slot = usize;

struct Variable {
    shape: Shape,
    changes: u8,
}

impl<'w, 'a> World<'w, 'a> {
    pub(super) fn new(context: &'w Context<'a>, code: &'w Parsed<'a>, known: &'w Known) -> World<'w, 'a> {
        let mut first = Vec::with_capacity(context.scopes.len());
        let mut count = 0;
        for scope in 0..context.scopes.len() {
            first.push(count);
            count += context.variables.count(scope);
        }
        let mut variables = Vec::with_capacity(count);
        variables.resize_with(count, || Variable { shape: Shape::never(), changes: 0 });
        let context_object = context_object::of_execution(&known.input);
        World { context, code, known, context_object, variables, first }
    }

    pub(super) fn variable_count(&self) -> usize {
        self.variables.len()
    }

    /// The variable that `name` means in a state.
    pub(super) fn resolve(&self, state: StateId, name: &str) -> Option<Slot> {
        let (scope, number) = self.context.variables.resolve(self.context, state, name)?;
        Some(self.slot(scope, number))
    }

    fn slot(&self, scope: ScopeId, number: usize) -> Slot {
        self.first.get(scope).copied().unwrap_or_default() + number
    }

    /// What a variable can be: as yet.
    pub(super) fn variable(&self, slot: Slot) -> Shape {
        self.variables.get(slot).map_or_else(Shape::unknown, |variable| variable.shape.clone())
    }

    /// Something more that a variable can be; whether that was new.
    pub(super) fn assign(&mut self, slot: Slot, shape: &Shape) -> bool {
        let Some(variable) = self.variables.get_mut(slot) else { return false };
        let grown = variable.shape.extend(shape);
        if grown {
            variable.changes = variable.changes.saturating_add(1);
            if variable.changes > MOST_CHANGES {
                variable.shape = Shape::unknown();
            }
        }
        grown
    }
}
