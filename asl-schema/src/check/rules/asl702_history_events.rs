//! A way through the machine that alone fills the history.

use serde_json::Value;

use crate::check::MachineType;
use crate::check::context::{Context, ScopeNode, StateNode};
use crate::diagnostic::{Basis, Diagnostic, Rule, Severity};
use crate::model::State;
use crate::text::grouped;

pub(crate) static RULE: Rule = Rule {
    code: "ASL702",
    name: "history-events",
    summary: "no way through the machine needs more than 25,000 history events",
    basis: Basis::FailsAtRunTime,
    severity: Severity::Warning,
    doc: include_str!("../../../docs/rules/ASL702.md"),
};

/// The longest history of a Standard execution.
const MOST: usize = 25_000;

/// Counted from below: nothing is retried, no loop is taken twice, each Map has one item unless its `Items` are written down.
pub(crate) fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    // Without written items, no state has more than this many events of its own.
    let many_items = context.states.iter().any(|node| items(node.state) > 1);
    if !many_items && context.states.len() * MOST_OF_A_STATE < MOST {
        return;
    }
    // Each scope before those around it: an inner scope has the greater number.
    let mut inside = vec![0; context.states.len()];
    for scope in context.scopes.iter().rev() {
        let events = longest_way(context, scope, &inside);
        if let Some(around) = scope.owner.and_then(|owner| inside.get_mut(owner.state)) {
            *around = around.saturating_add(events);
        }
        let total = events.saturating_add(2);
        if starts_execution(context, scope) && scope.machine_type == MachineType::Standard && total > MOST {
            let message = format!(
                "an execution can need {} history events without any loop, and AWS keeps {}",
                grouped(total),
                grouped(MOST)
            );
            let help = "move a part of it into a machine of its own and start that with `states:startExecution.sync:2`";
            let path = context.scope_path(scope.id).key("StartAt");
            found.push(Diagnostic::new(&RULE, path, message).with_help(help));
        }
    }
}

const MOST_OF_A_STATE: usize = 6;

/// Whether the scope is the machine's own or one that a Distributed Map runs in child executions.
fn starts_execution(context: &Context<'_>, scope: &ScopeNode<'_>) -> bool {
    let owner = scope.owner.and_then(|owner| context.states.get(owner.state));
    owner.is_none_or(|owner| matches!(owner.state, State::Map(map) if map.is_distributed()))
}

/// The events of the longest way through a scope, given those of the scopes inside each state. A loop counts as the longest of its states, which some execution visits.
fn longest_way(context: &Context<'_>, scope: &ScopeNode<'_>, inside: &[usize]) -> usize {
    // By component, whose number is greater than those of its successors.
    let mut nodes: Vec<&StateNode<'_>> = context.states_of(scope).filter(|node| context.is_reached(node.id)).collect();
    nodes.sort_by_key(|node| context.loops.component(node.id));
    let mut longest: Vec<(usize, usize)> = Vec::with_capacity(nodes.len());
    let mut start = 0;
    for group in nodes.chunk_by(|a, b| context.loops.component(a.id) == context.loops.component(b.id)) {
        let own = group.iter().map(|node| events(node, inside)).max().unwrap_or_default();
        let targets = group.iter().flat_map(|node| context.ways(node.id)).filter_map(|way| way.target);
        let after = targets.filter_map(|target| {
            let component = context.loops.component(target);
            let position = longest.binary_search_by_key(&component, |(component, _)| *component).ok()?;
            longest.get(position).map(|(_, events)| *events)
        });
        let component = group.first().map_or(0, |node| context.loops.component(node.id));
        start = own.saturating_add(after.max().unwrap_or_default());
        longest.push((component, start));
    }
    start
}

/// How many items a Map has at least.
fn items(state: &State) -> usize {
    match state {
        State::Map(map) => map.items.as_ref().and_then(Value::as_array).map_or(1, Vec::len),
        _ => 1,
    }
}

/// The fewest events that a state writes.
fn events(node: &StateNode<'_>, inside: &[usize]) -> usize {
    let inside = inside.get(node.id).copied().unwrap_or_default();
    match node.state {
        // Entered, scheduled, started, succeeded, exited.
        State::Task(_) => 5,
        // Entered, started, succeeded, exited.
        State::Parallel(_) => inside.saturating_add(4),
        // Entered, started, run started, run succeeded, succeeded, exited.
        State::Map(map) if map.is_distributed() => MOST_OF_A_STATE,
        // Entered, started, succeeded, exited; and for each item started, succeeded.
        State::Map(_) => inside.saturating_add(2).saturating_mul(items(node.state)).saturating_add(4),
        // Entered; nothing exits a Fail.
        State::Fail(_) => 1,
        State::Pass(_) | State::Choice(_) | State::Wait(_) | State::Succeed(_) => 2,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::{Context, MachineType, longest_way};
    use crate::model::StateMachine;

    /// The longest of all ways, each tried.
    fn longest(targets: &[Vec<usize>], state: usize) -> usize {
        let own = if targets[state].is_empty() { 1 } else { 2 };
        own + targets[state].iter().map(|target| longest(targets, *target)).max().unwrap_or_default()
    }

    proptest! {
        #[test]
        fn without_loops_it_is_the_longest_of_all_ways(steps in prop::collection::vec(prop::collection::vec(1_usize..4, 0..4), 1..12)) {
            let forward = |(index, steps): (usize, &Vec<usize>)| steps.iter().map(|step| index + step).collect();
            let mut targets: Vec<Vec<usize>> = steps.iter().enumerate().map(forward).collect();
            targets.resize(16, Vec::new());
            let state = |targets: &Vec<usize>| -> Value {
                let rule = |target: &usize| json!({ "Variable": "$.a", "NumericEquals": target, "Next": target.to_string() });
                match targets.as_slice() {
                    [] => json!({ "Type": "Fail" }),
                    many => json!({ "Type": "Choice", "Choices": many.iter().map(rule).collect::<Vec<_>>() }),
                }
            };
            let states: serde_json::Map<_, _> =
                targets.iter().enumerate().map(|(index, targets)| (index.to_string(), state(targets))).collect();
            let machine = StateMachine::from(json!({ "StartAt": "0", "States": states }).as_object().unwrap().clone());
            let context = Context::new(&machine, MachineType::Standard);
            prop_assert_eq!(longest_way(&context, &context.scopes[0], &[]), longest(&targets, 0));
        }
    }
}
