//! Every path and intrinsic function of definitions that AWS accepts must be read, and what AWS was seen to refuse must be refused. The
//! recordings stay outside this repository; where they are not beside it, these tests have nothing to do.

use std::path::PathBuf;

use asl_schema::{intrinsic, jsonpath, template};
use serde_json::Value;

fn recordings() -> Option<PathBuf> {
    let repository = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    repository.ancestors().map(|folder| folder.join("shared/conformance")).find(|folder| folder.exists())
}

/// Payload templates: only their keys in `.$` are paths, others may look like ours.
const TEMPLATES: [&str; 6] = ["Parameters", "ResultSelector", "ItemSelector", "BatchInput", "Credentials", "Assign"];

/// Data, or expressions of JSONata.
const OTHER: [&str; 3] = ["Result", "Arguments", "Output"];

/// The values of a definition that are paths or intrinsic functions, with the key of each.
fn collect(value: &Value, in_template: bool, found: &mut Vec<(String, String)>) {
    match value {
        Value::Object(members) => {
            for (key, member) in members.iter().filter(|(key, _)| in_template || !OTHER.contains(&key.as_str())) {
                let is_field = !in_template && (key.ends_with("Path") || key == "Variable");
                match member {
                    Value::String(text) if is_field || key.ends_with(".$") => found.push((key.clone(), text.clone())),
                    _ => collect(member, in_template || TEMPLATES.contains(&key.as_str()), found),
                }
            }
        }
        Value::Array(values) => values.iter().for_each(|value| collect(value, in_template, found)),
        _ => {}
    }
}

fn read(key: &str, text: &str) -> Result<usize, String> {
    let error = |error: asl_schema::SyntaxError| format!("{key}: {text}: {error}");
    if key.ends_with(".$") || matches!(key, "ErrorPath" | "CausePath") {
        return match template::classify(text).map_err(error)? {
            template::PathOrIntrinsic::Path(_) => Ok(0),
            template::PathOrIntrinsic::Intrinsic(call) => Ok(intrinsic::check(&call).len()),
        };
    }
    let path = jsonpath::parse(text).map_err(error)?;
    if ["ResultPath", "ItemsPath"].contains(&key) && !path.is_reference() {
        return Err(format!("{key}: {text}: no reference path"));
    }
    Ok(0)
}

fn is_jsonata(definition: &Value) -> bool {
    definition["QueryLanguage"] == "JSONata"
}

#[test]
fn what_aws_accepted_is_read() {
    let Some(folder) = recordings() else { return };
    let mut texts = Vec::new();
    let index = std::fs::read_to_string(folder.join("definitions.jsonl")).unwrap();
    for line in index.lines() {
        let entry: Value = serde_json::from_str(line).unwrap();
        let text = std::fs::read_to_string(folder.join(entry["file"].as_str().unwrap())).unwrap();
        if entry["expected"] == "valid"
            && let Ok(definition) = serde_json::from_str::<Value>(&text)
            && !is_jsonata(&definition)
        {
            collect(&definition, false, &mut texts);
        }
    }
    let definitions = texts.len();
    for entry in std::fs::read_dir(folder.join("executions")).unwrap() {
        let recorded: Value = serde_json::from_str(&std::fs::read_to_string(entry.unwrap().path()).unwrap()).unwrap();
        if !is_jsonata(&recorded["definition"]) {
            collect(&recorded["definition"], false, &mut texts);
        }
    }
    assert!(definitions > 500 && texts.len() > definitions + 300, "{definitions} of {}", texts.len());
    let wrong: Vec<String> = texts.iter().filter_map(|(key, text)| read(key, text).err()).collect();
    assert_eq!(wrong, Vec::<String>::new(), "{} of {}", wrong.len(), texts.len());
    let judged: Vec<&String> =
        texts.iter().filter(|(key, text)| read(key, text).is_ok_and(|count| count > 0)).map(|(_, text)| text).collect();
    assert_eq!(judged, Vec::<&String>::new());
    // Published, or in the tests of another checker, and never seen to run: a script in brackets, and a text without quotes.
    let doubtful = texts.iter().filter(|(_, text)| jsonpath::parse(text).is_ok_and(|path| !path.doubts().is_empty()));
    assert_eq!(doubtful.count(), 2);
}

/// What is refused for an expression in it, by AWS or by the tests of other checkers, has a finding of ours.
#[test]
fn what_was_refused_for_an_expression_is_refused() {
    let Some(folder) = recordings() else { return };
    for name in [
        "ls-aws-escape_sequences_illegal_intrinsic_function",
        "statelint-invalid-function-invocation",
        "statelint-states-array-invocation-leftpad",
    ] {
        let text = std::fs::read_to_string(folder.join(format!("definitions/{name}.json"))).unwrap();
        let mut texts = Vec::new();
        collect(&serde_json::from_str(&text).unwrap(), false, &mut texts);
        assert!(texts.iter().any(|(key, text)| read(key, text) != Ok(0)), "{name}");
    }
}
