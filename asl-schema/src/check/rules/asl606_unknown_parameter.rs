//! A parameter that the integration does not have.

use crate::check::context::ObjectNode;
use crate::check::task::TaskNode;
use crate::diagnostic::closest;
use crate::diagnostic::{Basis, Diagnostic, Rule, Severity, Target, quoted};
use crate::model::Object;
use crate::resource::Coverage;
use crate::spec::View;

pub(crate) static RULE: Rule = Rule {
    code: "ASL606",
    name: "unknown-parameter",
    summary: "a request has the parameters of its integration",
    basis: Basis::FailsAtRunTime,
    severity: Severity::Warning,
    doc: include_str!("../../../docs/rules/ASL606.md"),
};

pub(crate) fn check(task: &TaskNode<'_, '_>, found: &mut Vec<Diagnostic>) {
    let Some((field, request)) = request_of(task.object) else { return };
    let Ok(resource) = &task.resource else { return };
    let Some(parameters) = resource.parameters() else { return };
    for key in request.keys() {
        let name = key.strip_suffix(".$").unwrap_or(key);
        if parameters.contains(name) || name.contains("${") {
            continue;
        }
        let close = closest(name, parameters.names());
        // Of a name that is not near to any, an incomplete list says nothing.
        if close.is_none() && parameters.coverage() == Coverage::Subset {
            continue;
        }
        let message = format!("the request has no parameter {}", quoted(name));
        let diagnostic = Diagnostic::new(&RULE, task.object.path().key(field), message).at_field(key);
        found.push(match close {
            Some(close) => diagnostic.with_help(format!("did you mean `{close}`?")).with_suggestion(
                name,
                close,
                Target::Key,
                false,
            ),
            None => diagnostic.with_help(format!("it has {}", list(parameters.names()))),
        });
    }
}

/// The request of a Task, where it is an object.
pub(super) fn request_of<'a>(node: &ObjectNode<'a, '_>) -> Option<(&'static str, &'a Object)> {
    ["Parameters", "Arguments"].into_iter().find_map(|field| match node.get(field) {
        Some(View::Json(value)) => Some((field, value.as_object()?)),
        _ => None,
    })
}

/// At most this many names: the rest is in the API's documentation.
const LISTED: usize = 8;

fn list(names: impl Iterator<Item = &'static str>) -> String {
    let mut names: Vec<String> = names.take(LISTED + 1).map(|name| format!("`{name}`")).collect();
    if names.len() > LISTED {
        names.truncate(LISTED);
        names.push("…".to_owned());
    }
    names.join(", ")
}
