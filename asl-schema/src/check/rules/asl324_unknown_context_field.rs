//! A field of the context object that does not exist, or not here.

use crate::check::code::ContextRead;
use crate::check::context::StateId;
use crate::diagnostic::closest;
use crate::diagnostic::{Basis, Diagnostic, Rule, Severity, Target, quoted};
use crate::model::State;
use crate::resource::Resource;
use crate::spec::context_object::{self, Node};
use crate::text::has_placeholder;

pub(crate) static RULE: Rule = Rule {
    code: "ASL324",
    name: "unknown-context-field",
    summary: "the context object has what is read from it",
    basis: Basis::FailsAtRunTime,
    severity: Severity::Warning,
    doc: include_str!("../../../docs/rules/ASL324.md"),
};

pub(crate) fn check(read: &ContextRead<'_, '_>, found: &mut Vec<Diagnostic>) {
    let mut node = context_object::ROOT;
    let mut above = "the context object".to_owned();
    for (name, range) in read.fields {
        let Node::Object(fields) = node else { return };
        // What a `${Placeholder}` stands for may be any of them.
        if has_placeholder(name) {
            return;
        }
        let Some((_, next)) = fields.iter().find(|(field, _)| field == name) else {
            let names = fields.iter().map(|(field, _)| *field);
            let message = format!("{above} has no field {}", quoted(name));
            let diagnostic = Diagnostic::new(&RULE, read.text.path(), message).within(range.clone());
            found.push(match closest(name, names.clone()) {
                Some(field) => diagnostic.with_help(format!("did you mean `{field}`?")).with_suggestion(
                    *name,
                    field,
                    Target::Text,
                    false,
                ),
                None => diagnostic.with_help(format!(
                    "its fields are {}",
                    names.map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
                )),
            });
            return;
        };
        above = format!("`{name}` of the context object");
        node = *next;
    }
    if let [(name, first), ..] = read.fields
        && !read.guarded
        && let Some(help) = missing_here(read, name)
    {
        let end = read.fields.last().map_or(first.end, |(_, last)| last.end);
        let message = format!("the context object has no {} here", quoted(name));
        found.push(Diagnostic::new(&RULE, read.text.path(), message).within(first.start..end).with_help(help));
    }
}

/// What to do about a part of the context object that the state does not have.
fn missing_here(read: &ContextRead<'_, '_>, name: &str) -> Option<&'static str> {
    let context = read.text.object.context;
    let state = context.states.get(read.text.object.state?)?;
    match (name, state.state) {
        ("Task", State::Task(task)) => {
            let resource = Resource::parse(&task.resource).ok()?;
            // Whether an activity sees its token was not seen.
            let calls = resource.pattern().is_some() && !resource.needs_task_token();
            (calls && !has_placeholder(&task.resource))
                .then_some("end the resource with `.waitForTaskToken`, or leave the token out")
        }
        ("Task", _) => Some("read it in the task that waits for the token"),
        ("Map", _) => {
            let around =
                |id: StateId| context.scopes.get(context.states.get(id)?.scope)?.owner.map(|owner| owner.state);
            let mut states = std::iter::successors(Some(state.id), |id| around(*id));
            let is_map = |id: StateId| context.states.get(id).is_some_and(|node| matches!(node.state, State::Map(_)));
            (!states.any(is_map)).then_some("read it in a Map, or in what that runs for each item")
        }
        _ => None,
    }
}
