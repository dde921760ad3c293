//! The one walk through a machine that runs every rule.

use super::context::{Context, ObjectNode, StateId, Trail, fields_of};
use super::registry::{Check, REGISTRY};
use crate::diagnostic::Diagnostic;
use crate::model::QueryLanguage;
use crate::spec::wire::state_fields;
use crate::spec::{Fields, View};

/// Every finding of every rule: first about each object in the order of the definition, then about each scope, then about the whole.
pub(super) fn run(context: &Context<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    object(context, context.machine, &Trail::Machine, None, None, &mut found);
    for (id, node) in context.states.iter().enumerate() {
        let fields = state_fields(node.state);
        object(context, fields, &Trail::State(id), Some(id), Some(node.language), &mut found);
    }
    for scope in &context.scopes {
        for entry in REGISTRY {
            if let Check::Scope(check) = entry.check {
                check(context, scope, &mut found);
            }
        }
    }
    for entry in REGISTRY {
        if let Check::Machine(check) = entry.check {
            check(context, &mut found);
        }
    }
    found
}

/// An object and those inside it; states inside it are visited on their own.
fn object<'a>(
    context: &Context<'a>,
    node: &'a dyn Fields,
    trail: &Trail<'_>,
    state: Option<StateId>,
    language: Option<QueryLanguage>,
    found: &mut Vec<Diagnostic>,
) {
    let fields = fields_of(node);
    let this =
        ObjectNode { context, place: node.place(), fields: &fields, extra: node.extra(), trail, state, language };
    for entry in REGISTRY {
        if let Check::Object(check) = entry.check {
            check(&this, found);
        }
    }
    for (field, view) in &fields {
        let trail = Trail::Key(trail, field.name);
        match view {
            View::Node(inner) => object(context, *inner, &trail, state, language, found),
            View::Nodes(list) => {
                for index in 0..list.len() {
                    if let Some(inner) = list.get(index) {
                        object(context, inner, &Trail::Index(&trail, index), state, language, found);
                    }
                }
            }
            _ => {}
        }
    }
}
