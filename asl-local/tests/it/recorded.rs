//! Recorded executions, replayed: the same events in the same order, with the same ids.
//!
//! The recordings are those of the shared conformance data, where it is there; `examples/conformance.rs` hands in what a recording tells of its surroundings.

#[path = "../../examples/conformance.rs"]
#[allow(dead_code, reason = "the example's own entry point")]
mod conformance;
use crate::shared;
use serde_json::Value;

#[test]
fn recorded_histories_are_reproduced() {
    let files = shared::files("executions");
    let mut compared = 0;
    for path in &files {
        let file: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        let line = conformance::execution(&file);
        assert_eq!(line["status"], file["final"]["status"], "{}: {}", file["name"], line["note"]);
        if let (Some(wanted), Some(found), false) =
            (file["events"].as_array(), line["events"].as_array(), file["unordered"] == true)
        {
            let shape = |event: &Value| (event["id"].clone(), event["type"].clone());
            let wanted: Vec<_> = wanted.iter().map(shape).collect();
            assert_eq!(found.iter().map(shape).collect::<Vec<_>>(), wanted, "{}", file["name"]);
            compared += 1;
        }
    }
    assert!(files.is_empty() || compared > 100, "{compared} histories");
}
