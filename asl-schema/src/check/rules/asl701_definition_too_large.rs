//! A definition with more characters than Step Functions takes.

use crate::check::context::Context;
use crate::check::size::Unit;
use crate::diagnostic::{Basis, Diagnostic, Rule, Severity};
use crate::path::Path;
use crate::text::grouped;

pub(crate) static RULE: Rule = Rule {
    code: "ASL701",
    name: "definition-too-large",
    summary: "the definition has at most 1,048,576 characters",
    basis: Basis::Rejected(None),
    severity: Severity::Error,
    doc: include_str!("../../../docs/rules/ASL701.md"),
};

/// The longest `definition` of a `CreateStateMachine` request, in characters.
const LONGEST: usize = 1_048_576;

/// Written without spaces between the tokens: the shortest that can be sent.
pub(crate) fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    // A text has no more characters than bytes, and none of these is needed to send it as it is.
    if context.text_length.is_some_and(|bytes| bytes <= LONGEST) {
        return;
    }
    let characters = Unit::Characters.machine(context);
    if characters > LONGEST {
        let message = format!(
            "the definition has {} characters even without spaces, and AWS takes {}",
            grouped(characters),
            grouped(LONGEST)
        );
        let help = "move a part of it into a machine of its own and start that with `states:startExecution.sync:2`";
        found.push(Diagnostic::new(&RULE, Path::root(), message).with_help(help));
    }
}
