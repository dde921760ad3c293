//! A call of a function that does not exist.

use crate::check::code::ExpressionNode;
use crate::diagnostic::closest;
use crate::diagnostic::{Basis, Diagnostic, Rule, Severity, Target, quoted};
use crate::jsonata::{FUNCTIONS, Origin, Reference, find_function};

pub(crate) static RULE: Rule = Rule {
    code: "ASL319",
    name: "unknown-function",
    summary: "functions that are called exist",
    basis: Basis::FailsAtRunTime,
    severity: Severity::Warning,
    doc: include_str!("../../../docs/rules/ASL319.md"),
};

pub(crate) fn check(node: &ExpressionNode<'_, '_>, found: &mut Vec<Diagnostic>) {
    for reference in node.references {
        let (name, span) = match reference {
            Reference::Call(call) => (call.name, call.span),
            Reference::FunctionValue { name, span } => (*name, *span),
            _ => continue,
        };
        let shown = format!("${name}");
        let at = |message: String| Diagnostic::new(&RULE, node.text.path(), message).within(node.range(span));
        match find_function(name).map(|function| function.origin) {
            Some(Origin::Jsonata | Origin::StepFunctions) => {}
            Some(Origin::Refused) => {
                let message = format!("there is no {} in Step Functions", quoted(&shown));
                found.push(at(message).with_help("write the expression out, or parse JSON with `$parse`"));
            }
            None => {
                let message = format!("there is no function {}", quoted(&shown));
                let names = FUNCTIONS.iter().filter(|function| function.origin != Origin::Refused);
                found.push(match closest(name, names.map(|function| function.name)) {
                    Some(close) => at(message).with_help(format!("did you mean `${close}`?")).with_suggestion(
                        shown,
                        format!("${close}"),
                        Target::Text,
                        false,
                    ),
                    None => at(message).with_help("define it in the expression: `($f := function($x){ … }; $f(1))`"),
                });
            }
        }
    }
}
