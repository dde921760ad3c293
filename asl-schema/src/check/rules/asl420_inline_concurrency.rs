//! More concurrent iterations than an inline Map has.

use crate::check::context::ObjectNode;
use crate::diagnostic::{Basis, Diagnostic, Rule, Severity};
use crate::model::{Mode, State};
use crate::spec::View;

pub(crate) static RULE: Rule = Rule {
    code: "ASL420",
    name: "inline-concurrency",
    summary: "an inline Map asks for at most 40 iterations at once",
    basis: Basis::ProbablyUnintended,
    severity: Severity::Warning,
    doc: include_str!("../../../docs/rules/ASL420.md"),
};

const MOST: f64 = 40.0;

pub(crate) fn check(node: &ObjectNode<'_, '_>, found: &mut Vec<Diagnostic>) {
    let Some(View::Number(number)) = node.get("MaxConcurrency") else { return };
    let Some(State::Map(map)) = node.state.and_then(|id| node.context.states.get(id)).map(|node| node.state) else {
        return;
    };
    let inline = map.processor().is_some_and(|processor| processor.mode() == Mode::Inline);
    if inline && number.as_f64().is_some_and(|value| value > MOST) {
        let message = format!("an inline Map runs at most {MOST} iterations at once, whatever `MaxConcurrency` says");
        let help = "set `MaxConcurrency` to 40 or less, or make the Map distributed";
        found.push(Diagnostic::new(&RULE, node.path().key("MaxConcurrency"), message).with_help(help));
    }
}
