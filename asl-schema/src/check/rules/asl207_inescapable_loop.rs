//! A loop that no way leads out of.

use crate::check::context::{Context, ScopeNode, StateId};
use crate::check::rules::asl203_no_terminal_state;
use crate::diagnostic::{Basis, Diagnostic, Rule, Severity, quoted};

pub(crate) static RULE: Rule = Rule {
    code: "ASL207",
    name: "inescapable-loop",
    summary: "every loop has a way out",
    basis: Basis::FailsAtRunTime,
    severity: Severity::Warning,
    doc: include_str!("../../../docs/rules/ASL207.md"),
};

/// Nobody reads more names than this.
const MOST_NAMES: usize = 5;

/// A component that no transition leaves and where nothing ends. Loops that only lead into such a one are its victims.
pub(crate) fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let mut escapes = vec![false; context.loops.count()];
    for node in context.states.iter().filter(|node| may_leave(context, node.id)) {
        if let Some(escapes) = escapes.get_mut(context.loops.component(node.id)) {
            *escapes = true;
        }
    }
    let mut members: Vec<Vec<StateId>> = vec![Vec::new(); escapes.len()];
    for node in context.states.iter().filter(|node| context.is_reached(node.id)) {
        let component = context.loops.component(node.id);
        if escapes.get(component) == Some(&false)
            && let Some(members) = members.get_mut(component)
        {
            members.push(node.id);
        }
    }
    let mut all_reached = vec![true; context.scopes.len()];
    for node in context.states.iter().filter(|node| !context.is_reached(node.id)) {
        if let Some(all) = all_reached.get_mut(node.scope) {
            *all = false;
        }
    }
    for (scope, states) in members.iter().filter_map(|states| Some((scope_of(context, *states.first()?)?, states))) {
        // A top level without any end is refused as a whole; an end that nothing leads to is refused too, and likely the one that was meant.
        if !asl203_no_terminal_state::applies(scope) && all_reached.get(scope.id) == Some(&true) {
            found.extend(diagnostic(context, states));
        }
    }
}

/// Whether the state ends, or leads to a state outside its loop or to one that nobody knows.
fn may_leave(context: &Context<'_>, id: StateId) -> bool {
    let ways = context.ways(id);
    let inside = |target: Option<StateId>| {
        target.is_some_and(|target| context.loops.component(target) == context.loops.component(id))
    };
    context.states.get(id).is_none_or(|node| node.state.is_terminal())
        || ways.is_empty()
        || ways.iter().any(|way| !inside(way.target))
}

fn scope_of<'c, 'a>(context: &'c Context<'a>, state: StateId) -> Option<&'c ScopeNode<'a>> {
    context.scopes.get(context.states.get(state)?.scope)
}

fn diagnostic(context: &Context<'_>, states: &[StateId]) -> Option<Diagnostic> {
    let first = *states.first()?;
    let name = |id: &StateId| context.states.get(*id).map_or_else(String::new, |node| quoted(node.name).to_string());
    let names: Vec<String> = states.iter().take(MOST_NAMES).map(name).collect();
    let message = match states.len() {
        1 => format!("the state {} only ever leads to itself", names.concat()),
        many if many > MOST_NAMES => {
            format!("no way leads out of the loop of {} and {} more states", names.join(", "), many - MOST_NAMES)
        }
        _ => format!("no way leads out of the loop of {}", names.join(", ")),
    };
    let help = "end one of its states, or go to a state outside with a `Next`, `Default` or `Catch`";
    Some(Diagnostic::new(&RULE, context.state_path(first), message).with_help(help))
}
