//! The data of recorded executions against what the checker thinks it can be: each recorded input and output must be admitted, and where an
//! execution succeeded no field that it read may be called unknown.
//!
//! The input's shape is exactly the recorded input, so that as much as possible is known. Runs where the recordings are at hand.

#![expect(clippy::unwrap_used, reason = "a test says what it expects by panicking")]

use std::path::PathBuf;

use asl_schema::check::{StateData, trace};
use asl_schema::data::Shape;
use asl_schema::model::State;
use asl_schema::{Options, check_str, read_str};
use serde_json::Value;

/// What the recordings have in the place of a value that is different each time.
const REDACTED: [&str; 2] = ["stateExitedEventDetails.output", "RandomNumberGenerated"];

fn recordings() -> Option<Vec<(String, Value)>> {
    let repository = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let folder = repository.ancestors().map(|folder| folder.join("shared/conformance/executions"));
    let folder = folder.into_iter().find(|folder| folder.exists())?;
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let read = |file: PathBuf| {
        let text = std::fs::read_to_string(&file).unwrap();
        (file.file_stem().unwrap().to_string_lossy().into_owned(), serde_json::from_str(&text).unwrap())
    };
    Some(files.into_iter().map(read).collect())
}

#[test]
fn recorded_data_is_admitted_and_successful_reads_are_not_reported() {
    let Some(recordings) = recordings() else { return };
    let (mut inputs, mut outputs, mut informed, mut silent, mut caught) = (0, 0, 0, 0, 0);
    let mut wrong = Vec::new();
    for (name, recording) in recordings {
        let text = recording["definition"].to_string();
        let options = Options::standard().with_input(Shape::exactly(&recording["input"]));
        let report = check_str(&text, &options);
        let unknown = report.diagnostics().iter().filter(|found| found.code() == "ASL331");
        let unknown: Vec<String> = unknown.map(ToString::to_string).collect();
        if recording["final"]["status"] == "SUCCEEDED" {
            silent += 1;
            wrong.extend(unknown.iter().map(|found| format!("{name}: {found}")));
        } else {
            caught += usize::from(!unknown.is_empty());
        }
        let Some(machine) = read_str(&text).machine else { continue };
        let data = trace(&machine, &options);
        let of = |state: &str| data.iter().find(|data| data.path.state_name() == Some(state));
        let visited = machine.visit();
        let catches = |state: &str| {
            let state = visited.iter().find(|visited| visited.name == state).map(|visited| visited.state);
            state.is_some_and(|state| !state.catch().is_empty() || matches!(state, State::Choice(_)))
        };
        for event in recording["events"].as_array().into_iter().flatten() {
            let (kind, details) = (event["type"].as_str().unwrap(), &event["details"]);
            let Some(state) = details["name"].as_str().and_then(of) else { continue };
            let state_name = details["name"].as_str().unwrap();
            if kind.ends_with("StateEntered") {
                inputs += 1;
                informed += usize::from(state.input.as_ref().is_some_and(|shape| !shape.is_unknown()));
                judge(&name, state, state.input.as_ref(), &details["input"], &mut wrong);
            } else if kind.ends_with("StateExited") && !catches(state_name) {
                outputs += 1;
                judge(&name, state, state.output.as_ref(), &details["output"], &mut wrong);
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(inputs > 300 && outputs > 250 && informed * 10 > inputs * 9, "too little is looked at");
    assert_eq!(
        (silent, caught),
        (300, 8),
        "successes that were looked at, and failures for want of a field that were foreseen"
    );
}

fn judge(name: &str, state: &StateData, shape: Option<&Shape>, value: &Value, wrong: &mut Vec<String>) {
    if REDACTED.iter().any(|redacted| value.to_string().contains(redacted)) {
        return;
    }
    match shape {
        Some(shape) if shape.admits(value) => {}
        Some(shape) => wrong.push(format!("{name} {}: {shape} does not admit {value}", state.path)),
        None => wrong.push(format!("{name} {}: not reached, yet {value}", state.path)),
    }
}
