//! A state machine as a Mermaid flowchart: <https://mermaid.js.org/syntax/flowchart.html>.
//!
//! A flowchart, not Mermaid's `stateDiagram-v2`: its quoted labels take any text, which the names and conditions of users need, and its
//! subgraphs take arcs, which Parallel and Map need.
//!
//! Every state is one node, or one subgraph when it holds states; every arc is one arrow: `-->` for `Next`, for a choice rule with its
//! condition and for an end; `-.->` for a catcher with its errors. Retries stand in the node. Node ids count the states in the order they
//! were written; text of users only ever stands in quoted labels, escaped.

use std::collections::HashMap;
use std::fmt::Write;

use asl_schema::model::{
    Choice, ChoiceRule, Comparison, Condition, Retrier, Scope, State, StateMachine, Successor, Task, Test,
};
use serde_json::Value;

/// The longest condition or list of errors on an arrow, in characters.
const LONGEST: usize = 80;

/// The machine as the text of a Mermaid flowchart, ending with a newline. The same machine gives the same bytes.
///
/// ```
/// use asl_schema::model::{StateMachine, Succeed};
/// let machine = StateMachine::new("Done").with_state("Done", Succeed::new());
/// assert_eq!(asl_dsl::diagram::mermaid(&machine), "\
/// flowchart TD
///   start1((\" \"))
///   start1 --> s1
///   s1([\"Done\"])
/// ");
/// ```
pub fn mermaid(machine: &StateMachine) -> String {
    let mut chart = Chart { text: "flowchart TD\n".to_owned(), states: 0, scopes: 0, missing: 0 };
    chart.scope(machine.scope(), 1);
    chart.text
}

struct Chart {
    text: String,
    states: usize,
    scopes: usize,
    missing: usize,
}

impl Chart {
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
            self.line(depth, &format!("start{number} --> {target}"));
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
                let arrow = arrow(state, successor);
                self.line(depth, &format!("{id} {arrow} {target}"));
            }
        }
        let ends = |state: &State| state.transition().is_some_and(|transition| transition.target().is_none());
        if scope.states.values().any(ends) {
            self.line(depth, &format!("end{number}(((\" \")))"));
            for (name, state) in scope.states {
                if ends(state) {
                    let id = ids.get(name.as_str()).cloned().unwrap_or_default();
                    self.line(depth, &format!("{id} --> end{number}"));
                }
            }
        }
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
    let inner = |states: &asl_schema::model::States| states.values().map(|state| 1 + count(state)).sum::<usize>();
    state.sub_scopes().iter().map(|sub| inner(sub.scope.states)).sum()
}

/// What a node says besides its name.
fn details(state: &State) -> Vec<String> {
    let mut lines = Vec::new();
    match state {
        State::Task(task) => lines.push(called(task)),
        State::Parallel(_) => lines.push("Parallel".to_owned()),
        State::Map(map) if map.is_distributed() => lines.push("Distributed Map".to_owned()),
        State::Map(_) => lines.push("Map".to_owned()),
        State::Wait(wait) => lines.extend(waits(&wait_value(wait))),
        State::Fail(fail) => lines.extend(fail.error.as_deref().map(shortened)),
        _ => {}
    }
    lines.extend(state.retry().iter().map(retried));
    lines.retain(|line| !line.is_empty());
    lines
}

/// `lambda:invoke charge-card`.
fn called(task: &Task) -> String {
    let resource = task.resource.rsplit_once(":::").map_or(task.resource.as_str(), |(_, rest)| rest);
    let request = task.arguments.as_ref().or(task.parameters.as_ref());
    let function = request.and_then(|request| request.get("FunctionName")).and_then(Value::as_str);
    match function {
        Some(function) => shortened(&format!("{resource} {function}")),
        None => shortened(resource),
    }
}

fn wait_value(wait: &asl_schema::model::Wait) -> Value {
    State::from(wait.clone()).to_value()
}

fn waits(wait: &Value) -> Option<String> {
    if let Some(seconds) = wait.get("Seconds") {
        let text = seconds.as_str().map_or_else(|| format!("{seconds} s"), str::to_owned);
        return Some(shortened(&text));
    }
    let field = ["Timestamp", "SecondsPath", "TimestampPath"].into_iter().find_map(|field| wait.get(field))?;
    Some(format!("until {}", shortened(field.as_str()?)))
}

/// `↻ 5× Throttled, TooBusy`: AWS tries three times when nothing is said.
fn retried(retrier: &Retrier) -> String {
    let attempts = retrier.max_attempts.as_ref().map_or_else(|| "3".to_owned(), ToString::to_string);
    shortened(&format!("↻ {attempts}× {}", retrier.error_equals.join(", ")))
}

fn arrow(state: &State, successor: Successor<'_>) -> String {
    match successor {
        Successor::Next(_) => "-->".to_owned(),
        Successor::Default(_) => "-->|\"otherwise\"|".to_owned(),
        Successor::Choice(index, _) => {
            let rule = match state {
                State::Choice(choice) => rule_text(choice, index),
                _ => String::new(),
            };
            format!("-->|\"{}\"|", escaped(&shortened(&rule)))
        }
        Successor::Catch(index, _) => {
            let errors = state.catch().get(index).map(|catcher| catcher.error_equals.join(", ")).unwrap_or_default();
            format!("-.->|\"{}\"|", escaped(&shortened(&errors)))
        }
    }
}

fn rule_text(choice: &Choice, index: usize) -> String {
    choice.choices.get(index).map(condition).unwrap_or_default()
}

/// A condition as one reads it: `$.total NumericGreaterThan 100`.
fn condition(rule: &ChoiceRule) -> String {
    let list = |rules: &[ChoiceRule], word: &str| {
        let parts: Vec<String> = rules.iter().map(|rule| format!("({})", condition(rule))).collect();
        parts.join(word)
    };
    match &rule.test {
        Test::Absent => String::new(),
        Test::Condition(Condition::Literal(literal)) => literal.to_string(),
        Test::Condition(Condition::Expression(text)) => {
            let inner = text.strip_prefix("{%").and_then(|text| text.strip_suffix("%}"));
            inner.unwrap_or(text).trim().to_owned()
        }
        Test::Compare(Comparison { variable, operator, operand }) => {
            format!("{variable} {} {operand}", operator.as_str())
        }
        Test::And(rules) => list(rules, " and "),
        Test::Or(rules) => list(rules, " or "),
        Test::Not(rule) => format!("not ({})", condition(rule)),
    }
}

fn shortened(text: &str) -> String {
    if text.chars().count() <= LONGEST {
        return text.to_owned();
    }
    let start: String = text.chars().take(LONGEST - 1).collect();
    format!("{start}…")
}

/// Text for a quoted label. Mermaid takes `#number;` for any character; these are the ones that it, its markdown, its formulas, its
/// icons or its directives would take for something else.
fn escaped(text: &str) -> String {
    let mut made = String::with_capacity(text.len());
    let list_digits = text.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(0);
    for (index, letter) in text.char_indices() {
        let starts_list =
            (index == 0 && matches!(letter, '-' | '+')) || (index == list_digits && matches!(letter, '.' | ')'));
        match letter {
            '"' | '#' | '<' | '>' | '&' | '`' | '%' | '$' | '\\' | '*' | '~' | '{' | '}' | '[' | ']' | '|' => {
                let _ = write!(made, "#{};", u32::from(letter));
            }
            ':' if text[index..].starts_with(":fa-") => made.push_str("#58;"),
            _ if starts_list => {
                let _ = write!(made, "#{};", u32::from(letter));
            }
            letter if letter.is_control() || letter.is_whitespace() => made.push(' '),
            letter => made.push(letter),
        }
    }
    // An empty label is no label to Mermaid.
    if made.trim().is_empty() { "#8203;".to_owned() } else { made }
}

#[cfg(test)]
mod tests;
