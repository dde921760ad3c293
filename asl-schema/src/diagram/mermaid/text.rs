//! What stands in the labels: what a state calls, waits for and retries, the condition of a rule, the errors of a catcher.

use std::fmt::Write;

use serde_json::Value;

use crate::model::{Choice, ChoiceRule, Comparison, Condition, Retrier, State, Successor, Task, Test, Wait};

/// The longest condition or list of errors on an arrow, in characters.
const LONGEST: usize = 80;

/// What a node says besides its name.
pub(super) fn details(state: &State) -> Vec<String> {
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

/// `lambda:invoke charge-card`, of a function or an activity `function:charge-card`.
fn called(task: &Task) -> String {
    let resource = task.resource.as_str();
    let resource = match resource.rsplit_once(":::") {
        Some((_, service)) => service,
        None if resource.starts_with("arn:") => resource.splitn(6, ':').nth(5).unwrap_or(resource),
        None => resource,
    };
    let request = task.arguments.as_ref().or(task.parameters.as_ref());
    let function = request.and_then(|request| request.get("FunctionName")).and_then(Value::as_str);
    match function {
        Some(function) => shortened(&format!("{resource} {function}")),
        None => shortened(resource),
    }
}

fn wait_value(wait: &Wait) -> Value {
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

/// What an arrow says, and whether it is one of a catcher.
pub(super) fn said(state: &State, successor: Successor<'_>) -> (String, bool) {
    match successor {
        Successor::Next(_) => (String::new(), false),
        Successor::Default(_) => ("otherwise".to_owned(), false),
        Successor::Choice(index, _) => {
            let rule = match state {
                State::Choice(choice) => rule_text(choice, index),
                _ => String::new(),
            };
            (shortened(&rule), false)
        }
        Successor::Catch(index, _) => {
            let errors = state.catch().get(index).map(|catcher| catcher.error_equals.join(", ")).unwrap_or_default();
            (shortened(&errors), true)
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
pub(super) fn escaped(text: &str) -> String {
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
