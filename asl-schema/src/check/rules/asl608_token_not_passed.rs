//! A `.waitForTaskToken` whose request does not hold the token.

use crate::check::task::TaskNode;
use crate::diagnostic::{Basis, Diagnostic, Rule, Severity};
use crate::model::QueryLanguage;
use crate::resource::Resource;
use crate::spec::View;
use serde_json::Value;

pub(crate) static RULE: Rule = Rule {
    code: "ASL608",
    name: "token-not-passed",
    summary: "a task that waits for a callback hands out its token",
    basis: Basis::FailsAtRunTime,
    severity: Severity::Warning,
    doc: include_str!("../../../docs/rules/ASL608.md"),
};

pub(crate) fn check(task: &TaskNode<'_, '_>, found: &mut Vec<Diagnostic>) {
    if !task.resource.as_ref().is_ok_and(Resource::needs_task_token) {
        return;
    }
    let request = ["Parameters", "Arguments"].into_iter().find_map(|field| match task.object.get(field) {
        Some(View::Json(value)) => Some((field, value)),
        _ => None,
    });
    if request.is_some_and(|(_, value)| may_hold_token(value)) {
        return;
    }
    let token = match task.object.language {
        Some(QueryLanguage::Jsonata) => "`\"{% $states.context.Task.Token %}\"`",
        _ => "`$$.Task.Token` under a key that ends with `.$`",
    };
    let path = match request {
        Some((field, _)) => task.object.path().key(field),
        None => task.object.path().key("Resource"),
    };
    let message = "nobody gets the task token, so nobody can end the wait";
    found.push(Diagnostic::new(&RULE, path, message).with_help(format!("put {token} into the request")));
}

/// Whether some string reads the token, or something that it is in: the context object or its `Task`, as a whole or by computation.
fn may_hold_token(value: &Value) -> bool {
    match value {
        Value::String(text) => {
            ["Task.Token", "'Token'", "\"Token\"", "`Token`"].iter().any(|token| text.contains(token))
                || ends_in_context(text, "$$")
                || ends_in_context(text, "$states")
                || ends_in_context(text, "$states.context")
                || ends_in_context(text, "Task")
        }
        Value::Array(items) => items.iter().any(may_hold_token),
        Value::Object(entries) => entries.values().any(may_hold_token),
        _ => false,
    }
}

/// Whether the word occurs and no field of it is read.
fn ends_in_context(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(start, _)| {
        let next = text.get(start + word.len()..).and_then(|rest| rest.chars().next());
        next.is_none_or(|letter| !letter.is_alphanumeric() && !"._".contains(letter))
    })
}
