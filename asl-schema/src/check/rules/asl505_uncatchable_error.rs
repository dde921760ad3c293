//! A handler for the error that nothing handles.

use crate::check::context::ObjectNode;
use crate::diagnostic::{Basis, Diagnostic, Rule, Severity};
use crate::spec::error_names;
use crate::spec::{Place, View};

pub(crate) static RULE: Rule = Rule {
    code: "ASL505",
    name: "uncatchable-error",
    summary: "handlers name errors that can be handled",
    basis: Basis::ProbablyUnintended,
    severity: Severity::Warning,
    doc: include_str!("../../../docs/rules/ASL505.md"),
};

pub(crate) fn check(node: &ObjectNode<'_, '_>, found: &mut Vec<Diagnostic>) {
    let Some(View::Texts(names)) = node.get("ErrorEquals") else { return };
    let Some(index) = names.iter().position(|name| name == error_names::RUNTIME) else { return };
    let verb = if node.place == Place::Retrier { "retried" } else { "caught" };
    let message = format!("`States.Runtime` is never {verb}, it always fails the execution");
    let help = "remove the name, and guard the path or value that the state may lack";
    found.push(Diagnostic::new(&RULE, node.path().key("ErrorEquals").index(index), message).with_help(help));
}
