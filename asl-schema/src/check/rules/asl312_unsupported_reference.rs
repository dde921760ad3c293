//! What an expression reads and Step Functions does not provide there.

use crate::check::code::ExpressionNode;
use crate::diagnostic::{Basis, Diagnostic, Rule, Severity, Target, quoted};
use crate::jsonata::{Field, Read, Reference, Span};
use crate::model::StateType;
use crate::spec::Place;

pub(crate) static RULE: Rule = Rule {
    code: "ASL312",
    name: "unsupported-reference",
    summary: "an expression reads variables and what `$states` has in its field",
    basis: Basis::Rejected(Some("UNSUPPORTED_JSONATA_EXPRESSION")),
    severity: Severity::Error,
    doc: include_str!("../../../docs/rules/ASL312.md"),
};

/// One finding for each name in a string, as AWS has it.
pub(crate) fn check(node: &ExpressionNode<'_, '_>, found: &mut Vec<Diagnostic>) {
    let mut said: Vec<&str> = Vec::new();
    for reference in node.references {
        let (name, diagnostic) = match reference {
            Reference::Context { name, span } => (*name, of_context(node, name, *span)),
            Reference::Root { span } => ("$$", of_root(node, *span)),
            Reference::Variable(read) if read.variable == "states" => match misplaced_member(node, read) {
                Some(member) => (member.name, of_member(node, read, member)),
                None => continue,
            },
            _ => continue,
        };
        if !said.contains(&name) {
            said.push(name);
            found.push(diagnostic);
        }
    }
}

/// `result` or `errorOutput`, read where it is not
/// (<https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html>).
fn misplaced_member<'e>(node: &ExpressionNode<'_, '_>, read: &Read<'e, '_>) -> Option<Field<'e>> {
    let member = read.fields().next()?;
    let after = matches!(node.text.field.name, "Output" | "Assign");
    let legal = match (member.name, node.text.object.place) {
        ("result", Place::State(StateType::Task | StateType::Parallel | StateType::Map)) => after,
        ("errorOutput", Place::Catcher) => after,
        (name, _) => !matches!(name, "result" | "errorOutput"),
    };
    (!legal).then_some(member)
}

fn at(node: &ExpressionNode<'_, '_>, span: Span, message: impl Into<String>) -> Diagnostic {
    Diagnostic::new(&RULE, node.text.path(), message).within(node.range(span))
}

fn of_context(node: &ExpressionNode<'_, '_>, name: &str, span: Span) -> Diagnostic {
    let aws = format!("Reference to '{name}' at the top level is not supported.");
    if name == "$" {
        return at(node, span, "`$` is nothing here: an expression has no context of its own")
            .with_help("read the input as `$states.input`")
            .with_aws_message(aws);
    }
    let message = format!("the name {} is nothing here: an expression has no context of its own", quoted(name));
    let (input, variable, text) = (format!("$states.input.{name}"), format!("${name}"), format!("'{name}'"));
    let help = format!(
        "for the input write {}, for a variable {}, for a text {}",
        quoted(&input),
        quoted(&variable),
        quoted(&text)
    );
    at(node, span, message).with_help(help).with_suggestion(name, input, Target::Text, false).with_aws_message(aws)
}

fn of_root(node: &ExpressionNode<'_, '_>, span: Span) -> Diagnostic {
    at(node, span, "`$$` is not supported")
        .with_help("read the input as `$states.input`, the context object as `$states.context`")
        .with_aws_message("Reference to '$$' is not supported.")
}

fn of_member(node: &ExpressionNode<'_, '_>, read: &Read<'_, '_>, member: Field<'_>) -> Diagnostic {
    let (what, help) = if member.name == "result" {
        ("what a Task, Map or Parallel gave", "read `$states.input`, or keep the result in a variable where it is made")
    } else {
        ("the error that a catcher caught", "keep the error in a variable with the `Assign` of the catcher")
    };
    let (field, place) = (node.text.field.name, node.text.object.place);
    let message = format!(
        "`$states.{}` is {what}, for `Output` and `Assign` there alone: `{field}` of {place} has none",
        member.name
    );
    at(node, read.span.to(member.span), message)
        .with_help(help)
        .with_aws_message(format!("Field '$states.{}' does not exist.", member.name))
}
