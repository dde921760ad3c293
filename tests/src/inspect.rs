//! What is wrong with an emitted machine before it runs, judged by a parser of JSONata that knows nothing of ours.

use jsonata_core::parser;
use serde_json::{Map, Value};

/// How many states a machine has, those inside others included.
pub fn states(machine: &Value) -> usize {
    let mut found = 0;
    each_state(machine, &mut |_| found += 1);
    found
}

/// Whether a state is a Pass.
pub fn has_pass(machine: &Value) -> bool {
    let mut found = false;
    each_state(machine, &mut |state| found |= state["Type"] == "Pass");
    found
}

/// What Step Functions would refuse or run out of stack on: names that aren't variables, `$` and `$$`, and expressions nested deeper than half
/// of what it takes.
pub fn problems(machine: &Value) -> Vec<String> {
    let mut found = Vec::new();
    each_text(machine, &mut |text| {
        let Some(expression) = text.strip_prefix("{%").and_then(|text| text.strip_suffix("%}")) else { return };
        let expression = expression.trim();
        match parser::parse(expression) {
            Err(problem) => found.push(format!("`{expression}` doesn't parse: {problem}")),
            Ok(ast) => {
                let tree = serde_json::to_value(&ast).unwrap_or_default();
                if let Some(name) = forbidden(&tree) {
                    found.push(format!("`{expression}` refers to `{name}`"));
                }
                let levels = depth(&tree);
                if levels > 60 {
                    found.push(format!("`{expression}` nests {levels} levels"));
                }
            }
        }
    });
    found
}

fn each_state<'v>(machine: &'v Value, found: &mut dyn FnMut(&'v Value)) {
    for state in machine["States"].as_object().into_iter().flat_map(Map::values) {
        found(state);
        list(state, "Branches").iter().for_each(|branch| each_state(branch, found));
        if let Some(processor) = state.get("ItemProcessor") {
            each_state(processor, found);
        }
    }
}

fn each_text<'v>(value: &'v Value, found: &mut dyn FnMut(&'v str)) {
    match value {
        Value::String(text) => found(text),
        Value::Array(items) => items.iter().for_each(|item| each_text(item, found)),
        Value::Object(members) => members.values().for_each(|member| each_text(member, found)),
        _ => {}
    }
}

/// A reference in a syntax tree that needs a context item: a name outside of a path, or `$`, or `$$`.
fn forbidden(tree: &Value) -> Option<String> {
    match tree {
        Value::Object(node) => {
            let [(kind, content)] = node.iter().collect::<Vec<_>>()[..] else {
                return node.values().find_map(forbidden);
            };
            match (kind.as_str(), content) {
                ("Name" | "Wildcard" | "Descendant" | "Parent", name) => Some(name.to_string()),
                ("Variable", Value::String(name)) if name.is_empty() => Some("$".to_owned()),
                ("ParentVariable", _) => Some("$$".to_owned()),
                ("Function", _) if content["is_builtin"] == false => Some(content["name"].to_string()),
                ("Path", _) => {
                    let is_name = |step: &Value| step["node"].get("Name").is_some();
                    let steps = list(content, "steps").iter().enumerate();
                    steps.filter(|(i, step)| *i == 0 || !is_name(step)).find_map(|(_, step)| forbidden(step))
                }
                _ => forbidden(content),
            }
        }
        Value::Array(items) => items.iter().find_map(forbidden),
        Value::String(kind) if kind == "Wildcard" || kind == "Descendant" => Some(kind.clone()),
        _ => None,
    }
}

/// How many nodes deep a syntax tree is. A node is an object with one member, its kind.
fn depth(tree: &Value) -> usize {
    match tree {
        Value::Object(node) => usize::from(node.len() == 1) + node.values().map(depth).max().unwrap_or(0),
        Value::Array(items) => items.iter().map(depth).max().unwrap_or(0),
        _ => 0,
    }
}

fn list<'v>(from: &'v Value, key: &str) -> &'v [Value] {
    from.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}
