//! A built-in function with too few or too many arguments.

use crate::check::code::ExpressionNode;
use crate::diagnostic::{Basis, Diagnostic, Rule, Severity};
use crate::jsonata::{Function, Reference, find_function};

pub(crate) static RULE: Rule = Rule {
    code: "ASL320",
    name: "function-arguments",
    summary: "functions get as many arguments as they take",
    basis: Basis::FailsAtRunTime,
    severity: Severity::Warning,
    doc: include_str!("../../../docs/rules/ASL320.md"),
};

pub(crate) fn check(node: &ExpressionNode<'_, '_>, found: &mut Vec<Diagnostic>) {
    for reference in node.references {
        let Reference::Call(call) = reference else { continue };
        let Some(function) = find_function(call.name).filter(|function| !call.partial && !function.takes(call.given()))
        else {
            continue;
        };
        let given = call.given();
        let message = format!("`${}` takes {}, here it gets {given}", function.name, count(function));
        let help = format!("its signature is `{}`", function.signature);
        found.push(Diagnostic::new(&RULE, node.text.path(), message).within(node.range(call.span)).with_help(help));
    }
}

fn count(function: &Function) -> String {
    let plural = |number: usize| if number == 1 { "1 argument".to_owned() } else { format!("{number} arguments") };
    match (function.min_arguments(), function.max_arguments()) {
        (min, Some(max)) if min == max => plural(min),
        (min, Some(max)) => format!("{min} to {}", plural(max)),
        (min, None) => format!("at least {}", plural(min)),
    }
}
