//! Judges a folder of recorded cases: `cargo run --release -p asl-schema --example conformance -- definitions FOLDER`, or `jsonata FOLDER`.
//!
//! Of `definitions`, FOLDER holds `definitions.jsonl`, one line per case with `name` and `file`. Prints one JSON line per case:
//! `{"name", "verdict": "valid" | "invalid", "code", "note"}`.
//!
//! Of `jsonata`, FOLDER holds `groups/*/*.json`. Prints one JSON line per case:
//! `{"name", "parsed", "expected": "parse" | "syntax error", "code", "position", "ok"}`, and fails if one is not as it should be.

#![expect(clippy::print_stdout, reason = "the verdicts are what this program prints")]

#[path = "conformance/jsonata.rs"]
mod jsonata;

use std::error::Error;
use std::path::Path;

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
        let verdict = match asl_schema::check_str(&text) {
            Ok(_) => json!({ "name": name, "verdict": "valid" }),
            Err(report) => {
                let first = report.errors().next();
                json!({
                    "name": name,
                    "verdict": "invalid",
                    "code": first.map(|error| error.code()),
                    "note": first.map(|error| format!("{} at {}", error.message, error.focus())),
                })
            }
        };
        println!("{verdict}");
    }
    Ok(())
}
