//! Judges a folder of recorded cases: `cargo run --release -p asl-schema --example conformance -- definitions FOLDER`, or `jsonata FOLDER`.
//!
//! Of `definitions`, FOLDER holds `definitions.jsonl`, one line per case with `name` and `file`. Prints one JSON line per case:
//! `{"name", "verdict": "valid" | "invalid", "code", "note", "warnings"}`.
//!
//! Of `jsonata`, FOLDER holds `groups/*/*.json`. Prints one JSON line per case:
//! `{"name", "parsed", "expected": "parse" | "syntax error", "code", "position", "ok"}`, and fails if one is not as it should be.

#![expect(clippy::print_stdout, reason = "the verdicts are what this program prints")]

#[path = "conformance/jsonata.rs"]
mod jsonata;

use std::error::Error;
use std::path::Path;

use asl_schema::Options;
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["definitions", folder] => definitions(Path::new(folder)),
        ["jsonata", folder] => jsonata::run(Path::new(folder)),
        _ => Err("usage: conformance definitions|jsonata FOLDER".into()),
    }
}

fn definitions(folder: &Path) -> Result<(), Box<dyn Error>> {
    for line in std::fs::read_to_string(folder.join("definitions.jsonl"))?.lines() {
        let case: Value = serde_json::from_str(line)?;
        let (Some(name), Some(file)) = (case["name"].as_str(), case["file"].as_str()) else {
            return Err("a case has no `name` or no `file`".into());
        };
        let text = std::fs::read_to_string(folder.join(file))?;
        let report = asl_schema::check_str(&text, &options(&case));
        let error = report.errors().next();
        let verdict = json!({
            "name": name,
            "verdict": if report.has_errors() { "invalid" } else { "valid" },
            "code": error.map(|error| error.code()),
            "warnings": report.diagnostics().iter().filter(|found| !found.is_error()).map(ToString::to_string).collect::<Vec<_>>(),
            "note": error.map(|error| format!("{} at {}", error.message, error.focus())),
        });
        println!("{verdict}");
    }
    Ok(())
}

/// What a case says about the machine: `"machine_type": "EXPRESS"` where it was created as one.
fn options(case: &Value) -> Options {
    match case["machine_type"].as_str() {
        Some("EXPRESS") => Options::express(),
        _ => Options::standard(),
    }
}
