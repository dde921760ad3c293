//! A `Condition` that is plain text.

use crate::check::context::ObjectNode;
use crate::diagnostic::{Basis, Diagnostic, Rule, Severity, quoted};
use crate::model::QueryLanguage;
use crate::spec::{Kind, View};
use crate::text::{is_expression, is_placeholder};

pub(crate) static RULE: Rule = Rule {
    code: "ASL404",
    name: "condition-not-expression",
    summary: "a `Condition` is an expression or a boolean",
    basis: Basis::FailsAtRunTime,
    severity: Severity::Warning,
    doc: include_str!("../../../docs/rules/ASL404.md"),
};

pub(crate) fn check(node: &ObjectNode<'_, '_>, found: &mut Vec<Diagnostic>) {
    if node.language != Some(QueryLanguage::Jsonata) {
        return;
    }
    for (field, view) in node.fields {
        let (Kind::Condition, View::Text(text)) = (field.kind, view) else { continue };
        // Half a pair of delimiters is a mistake of its own, and a placeholder may stand for an expression.
        if !is_expression(text) && !is_placeholder(text) && !text.starts_with("{%") && !text.ends_with("%}") {
            let message = format!("{} is a text, expected a `{{% … %}}` expression or a boolean", quoted(text));
            let help = match text.trim() {
                "true" | "false" => "remove the quotes",
                _ => "write it between `{%` and `%}`",
            };
            found.push(Diagnostic::new(&RULE, node.path().key(field.name), message).with_help(help));
        }
    }
}
