//! The one walk through a machine that runs every rule.

use super::code::{self, Facts};
use super::context::{Context, ObjectNode, StateId, Trail};
use super::dispatch::{RULES, checks_of};
use super::parsed::Parsed;
use super::task;
use crate::diagnostic::Diagnostic;
use crate::model::QueryLanguage;
use crate::spec::wire::state_fields;
use crate::spec::{Field, Fields, View};

/// Every finding of every rule: first about each object in the order of the definition, then about each scope, then about the whole.
pub(super) fn run(context: &Context<'_>) -> Vec<Diagnostic> {
    let Walk { facts, mut found, .. } = Walk::through(context);
    for scope in &context.scopes {
        RULES.scope.iter().for_each(|check| check(context, scope, &mut found));
    }
    RULES.machine.iter().for_each(|check| check(context, &mut found));
    RULES.facts.iter().for_each(|check| check(context, &facts, &mut found));
    found
}

/// The code of a machine; what the rules find is dropped.
pub(super) fn parse<'a>(context: &Context<'a>) -> Parsed<'a> {
    Walk::through(context).facts.code
}

struct Walk<'a, 'c> {
    context: &'c Context<'a>,
    facts: Facts<'a>,
    /// The fields of the object at hand, after those of the objects around it: one list for the whole walk.
    fields: Vec<(&'static Field, View<'a>)>,
    found: Vec<Diagnostic>,
}

impl<'a, 'c> Walk<'a, 'c> {
    /// Every object of the machine, and all that its own rules find.
    fn through(context: &'c Context<'a>) -> Walk<'a, 'c> {
        let mut walk = Walk { context, facts: Facts::default(), fields: Vec::new(), found: Vec::new() };
        walk.object(context.machine, &Trail::Machine, None, None);
        for (id, node) in context.states.iter().enumerate() {
            walk.object(state_fields(node.state), &Trail::State(id), Some(id), Some(node.language));
        }
        walk
    }

    /// An object and those inside it; states inside it are visited on their own.
    fn object(
        &mut self,
        node: &'a dyn Fields,
        trail: &Trail<'_>,
        state: Option<StateId>,
        language: Option<QueryLanguage>,
    ) {
        let start = self.fields.len();
        node.each(&mut |field, view| self.fields.push((field, view)));
        let end = self.fields.len();
        let place = node.place();
        let this = ObjectNode {
            context: self.context,
            place,
            fields: self.fields.get(start..end).unwrap_or_default(),
            extra: node.extra(),
            trail,
            state,
            language,
        };
        for check in checks_of(place, this.extra.is_empty()) {
            check(&this, &mut self.found);
        }
        task::check(&this, &mut self.facts, &mut self.found);
        code::check(&this, &mut self.facts, &mut self.found);
        for index in start..end {
            let Some(&(field, view)) = self.fields.get(index) else { break };
            match view {
                View::Node(inner) => self.object(inner, &Trail::Key(trail, field.name), state, language),
                View::Nodes(list) => {
                    let list_trail = Trail::Key(trail, field.name);
                    for index in 0..list.len() {
                        if let Some(inner) = list.get(index) {
                            self.object(inner, &Trail::Index(&list_trail, index), state, language);
                        }
                    }
                }
                _ => {}
            }
        }
        self.fields.truncate(start);
    }
}
