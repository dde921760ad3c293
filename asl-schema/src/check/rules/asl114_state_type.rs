//! A state without `Type`, or with one that does not exist.

use serde_json::Value;

use crate::check::context::{Context, ScopeNode};
use crate::check::rules::{describe, one_of};
use crate::diagnostic::{Basis, Diagnostic, Rule, Severity, quoted};
use crate::model::StateType;
use crate::spec::{self, Place};

pub(crate) static RULE: Rule = Rule {
    code: "ASL114",
    name: "state-type",
    summary: "every state has one of the eight types",
    basis: Basis::Rejected(Some("SCHEMA_VALIDATION_FAILED")),
    severity: Severity::Error,
    doc: include_str!("../../../docs/rules/ASL114.md"),
};

/// In AWS's own order.
const AWS_MESSAGE: &str =
    "The field 'Type' should have one of these values: [Task, Wait, Pass, Succeed, Fail, Choice, Parallel, Map]";

pub(crate) fn check(context: &Context<'_>, node: &ScopeNode<'_>, found: &mut Vec<Diagnostic>) {
    for (name, value) in node.unread().into_iter().flatten().filter(|(_, value)| !context.is_unfilled(value)) {
        let path = context.scope_path(node.id).key("States").key(name);
        let words = StateType::ALL.map(StateType::as_str);
        found.push(match value.as_object().map(|state| state.get("Type")) {
            None => {
                let message =
                    format!("the state {} is {}, expected an object with a `Type`", quoted(name), describe(value));
                let diagnostic = Diagnostic::new(&RULE, path, message);
                match spec::field(Place::Machine, name) {
                    Some(field) => diagnostic.with_help(format!("move `{}` out of `States`", field.name)),
                    None => diagnostic,
                }
            }
            Some(None) => Diagnostic::new(&RULE, path, format!("the state {} has no `Type`", quoted(name)))
                .with_help(format!("add `Type`: {}", one_of(&words))),
            Some(Some(Value::String(word))) => {
                let message = format!("`Type` is {}, expected {}", quoted(word), one_of(&words));
                Diagnostic::new(&RULE, path.key("Type"), message).suggest(word, words).with_aws_message(AWS_MESSAGE)
            }
            Some(Some(other)) => {
                let message = format!("`Type` is {}, expected {}", describe(other), one_of(&words));
                Diagnostic::new(&RULE, path.key("Type"), message)
            }
        });
    }
}
