//! A machine in numbers.

use std::collections::HashMap;

use crate::model::{Scope, State, StateMachine, States};

/// A machine in numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Summary {
    /// States at every depth.
    pub states: usize,
    /// States of the machine itself, without those inside Parallel and Map.
    pub top_level: usize,
    /// The fewest state transitions of a run that ends well; `None` when every way ends in a Fail.
    ///
    /// AWS counts (and bills) a transition for each state that is entered. All branches of a Parallel count, the processor of a Map counts
    /// as for one item, loops as taken once, retries not at all.
    pub shortest: Option<usize>,
    /// The most state transitions of a run that enters no state twice, however it ends.
    pub longest: usize,
}

/// Prints as `12 states (9 at the top), 4 to 11 transitions`.
impl std::fmt::Display for Summary {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let plural = if self.states == 1 { "" } else { "s" };
        write!(f, "{} state{plural} ({} at the top), ", self.states, self.top_level)?;
        match self.shortest {
            Some(shortest) if shortest != self.longest => write!(f, "{shortest} to {} transitions", self.longest),
            _ => write!(f, "{} transition{}", self.longest, if self.longest == 1 { "" } else { "s" }),
        }
    }
}

/// Counts states and transitions of any machine.
///
/// ```
/// use asl_schema::model::{StateMachine, Pass, Succeed};
/// let machine = StateMachine::new("A").with_state("A", Pass::new().next("B")).with_state("B", Succeed::new());
/// assert_eq!(asl_schema::diagram::summary(&machine).to_string(), "2 states (2 at the top), 2 transitions");
/// ```
pub fn summary(machine: &StateMachine) -> Summary {
    let (shortest, longest) = lengths(machine.scope());
    Summary { states: machine.visit().len(), top_level: machine.states.len(), shortest, longest }
}

/// What a way through some states costs at least (ending well) and at most.
type Lengths = (Option<usize>, usize);

/// A depth-first walk on a stack of its own. A state is computed when all that follows it is; an arc back to a state that is still open
/// closes a loop and is left out.
fn lengths(scope: Scope<'_>) -> Lengths {
    let mut done: HashMap<&str, Lengths> = HashMap::new();
    let mut open: HashMap<&str, ()> = HashMap::new();
    let mut stack: Vec<&str> = vec![scope.start_at];
    while let Some(&name) = stack.last() {
        let Some(state) = scope.states.get(name) else {
            stack.pop();
            continue;
        };
        if done.contains_key(name) {
            stack.pop();
        } else if open.insert(name, ()).is_none() {
            let following = following(state, scope.states);
            stack.extend(
                following.into_iter().rev().filter(|next| !done.contains_key(next) && !open.contains_key(next)),
            );
        } else {
            stack.pop();
            done.insert(name, length(state, scope.states, &done));
        }
    }
    done.get(scope.start_at).copied().unwrap_or((None, 0))
}

fn following<'a>(state: &'a State, states: &'a States) -> Vec<&'a str> {
    state.successors().iter().map(|successor| successor.target()).filter(|name| states.contains_key(*name)).collect()
}

fn length(state: &State, states: &States, done: &HashMap<&str, Lengths>) -> Lengths {
    let (inner_shortest, inner_longest) = inside(state);
    let after: Vec<Lengths> = following(state, states).iter().filter_map(|name| done.get(name).copied()).collect();
    let ends_well = state.is_terminal() && !matches!(state, State::Fail(_));
    let shortest_after = if ends_well { Some(0) } else { after.iter().filter_map(|(shortest, _)| *shortest).min() };
    let longest_after = after.iter().map(|(_, longest)| *longest).max().unwrap_or(0);
    let shortest = inner_shortest.zip(shortest_after).map(|(inner, after)| 1 + inner + after);
    (shortest, 1 + inner_longest + longest_after)
}

/// The states inside one: every branch runs, and a processor runs for an item.
fn inside(state: &State) -> Lengths {
    let all = state.sub_scopes().into_iter().map(|sub| lengths(sub.scope));
    all.fold((Some(0), 0), |(shortest, longest), (inner, most)| {
        (shortest.zip(inner).map(|(a, b)| a + b), longest + most)
    })
}

#[cfg(test)]
mod tests;
