//! The state that is meant, in a machine that can be checked.

use asl_schema::model::{State, StateMachine, States};
use asl_schema::{Checked, Options, Report};
use serde_json::{Map, Value, json};

use super::{Rejection, TestState};

/// The name that AWS gives a state that comes alone.
const ALONE: &str = "StateName";

/// A checked machine and the name of the state in it.
pub(super) fn prepare(test: &TestState) -> Result<(Checked, String), Rejection> {
    let whole = test.definition.get("States").is_some();
    let machine = if whole { test.definition.clone() } else { alone(&test.definition) };
    let report = asl_schema::check_str(&machine.to_string(), &Options::standard());
    let checked = report.into_checked().map_err(refused)?;
    let name = test
        .state_name
        .clone()
        .filter(|_| whole)
        .unwrap_or_else(|| if whole { checked.machine().start_at.clone() } else { ALONE.to_owned() });
    if find(checked.machine(), &name).is_none() {
        return Err(Rejection::new(format!("State not found in definition: {name}")));
    }
    Ok((checked, name))
}

/// The state as a machine: whatever it goes to is there.
fn alone(state: &Value) -> Value {
    let mut states = Map::new();
    states.insert(ALONE.to_owned(), state.clone());
    let targets = |value: &Value, key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
    let mut names: Vec<String> = [targets(state, "Next"), targets(state, "Default")].into_iter().flatten().collect();
    for list in ["Catch", "Choices"] {
        let entries = state.get(list).and_then(Value::as_array).into_iter().flatten();
        names.extend(entries.filter_map(|entry| targets(entry, "Next")));
    }
    for name in names {
        states.entry(name).or_insert_with(|| json!({"Type": "Succeed"}));
    }
    json!({"StartAt": ALONE, "States": states})
}

/// `Invalid State Machine Definition: '<CODE>: <sentence> at <place>'`, as the API says it.
fn refused(report: Report) -> Rejection {
    let answers = report.errors().flat_map(asl_schema::Diagnostic::aws_answers);
    let texts: Vec<String> = answers
        .map(|answer| {
            let location = answer.location.map_or_else(|| "null".to_owned(), |path| path.to_string());
            format!("{}: {} at {location}", answer.code, answer.message)
        })
        .collect();
    let message = format!("Invalid State Machine Definition: '{}'", texts.join(", "));
    Rejection { message, report: Some(report) }
}

/// The state of that name, at any depth.
pub(super) fn find<'m>(machine: &'m StateMachine, name: &str) -> Option<&'m State> {
    let mut waiting: Vec<&'m States> = vec![&machine.states];
    while let Some(states) = waiting.pop() {
        if let Some(state) = states.get(name) {
            return Some(state);
        }
        waiting.extend(states.values().flat_map(State::sub_scopes).map(|sub| sub.scope.states));
    }
    None
}
