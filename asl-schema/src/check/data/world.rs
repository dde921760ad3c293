//! What every state's evaluation looks at: the machine, its code, and what is known of its variables so far.

use std::cell::RefCell;

use super::context_object;
use crate::check::context::{Context, ScopeId, StateId};
use crate::check::options::Known;
use crate::check::parsed::Parsed;
use crate::data::{ObjectShape, Shape};
use crate::model::State;
use crate::resource::ResultFields;

/// How often what a variable can be may grow before it is given up.
const MOST_CHANGES: u8 = 8;

pub(super) struct World<'w, 'a> {
    pub(super) context: &'w Context<'a>,
    pub(super) code: &'w Parsed<'a>,
    pub(super) known: &'w Known,
    /// What the context object holds, items of Maps not included.
    context_object: Shape,
    /// For each scope whether it runs in executions of its own, the children of a Distributed Map.
    in_child: Vec<bool>,
    /// The results of integrations that were asked for.
    results: RefCell<Vec<(ResultFields, ObjectShape)>>,
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
        let mut in_child: Vec<bool> = Vec::with_capacity(context.scopes.len());
        for scope in &context.scopes {
            let owner = scope.owner.and_then(|owner| context.states.get(owner.state));
            in_child.push(owner.is_some_and(|owner| {
                let distributed = matches!(owner.state, State::Map(map) if map.is_distributed());
                distributed || in_child.get(owner.scope) == Some(&true)
            }));
        }
        World { context, code, known, context_object, in_child, results: RefCell::default(), variables, first }
    }

    /// What the context object holds in a state.
    pub(super) fn context_object(&self, state: StateId) -> Shape {
        let scope = self.context.states.get(state).map(|node| node.scope);
        match scope.and_then(|scope| self.in_child.get(scope)) {
            Some(false) => self.context_object.clone(),
            _ => Shape::unknown(),
        }
    }

    /// The result of an integration: it may have these fields and no other. A machine calls few different ones, and each often.
    pub(super) fn result(&self, fields: ResultFields) -> ObjectShape {
        let mut results = self.results.borrow_mut();
        if let Some((_, result)) = results.iter().find(|(known, _)| *known == fields) {
            return result.clone();
        }
        let result = ObjectShape::new(fields.names().map(|name| (name, Shape::unknown().optional())), false, None);
        results.push((fields, result.clone()));
        result
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
