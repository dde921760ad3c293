//! A field of the distributed Map in an inline one.

use crate::check::context::ObjectNode;
use crate::diagnostic::{Basis, Diagnostic, Rule, Severity};
use crate::model::State;

pub(crate) static RULE: Rule = Rule {
    code: "ASL413",
    name: "distributed-field",
    summary: "reader, batcher, writer and label stand in a distributed Map",
    basis: Basis::ProbablyUnintended,
    severity: Severity::Warning,
    doc: include_str!("../../../docs/rules/ASL413.md"),
};

const HELP: &str = "set `\"Mode\": \"DISTRIBUTED\"` and an `ExecutionType` in `ProcessorConfig`, or remove it";

pub(crate) fn check(node: &ObjectNode<'_, '_>, found: &mut Vec<Diagnostic>) {
    let Some(State::Map(map)) = node.state.and_then(|id| node.context.states.get(id)).map(|node| node.state) else {
        return;
    };
    // Without a readable processor, or with a mode that is no word of AWS's, there is no mode to speak of.
    let Some(processor) = map.processor() else { return };
    let is_unread = processor.processor_config.as_ref().is_some_and(|config| config.extra.contains_key("Mode"));
    if map.is_distributed() || is_unread {
        return;
    }
    for field in ["ItemReader", "ItemBatcher", "ResultWriter", "Label"] {
        if node.has(field) {
            let message = format!("`{field}` does nothing in an inline Map");
            found.push(Diagnostic::new(&RULE, node.path(), message).at_field(field).with_help(HELP));
        }
    }
}
