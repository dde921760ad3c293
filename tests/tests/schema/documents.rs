//! The definitions that are judged.

use std::fs::read_to_string;
use std::path::{Path, PathBuf};

use asl_schema::check::rules;
use serde_json::Value;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn files(folder: &str, ending: &str) -> Vec<(String, String)> {
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(root().join(folder)).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let name = |path: &Path| path.file_name().unwrap().to_string_lossy().into_owned();
    let wanted = paths.into_iter().filter(|path| name(path).ends_with(ending));
    wanted.map(|path| (name(&path), read_to_string(path).unwrap())).collect()
}

/// What the examples emit, as their snapshots have it, and the machines beside them that were written by hand.
pub(crate) fn emitted() -> Vec<(String, String)> {
    let mut found = files("examples/hand_written", ".asl.json");
    for (name, snapshot) in files("examples/snapshots", ".asl.snap") {
        let text = snapshot.splitn(3, "---\n").nth(2).unwrap().to_owned();
        found.push((name, text));
    }
    found
}

/// What the rules' pages let pass, and a machine of both query languages: what a state says of itself does not count for the states in it.
pub(crate) fn good() -> Vec<(String, String)> {
    let mut found = of_rules("Passes");
    found.push(("a machine of both query languages".to_owned(), BOTH_LANGUAGES.to_owned()));
    found
}

const BOTH_LANGUAGES: &str = r#"{
  "StartAt": "Each",
  "States": {
    "Each": {
      "Type": "Map",
      "QueryLanguage": "JSONata",
      "Items": "{% $states.input.orders %}",
      "MaxConcurrency": "{% 2 %}",
      "ItemProcessor": {
        "StartAt": "Shape",
        "States": {
          "Shape": { "Type": "Pass", "Parameters": { "id.$": "$.id" }, "ResultPath": "$.shaped", "Next": "Known" },
          "Known": {
            "Type": "Choice",
            "QueryLanguage": "JSONata",
            "Choices": [{ "Condition": "{% $states.input.known %}", "Next": "Both" }],
            "Default": "Both"
          },
          "Both": {
            "Type": "Parallel",
            "Branches": [{ "StartAt": "Left", "States": { "Left": { "Type": "Wait", "SecondsPath": "$.pause", "End": true } } }],
            "End": true
          }
        }
      },
      "Output": "{% $states.result %}",
      "Next": "Done"
    },
    "Done": { "Type": "Succeed", "OutputPath": "$.orders" }
  }
}"#;

/// The definitions under that heading of every rule's page. `(x × 1000)` in one stands for so many letters.
pub(crate) fn of_rules(heading: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for rule in rules() {
        let (_, section) = rule.doc.split_once(&format!("## {heading}\n")).unwrap();
        let section = section.split("\n## ").next().unwrap();
        for block in section.split("```json\n").skip(1) {
            found.push((format!("{}, {heading}", rule.code), repeated(block.split("\n```").next().unwrap())));
        }
    }
    found
}

fn repeated(text: &str) -> String {
    let Some((head, rest)) = text.split_once("(x × ") else { return text.to_owned() };
    let (count, tail) = rest.split_once(')').unwrap();
    format!("{head}{}{tail}", "x".repeat(count.parse().unwrap()))
}

/// Recorded definitions with whether they are valid; says so and gives nothing where there are none.
pub(crate) fn recorded() -> Option<Vec<(String, String, bool)>> {
    let folder = root().join("../shared/conformance");
    let Ok(index) = read_to_string(folder.join("definitions.jsonl")) else {
        println!("skipped: no recorded definitions");
        return None;
    };
    let case = |line: &str| {
        let case: Value = serde_json::from_str(line).unwrap();
        let text = read_to_string(folder.join(case["file"].as_str().unwrap())).unwrap();
        (case["name"].as_str().unwrap().to_owned(), text, case["expected"] == "valid")
    };
    Some(index.lines().map(case).collect())
}
