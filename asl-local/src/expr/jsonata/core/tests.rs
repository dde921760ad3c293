//! The suite of the reference, where it is at hand: every case that Step Functions can have, on this engine with its limits.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Map, json};

use super::super::States;
use super::convert::Converter;
use super::*;
use crate::expr::Entropy;

/// Cases whose answer is another here, by the beginning of their names, and why.
const OTHER: &[(&str, &str)] = &[
    ("function-eval/", "Step Functions has no `$eval`"),
    ("function-string/case019", "what Step Functions makes of infinity as an operand is not known"),
    ("function-string/case020", "the same"),
    ("tail-recursion/case001 0", "Step Functions nests 100 levels"),
];

struct Case {
    name: String,
    code: String,
    data: Option<Value>,
    bindings: Map<String, Value>,
    expected: Expected,
}

#[derive(Debug, PartialEq)]
enum Expected {
    Value(Value),
    Undefined,
    Code(String),
}

/// Beside the repository, if anywhere.
fn folder() -> Option<PathBuf> {
    let above = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors();
    above.map(|folder| folder.join("shared/conformance/jsonata")).find(|folder| folder.is_dir())
}

fn cases() -> Vec<Case> {
    let Some(folder) = folder() else { return Vec::new() };
    let mut files = Vec::new();
    for group in fs::read_dir(folder.join("groups")).unwrap().flatten() {
        for file in fs::read_dir(group.path()).unwrap().flatten() {
            if file.path().extension().is_some_and(|extension| extension == "json") {
                files.push(file.path());
            }
        }
    }
    files.sort();
    let cases: Vec<Case> = files.iter().flat_map(|file| read(&folder, file)).collect();
    assert!(cases.len() > 500, "{}", cases.len());
    cases
}

fn read(folder: &Path, file: &Path) -> Vec<Case> {
    let group = file.parent().unwrap().file_name().unwrap().to_string_lossy().into_owned();
    let content: Value = serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap();
    let list = content.as_array().cloned().unwrap_or_else(|| vec![content]);
    list.into_iter()
        .enumerate()
        .filter_map(|(index, case)| {
            let code = match &case["expr-file"] {
                Value::String(name) => fs::read_to_string(file.with_file_name(name)).ok()?,
                _ => case["expr"].as_str().unwrap().to_owned(),
            };
            let data = match case["dataset"].as_str() {
                Some(name) => {
                    let text = fs::read_to_string(folder.join("datasets").join(format!("{name}.json"))).unwrap();
                    Some(serde_json::from_str(&text).unwrap())
                }
                None => case.get("data").cloned(),
            };
            let expected = if let Some(code) = case["code"].as_str().or_else(|| case["error"]["code"].as_str()) {
                Expected::Code(code.to_owned())
            } else {
                case.get("result").cloned().map_or(Expected::Undefined, Expected::Value)
            };
            let name = format!("{group}/{} {index}", file.file_stem().unwrap().to_string_lossy());
            Some(Case {
                name,
                code,
                data,
                bindings: case["bindings"].as_object().cloned().unwrap_or_default(),
                expected,
            })
        })
        .collect()
}

fn answer(case: &Case) -> Result<Expected, EngineError> {
    let compiled = match compile(&case.code) {
        Ok(compiled) => compiled,
        Err(EngineError::Coded { code, .. }) => return Ok(Expected::Code(code)),
        Err(error) => return Err(error),
    };
    let integers = Integers::new(Order::Rising);
    let root = match &case.data {
        Some(data) => Converter::new(&integers).value(data)?,
        None => JValue::Undefined,
    };
    let (states, entropy) = (json!({}), Entropy::seeded(0));
    let bindings = Bindings {
        states: States::of(&states),
        variables: &case.bindings,
        now_millis: 1_500_000_000_000,
        entropy: &entropy,
    };
    match (Evaluation { compiled: &compiled, bindings: &bindings, integers: &integers, seed: 0, root: &root }.run()) {
        Ok(value) => Ok(value.map_or(Expected::Undefined, Expected::Value)),
        Err(EngineError::Coded { code, .. }) => Ok(Expected::Code(code)),
        Err(error) => Err(error),
    }
}

/// Equal where `1` and `1.0` are one number.
fn same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => a.as_f64() == b.as_f64(),
        (Value::Array(a), Value::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b)),
        (Value::Object(a), Value::Object(b)) => {
            a.len() == b.len() && a.iter().all(|(key, a)| b.get(key).is_some_and(|b| same(a, b)))
        }
        _ => a == b,
    }
}

#[test]
fn the_suite_of_the_reference() {
    let cases = cases();
    let mut wrong = Vec::new();
    for case in &cases {
        let found = answer(case);
        let is_right = match (&case.expected, &found) {
            (Expected::Value(expected), Ok(Expected::Value(found))) => same(expected, found),
            (expected, Ok(found)) => expected == found,
            _ => false,
        };
        if !is_right && !OTHER.iter().any(|(name, _)| case.name.starts_with(name)) {
            wrong.push(format!("{}: {}\n  reference {:?}\n  here      {found:?}", case.name, case.code, case.expected));
        }
    }
    assert!(wrong.is_empty(), "{} of {}\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}
