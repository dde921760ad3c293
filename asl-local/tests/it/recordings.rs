//! Recorded executions, where they are at hand: what Pass states made of their input, against the same expressions evaluated here.

#![expect(clippy::unwrap_used, reason = "a recording that can't be read fails the test")]

use std::fs;
use std::path::PathBuf;

use crate::shared;
use asl_local::expr::jsonata::{Bindings, Core, States};
use asl_local::expr::{Entropy, NoVariables, Scope, jsonpath, template};
use serde_json::{Value, json};

fn executions() -> Vec<Value> {
    let read = |file: &PathBuf| serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap();
    shared::files("executions").iter().map(read).collect()
}

/// The states of a machine by name, with the language they speak.
fn states<'d>(machine: &'d Value, language: &'d str, found: &mut Vec<(&'d str, &'d Value, &'d str)>) {
    for (name, state) in machine["States"].as_object().into_iter().flatten() {
        found.push((name, state, state["QueryLanguage"].as_str().unwrap_or(language)));
        let nested = state["Branches"].as_array().into_iter().flatten();
        for machine in nested.chain(state.get("ItemProcessor")).chain(state.get("Iterator")) {
            states(machine, language, found);
        }
    }
}

/// What a state makes of an input; nothing if that takes more than its expressions.
fn output(state: &Value, language: &str, input: &Value) -> Option<Result<Value, String>> {
    let text = state.to_string();
    let needs_more = ["$$", "$states.context", "States.UUID", "MathRandom", "$uuid", "$random", "$now", "$millis"];
    if state["Type"] != "Pass" || needs_more.iter().any(|word| text.contains(word)) {
        return None;
    }
    let (context, entropy) = (json!({}), Entropy::seeded(0));
    if language == "JSONata" {
        let states = json!({ "input": input });
        let bindings =
            Bindings { states: States::of(&states), variables: &NoVariables, now_millis: 0, entropy: &entropy };
        let output = template::jsonata::evaluate(state.get("Output")?, "Output", &Core::new(), &bindings);
        return Some(output.map_err(|error| error.to_string()));
    }
    let field = |name: &str, input: &Value| match state.get(name) {
        None => Ok(input.clone()),
        Some(Value::String(path)) => {
            let scope = Scope { input, context: &context, variables: &NoVariables, entropy: &entropy };
            jsonpath::field(path, &scope).map(std::borrow::Cow::into_owned)
        }
        Some(_) => Ok(json!({})),
    };
    let run = || {
        let selected = field("InputPath", input)?;
        let scope = Scope { input: &selected, context: &context, variables: &NoVariables, entropy: &entropy };
        let payload = match state.get("Parameters") {
            Some(parameters) => template::path::evaluate(parameters, &scope)?,
            None => selected.clone(),
        };
        let result = state.get("Result").cloned().unwrap_or(payload);
        let combined = match state.get("ResultPath") {
            None => result,
            Some(Value::String(path)) => jsonpath::put(path, input.clone(), result)?,
            Some(_) => input.clone(),
        };
        field("OutputPath", &combined)
    };
    Some(run().map_err(|error: asl_local::expr::Error| error.to_string()))
}

/// Whether a value is the recorded one, where a word in angle brackets or in the list of redactions stands for anything.
fn same(recorded: &Value, found: &Value, redacted: &[&str]) -> bool {
    match (recorded, found) {
        (Value::String(text), _) if redacted.contains(&text.as_str()) || text.contains('<') => true,
        (Value::Number(a), Value::Number(b)) => a.as_f64() == b.as_f64(),
        (Value::Array(a), Value::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b, redacted)),
        (Value::Object(a), Value::Object(b)) => {
            a.len() == b.len() && a.iter().all(|(key, a)| b.get(key).is_some_and(|b| same(a, b, redacted)))
        }
        _ => recorded == found,
    }
}

#[test]
fn pass_states() {
    let (mut compared, mut wrong) = (0, Vec::new());
    let executions = executions();
    for execution in &executions {
        let mut known = Vec::new();
        let machine = &execution["definition"];
        states(machine, machine["QueryLanguage"].as_str().unwrap_or("JSONPath"), &mut known);
        let redacted: Vec<&str> =
            execution["redactions"]["literals"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        let events = execution["events"].as_array().map_or(&[][..], Vec::as_slice);
        for exited in events.iter().filter(|event| event["type"] == "PassStateExited") {
            let name = &exited["details"]["name"];
            let Some(entered) =
                events.iter().find(|event| event["id"] == exited["prev"] && event["type"] == "PassStateEntered")
            else {
                continue;
            };
            // Variables come from the states before.
            if machine.to_string().contains("\"Assign\"") {
                continue;
            }
            let Some((_, state, language)) = known.iter().find(|(known, ..)| name == known) else { continue };
            let input = &entered["details"]["input"];
            match output(state, language, input) {
                None => {}
                Some(found) => {
                    compared += 1;
                    let recorded = &exited["details"]["output"];
                    if !found.as_ref().is_ok_and(|found| same(recorded, found, &redacted)) {
                        wrong.push(format!("{} {name} {recorded} {found:?}", execution["name"]));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {compared}\n{}", wrong.len(), wrong.join("\n"));
    assert!(executions.is_empty() || compared > 50, "{compared}");
}
