//! A result that is put somewhere, and replaced on every way before anything reads it.

use crate::check::code::Facts;
use crate::check::context::{Context, StateNode};
use crate::check::overwritten::{Overwritten, Part};
use crate::diagnostic::{Basis, Diagnostic, Rule, Severity};
use crate::model::{DataPath, State};

pub(crate) static RULE: Rule = Rule {
    code: "ASL332",
    name: "unread-result",
    summary: "a result that `ResultPath` keeps is read before it is replaced",
    basis: Basis::ProbablyUnintended,
    severity: Severity::Warning,
    doc: include_str!("../../../docs/rules/ASL332.md"),
};

pub(crate) fn check(context: &Context<'_>, facts: &Facts<'_>, found: &mut Vec<Diagnostic>) {
    let mut overwritten = None;
    for node in &context.states {
        let Some((field, part)) = written(node, facts) else { continue };
        // Most machines keep no result in a field: nothing is collected for them.
        let overwritten = overwritten.get_or_insert_with(|| Overwritten::new(context, facts));
        if !context.is_reached(node.id) || !overwritten.before_it_is_read(node.id, part) {
            continue;
        }
        let message = "the value of this state is replaced on every way before anything reads it";
        let help = "remove the state, or read what it gives";
        found.push(Diagnostic::new(&RULE, context.state_path(node.id), message).at_field(field).with_help(help));
    }
}

/// Where a Pass puts what it gives, if the question is worth asking: an input that it only hands on is no value of its own.
fn written<'a, 'f>(node: &StateNode<'a>, facts: &'f Facts<'a>) -> Option<(&'static str, Part<'f>)> {
    let state = node.state;
    // `Assign` reads the result; what `OutputPath` keeps of it is not looked into.
    if state.is_terminal() || state.assign().is_some() || state.output_path().is_some() {
        return None;
    }
    let path = match state {
        State::Pass(pass) if pass.result.is_some() && pass.result_path.is_none() => {
            return Some(("Result", Part::Whole));
        }
        State::Pass(pass) => pass.result_path.as_ref()?,
        // A task is called for what it does, too: what it answers is often put aside, and nothing is wrong.
        _ => return None,
    };
    let DataPath::Path(text) = path else { return None };
    Some(("ResultPath", Part::Field(Part::field_of(facts.code.path(text)?)?)))
}
