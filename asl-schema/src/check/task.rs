//! A Task with its `Resource` read once, for all rules that look at it.

use super::code::Facts;
use super::context::ObjectNode;
use super::dispatch::RULES;
use super::parsed::Code;
use crate::diagnostic::{Diagnostic, Rule};
use crate::model::StateType;
use crate::resource::{Resource, ResourceError};
use crate::spec::{Place, View};

/// A Task.
pub(crate) struct TaskNode<'a, 'w> {
    pub(crate) object: &'w ObjectNode<'a, 'w>,
    /// The text of its `Resource`.
    pub(crate) text: &'a str,
    /// What that names, or what is wrong with it.
    pub(crate) resource: Result<Resource<'a>, ResourceError>,
}

impl TaskNode<'_, '_> {
    /// A finding about a part of the resource.
    pub(crate) fn diagnostic(&self, rule: &'static Rule, error: &ResourceError) -> Diagnostic {
        let path = self.object.path().key("Resource");
        let mut diagnostic = Diagnostic::new(rule, path, error.message.as_str()).within(error.span.clone());
        diagnostic.help.clone_from(&error.help);
        diagnostic.suggestion = error.suggestion.as_deref().cloned();
        diagnostic
    }
}

/// Runs the rules about resources.
pub(super) fn check<'a>(object: &ObjectNode<'a, '_>, facts: &mut Facts<'a>, found: &mut Vec<Diagnostic>) {
    if object.place != Place::State(StateType::Task) {
        return;
    }
    let Some(View::Text(text)) = object.get("Resource") else { return };
    let task = TaskNode { object, text, resource: Resource::parse(text) };
    RULES.task.iter().for_each(|check| check(&task, found));
    if let Ok(resource) = task.resource {
        facts.code.insert(text, Code::Resource(resource));
    }
}
