//! A state machine as a Mermaid flowchart: <https://mermaid.js.org/syntax/flowchart.html>.
//!
//! A flowchart, not Mermaid's `stateDiagram-v2`: its quoted labels take any text, which the names and conditions of users need, and its
//! subgraphs take arcs, which Parallel and Map need.
//!
//! Every state is one node, or one subgraph when it holds states; every arc is one arrow: `-->` for `Next`, for a choice rule with its
//! condition and for an end; `-.->` for a catcher with its errors. Retries stand in the node. Node ids count the states in the order they
//! were written; text of users only ever stands in quoted labels, escaped.

mod text;

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write;

use self::text::{details, escaped, said};
use super::overlay::{Arrow, Overlay};
use crate::model::{Scope, State, StateMachine};

/// The machine as the text of a Mermaid flowchart, ending with a newline. The same machine gives the same bytes.
///
/// ```
/// use asl_schema::model::{StateMachine, Succeed};
/// let machine = StateMachine::new("Done").with_state("Done", Succeed::new());
/// assert_eq!(asl_schema::diagram::mermaid(&machine), "\
/// flowchart TD
///   start1((\" \"))
///   start1 --> s1
///   s1([\"Done\"])
/// ");
/// ```
pub fn mermaid(machine: &StateMachine) -> String {
    Chart::of(machine, None)
}

/// The same chart with something drawn over it, such as what happened in a run. Every label of the chart alone is still there.
pub fn mermaid_with(machine: &StateMachine, overlay: &dyn Overlay) -> String {
    Chart::of(machine, Some(overlay))
}

struct Chart<'o> {
    text: String,
    states: usize,
    scopes: usize,
    missing: usize,
    overlay: Option<&'o dyn Overlay>,
    /// How many arrows there are; Mermaid counts them in the order of the text.
    arrows: usize,
    /// Those that were taken.
    taken: Vec<String>,
    /// The ids of each class.
    classes: BTreeMap<&'static str, Vec<String>>,
}

impl<'o> Chart<'o> {
    fn of(machine: &StateMachine, overlay: Option<&'o dyn Overlay>) -> String {
        let mut chart = Chart {
            text: "flowchart TD\n".to_owned(),
            states: 0,
            scopes: 0,
            missing: 0,
            overlay,
            arrows: 0,
            taken: Vec::new(),
            classes: BTreeMap::new(),
        };
        chart.scope(machine.scope(), 1);
        chart.styles();
        chart.text
    }

    /// The classes that are used, and the arrows that were taken.
    fn styles(&mut self) {
        for (class, ids) in std::mem::take(&mut self.classes) {
            let style = self.overlay.map_or("", |overlay| overlay.style(class));
            self.line(1, &format!("classDef {class} {style}"));
            self.line(1, &format!("class {} {class}", ids.join(",")));
        }
        if !self.taken.is_empty() {
            let taken = self.taken.join(",");
            self.line(1, &format!("linkStyle {taken} stroke-width:3px"));
        }
    }

    fn line(&mut self, depth: usize, line: &str) {
        self.text.push_str(&"  ".repeat(depth));
        self.text.push_str(line);
        self.text.push('\n');
    }

    /// The states of a machine, a branch or a processor. Arcs never leave them.
    fn scope(&mut self, scope: Scope<'_>, depth: usize) {
        self.scopes += 1;
        let number = self.scopes;
        let mut ids: HashMap<&str, String> = HashMap::new();
        let mut next = self.states;
        for (name, state) in scope.states {
            next += 1;
            ids.insert(name, format!("s{next}"));
            next += count(state);
        }

        self.line(depth, &format!("start{number}((\" \"))"));
        if !scope.start_at.is_empty() {
            let target = self.target(&mut ids, scope.start_at, depth);
            self.arrow(&format!("start{number}"), (String::new(), false), &target, Arrow::Start(scope.start_at), depth);
        }
        for (name, state) in scope.states {
            self.states += 1;
            let id = ids.get(name.as_str()).cloned().unwrap_or_default();
            self.node(&id, name, state, depth);
        }
        for (name, state) in scope.states {
            let id = ids.get(name.as_str()).cloned().unwrap_or_default();
            for successor in state.successors() {
                let target = self.target(&mut ids, successor.target(), depth);
                self.arrow(&id, said(state, successor), &target, Arrow::Way(name, successor), depth);
            }
        }
        let ends = |state: &State| state.transition().is_some_and(|transition| transition.target().is_none());
        if scope.states.values().any(ends) {
            self.line(depth, &format!("end{number}(((\" \")))"));
            for (name, state) in scope.states {
                if ends(state) {
                    let id = ids.get(name.as_str()).cloned().unwrap_or_default();
                    self.arrow(&id, (String::new(), false), &format!("end{number}"), Arrow::End(name), depth);
                }
            }
        }
    }

    /// An arrow; with an overlay, how often it was taken when that was more than once.
    fn arrow(&mut self, from: &str, (label, catches): (String, bool), to: &str, arrow: Arrow<'_>, depth: usize) {
        let times = self.overlay.map_or(0, |overlay| overlay.taken(arrow));
        if times > 0 {
            self.taken.push(self.arrows.to_string());
        }
        self.arrows += 1;
        let line = if catches { "-.->" } else { "-->" };
        // A rule without a text is still one: an empty label is no label to Mermaid.
        let is_labelled = !label.is_empty() || matches!(arrow, Arrow::Way(_, way) if !way.is_next());
        let label = match (is_labelled, times) {
            (false, 0 | 1) => String::new(),
            (false, times) => format!("|\"{times}×\"|"),
            (true, 0 | 1) => format!("|\"{}\"|", escaped(&label)),
            (true, times) => format!("|\"{}<br/>{times}×\"|", escaped(&label)),
        };
        self.line(depth, &format!("{from} {line}{label} {to}"));
    }

    /// The id of the state of that name; a name that no state has gets a node that says so.
    fn target<'a>(&mut self, ids: &mut HashMap<&'a str, String>, name: &'a str, depth: usize) -> String {
        if let Some(id) = ids.get(name) {
            return id.clone();
        }
        self.missing += 1;
        let id = format!("missing{}", self.missing);
        self.line(depth, &format!("{id}[\"{} (missing)\"]", escaped(name)));
        ids.insert(name, id.clone());
        id
    }

    fn node(&mut self, id: &str, name: &str, state: &State, depth: usize) {
        let mut label = escaped(name);
        for line in details(state) {
            let _ = write!(label, "<br/>{}", escaped(&line));
        }
        if let Some(look) = self.overlay.map(|overlay| overlay.state(name)) {
            self.classes.entry(look.class).or_default().push(id.to_owned());
            for line in look.lines {
                let _ = write!(label, "<br/>{}", escaped(&line));
            }
        }
        let subs = state.sub_scopes();
        if subs.is_empty() && !matches!(state, State::Map(_) | State::Parallel(_)) {
            let node = match state {
                State::Choice(_) => format!("{id}{{\"{label}\"}}"),
                State::Wait(_) => format!("{id}>\"{label}\"]"),
                State::Succeed(_) => format!("{id}([\"{label}\"])"),
                State::Fail(_) => format!("{id}{{{{\"{label}\"}}}}"),
                State::Pass(_) => format!("{id}(\"{label}\")"),
                _ => format!("{id}[\"{label}\"]"),
            };
            return self.line(depth, &node);
        }
        self.line(depth, &format!("subgraph {id}[\"{label}\"]"));
        for sub in subs {
            match sub.index {
                Some(index) => {
                    self.line(depth + 1, &format!("subgraph {id}b{}[\" \"]", index + 1));
                    self.scope(sub.scope, depth + 2);
                    self.line(depth + 1, "end");
                }
                None => self.scope(sub.scope, depth + 1),
            }
        }
        self.line(depth, "end");
    }
}

/// How many states are inside a state.
fn count(state: &State) -> usize {
    let inner = |states: &crate::model::States| states.values().map(|state| 1 + count(state)).sum::<usize>();
    state.sub_scopes().iter().map(|sub| inner(sub.scope.states)).sum()
}

#[cfg(test)]
mod tests;
