//! A member that `$states` never has.

use crate::check::code::ExpressionNode;
use crate::diagnostic::closest;
use crate::diagnostic::{Basis, Diagnostic, Rule, Severity, Target, quoted};
use crate::jsonata::Reference;

pub(crate) static RULE: Rule = Rule {
    code: "ASL313",
    name: "unknown-states-member",
    summary: "`$states` has what is read from it",
    basis: Basis::FailsAtRunTime,
    severity: Severity::Warning,
    doc: include_str!("../../../docs/rules/ASL313.md"),
};

const MEMBERS: [&str; 4] = ["input", "result", "errorOutput", "context"];

pub(crate) fn check(node: &ExpressionNode<'_, '_>, found: &mut Vec<Diagnostic>) {
    for reference in node.references {
        let Reference::Variable(read) = reference else { continue };
        let Some(member) = read.fields().next().filter(|member| !MEMBERS.contains(&member.name)) else { continue };
        if read.variable != "states" {
            continue;
        }
        let message = format!("`$states` has no {}", quoted(member.name));
        let diagnostic = Diagnostic::new(&RULE, node.text.path(), message).within(node.range(member.span));
        let meant = match member.name {
            "error" | "Error" | "Cause" | "cause" => Some("errorOutput"),
            "output" | "Payload" => Some("result"),
            name => closest(name, MEMBERS),
        };
        found.push(match meant {
            Some(meant) => diagnostic.with_help(format!("did you mean `$states.{meant}`?")).with_suggestion(
                member.name,
                meant,
                Target::Text,
                false,
            ),
            None => {
                diagnostic.with_help("it has `input`, `context` and, where there is one, `result` or `errorOutput`")
            }
        });
    }
}
