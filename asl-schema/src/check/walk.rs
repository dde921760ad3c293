//! The one walk through a machine that runs every rule.

use super::code::{self, Facts};
use super::context::{Context, ObjectNode, StateId, Trail, fields_of};
use super::registry::Rules;
use crate::diagnostic::Diagnostic;
use crate::model::QueryLanguage;
use crate::spec::wire::state_fields;
use crate::spec::{Fields, View};

/// Every finding of every rule: first about each object in the order of the definition, then about each scope, then about the whole.
pub(super) fn run(context: &Context<'_>) -> Vec<Diagnostic> {
    let mut walk = Walk { context, rules: Rules::all(), facts: Facts::default(), found: Vec::new() };
    walk.object(context.machine, &Trail::Machine, None, None);
    for (id, node) in context.states.iter().enumerate() {
        walk.object(state_fields(node.state), &Trail::State(id), Some(id), Some(node.language));
    }
    let Walk { rules, facts, mut found, .. } = walk;
    for scope in &context.scopes {
        rules.scope.iter().for_each(|check| check(context, scope, &mut found));
    }
    rules.machine.iter().for_each(|check| check(context, &mut found));
    rules.facts.iter().for_each(|check| check(context, &facts, &mut found));
    found
}

struct Walk<'a, 'w> {
    context: &'w Context<'a>,
    rules: Rules,
    facts: Facts<'a>,
    found: Vec<Diagnostic>,
}

impl<'a> Walk<'a, '_> {
    /// An object and those inside it; states inside it are visited on their own.
    fn object(
        &mut self,
        node: &'a dyn Fields,
        trail: &Trail<'_>,
        state: Option<StateId>,
        language: Option<QueryLanguage>,
    ) {
        let fields = fields_of(node);
        let (context, place, extra) = (self.context, node.place(), node.extra());
        let this = ObjectNode { context, place, fields: &fields, extra, trail, state, language };
        self.rules.object.iter().for_each(|check| check(&this, &mut self.found));
        code::check(&this, &self.rules, &mut self.facts, &mut self.found);
        for (field, view) in &fields {
            let trail = Trail::Key(trail, field.name);
            match view {
                View::Node(inner) => self.object(*inner, &trail, state, language),
                View::Nodes(list) => {
                    for index in 0..list.len() {
                        if let Some(inner) = list.get(index) {
                            self.object(inner, &Trail::Index(&trail, index), state, language);
                        }
                    }
                }
                _ => {}
            }
        }
    }
}
